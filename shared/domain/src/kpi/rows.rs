//! The rows that answer an indicator: what the pages of the days say, group by group (spec §12.1).
//!
//! Counts are kept by the hour, so that the hours of the window count. Sketches and statistics are of a day: the days in which a window
//! begins and ends count whole in them. Where nothing was counted there is no row, and no rate without a whole.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::catalogue::{Group, Indicator};
use super::formula::{Formula, Selection, Terms};
use super::window::Window;
use crate::metrics::series::OTHER;
use crate::metrics::{Cell, Dimension, Distinct, Page, Series, Stats};

/// One row. Days and other groups ascend.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the row is about; `None` where there are no groups.
    pub group: Option<String>,
    pub value: f64,
}

/// Hours of one day, the first and the last.
type Hours = (u8, u8);

/// The rows of an indicator, from the pages of its subject by day.
#[must_use]
pub fn rows(indicator: &Indicator, pages: &BTreeMap<Date, Page>, window: &Window) -> Vec<Row> {
    let mut groups: BTreeMap<Option<String>, Tally> = BTreeMap::new();
    for (day, page) in pages {
        let Some(hours) = window.hours(*day) else { continue };
        for (series, cell) in &page.cells {
            if let Some(group) = group_of(indicator.group, *day, series) {
                let tally = groups.entry(group).or_default();
                tally.add(indicator.formula, series, cell, hours);
            }
        }
    }
    let row = |(group, tally): (Option<String>, Tally)| Some(Row { group, value: tally.value(indicator.formula)? });
    groups.into_iter().filter_map(row).collect()
}

/// `None` for a series that is in no group; what it counts is in other series, too.
fn group_of(group: Option<Group>, day: Date, series: &Series) -> Option<Option<String>> {
    let by = |dimension| series.dimension(dimension).map(|value| Some(if value == OTHER { "(other)" } else { value }.to_owned()));
    match group {
        None => Some(None),
        Some(Group::Date) => Some(Some(day.to_string())),
        Some(Group::Campaign) => by(Dimension::Campaign),
        Some(Group::CampaignActivity | Group::JourneyActivity) => by(Dimension::Activity),
        Some(Group::Country) => by(Dimension::Country),
        Some(Group::ErrorCode) => by(Dimension::Status),
    }
}

/// What was found of one group.
#[derive(Debug, Default)]
struct Tally {
    of: Total,
    among: Total,
    stats: Option<Stats>,
    distinct: Option<Distinct>,
}

/// What terms come to.
#[derive(Debug, Default)]
struct Total {
    plus: f64,
    minus: f64,
}

impl Tally {
    fn add(&mut self, formula: &Formula, series: &Series, cell: &Cell, hours: Hours) {
        match formula {
            Formula::Sum(terms) => self.of.add(terms, series, cell, hours),
            Formula::Rate { of, among } | Formula::Mean { of, over: among } => {
                self.of.add(of, series, cell, hours);
                self.among.add(among, series, cell, hours);
            }
            Formula::Average(selection) => {
                if let Cell::Stats(stats) = cell
                    && selection.takes(series)
                {
                    self.stats.get_or_insert(Stats::NONE).merge(stats);
                }
            }
            Formula::Distinct(selection) => {
                if let Cell::Distinct(members) = cell
                    && selection.takes(series)
                {
                    self.distinct.get_or_insert_default().merge(members);
                }
            }
        }
    }

    /// `None` when there is nothing to tell.
    fn value(&self, formula: &Formula) -> Option<f64> {
        match formula {
            Formula::Sum(_) => (self.of.plus > 0.0).then(|| self.of.rest()),
            Formula::Rate { .. } => (self.among.rest() > 0.0).then(|| (self.of.rest() / self.among.rest()).min(1.0)),
            Formula::Mean { .. } => (self.among.rest() > 0.0).then(|| self.of.rest() / self.among.rest()),
            Formula::Average(_) => {
                let stats = self.stats.filter(|stats| stats.count > 0)?;
                Some(stats.sum / whole(stats.count))
            }
            Formula::Distinct(_) => {
                let number = self.distinct.as_ref()?.estimate().round();
                (number > 0.0).then_some(number)
            }
        }
    }
}

impl Total {
    fn add(&mut self, terms: &Terms, series: &Series, cell: &Cell, hours: Hours) {
        let is_in = |selections: &[Selection]| selections.iter().any(|selection| selection.takes(series));
        if is_in(terms.plus) {
            self.plus += number(cell, hours);
        }
        if is_in(terms.minus) {
            self.minus += number(cell, hours);
        }
    }

    fn rest(&self) -> f64 {
        (self.plus - self.minus).max(0.0)
    }
}

/// What a cell counts. Of a sketch it is how many there are in this one: who is in the sketches of two runs, opened two emails.
fn number(cell: &Cell, (first, last): Hours) -> f64 {
    match cell {
        Cell::Count(hours) => {
            let counts = hours.0.range(first..=last).map(|(_, count)| *count);
            whole(counts.fold(0, u64::saturating_add))
        }
        Cell::Stats(stats) => stats.sum,
        Cell::Distinct(members) => members.estimate().round(),
        Cell::Cohort(members) => members.estimate().round(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
fn whole(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests;

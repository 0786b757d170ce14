//! Reading pages: what a measure comes to on one day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::metrics::{Cell, Cohort, Distinct, Measure, Page, Series, Stats};

/// Every day from the first to the last, with its page if it has one.
pub(super) fn days(pages: &BTreeMap<Date, Page>, first: Date, last: Date) -> impl Iterator<Item = (Date, Option<&Page>)> {
    first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last).map(|day| (day, pages.get(&day)))
}

/// The sketch of a measure, of the series that are wanted.
pub(super) fn distinct(page: Option<&Page>, measure: Measure, wanted: impl Fn(&Series) -> bool) -> Option<Distinct> {
    let mut all: Option<Distinct> = None;
    for (_, cell) in page?.of(measure).filter(|(series, _)| wanted(series)) {
        if let Cell::Distinct(members) = cell {
            all.get_or_insert_default().merge(members);
        }
    }
    all
}

/// How many different ones.
pub(super) fn people(page: Option<&Page>, measure: Measure) -> u64 {
    distinct(page, measure, |_| true).map_or(0, |members| size(members.estimate()))
}

pub(super) fn cohort(page: Option<&Page>, measure: Measure) -> Option<Cohort> {
    let mut all: Option<Cohort> = None;
    for (_, cell) in page?.of(measure) {
        if let Cell::Cohort(members) = cell {
            all = Some(all.map_or_else(|| members.as_ref().clone(), |all| all.union(members)));
        }
    }
    all
}

pub(super) fn count(page: Option<&Page>, measure: Measure, wanted: impl Fn(&Series) -> bool) -> u64 {
    let counts =
        page.into_iter().flat_map(|page| page.of(measure)).filter(|(series, _)| wanted(series)).map(|(_, cell)| match cell {
            Cell::Count(hours) => hours.total(),
            Cell::Stats(stats) => stats.count,
            Cell::Distinct(_) | Cell::Cohort(_) => 0,
        });
    counts.fold(0, u64::saturating_add)
}

pub(super) fn stats(page: Option<&Page>, measure: Measure, wanted: impl Fn(&Series) -> bool) -> Option<Stats> {
    let mut all: Option<Stats> = None;
    for (_, cell) in page?.of(measure).filter(|(series, _)| wanted(series)) {
        if let Cell::Stats(stats) = cell {
            match &mut all {
                Some(all) => all.merge(stats),
                None => all = Some(*stats),
            }
        }
    }
    all
}

/// An estimate as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of sketches are neither negative nor that large"
)]
pub(super) fn size(estimate: f64) -> u64 {
    estimate.round() as u64
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}

/// A part by a whole; nothing where there is no whole.
pub(super) fn ratio(part: f64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part / real(whole))
}

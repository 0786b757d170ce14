//! Where pages and a recount differ.

use std::collections::{BTreeMap, BTreeSet};

use super::recount::{Recount, Series, Tally};
use crate::metrics::{Cell, OTHER, OTHER_TRAIT, Page, PageKey};

/// What a sketch of this many members tells, it tells exactly.
const EXACT: usize = 1_000;
/// How far a sketch of more may be off.
const TOLERANCE: f64 = 0.02;

impl Recount {
    /// Every page and series that is absent, too many, or says something else; at most 100 of them. Values that a page has
    /// counted as others are so counted here before the two are compared.
    #[must_use]
    pub fn differences<'p>(&self, pages: impl IntoIterator<Item = (&'p PageKey, &'p Page)>) -> Vec<String> {
        let mut differences = Vec::new();
        let mut left: BTreeMap<_, _> = self.pages.iter().collect();
        for (key, page) in pages {
            let name = (key.app.to_string(), key.subject.to_string(), key.period.to_string());
            match left.remove(&name) {
                Some(series) => compare(&name.1, &name.2, &folded(series, page), page, &mut differences),
                None => differences.push(format!("{} {}: nothing should be there", name.1, name.2)),
            }
        }
        differences.extend(left.keys().map(|(_, subject, period)| format!("{subject} {period}: there is no page")));
        differences.truncate(100);
        differences
    }
}

fn compare(subject: &str, period: &str, expected: &Series, page: &Page, differences: &mut Vec<String>) {
    let found: BTreeMap<String, &Cell> = page.cells.iter().map(|(series, cell)| (series.to_string(), cell)).collect();
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    for name in names {
        let differs = match (expected.get(name), found.get(name)) {
            (Some(tally), Some(cell)) if agree(tally, cell) => None,
            (Some(tally), Some(cell)) => Some(format!("{} instead of {}", shown(cell), size(tally))),
            (Some(tally), None) => Some(format!("absent instead of {}", size(tally))),
            (None, _) => Some("nothing should be there".to_owned()),
        };
        differences.extend(differs.map(|differs| format!("{subject} {period} {name}: {differs}")));
    }
}

fn agree(tally: &Tally, cell: &Cell) -> bool {
    match (tally, cell) {
        (Tally::Count(hours), Cell::Count(counted)) => *hours == counted.0,
        (Tally::Numbers(numbers), Cell::Stats(stats)) => {
            let sum: f64 = numbers.iter().sum();
            let min = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            let max = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let close = (stats.sum - sum).abs() <= 1e-9 * sum.abs().max(1.0);
            close
                && stats.count == numbers.len() as u64
                && stats.min.to_bits() == min.to_bits()
                && stats.max.to_bits() == max.to_bits()
        }
        (Tally::Members(members), Cell::Distinct(distinct)) => near(members.len(), distinct.estimate()),
        (Tally::Members(members), Cell::Cohort(cohort)) => near(members.len(), cohort.estimate()),
        (Tally::Count(_) | Tally::Numbers(_) | Tally::Members(_), _) => false,
    }
}

fn near(members: usize, estimate: f64) -> bool {
    let exact = members as f64;
    if members <= EXACT { estimate.round() == exact } else { (estimate - exact).abs() <= TOLERANCE * exact }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Count(hours) => format!("{:?}", hours.0),
        Cell::Stats(stats) => format!("{stats:?}"),
        Cell::Distinct(distinct) => format!("about {}", distinct.estimate()),
        Cell::Cohort(cohort) => format!("about {}", cohort.estimate()),
    }
}

fn size(tally: &Tally) -> String {
    match tally {
        Tally::Count(hours) => format!("{hours:?}"),
        Tally::Numbers(numbers) => format!("{} numbers", numbers.len()),
        Tally::Members(members) => format!("{} members", members.len()),
    }
}

/// The series as a page counts them that had no room for all.
fn folded(series: &Series, page: &Page) -> Series {
    let kept: BTreeSet<String> = page.cells.keys().map(ToString::to_string).collect();
    let mut folded = Series::new();
    for (name, tally) in series {
        let name = if kept.contains(name) { name.clone() } else { place_of(name, &kept).unwrap_or_else(|| name.clone()) };
        match folded.get_mut(&name) {
            Some(own) => merge(own, tally),
            None => {
                folded.insert(name, tally.clone());
            }
        }
    }
    folded
}

/// Where a series went that the page does not have.
fn place_of(name: &str, kept: &BTreeSet<String>) -> Option<String> {
    let (group, _) = name.rsplit_once('=')?;
    let everything = format!("values|k={OTHER}|v={OTHER}");
    let mut places = vec![format!("{group}={OTHER}"), format!("{group}={OTHER_TRAIT}")];
    if name.starts_with("values|") {
        places.push(everything);
    }
    places.into_iter().find(|place| kept.contains(place))
}

fn merge(own: &mut Tally, other: &Tally) {
    match (own, other) {
        (Tally::Count(own), Tally::Count(other)) => {
            other.iter().for_each(|(hour, count)| *own.entry(*hour).or_default() += count);
        }
        (Tally::Numbers(own), Tally::Numbers(other)) => own.extend(other),
        (Tally::Members(own), Tally::Members(other)) => own.extend(other.iter().cloned()),
        (Tally::Count(_) | Tally::Numbers(_) | Tally::Members(_), _) => {}
    }
}

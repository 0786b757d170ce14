//! What a batch of events adds to pages.

use std::collections::HashMap;

use super::cell::{Cell, Hours, Stats};
use super::key::PageKey;
use super::series::{Name, Series};
use super::sketch::Member;

/// What a batch adds to one page.
#[derive(Clone, Debug, Default)]
pub struct PageDelta(pub HashMap<Series, Cell>);

/// What a batch adds to all pages.
#[derive(Clone, Debug, Default)]
pub struct Deltas(pub HashMap<PageKey, PageDelta>);

impl Deltas {
    /// What is added to the page.
    pub fn page(&mut self, key: PageKey) -> &mut PageDelta {
        self.0.entry(key).or_default()
    }
}

impl PageDelta {
    /// So many more in this hour.
    pub(crate) fn count(&mut self, name: &Name, hour: u8, many: u64) {
        self.add(
            name,
            || Cell::Count(Hours::default()),
            |cell| {
                if let Cell::Count(hours) = cell {
                    hours.add(hour, many);
                }
            },
        );
    }

    /// One more number.
    pub(crate) fn measure(&mut self, name: &Name, value: f64) {
        self.add(
            name,
            || Cell::Stats(Stats::NONE),
            |cell| {
                if let Cell::Stats(stats) = cell {
                    stats.merge(&Stats::of(value));
                }
            },
        );
    }

    /// Somebody, who counts once however often.
    pub(crate) fn see(&mut self, name: &Name, member: Member) {
        self.add(
            name,
            || Cell::Distinct(Box::default()),
            |cell| {
                if let Cell::Distinct(distinct) = cell {
                    distinct.add(member);
                }
            },
        );
    }

    /// Somebody of whom it matters in which other cohorts they are.
    pub(crate) fn enlist(&mut self, name: &Name, id: &str) {
        self.add(
            name,
            || Cell::Cohort(Box::default()),
            |cell| {
                if let Cell::Cohort(cohort) = cell {
                    cohort.add(id);
                }
            },
        );
    }

    /// Changes a cell; the name is copied only when the series is new.
    fn add(&mut self, name: &Name, empty: impl FnOnce() -> Cell, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.0.get_mut(name.as_str()) {
            change(cell);
            return;
        }
        let mut cell = empty();
        change(&mut cell);
        self.0.insert(name.to_series(), cell);
    }
}

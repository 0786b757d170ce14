//! What is kept of one series on one page.

use std::collections::BTreeMap;

use super::sketch::{Cohort, Distinct};

/// Counts by hour (UTC, 0 to 23).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours(pub BTreeMap<u8, u64>);

impl Hours {
    pub fn add(&mut self, hour: u8, count: u64) {
        let total = self.0.entry(hour).or_default();
        *total = total.saturating_add(count);
    }

    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().fold(0, |total, count| total.saturating_add(*count))
    }
}

/// Statistics of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stats {
    pub count: u64,
    pub sum: f64,
    pub min: f64,
    pub max: f64,
}

impl Stats {
    /// Of no number at all.
    pub const NONE: Self = Self { count: 0, sum: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY };

    #[must_use]
    pub fn of(value: f64) -> Self {
        Self { count: 1, sum: value, min: value, max: value }
    }

    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum += other.sum;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }
}

/// What is kept of a series.
#[derive(Clone, Debug)]
pub enum Cell {
    Count(Hours),
    Stats(Stats),
    Distinct(Box<Distinct>),
    Cohort(Box<Cohort>),
}

impl Cell {
    /// Adds what another cell has seen. Cells of different kinds do not meet: a series has one kind (see
    /// [`Measure`](super::Measure)); if they do, this one stays as it is.
    pub fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Count(own), Self::Count(other)) => other.0.iter().for_each(|(hour, count)| own.add(*hour, *count)),
            (Self::Stats(own), Self::Stats(other)) => own.merge(other),
            (Self::Distinct(own), Self::Distinct(other)) => own.merge(other),
            (Self::Cohort(own), Self::Cohort(other)) => own.merge(other),
            (Self::Count(_) | Self::Stats(_) | Self::Distinct(_) | Self::Cohort(_), _) => {}
        }
    }
}

//! Pages: what is counted of one subject in one period, and how far into the stream each page has come.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use jiff::civil::Date;

use super::cell::Cell;
use super::series::{Dimension, Measure, Series};
use crate::ids::{AppId, CampaignId, JourneyId};

/// What a page is about. A question is answered from the pages of one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Who was active, sessions, purchases, demographics.
    Usage,
    /// Events of one type: how many, by whom, their attributes and metrics.
    Event(String),
    /// Messages of the app: campaigns by campaign, transactional ones by country and status.
    Messages,
    Campaign(CampaignId),
    Journey(JourneyId),
    /// Execution metrics of a journey (spec §12.3); always [`Period::Always`].
    Execution(JourneyId),
}

/// The time that a page covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day in UTC.
    Day(Date),
    /// From the beginning to the end.
    Always,
}

/// Names a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    pub app: AppId,
    pub subject: Subject,
    pub period: Period,
}

impl fmt::Display for Subject {
    /// As it is stored: `usage`, `event#cart.add`, `campaign#<id>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage => f.write_str("usage"),
            Self::Event(name) => write!(f, "event#{name}"),
            Self::Messages => f.write_str("messages"),
            Self::Campaign(id) => write!(f, "campaign#{id}"),
            Self::Journey(id) => write!(f, "journey#{id}"),
            Self::Execution(id) => write!(f, "execution#{id}"),
        }
    }
}

impl fmt::Display for Period {
    /// `2026-10-01`, or `always`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Always => f.write_str("always"),
        }
    }
}

/// A place in one shard of the stream: a sequence number. Orders as the stream does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position(String);

impl Position {
    /// A decimal number, as Kinesis writes it.
    #[must_use]
    pub fn new(sequence_number: impl Into<String>) -> Self {
        Self(sequence_number.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ord for Position {
    /// Decimal numbers of any length.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (own, other) = (self.0.trim_start_matches('0'), other.0.trim_start_matches('0'));
        own.len().cmp(&other.len()).then_with(|| own.cmp(other))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

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

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Up to where the page has seen each shard of the stream, that position included.
    pub seen: BTreeMap<String, Position>,
    pub cells: BTreeMap<Series, Cell>,
}

impl Page {
    /// Adds what the records of `shard` up to `position` say.
    pub fn apply(&mut self, delta: &PageDelta, shard: &str, position: &Position) {
        for (series, cell) in &delta.0 {
            match self.cells.get_mut(series) {
                Some(own) => own.merge(cell),
                None => {
                    self.cells.insert(series.clone(), cell.clone());
                }
            }
        }
        self.seen.insert(shard.to_owned(), position.clone());
    }

    /// The cells of a measure.
    pub fn of(&self, measure: Measure) -> impl Iterator<Item = (&Series, &Cell)> {
        self.cells.iter().filter(move |(series, _)| series.measure() == Some(measure))
    }

    /// The count of a measure: of all its cells, or of those with this value of the dimension.
    #[must_use]
    pub fn count(&self, measure: Measure, only: Option<(Dimension, &str)>) -> u64 {
        let wanted = |series: &Series| only.is_none_or(|(dimension, value)| series.dimension(dimension) == Some(value));
        let counts = self.of(measure).filter(|(series, _)| wanted(series)).map(|(_, cell)| match cell {
            Cell::Count(hours) => hours.total(),
            Cell::Stats(_) | Cell::Distinct(_) | Cell::Cohort(_) => 0,
        });
        counts.fold(0, u64::saturating_add)
    }
}

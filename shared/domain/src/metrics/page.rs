//! Pages: what is counted of one subject in one period, and how far into the stream each page has come.

use std::collections::BTreeMap;

use super::bounds::Room;
use super::cell::Cell;
pub use super::delta::{Deltas, PageDelta};
pub use super::key::{PageKey, Period, Subject};
pub use super::position::Position;
use super::series::{Dimension, Measure, Series};

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Up to where the page has seen each shard of the stream, that position included.
    pub seen: BTreeMap<String, Position>,
    pub cells: BTreeMap<Series, Cell>,
}

impl Page {
    /// Adds what the records of `shard` up to `position` say. Values that there is no room for are counted together (see `bounds`).
    pub fn apply(&mut self, delta: &PageDelta, shard: &str, position: &Position) {
        let mut added: Vec<(&Series, &Cell)> = delta.0.iter().collect();
        // Which values come first must not hang on the order of a hash map.
        added.sort_unstable_by_key(|(series, _)| *series);
        let mut room = None;
        for (series, cell) in added {
            if let Some(own) = self.cells.get_mut(series) {
                own.merge(cell);
                continue;
            }
            let room = room.get_or_insert_with(|| Room::on(&self.cells));
            self.add(room.place(series), cell);
        }
        self.seen.insert(shard.to_owned(), position.clone());
    }

    /// Adds what another page has counted, of another day or another app; positions are left as they are, and no series is
    /// one too many.
    pub fn merge(&mut self, other: &Self) {
        for (series, cell) in &other.cells {
            match self.cells.get_mut(series) {
                Some(own) => own.merge(cell),
                None => self.add(series.clone(), cell),
            }
        }
    }

    fn add(&mut self, series: Series, cell: &Cell) {
        match self.cells.get_mut(&series) {
            Some(own) => own.merge(cell),
            None => {
                self.cells.insert(series, cell.clone());
            }
        }
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

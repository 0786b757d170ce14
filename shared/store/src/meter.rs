//! What calls cost, when somebody wants to know: read and write units by table, as the database itself counts them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Whether an operation's units are read or write units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Read,
    Write,
}

/// Capacity units, as billed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Units {
    pub read: f64,
    pub write: f64,
}

/// Sums of consumed capacity. Only what the database reported is counted: a call whose answer was lost is not.
#[derive(Debug, Default)]
pub struct CapacityMeter {
    by_table: Mutex<BTreeMap<String, Units>>,
}

impl CapacityMeter {
    /// The units of one table so far.
    #[must_use]
    pub fn of(&self, table: &str) -> Units {
        self.by_table().get(table).copied().unwrap_or_default()
    }

    /// The units of all tables so far.
    #[must_use]
    pub fn total(&self) -> Units {
        self.by_table()
            .values()
            .fold(Units::default(), |sum, units| Units { read: sum.read + units.read, write: sum.write + units.write })
    }

    /// Starts again from zero.
    pub fn reset(&self) {
        self.by_table().clear();
    }

    pub(crate) fn add(&self, direction: Direction, consumed: &ConsumedCapacity) {
        let units = consumed.capacity_units().unwrap_or_default();
        let mut by_table = self.by_table();
        let sum = by_table.entry(consumed.table_name().unwrap_or_default().to_owned()).or_default();
        match direction {
            Direction::Read => sum.read += units,
            Direction::Write => sum.write += units,
        }
    }

    /// A panic while adding leaves a sum that is at worst one call short; that is no reason to fail.
    fn by_table(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Units>> {
        self.by_table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

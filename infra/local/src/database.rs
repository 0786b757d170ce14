//! The embedded DynamoDB: opened, served to the ordinary SDK client, and looked after.
//!
//! Three things DynamoDB does by itself are done here: expired items are dropped, stream records that everybody has read are
//! dropped, and writing to a table with a stream stays fast however many records the stream holds (the emulator looks through
//! all of them unless there is an index, which only a second connection to its file can make).

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dynoxide::Database;
use rusqlite::{Connection, params};
use touchpoint_store::testing::EmbeddedDb;

/// Stream records that are deleted at a time: few enough that no write waits noticeably for the file.
const TRIM_STEP: usize = 200;

/// What the emulator adds to a stored sequence number when it shows it.
const SEQUENCE_OFFSET: u128 = 100_000_000_000_000_000_000;

/// The database could not be opened, served or looked after.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error("the embedded database: {0}")]
    Emulator(String),
    #[error("the embedded database's file: {0}")]
    File(#[from] rusqlite::Error),
    #[error(transparent)]
    Serve(#[from] touchpoint_store::testing::EmbeddedError),
}

/// The database, and a second way into its file.
#[derive(Debug)]
pub struct LocalDatabase {
    served: EmbeddedDb,
    upkeep: Arc<Mutex<Connection>>,
}

impl LocalDatabase {
    /// Opens the database in the file at `path`.
    pub fn open(path: &Path) -> Result<Self, DatabaseError> {
        Self::at(&path.to_string_lossy())
    }

    /// A database in memory, which both connections share.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        Self::at(&format!("file:/touchpoint-{}?vfs=memdb", uuid::Uuid::new_v4()))
    }

    fn at(path: &str) -> Result<Self, DatabaseError> {
        let database = Database::new(path).map_err(emulator)?;
        database.disable_bulk_loading().map_err(emulator)?;
        let upkeep = Connection::open(path)?;
        upkeep.busy_timeout(Duration::from_secs(5))?;
        upkeep.execute_batch(
            "CREATE INDEX IF NOT EXISTS touchpoint_stream_order
                 ON _stream_records (table_name, CAST(sequence_number AS INTEGER));",
        )?;
        Ok(Self { served: EmbeddedDb::serve(database)?, upkeep: Arc::new(Mutex::new(upkeep)) })
    }

    /// A client of the database.
    #[must_use]
    pub fn client(&self) -> aws_sdk_dynamodb::Client {
        self.served.client()
    }

    /// The database itself, for reading its streams.
    #[must_use]
    pub fn database(&self) -> Database {
        self.served.database().clone()
    }

    /// Drops items that have expired. Blocks.
    pub fn sweep_expired(&self) -> Result<usize, DatabaseError> {
        self.served.database().sweep_ttl().map_err(emulator)
    }

    /// Drops up to [`TRIM_STEP`] records of a table's stream before `sequence`, or before its newest record where nobody reads
    /// the stream; returns how many. Blocks. The newest record always stays: numbers go on from it.
    pub fn trim(&self, table: &str, sequence: Option<&str>) -> Result<usize, DatabaseError> {
        let before = sequence.and_then(stored_sequence);
        if sequence.is_some() && before.is_none() {
            return Ok(0);
        }
        let upkeep = self.upkeep.lock().unwrap_or_else(PoisonError::into_inner);
        let mut delete = upkeep.prepare_cached(
            "DELETE FROM _stream_records WHERE id IN (
                 SELECT id FROM _stream_records
                 WHERE table_name = ?1 AND CAST(sequence_number AS INTEGER) < coalesce(?2, (
                     SELECT max(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1))
                 ORDER BY CAST(sequence_number AS INTEGER) LIMIT ?3)",
        )?;
        Ok(delete.execute(params![table, before, i64::try_from(TRIM_STEP).unwrap_or(i64::MAX)])?)
    }

    /// Whether a [`Self::trim`] that dropped this many has probably left some.
    #[must_use]
    pub fn more_to_trim(dropped: usize) -> bool {
        dropped == TRIM_STEP
    }
}

/// The number under which the emulator stores the record with this sequence number.
fn stored_sequence(sequence: &str) -> Option<i64> {
    let shown: u128 = sequence.parse().ok()?;
    i64::try_from(shown.checked_sub(SEQUENCE_OFFSET)?).ok()
}

#[expect(clippy::needless_pass_by_value, reason = "called as a function value by map_err")]
fn emulator(error: dynoxide::DynoxideError) -> DatabaseError {
    DatabaseError::Emulator(error.to_string())
}

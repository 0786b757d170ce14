//! What Touchpoint remembers: DynamoDB tables behind typed functions.
//!
//! One module per table (or per use of one) offers small borrowed repositories: [`Store::resources`], and what `endpoints`,
//! `outbox` and `runs` add. Nothing outside this crate knows an attribute name, and nothing inside it decides anything about
//! engagement: rules live in the domain crate, this one reads, writes and keeps races honest.
//!
//! Every call to the database goes through the module `call`: one place that maps failures to [`StoreError`], repeats what the
//! SDK does not repeat by itself, and meters consumed capacity when asked to.

mod attribute;
mod backoff;
mod batch;
mod call;
pub mod claims;
pub mod endpoints;
mod error;
mod failure;
mod meter;
pub mod metrics;
pub mod names;
pub mod outbox;
mod packed;
mod page;
pub mod places;
mod request;
pub mod resources;
pub mod runs;
pub mod schema;
pub mod segments;
mod tables;
pub mod tally;
#[cfg(feature = "testing")]
pub mod testing;
pub mod texts;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;

use self::backoff::Jitter;
pub use self::error::StoreError;
pub use self::meter::{CapacityMeter, Units};
pub use self::page::{Cursor, Page, Paged};
pub use self::tables::TableNames;

/// How fresh a read must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// Sees every write that was acknowledged before; costs twice as much.
    Strong,
    /// May miss the writes of about the last second.
    Eventual,
}

impl Consistency {
    /// The value of the `ConsistentRead` parameter.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self == Self::Strong
    }
}

/// The database. Cheap to clone; clones share the client, the meter, the jitter and what is remembered of
/// names.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    tables: Arc<TableNames>,
    meter: Option<Arc<CapacityMeter>>,
    jitter: Arc<Jitter>,
    names: Arc<names::Remembered>,
}

impl Store {
    /// A store over existing tables. `client` brings timeouts and the SDK's own retries.
    #[must_use]
    pub fn new(client: Client, tables: TableNames) -> Self {
        Self { client, tables: Arc::new(tables), meter: None, jitter: Arc::new(Jitter::random()), names: Arc::default() }
    }

    /// From now on, on this value and its clones, every call asks for its consumed capacity and adds it to `meter`.
    #[must_use]
    pub fn with_meter(mut self, meter: Arc<CapacityMeter>) -> Self {
        self.meter = Some(meter);
        self
    }

    /// Makes the waits between repeated calls a function of `seed`, so that a simulated run can be replayed.
    #[must_use]
    pub fn with_jitter_seed(mut self, seed: u64) -> Self {
        self.jitter = Arc::new(Jitter::seeded(seed));
        self
    }

    /// The names of the tables this store works on.
    #[must_use]
    pub fn tables(&self) -> &TableNames {
        &self.tables
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }
}

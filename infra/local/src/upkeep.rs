//! What has to be done now and then: stream records that everybody has read, expired items, events beyond those that are kept.

use std::sync::Arc;
use std::time::Duration;

use touchpoint_ingest::{Ingest, IngestEvent};
use touchpoint_platform::ports::ScheduledTask;

use crate::activity::Activity;
use crate::database::{DatabaseError, LocalDatabase};
use crate::destinations;
use crate::events;
use crate::functions::instance;
use crate::ledger::Ledger;
use crate::streams::pump::Pump;

/// How often to look whether there is time to tidy up.
const EVERY: Duration = Duration::from_secs(2);

/// After this many rounds in which somebody was always at work, it is done all the same.
const PATIENCE: u32 = 15;

/// Rounds between two looks for what has expired.
const SWEEP_ROUNDS: u32 = 150;

/// How often small files of the archive are merged.
const MERGE_EVERY: Duration = Duration::from_secs(600);

/// A pause between two steps, for whoever waits for the file.
const BREATH: Duration = Duration::from_millis(5);

/// A table with a stream, and those who read it.
#[derive(Clone, Debug)]
pub struct Streamed {
    pub table: String,
    pub readers: Vec<Pump>,
}

/// Tidies up until the process ends.
pub async fn tidy(database: Arc<LocalDatabase>, ledger: Ledger, activity: Activity, streams: Vec<Streamed>) {
    let (mut round, mut tidied_at, mut waited) = (0_u32, activity.generation(), 0);
    loop {
        tokio::time::sleep(EVERY).await;
        round = round.wrapping_add(1);
        let generation = activity.generation();
        let due = generation != tidied_at;
        waited = if due && activity.running() > 0 { waited + 1 } else { 0 };
        if due && (waited == 0 || waited >= PATIENCE) {
            (tidied_at, waited) = (generation, 0);
            for streamed in &streams {
                report(trim(&database, streamed).await, "stream records");
            }
            for trimmed in [events::trim(&ledger).await, destinations::trim(&ledger).await] {
                if let Err(error) = trimmed {
                    tracing::warn!(%error, "old events cannot be dropped");
                }
            }
        }
        if round.is_multiple_of(SWEEP_ROUNDS) {
            let database = Arc::clone(&database);
            report(blocking(move || database.sweep_expired().map(|_| ())).await, "expired items");
        }
    }
}

/// Merges small files of the archive now and then, as long as the process lives.
pub async fn merge_archive(ingest: Arc<Ingest>, activity: Activity) {
    loop {
        tokio::time::sleep(MERGE_EVERY).await;
        let busy = activity.begin();
        let ingest = Arc::clone(&ingest);
        let task = IngestEvent::Task(ScheduledTask::MergeArchive);
        match instance(async move || touchpoint_ingest::handle(&ingest, task).await).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the archive is not merged; it is tried again later"),
            Err(error) => tracing::warn!(%error, "the archive is not merged; it is tried again later"),
        }
        drop(busy);
    }
}

/// Drops what every reader has dealt with.
async fn trim(database: &Arc<LocalDatabase>, streamed: &Streamed) -> Result<(), DatabaseError> {
    let mut slowest = None;
    for reader in &streamed.readers {
        // Numbers of one stream are equally long, so they compare as text.
        match reader.position() {
            None => return Ok(()),
            Some(position) => slowest = Some(slowest.map_or(position.clone(), |other: String| other.min(position))),
        }
    }
    loop {
        let (database, table, slowest) = (Arc::clone(database), streamed.table.clone(), slowest.clone());
        let more = blocking(move || database.trim(&table, slowest.as_deref()).map(LocalDatabase::more_to_trim)).await?;
        if !more {
            return Ok(());
        }
        tokio::time::sleep(BREATH).await;
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DatabaseError> + Send + 'static,
) -> Result<T, DatabaseError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| DatabaseError::Emulator(error.to_string()))?
}

fn report(result: Result<(), DatabaseError>, what: &'static str) {
    if let Err(error) = result {
        tracing::warn!(%error, what, "cannot tidy up; it is tried again later");
    }
}

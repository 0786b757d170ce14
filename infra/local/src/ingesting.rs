//! Keeps `ingest` supplied with the event stream: one shard, in order, one batch at a time, as Kinesis would.
//!
//! What failed is delivered again together with everything behind it. A batch that fails too often is put aside record by record, so
//! that one bad record costs nobody else theirs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_lambda_events::kinesis::{KinesisEvent, KinesisEventRecord};
use rusqlite::params;
use touchpoint_ingest::{Ingest, IngestEvent};

use crate::activity::Activity;
use crate::events::{self, Put};
use crate::functions::instance;
use crate::ledger::{Ledger, LedgerError};
use crate::positions;
use crate::retries::Retries;

/// Records and bytes of one batch, as Lambda's limits have it.
const BATCH: usize = 10_000;
const BATCH_BYTES: usize = 4_400_000;

/// How soon to look again while somebody is at work who may put events; when nobody is, only a change makes it worth while.
const BUSY_PAUSE: Duration = Duration::from_millis(5);
const IDLE_PAUSE: Duration = Duration::from_secs(2);
const ERROR_PAUSE: Duration = Duration::from_secs(1);

/// The one shard there is.
const SHARD: &str = "shardId-000000000000";
const CONSUMER: &str = "ingest";

/// The stream on its way to `ingest`.
#[derive(Clone, Debug)]
pub struct Ingesting {
    ingest: Arc<Ingest>,
    ledger: Ledger,
    activity: Activity,
    retries: Retries,
    /// Id of the last record that was dealt with.
    position: Arc<Mutex<i64>>,
}

impl Ingesting {
    /// Goes on from where it had come.
    pub async fn new(ingest: Arc<Ingest>, ledger: Ledger, activity: Activity, retries: Retries) -> Result<Self, LedgerError> {
        let stored = positions::stored(&ledger, CONSUMER).await?;
        let position = stored.and_then(|text| text.parse().ok()).unwrap_or(0);
        Ok(Self { ingest, ledger, activity, retries, position: Arc::new(Mutex::new(position)) })
    }

    fn position(&self) -> i64 {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether every record that is on the stream now has been dealt with.
    pub async fn is_caught_up(&self) -> Result<bool, LedgerError> {
        Ok(events::waiting(&self.ledger, self.position(), 1, 1).await?.is_empty())
    }

    /// Supplies it until the process ends.
    pub async fn run(self) {
        loop {
            if let Err(error) = self.supply().await {
                tracing::error!(consumer = CONSUMER, %error, "the event stream is interrupted");
            }
            tokio::time::sleep(ERROR_PAUSE).await;
        }
    }

    async fn supply(&self) -> Result<(), LedgerError> {
        let mut changes = self.activity.changes();
        loop {
            if !self.activity.is_stopping() {
                let batch = events::waiting(&self.ledger, self.position(), BATCH, BATCH_BYTES).await?;
                if let Some(last) = batch.last().map(|put| put.id) {
                    let busy = self.activity.begin();
                    self.deliver(batch).await?;
                    events::forget(&self.ledger, last).await?;
                    positions::store(&self.ledger, CONSUMER, last.to_string()).await?;
                    *self.position.lock().unwrap_or_else(PoisonError::into_inner) = last;
                    drop(busy);
                    continue;
                }
            }
            let busy = self.activity.running() > 0;
            tokio::select! {
                () = tokio::time::sleep(BUSY_PAUSE), if busy => {}
                () = changes.next(), if !busy => {}
                () = tokio::time::sleep(IDLE_PAUSE), if !busy => {}
            }
        }
    }

    /// Delivers a batch until each record is dealt with or put aside.
    async fn deliver(&self, mut batch: Vec<Put>) -> Result<(), LedgerError> {
        let mut attempt = 1;
        while !batch.is_empty() {
            let Some((failed, error)) = self.attempt(&batch).await else { return Ok(()) };
            if failed > 0 {
                batch.drain(..failed);
                attempt = 1;
            }
            tracing::warn!(consumer = CONSUMER, records = batch.len(), attempt, error, "events were not dealt with");
            match self.retries.wait_after(attempt) {
                Some(wait) => {
                    tokio::time::sleep(wait).await;
                    attempt += 1;
                }
                None => {
                    let bad = batch.remove(0);
                    self.put_aside(bad, error).await?;
                    attempt = 1;
                }
            }
        }
        Ok(())
    }

    /// One call. The place of the first record that was not dealt with, and why; `None` when all were.
    async fn attempt(&self, batch: &[Put]) -> Option<(usize, String)> {
        let mut event = KinesisEvent::default();
        event.records = batch.iter().map(as_kinesis).collect();
        let ingest = Arc::clone(&self.ingest);
        let call = instance(async move || touchpoint_ingest::handle(&ingest, IngestEvent::Stream(event)).await);
        let response = match call.await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Some((0, error.to_string())),
            Err(panicked) => return Some((0, panicked.to_string())),
        };
        let place = |sequence: &Option<String>| batch.iter().position(|put| Some(sequence_of(put)) == *sequence).unwrap_or(0);
        let failed = response.batch_item_failures.iter().map(|failure| place(&failure.item_identifier)).min();
        failed.map(|place| (place, "reported as failed".to_owned()))
    }

    async fn put_aside(&self, bad: Put, error: String) -> Result<(), LedgerError> {
        tracing::error!(consumer = CONSUMER, sequence = bad.id, error, "a record of the event stream is put aside");
        self.ledger
            .run(move |db| {
                db.execute(
                    "INSERT INTO failed_records (consumer, sequence, error, record) VALUES (?1, ?2, ?3, ?4)",
                    params![CONSUMER, bad.id.to_string(), error, bad.record],
                )
            })
            .await?;
        Ok(())
    }
}

fn sequence_of(put: &Put) -> String {
    format!("{:056}", put.id)
}

fn as_kinesis(put: &Put) -> KinesisEventRecord {
    let mut record = KinesisEventRecord::default();
    record.event_id = Some(format!("{SHARD}:{}", sequence_of(put)));
    record.event_name = Some("aws:kinesis:record".to_owned());
    record.event_source = Some("aws:kinesis".to_owned());
    record.kinesis.data.extend_from_slice(put.record.as_bytes());
    record.kinesis.partition_key.clone_from(&put.partition_key);
    record.kinesis.sequence_number = sequence_of(put);
    record
}

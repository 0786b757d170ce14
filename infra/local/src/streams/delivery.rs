//! Hands a batch to a consumer until every record of it is dealt with, or is put aside with what was wrong.
//!
//! As on AWS, what failed is delivered again together with everything after it. What fails too often goes aside alone, so that one
//! bad record costs nobody else theirs.

use std::sync::Arc;

use aws_lambda_events::dynamodb::{Event, EventRecord};
use rusqlite::params;

use super::Consumer;
use crate::ledger::{Ledger, LedgerError};
use crate::retries::Retries;

/// A consumer, and what it is called in logs and in the ledger.
#[derive(Clone)]
pub struct Recipient {
    pub name: &'static str,
    pub consumer: Arc<dyn Consumer>,
    pub ledger: Ledger,
    /// Deliveries of the same first record before it is put aside.
    pub retries: Retries,
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recipient").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Recipient {
    /// Delivers `records` until each is dealt with or put aside. Fails only when one could not even be put aside.
    pub async fn deliver(&self, mut records: Vec<EventRecord>) -> Result<(), LedgerError> {
        let mut attempt = 1;
        while !records.is_empty() {
            let Some((failed, error)) = self.attempt(&records).await else { return Ok(()) };
            if failed > 0 {
                // Those before it are done: the failed one is first now, and has its own attempts.
                records.drain(..failed);
                attempt = 1;
            }
            let sequence = records.first().and_then(|record| record.change.sequence_number.clone()).unwrap_or_default();
            tracing::warn!(consumer = self.name, sequence, attempt, error, "stream records were not dealt with");
            match self.retries.wait_after(attempt) {
                Some(wait) => {
                    tokio::time::sleep(wait).await;
                    attempt += 1;
                }
                None => {
                    let bad = records.remove(0);
                    self.put_aside(&bad, sequence, error).await?;
                    attempt = 1;
                }
            }
        }
        Ok(())
    }

    /// One call. Returns the place of the first record that was not dealt with, and why, or `None` when all were.
    async fn attempt(&self, records: &[EventRecord]) -> Option<(usize, String)> {
        let mut event = Event::default();
        event.records = records.to_vec();
        let consumer = Arc::clone(&self.consumer);
        // In a task of its own, a handler that panics is one that failed.
        let response = match tokio::spawn(async move { consumer.consume(event).await }).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Some((0, error.to_string())),
            Err(panicked) => return Some((0, panicked.to_string())),
        };
        let place = |sequence: &Option<String>| records.iter().position(|record| record.change.sequence_number == *sequence);
        // A sequence number that is not in the batch means the whole batch, as on AWS.
        let failed = response.batch_item_failures.iter().map(|failure| place(&failure.item_identifier).unwrap_or(0)).min();
        failed.map(|place| (place, "reported as failed".to_owned()))
    }

    async fn put_aside(&self, record: &EventRecord, sequence: String, error: String) -> Result<(), LedgerError> {
        tracing::error!(consumer = self.name, sequence, error, "a stream record is put aside");
        let name = self.name;
        let record = serde_json::to_string(record).unwrap_or_default();
        self.ledger
            .run(move |db| {
                db.execute(
                    "INSERT INTO failed_records (consumer, sequence, error, record) VALUES (?1, ?2, ?3, ?4)",
                    params![name, sequence, error, record],
                )
            })
            .await?;
        Ok(())
    }
}

//! Keeps a consumer supplied with its stream, and remembers how far it has come.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_lambda_events::dynamodb::EventRecord;
use tokio::task::JoinSet;

use super::delivery::Recipient;
use super::source::{Source, SourceError};
use crate::activity::{Activity, Busy};
use crate::ledger::LedgerError;
use crate::positions;

/// Records of one batch.
const BATCH: usize = 100;

/// How soon to look again while somebody is at work who may write; when nobody is, only a change makes it worth while.
const BUSY_PAUSE: Duration = Duration::from_millis(5);
const IDLE_PAUSE: Duration = Duration::from_secs(2);

/// How soon to look again when the stream could not be read.
const ERROR_PAUSE: Duration = Duration::from_secs(1);

/// A stream on its way to one consumer.
#[derive(Clone, Debug)]
pub struct Pump {
    source: Source,
    recipient: Recipient,
    /// Batches that may be with the consumer at a time. With more than one, records overtake each other.
    concurrency: usize,
    activity: Activity,
    /// Sequence number up to which every record has been dealt with.
    position: Arc<Mutex<Option<String>>>,
}

impl Pump {
    /// Goes on from where the consumer had come.
    pub async fn new(source: Source, recipient: Recipient, concurrency: usize, activity: Activity) -> Result<Self, LedgerError> {
        let position = Arc::new(Mutex::new(positions::stored(&recipient.ledger, recipient.name).await?));
        Ok(Self { source, recipient, concurrency: concurrency.max(1), activity, position })
    }

    /// Sequence number up to which every record has been dealt with; `None` before the first.
    #[must_use]
    pub fn position(&self) -> Option<String> {
        self.position.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether every record that is in the stream now has been dealt with.
    pub async fn is_caught_up(&self) -> Result<bool, SourceError> {
        let place = self.source.after(self.position()).await?;
        let (records, _) = self.source.read(&place, 1).await?;
        Ok(records.is_empty())
    }

    /// Supplies the consumer until the process ends. Whatever goes wrong, it begins again from where the consumer had come.
    pub async fn run(self) {
        loop {
            if let Err(error) = self.supply().await {
                tracing::error!(consumer = self.recipient.name, %error, "a stream is interrupted");
            }
            tokio::time::sleep(ERROR_PAUSE).await;
        }
    }

    async fn supply(&self) -> Result<(), PumpError> {
        let mut place = self.source.after(self.position()).await?;
        let mut under_way = UnderWay::default();
        let mut changes = self.activity.changes();
        loop {
            while under_way.batches.len() < self.concurrency && !self.activity.is_stopping() {
                let (records, next) = self.source.read(&place, BATCH).await?;
                if records.is_empty() {
                    break;
                }
                place = next;
                under_way.begin(self, records);
            }
            let full = under_way.batches.len() >= self.concurrency;
            let busy = self.activity.running() > 0;
            tokio::select! {
                Some(done) = under_way.batches.join_next() => self.done(&mut under_way, done?).await?,
                () = tokio::time::sleep(BUSY_PAUSE), if busy && !full => {}
                () = changes.next(), if !busy => {}
                () = tokio::time::sleep(IDLE_PAUSE), if !busy => {}
            }
        }
    }

    /// A batch has been dealt with: the position goes on to the first batch that has not.
    async fn done(&self, under_way: &mut UnderWay, done: Done) -> Result<(), PumpError> {
        done.result?;
        if let Some(sequence) = under_way.finish(done.number) {
            positions::store(&self.recipient.ledger, self.recipient.name, sequence.clone()).await?;
            *self.position.lock().unwrap_or_else(PoisonError::into_inner) = Some(sequence);
        }
        // Only now is the work over, for whoever waits for it to be.
        drop(done.busy);
        Ok(())
    }
}

/// Why a stream was interrupted.
#[derive(Debug, thiserror::Error)]
enum PumpError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("a delivery was cut short: {0}")]
    Join(#[from] tokio::task::JoinError),
}

/// The batches that are with the consumer.
#[derive(Debug, Default)]
struct UnderWay {
    batches: JoinSet<Done>,
    /// Those not yet counted into the position, in stream order: number, last sequence number, whether dealt with.
    order: VecDeque<(u64, String, Progress)>,
    next_number: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Open,
    Finished,
}

/// A batch that is back from the consumer.
#[derive(Debug)]
struct Done {
    number: u64,
    result: Result<(), LedgerError>,
    busy: Busy,
}

impl UnderWay {
    fn begin(&mut self, pump: &Pump, records: Vec<EventRecord>) {
        let number = self.next_number;
        self.next_number += 1;
        let last = records.last().and_then(|record| record.change.sequence_number.clone()).unwrap_or_default();
        self.order.push_back((number, last, Progress::Open));
        let (recipient, busy) = (pump.recipient.clone(), pump.activity.begin());
        self.batches.spawn(async move { Done { number, result: recipient.deliver(records).await, busy } });
    }

    /// Batch `number` is dealt with. Returns the last sequence number of the batches from the front that now are, if any.
    fn finish(&mut self, number: u64) -> Option<String> {
        for (other, _, progress) in &mut self.order {
            if *other == number {
                *progress = Progress::Finished;
            }
        }
        let mut last = None;
        while self.order.front().is_some_and(|(_, _, progress)| *progress == Progress::Finished) {
            last = self.order.pop_front().map(|(_, sequence, _)| sequence);
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_waits_for_the_slowest_batch() {
        let mut under_way = UnderWay::default();
        for number in 0..4 {
            under_way.order.push_back((number, format!("s{number}"), Progress::Open));
        }
        assert_eq!(under_way.finish(1), None);
        assert_eq!(under_way.finish(0), Some("s1".into()));
        assert_eq!(under_way.finish(3), None);
        assert_eq!(under_way.finish(2), Some("s3".into()));
        assert!(under_way.order.is_empty());
    }
}

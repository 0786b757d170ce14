//! A table's stream, delivered the way streams are: in batches, at least once, and not always in one go.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lambda_events::dynamodb::{Event, EventRecord};
use dynoxide::Database;
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;

use crate::dice::Dice;

/// Deliveries of a record before it goes to the on-failure destination, as the template has it.
const MAX_ATTEMPTS: u32 = 6;

/// Records read from the database at a time.
const PAGE: usize = 1000;

/// One consumer's place in a stream.
pub struct Consumer {
    database: Arc<Database>,
    iterator: Option<String>,
    pending: Vec<EventRecord>,
    delivered: Vec<EventRecord>,
    attempts: BTreeMap<String, u32>,
    /// Records given up on, which nobody will deliver again.
    pub lost: usize,
}

impl std::fmt::Debug for Consumer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Consumer").field("pending", &self.pending.len()).finish_non_exhaustive()
    }
}

impl Consumer {
    /// Reads the stream from its beginning.
    pub fn at_the_beginning(database: Arc<Database>, stream_arn: &str) -> anyhow::Result<Self> {
        let request = DescribeStreamRequest { stream_arn: stream_arn.to_owned(), ..DescribeStreamRequest::default() };
        let stream = database.describe_stream(request)?.stream_description;
        let shard = stream.shards.into_iter().next().ok_or_else(|| anyhow::anyhow!("the stream has no shard"))?;
        let request = GetShardIteratorRequest {
            stream_arn: stream_arn.to_owned(),
            shard_id: shard.shard_id,
            shard_iterator_type: "TRIM_HORIZON".to_owned(),
            sequence_number: None,
        };
        let iterator = database.get_shard_iterator(request)?.shard_iterator;
        Ok(Self { database, iterator, pending: Vec::new(), delivered: Vec::new(), attempts: BTreeMap::new(), lost: 0 })
    }

    /// Fetches what is new.
    fn refill(&mut self) -> anyhow::Result<()> {
        while let Some(iterator) = self.iterator.clone() {
            let answer = self.database.get_records(GetRecordsRequest { shard_iterator: iterator, limit: Some(PAGE) })?;
            self.iterator = answer.next_shard_iterator.or(self.iterator.take());
            if answer.records.is_empty() {
                break;
            }
            for record in &answer.records {
                self.pending.push(serde_json::from_slice(&serde_json::to_vec(record)?)?);
            }
        }
        Ok(())
    }

    /// The next batch, with old records mixed in when `redeliver` (per thousand) says so; `None` when there is nothing.
    pub fn batch(&mut self, dice: &mut Dice, redeliver: u64) -> anyhow::Result<Option<Event>> {
        self.refill()?;
        if self.pending.is_empty() {
            return Ok(None);
        }
        let size = (1 + dice.below(12) as usize).min(self.pending.len());
        let mut records: Vec<_> = self.pending.drain(..size).collect();
        if dice.chance(redeliver) && !self.delivered.is_empty() {
            let old = dice.below(self.delivered.len() as u64) as usize;
            records.extend(self.delivered.get(old).cloned());
            dice.shuffle(&mut records);
        }
        let mut event = Event::default();
        event.records = records;
        Ok(Some(event))
    }

    /// Takes back a batch: from the record `failed` on it is delivered again, unless that was tried too often.
    pub fn settle(&mut self, event: Event, failed: Option<&str>) {
        let from = failed.map_or(event.records.len(), |sequence| {
            event.records.iter().position(|record| sequence_of(record) == sequence).unwrap_or(0)
        });
        let mut done = event.records;
        let mut again = done.split_off(from);
        if let Some(first) = again.first() {
            let attempts = self.attempts.entry(sequence_of(first).to_owned()).or_default();
            *attempts += 1;
            if *attempts >= MAX_ATTEMPTS {
                again.remove(0);
                self.lost += 1;
            }
        }
        self.delivered.extend(done);
        self.pending.splice(0..0, again);
    }
}

fn sequence_of(record: &EventRecord) -> &str {
    record.change.sequence_number.as_deref().unwrap_or_default()
}

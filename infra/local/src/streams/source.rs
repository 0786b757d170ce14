//! Reads a table's stream from the embedded database, as the events that Lambda would get.

use aws_lambda_events::dynamodb::EventRecord;
use dynoxide::Database;
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::{GetRecordsRequest, Record};
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;

/// The stream could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("the stream cannot be read: {0}")]
    Emulator(String),
    #[error("a stream record is not what Lambda would get: {0}")]
    Record(#[from] serde_json::Error),
    #[error("the stream has no shard")]
    NoShard,
    #[error("reading the stream was cut short: {0}")]
    Join(#[from] tokio::task::JoinError),
}

/// A table's stream. The emulator's streams have one shard.
#[derive(Clone)]
pub struct Source {
    database: Database,
    stream_arn: String,
    shard: String,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("stream_arn", &self.stream_arn).finish_non_exhaustive()
    }
}

/// Where to read on; opaque.
#[derive(Clone, Debug)]
pub struct Place(String);

impl Source {
    /// The stream with this ARN.
    pub async fn open(database: Database, stream_arn: String) -> Result<Self, SourceError> {
        let request = DescribeStreamRequest { stream_arn: stream_arn.clone(), ..DescribeStreamRequest::default() };
        let described = blocking(database.clone(), move |db| db.describe_stream(request)).await?;
        let shard = described.stream_description.shards.into_iter().next().ok_or(SourceError::NoShard)?.shard_id;
        Ok(Self { database, stream_arn, shard })
    }

    /// The place after the record with this sequence number, or before the oldest record.
    pub async fn after(&self, sequence: Option<String>) -> Result<Place, SourceError> {
        let kind = if sequence.is_some() { "AFTER_SEQUENCE_NUMBER" } else { "TRIM_HORIZON" };
        let request = GetShardIteratorRequest {
            stream_arn: self.stream_arn.clone(),
            shard_id: self.shard.clone(),
            shard_iterator_type: kind.to_owned(),
            sequence_number: sequence,
        };
        let answer = blocking(self.database.clone(), move |db| db.get_shard_iterator(request)).await?;
        answer.shard_iterator.map(Place).ok_or(SourceError::NoShard)
    }

    /// Up to `limit` records from `place` on, and the place after them.
    pub async fn read(&self, place: &Place, limit: usize) -> Result<(Vec<EventRecord>, Place), SourceError> {
        let request = GetRecordsRequest { shard_iterator: place.0.clone(), limit: Some(limit) };
        let answer = blocking(self.database.clone(), move |db| db.get_records(request)).await?;
        let records = answer.records.iter().map(|record| self.event_record(record)).collect::<Result<Vec<_>, _>>()?;
        Ok((records, answer.next_shard_iterator.map_or_else(|| place.clone(), Place)))
    }

    /// By way of the JSON that both sides speak.
    fn event_record(&self, record: &Record) -> Result<EventRecord, serde_json::Error> {
        let mut record: EventRecord = serde_json::from_slice(&serde_json::to_vec(record)?)?;
        record.event_source_arn = Some(self.stream_arn.clone());
        Ok(record)
    }
}

/// The emulator blocks, so it is not asked on a thread that others wait on.
async fn blocking<T: Send + 'static>(
    database: Database,
    ask: impl FnOnce(&Database) -> dynoxide::Result<T> + Send + 'static,
) -> Result<T, SourceError> {
    let answer = tokio::task::spawn_blocking(move || ask(&database)).await?;
    answer.map_err(|error| SourceError::Emulator(error.to_string()))
}

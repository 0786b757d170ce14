//! The event stream on Kinesis: records in as few calls as its limits allow, and what a shard refused is put again.

use std::ops::Range;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_kinesis::Client;
use aws_sdk_kinesis::config::Builder;
use aws_sdk_kinesis::config::timeout::TimeoutConfig;
use aws_sdk_kinesis::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kinesis::operation::put_records::{PutRecordsError, PutRecordsOutput};
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::PutRecordsRequestEntry;
use touchpoint_domain::hash::fnv1a64;

use crate::ports::{EventRecord, EventStream, PortError};

/// Records and bytes (partition keys included) of one PutRecords call, and bytes of one record: Kinesis's limits.
const MAX_RECORDS: usize = 500;
const MAX_CALL_BYTES: usize = 5 * 1024 * 1024;
const MAX_RECORD_BYTES: usize = 1024 * 1024;

/// Longest partition key, in characters.
const MAX_KEY_CHARS: usize = 256;

/// Calls for one lot of records before it is given up, and the wait before the second; each further wait is twice as long.
const MAX_ATTEMPTS: u32 = 8;
const FIRST_WAIT: Duration = Duration::from_millis(50);

/// The `events` stream.
#[derive(Clone, Debug)]
pub struct KinesisStream {
    client: Client,
    stream: String,
    first_wait: Duration,
}

impl KinesisStream {
    /// The stream called `stream`.
    #[must_use]
    pub fn new(sdk: &SdkConfig, stream: impl Into<String>) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(Duration::from_secs(5))
            .operation_timeout(Duration::from_secs(15))
            .build();
        let client = Client::from_conf(Builder::from(sdk).timeout_config(timeouts).build());
        Self { client, stream: stream.into(), first_wait: FIRST_WAIT }
    }

    /// Waits `first_wait` rather than the usual time before records are put a second time.
    #[must_use]
    pub fn with_first_wait(mut self, first_wait: Duration) -> Self {
        self.first_wait = first_wait;
        self
    }

    /// Puts one lot, within the limits of a call, until every record of it is in.
    async fn put_lot(&self, mut lot: Vec<PutRecordsRequestEntry>) -> Result<(), PortError> {
        let mut wait = self.first_wait;
        for attempt in 1..=MAX_ATTEMPTS {
            let answer = self.client.put_records().stream_name(&self.stream).set_records(Some(lot.clone())).send().await;
            lot = still_to_put(lot, &answer.map_err(|error| port_error(&error))?);
            if lot.is_empty() {
                return Ok(());
            }
            if attempt < MAX_ATTEMPTS {
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
        }
        Err(PortError::Throttled(format!("{} records were refused {MAX_ATTEMPTS} times", lot.len())))
    }
}

#[async_trait]
impl EventStream for KinesisStream {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        let mut entries = records.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
        let sizes: Vec<usize> = entries.iter().map(size).collect();
        // From the back, so that each lot is split off without moving the others.
        let mut lots = Vec::new();
        for range in lots_of(&sizes).into_iter().rev() {
            lots.push(entries.split_off(range.start));
        }
        for lot in lots.into_iter().rev() {
            self.put_lot(lot).await?;
        }
        Ok(())
    }
}

fn entry(record: &EventRecord) -> Result<PutRecordsRequestEntry, PortError> {
    let entry = PutRecordsRequestEntry::builder()
        .partition_key(partition_key(&record.partition_key))
        .data(Blob::new(record.data.to_string()))
        .build()
        .map_err(|error| PortError::Refused(error.to_string()))?;
    if size(&entry) > MAX_RECORD_BYTES {
        return Err(PortError::Refused(format!("an event of {} bytes; a record holds {MAX_RECORD_BYTES}", size(&entry))));
    }
    Ok(entry)
}

/// Kinesis takes 1 to 256 characters; a key that is none of them is stood for by its hash.
fn partition_key(key: &str) -> String {
    if key.is_empty() || key.chars().count() > MAX_KEY_CHARS {
        format!("{:016x}", fnv1a64(key.as_bytes()))
    } else {
        key.to_owned()
    }
}

fn size(entry: &PutRecordsRequestEntry) -> usize {
    entry.data().as_ref().len() + entry.partition_key().map_or(0, str::len)
}

/// Cuts records of these sizes, in order, into lots that one call may hold.
fn lots_of(sizes: &[usize]) -> Vec<Range<usize>> {
    let mut lots = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, size) in sizes.iter().enumerate() {
        if index > start && (index - start >= MAX_RECORDS || bytes + size > MAX_CALL_BYTES) {
            lots.push(start..index);
            (start, bytes) = (index, 0);
        }
        bytes += size;
    }
    if start < sizes.len() {
        lots.push(start..sizes.len());
    }
    lots
}

/// The records that a call did not take. An answer for fewer records than were sent leaves the rest to be put again.
fn still_to_put(lot: Vec<PutRecordsRequestEntry>, answer: &PutRecordsOutput) -> Vec<PutRecordsRequestEntry> {
    let taken = |index: usize| answer.records().get(index).is_some_and(|result| result.error_code().is_none());
    lot.into_iter().enumerate().filter(|(index, _)| !taken(*index)).map(|(_, entry)| entry).collect()
}

fn port_error<R: std::fmt::Debug>(error: &SdkError<PutRecordsError, R>) -> PortError {
    let SdkError::ServiceError(refusal) = error else {
        return PortError::Unavailable("no answer from the event stream".into());
    };
    let code = refusal.err().code().unwrap_or("unknown error").to_owned();
    match refusal.err() {
        PutRecordsError::ProvisionedThroughputExceededException(_) | PutRecordsError::KmsThrottlingException(_) => {
            PortError::Throttled(code)
        }
        PutRecordsError::AccessDeniedException(_)
        | PutRecordsError::InvalidArgumentException(_)
        | PutRecordsError::ResourceNotFoundException(_)
        | PutRecordsError::KmsAccessDeniedException(_)
        | PutRecordsError::KmsNotFoundException(_) => PortError::Refused(code),
        _ => PortError::Unavailable(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_respect_both_limits_and_keep_the_order() {
        assert_eq!(lots_of(&[]), Vec::<Range<usize>>::new());
        assert_eq!(lots_of(&[100; 500]), vec![0..500; 1]);
        assert_eq!(lots_of(&[100; 1001]), [0..500, 500..1000, 1000..1001]);
        let mega = 1024 * 1024;
        assert_eq!(lots_of(&[mega; 11]), [0..5, 5..10, 10..11]);
        assert_eq!(lots_of(&[mega, mega, mega, mega, mega - 1, 1, 1]), [0..6, 6..7]);
    }

    #[test]
    fn odd_partition_keys_become_ones_that_kinesis_takes() {
        assert_eq!(partition_key("endpoint-1"), "endpoint-1");
        for odd in [String::new(), "e".repeat(257)] {
            assert_eq!(partition_key(&odd).len(), 16);
        }
    }

    #[test]
    fn a_record_too_large_for_the_stream_is_refused() {
        let data = serde_json::Value::String("x".repeat(MAX_RECORD_BYTES));
        let record = EventRecord { partition_key: "e".into(), data };
        assert!(matches!(entry(&record), Err(PortError::Refused(_))));
    }
}

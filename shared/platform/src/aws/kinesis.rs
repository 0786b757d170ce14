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

    /// Puts one lot, within the limits of a call, until every record of it is in. Answers those that are not, and why.
    async fn put_lot(&self, mut lot: Vec<Numbered>) -> Vec<(usize, PortError)> {
        let mut wait = self.first_wait;
        let mut refused = Vec::new();
        for attempt in 1..=MAX_ATTEMPTS {
            let entries = lot.iter().map(|(_, entry)| entry.clone()).collect();
            let answer = self.client.put_records().stream_name(&self.stream).set_records(Some(entries)).send().await;
            refused = match answer {
                Ok(answer) => still_to_put(lot, &answer),
                Err(error) => {
                    let error = port_error(&error);
                    return lot.into_iter().map(|(index, _)| (index, error.clone())).collect();
                }
            };
            if refused.is_empty() || attempt == MAX_ATTEMPTS {
                break;
            }
            lot = std::mem::take(&mut refused).into_iter().map(|(numbered, _)| numbered).collect();
            tokio::time::sleep(wait).await;
            wait *= 2;
        }
        refused.into_iter().map(|((index, _), error)| (index, error)).collect()
    }
}

/// A record of a call, and which of the caller's records it is.
type Numbered = (usize, PutRecordsRequestEntry);

#[async_trait]
impl EventStream for KinesisStream {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        self.put_each(records).await.into_iter().collect()
    }

    /// A call that fails as a whole is not followed by others: their records are answered what it was.
    async fn put_each(&self, records: Vec<EventRecord>) -> Vec<Result<(), PortError>> {
        let mut results = vec![Ok(()); records.len()];
        let mut set = |index: usize, error: PortError| {
            if let Some(result) = results.get_mut(index) {
                *result = Err(error);
            }
        };
        let mut entries = Vec::with_capacity(records.len());
        for (index, record) in records.iter().enumerate() {
            match entry(record) {
                Ok(entry) => entries.push((index, entry)),
                Err(error) => set(index, error),
            }
        }
        let sizes: Vec<usize> = entries.iter().map(|(_, entry)| size(entry)).collect();
        let mut entries = entries.into_iter();
        let mut down: Option<PortError> = None;
        for range in lots_of(&sizes) {
            let lot: Vec<Numbered> = entries.by_ref().take(range.len()).collect();
            if let Some(error) = &down {
                lot.iter().for_each(|(index, _)| set(*index, error.clone()));
                continue;
            }
            let whole = lot.len();
            let refused = self.put_lot(lot).await;
            down = (refused.len() == whole).then(|| refused.first().map(|(_, error)| error.clone())).flatten();
            refused.into_iter().for_each(|(index, error)| set(index, error));
        }
        results
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
pub(super) fn partition_key(key: &str) -> String {
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

/// The records that a call did not take, and why. An answer for fewer records than were sent leaves the rest to be put again.
fn still_to_put(lot: Vec<Numbered>, answer: &PutRecordsOutput) -> Vec<(Numbered, PortError)> {
    let mut refused = Vec::new();
    for (place, numbered) in lot.into_iter().enumerate() {
        match answer.records().get(place).map(|result| result.error_code()) {
            Some(None) => {}
            Some(Some("ProvisionedThroughputExceededException")) => {
                refused.push((numbered, PortError::Throttled("the shard is too slow".to_owned())));
            }
            Some(Some(code)) => refused.push((numbered, PortError::Unavailable(code.to_owned()))),
            None => refused.push((numbered, PortError::Unavailable("no word of the record".to_owned()))),
        }
    }
    refused
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

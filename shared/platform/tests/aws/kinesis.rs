//! Records reach the stream, those that a shard refused in a later call.

use std::time::Duration;

use serde_json::{Value, json};
use touchpoint_platform::aws::kinesis::KinesisStream;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};

use crate::fake::{Answer, Fake, error, ok};

fn records(count: usize) -> Vec<EventRecord> {
    (0..count).map(|n| EventRecord { partition_key: format!("e{n}"), data: json!({"n": n}) }).collect()
}

fn results(codes: &[Option<&str>]) -> Answer {
    let results: Vec<Value> = codes
        .iter()
        .map(|code| match code {
            Some(code) => json!({"ErrorCode": code, "ErrorMessage": "no"}),
            None => json!({"SequenceNumber": "1", "ShardId": "s"}),
        })
        .collect();
    ok(&json!({"FailedRecordCount": codes.iter().flatten().count(), "Records": results}).to_string())
}

async fn put(count: usize, answers: impl IntoIterator<Item = Answer>) -> (Result<(), PortError>, Vec<Vec<String>>) {
    let fake = Fake::answering(answers).await;
    let stream = KinesisStream::new(&fake.sdk, "events").with_first_wait(Duration::from_millis(1));
    let result = stream.put(records(count)).await;
    let keys = |body: &Value| -> Vec<String> {
        body["Records"].as_array().unwrap().iter().map(|r| r["PartitionKey"].as_str().unwrap().to_owned()).collect()
    };
    (result, fake.seen().iter().map(|seen| keys(&seen.body)).collect())
}

#[tokio::test]
async fn only_what_was_refused_is_put_again() {
    let slow = Some("ProvisionedThroughputExceededException");
    let (result, calls) = put(3, [results(&[None, slow, slow]), results(&[slow, None]), results(&[None])]).await;
    assert!(result.is_ok());
    assert_eq!(calls, [vec!["e0", "e1", "e2"], vec!["e1", "e2"], vec!["e1"]]);
}

#[tokio::test]
async fn more_records_than_a_call_holds_go_in_several() {
    let (result, calls) = put(501, [results(&[None; 500]), results(&[None])]).await;
    assert!(result.is_ok());
    assert_eq!(calls.iter().map(Vec::len).collect::<Vec<_>>(), [500, 1]);
    assert_eq!(calls[1], ["e500"]);
}

#[tokio::test]
async fn a_stream_that_stays_too_slow_is_given_up() {
    let (result, calls) = put(1, [results(&[Some("ProvisionedThroughputExceededException")])]).await;
    assert!(matches!(result, Err(PortError::Throttled(_))), "{result:?}");
    assert_eq!(calls.len(), 8);
    let (result, calls) = put(1, [results(&[Some("InternalFailure")])]).await;
    assert!(matches!(result, Err(PortError::Unavailable(_))), "{result:?}");
    assert_eq!(calls.len(), 8);
}

/// What became of each of `records`, in letters, and how many calls that took.
async fn put_each(records: Vec<EventRecord>, answers: impl IntoIterator<Item = Answer>) -> (String, usize) {
    let fake = Fake::answering(answers).await;
    let stream = KinesisStream::new(&fake.sdk, "events").with_first_wait(Duration::from_millis(1));
    let told = stream.put_each(records).await;
    let letter = |result: &Result<(), PortError>| match result {
        Ok(()) => '+',
        Err(PortError::Throttled(_)) => 't',
        Err(PortError::Unavailable(_)) => 'u',
        Err(PortError::Refused(_)) => 'r',
    };
    (told.iter().map(letter).collect(), fake.seen().len())
}

#[tokio::test]
async fn every_record_is_told_of_by_itself() {
    let (slow, broken) = (Some("ProvisionedThroughputExceededException"), Some("InternalFailure"));
    let first = results(&[slow, None, slow, broken]);
    let later = (1..8).map(|_| results(&[slow, None, broken])).take(1).chain((2..8).map(|_| results(&[slow, broken])));
    let told = put_each(records(4), std::iter::once(first).chain(later)).await;
    assert_eq!(told, ("t++u".to_owned(), 8));
    let mut large = records(3);
    large[1].data = json!("x".repeat(1024 * 1024));
    assert_eq!(put_each(large, [results(&[None, None])]).await, ("+r+".to_owned(), 1));
}

#[tokio::test]
async fn a_call_that_fails_is_the_last_one() {
    let answers = [results(&[None; 500]), error(400, "AccessDeniedException")];
    let (told, calls) = put_each(records(1400), answers).await;
    assert_eq!((told, calls), ("+".repeat(500) + &"r".repeat(900), 2));
}

#[tokio::test]
async fn a_stream_that_is_not_there_is_a_refusal() {
    let (result, _) = put(1, [error(400, "ResourceNotFoundException")]).await;
    assert!(matches!(result, Err(PortError::Refused(_))), "{result:?}");
}

#[tokio::test]
async fn no_records_need_no_call() {
    let (result, calls) = put(0, [results(&[])]).await;
    assert!(result.is_ok() && calls.is_empty());
}

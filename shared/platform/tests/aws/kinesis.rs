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
    let (result, calls) = put(1, [results(&[Some("InternalFailure")])]).await;
    assert!(matches!(result, Err(PortError::Throttled(_))), "{result:?}");
    assert_eq!(calls.len(), 8);
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

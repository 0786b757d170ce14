//! What a batch is answered, and what of it goes no further.

use std::time::Duration;

use serde_json::json;
use touchpoint_domain::ids::AppId;
use touchpoint_ingest::{Ingest, IngestEvent, IngestOptions, handle};
use touchpoint_platform::ports::ScheduledTask;
use touchpoint_store::resources::{Kind, Scope};

use crate::support::{Reader, kinesis, kinesis_of, report};

const SHARD: &str = "shardId-000000000000";

#[tokio::test]
async fn what_cannot_be_read_does_not_hold_up_the_rest() {
    let reader = Reader::new().await;
    let good = |position: u64| (position, reader.report("e1", &[(&position.to_string(), "odd", 0)]).to_string().into_bytes());
    let other_app = json!({"bundle": {"owner": "o", "events": [
        {"event_id": "1", "event_type": "t", "event_timestamp": 1, "application": {"app_id": reader.app}},
        {"event_id": "2", "event_type": "t", "event_timestamp": 1, "application": {"app_id": "another"}}
    ]}});
    let far = json!({"event_id": "1", "event_type": "t", "event_timestamp": i64::MAX, "application": {"app_id": reader.app}});
    let nameless = json!({"event_type": "t", "event_timestamp": 1, "application": {"app_id": reader.app}});
    let bad = [b"{".to_vec(), b"\xff\xfe".to_vec(), b"[]".to_vec(), Vec::new()];
    let bad = bad.into_iter().chain([other_app, far, nameless].map(|json| json.to_string().into_bytes()));
    let mut batch = vec![good(1)];
    batch.extend((2..).zip(bad));
    batch.push(good(20));
    let response = handle(&reader.ingest, IngestEvent::Stream(kinesis_of(SHARD, &batch))).await.unwrap();
    assert!(response.batch_item_failures.is_empty(), "{response:?}");
    assert_eq!(reader.counted("odd").await, 2);
    assert_eq!(reader.counted("t").await, 0);
}

#[tokio::test]
async fn a_deleted_app_gets_nothing_new() {
    let reader = Reader::new().await;
    let app = reader.store.resources().get(&Scope::Account, Kind::App, reader.app.as_str()).await.unwrap().unwrap();
    reader.store.resources().delete_with_versions(&Scope::Account, Kind::App, reader.app.as_str(), app.rev).await.unwrap();
    let never = report(&AppId::new("b".repeat(32)), "e1", &[("1", "odd", 0)]);
    reader.read(&[(1, reader.report("e1", &[("1", "odd", 0)])), (2, never)]).await;
    assert_eq!((reader.counted("odd").await, reader.endpoint("e1").await), (0, serde_json::Value::Null));
}

#[tokio::test]
async fn a_batch_that_fails_is_to_be_delivered_again_from_its_first_record() {
    let reader = Reader::new().await;
    let elsewhere = Ingest::new(
        touchpoint_store::Store::new(reader.database.client(), touchpoint_store::TableNames::with_prefix("absent-")),
        reader.clock.clone(),
        reader.ports(),
        IngestOptions { budget: Duration::from_secs(30), ..reader.options.clone() },
    );
    let batch = [(7, reader.report("e1", &[("1", "odd", 0)])), (8, reader.report("e2", &[("1", "odd", 0)]))];
    let response = handle(&elsewhere, IngestEvent::Stream(kinesis(SHARD, &batch))).await.unwrap();
    let failed: Vec<_> = response.batch_item_failures.iter().filter_map(|failure| failure.item_identifier.as_deref()).collect();
    assert_eq!(failed, ["7"]);
}

#[tokio::test]
async fn a_batch_that_there_is_no_time_for_is_left() {
    let reader = Reader::new().await;
    let options = IngestOptions { budget: Duration::ZERO, ..reader.options.clone() };
    let hasty = Ingest::new(reader.store.clone(), reader.clock.clone(), reader.ports(), options);
    let batch = [(7, reader.report("e1", &[("1", "odd", 0)]))];
    let response = handle(&hasty, IngestEvent::Stream(kinesis(SHARD, &batch))).await.unwrap();
    assert_eq!(response.batch_item_failures.len(), 1);
    reader.read(&batch).await;
    assert_eq!(reader.counted("odd").await, 1);
}

#[tokio::test]
async fn what_is_too_much_at_a_time_is_left_to_the_next_delivery() {
    let reader = Reader::new().await;
    let large = |position: u64| {
        let mut report = reader.report("e1", &[(&position.to_string(), "odd", 0)]);
        report["padding"] = "x".repeat(1 << 20).into();
        (position, report.to_string().into_bytes())
    };
    let batch: Vec<(u64, Vec<u8>)> = (1..=20).map(large).collect();
    let response = handle(&reader.ingest, IngestEvent::Stream(kinesis_of(SHARD, &batch))).await.unwrap();
    let failed: Vec<_> = response.batch_item_failures.iter().filter_map(|failure| failure.item_identifier.as_deref()).collect();
    assert_eq!((failed, reader.counted("odd").await), (vec!["16"], 15));
    let response = handle(&reader.ingest, IngestEvent::Stream(kinesis_of(SHARD, &batch[15..]))).await.unwrap();
    assert!(response.batch_item_failures.is_empty());
    assert_eq!(reader.counted("odd").await, 20);
}

#[tokio::test]
async fn tasks_of_others_are_refused() {
    let reader = Reader::new().await;
    let task: IngestEvent = serde_json::from_value(json!({"task": "purge_app", "app": "a1"})).unwrap();
    assert_eq!(task, IngestEvent::Task(ScheduledTask::PurgeApp { app: "a1".to_owned() }));
    assert_eq!(handle(&reader.ingest, task).await.unwrap_err().to_string(), "task is for jobs, not for ingest");
    assert!(handle(&reader.ingest, IngestEvent::Stream(kinesis(SHARD, &[]))).await.unwrap().batch_item_failures.is_empty());
}

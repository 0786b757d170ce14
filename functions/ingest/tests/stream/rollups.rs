//! Every event is counted once on every page, however its record is delivered.

use std::sync::Arc;

use serde_json::{Value, json};
use touchpoint_domain::metrics::{Measure, Period, Subject};
use touchpoint_ingest::{IngestEvent, handle};

use crate::support::{Reader, Table, kinesis, service};

const ONE: &str = "shardId-000000000000";
const TWO: &str = "shardId-000000000001";

fn ten(reader: &Reader) -> Vec<(u64, Value)> {
    let kind = |number: u64| if number.is_multiple_of(2) { "even" } else { "odd" };
    (1..=10).map(|number| (number, reader.report("e1", &[(&number.to_string(), kind(number), number as i64)]))).collect()
}

async fn counts(reader: &Reader) -> (u64, u64, u64) {
    let usage = reader.page(Subject::Usage, "2026-05-01").await;
    let active = usage.of(Measure::Endpoints).count() as u64;
    (reader.counted("odd").await, reader.counted("even").await, active)
}

#[tokio::test]
async fn a_batch_that_is_delivered_again_counts_once() {
    let reader = Reader::new().await;
    reader.read(&ten(&reader)).await;
    assert_eq!(counts(&reader).await, (5, 5, 1));
    reader.written(Table::Metrics);
    reader.read(&ten(&reader)).await;
    assert_eq!((counts(&reader).await, reader.written(Table::Metrics)), ((5, 5, 1), 0.0));
}

#[tokio::test]
async fn borders_may_move() {
    for cuts in [vec![0..3, 0..7, 2..10], vec![0..1, 0..10], vec![0..5, 1..5, 3..10, 0..10], vec![0..10, 9..10]] {
        let reader = Reader::new().await;
        let all = ten(&reader);
        for cut in &cuts {
            reader.read(&all[cut.clone()]).await;
        }
        assert_eq!(counts(&reader).await, (5, 5, 1), "{cuts:?}");
    }
}

#[tokio::test]
async fn a_reader_that_dies_between_two_pages_leaves_nothing_uncounted() {
    let reader = Reader::new().await;
    let all = ten(&reader);
    reader.read(&all[..4]).await;
    let table = &reader.store.tables().metrics;
    let key = |pk: &str| {
        let key = json!({"pk": {"S": format!("{}#{pk}", reader.app)}, "sk": {"S": "2026-05-01"}});
        json!({"TableName": table, "Key": key})
    };
    let page = key("event#odd");
    let before = reader.database.database().get_item(serde_json::from_value(page.clone()).unwrap()).unwrap();
    reader.read(&all).await;
    // As if the page had not been written before the reader died.
    let mut put = json!({"TableName": table});
    put["Item"] = serde_json::to_value(before).unwrap()["Item"].clone();
    reader.database.database().put_item(serde_json::from_value(put).unwrap()).unwrap();
    assert_eq!(counts(&reader).await, (2, 5, 1));
    reader.read(&all[2..]).await;
    assert_eq!(counts(&reader).await, (5, 5, 1));
    // And one that was not there at all.
    reader.database.database().delete_item(serde_json::from_value(page).unwrap()).unwrap();
    reader.read(&all).await;
    assert_eq!(counts(&reader).await, (5, 5, 1));
}

#[tokio::test]
async fn two_shards_write_the_same_pages_at_the_same_time() {
    let reader = Reader::new().await;
    let of = |endpoint: &str, first: u64| -> Vec<(u64, Value)> {
        (first..first + 12).map(|number| (number, reader.report(endpoint, &[(&number.to_string(), "odd", 1)]))).collect()
    };
    let (left, right) = (of("e1", 1), of("e2", 1));
    let (one, two) = (Arc::new(reader.another()), Arc::new(reader.another()));
    for step in 0..4 {
        let at = step * 3..step * 3 + 3;
        let deliver = async |ingest: &touchpoint_ingest::Ingest, shard, batch: &[(u64, Value)]| {
            let response = handle(ingest, IngestEvent::Stream(kinesis(shard, batch))).await.unwrap();
            assert!(response.batch_item_failures.is_empty());
        };
        tokio::join!(
            deliver(&one, ONE, &left[at.clone()]),
            deliver(&two, TWO, &right[at.clone()]),
            deliver(&two, ONE, &left[at.clone()])
        );
    }
    assert_eq!(reader.counted("odd").await, 24);
    let page = reader.page(Subject::Event("odd".to_owned()), "2026-05-01").await;
    let seen: Vec<(&str, &str)> = page.seen.iter().map(|(shard, position)| (shard.as_str(), position.as_str())).collect();
    assert_eq!(seen, [(ONE, "12"), (TWO, "12")]);
}

#[tokio::test]
async fn events_that_were_told_again_are_not_counted_again() {
    let reader = Reader::new().await;
    reader.read(&[(1, reader.report("e1", &[("1", "odd", 0), ("2", "odd", 0)]))]).await;
    let again = reader.report("E1", &[("1", "odd", 0), ("2", "odd", 0), ("3", "odd", 0)]);
    reader.read(&[(2, again.clone()), (3, again)]).await;
    assert_eq!(reader.counted("odd").await, 3);
    let campaign = "c".repeat(32);
    let sent = |id: &str| {
        let attributes = json!({"campaign_id": campaign, "campaign_activity_id": "r", "campaign_send_status": "SUCCESS"});
        service(&reader.app, id, "_campaign.send", &attributes)
    };
    let bundle = json!({"bundle": {"owner": "run#1#0", "events": [sent("a"), sent("b")]}});
    reader.read(&[(4, bundle.clone()), (5, sent("c")), (6, bundle), (7, sent("c"))]).await;
    let messages = reader.page(Subject::Messages, "2026-05-01").await;
    assert_eq!(messages.count(Measure::Sends, None), 3);
}

#[tokio::test]
async fn pages_go_when_their_time_is_over() {
    let reader = Reader::new().await;
    reader.read(&[(1, reader.report("e1", &[("1", "odd", 0)]))]).await;
    let key = json!({"pk": {"S": format!("{}#usage", reader.app)}, "sk": {"S": Period::Day("2026-05-01".parse().unwrap()).to_string()}});
    let get = json!({"TableName": reader.store.tables().metrics, "Key": key});
    let item = reader.database.database().get_item(serde_json::from_value(get).unwrap()).unwrap();
    let item = serde_json::to_value(item).unwrap();
    let end: jiff::Timestamp = "2026-05-02T00:00:00Z".parse().unwrap();
    assert_eq!(item["Item"]["ttl"]["N"], (end.as_second() + 90 * 86_400).to_string(), "ninety days after the day");
}

//! A stream that is down holds up nothing else of a batch.

use aws_lambda_events::kinesis::KinesisEvent;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use touchpoint_domain::metrics::{Measure, Subject};
use touchpoint_ingest::{IngestEvent, handle};
use touchpoint_platform::clock::Clock as _;
use touchpoint_store::resources::{Kind, Record, Scope};

use crate::archive::events_of;
use crate::world::{State, World, app};

const ARN: &str = "arn:aws:kinesis:eu-west-1:123456789012:stream/a";

/// A batch of one record: an endpoint reports events of one type.
fn batch(world: &World, position: u64, endpoint: &str, ids: &[&str]) -> KinesisEvent {
    let at = world.clock.now().as_millisecond();
    let events: Vec<Value> = ids.iter().map(|id| json!({"id": id, "type": "cart.add", "at": at})).collect();
    let report = json!({"report": {
        "app": app(), "endpoint": endpoint, "given": "empty", "request": "r", "arrived": at, "events": events,
    }});
    let record = json!({
        "eventID": format!("shardId-000000000000:{position}"), "eventName": "aws:kinesis:record", "eventSource": "aws:kinesis",
        "kinesis": {
            "approximateArrivalTimestamp": 1_777_636_800.0, "data": BASE64_STANDARD.encode(report.to_string()),
            "partitionKey": endpoint, "sequenceNumber": position.to_string(), "kinesisSchemaVersion": "1.0",
        },
    });
    serde_json::from_value(json!({"Records": [record]})).unwrap()
}

async fn read(world: &World, batch: KinesisEvent) {
    let response = handle(&world.ingest, IngestEvent::Stream(batch)).await.unwrap();
    assert!(response.batch_item_failures.is_empty(), "{response:?}");
}

fn ids(events: &[String]) -> Vec<String> {
    let id =
        |event: &String| serde_json::from_str::<Value>(event).unwrap()["event_id"].as_str().unwrap().replace(app().as_str(), "");
    events.iter().map(id).collect()
}

#[tokio::test]
async fn events_are_counted_and_kept_while_the_stream_of_their_app_is_down() {
    let world = World::new().await;
    let record = Record::new(Scope::Account, Kind::App, app().as_str(), json!({"Id": app(), "Name": "shop"}), world.clock.now());
    world.store.resources().create(&record).await.unwrap();
    world.set_stream(ARN).await;
    world.arrivals.set(State::Down);
    read(&world, batch(&world, 1, "e1", &["1", "2"])).await;
    read(&world, batch(&world, 2, "e1", &["3"])).await;

    let today = world.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let subject = Subject::Event("cart.add".to_owned());
    let pages = world.store.metrics().range(&app(), &subject, today, today).await.unwrap();
    assert_eq!(pages[&today].count(Measure::Events, None), 3);
    assert_eq!(ids(&events_of(&world, &app(), today).await), ["/e1/1", "/e1/2", "/e1/3"]);
    assert_eq!(world.arrivals.all(ARN), Vec::<String>::new());

    world.arrivals.set(State::Up);
    world.fire().await;
    let arrived = world.arrivals.all(ARN);
    assert_eq!(ids(&arrived), ["/e1/1", "/e1/2", "/e1/3"]);
    assert_eq!(arrived.len(), 3);
    assert!(!world.is_marked().await);
}

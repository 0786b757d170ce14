//! Campaigns and journeys are told of the events that they wait for.

use jiff::SignedDuration;
use serde_json::{Value, json};
use touchpoint_domain::places::{Holder, Quota};
use touchpoint_platform::ports::Waiting;
use touchpoint_store::places::taking;
use touchpoint_store::resources::{Change, Kind, Record, Scope};

use crate::support::{NOON, Reader, at, service};

async fn store(reader: &Reader, kind: Kind, id: &str, quota: Quota, place: u32, doc: Value) {
    let record = Record::new(Scope::App(reader.app.clone()), kind, id, doc, at(NOON));
    let holder = Holder::new(reader.app.as_str(), id);
    let changes = vec![Change::Create(record), taking(&holder, quota, place, at(NOON))];
    reader.store.resources().commit(changes).await.unwrap();
}

async fn campaign(reader: &Reader, id: &str, place: u32, filter: Value) {
    let doc = json!({
        "ApplicationId": reader.app, "Arn": "arn", "CreationDate": NOON, "LastModifiedDate": NOON, "Id": id, "SegmentId": "s",
        "SegmentVersion": 1, "State": {"CampaignStatus": "SCHEDULED"},
        "Schedule": {"StartTime": "2026-05-01T12:10:00Z", "EndTime": "2026-05-01T13:00:00Z", "Frequency": "EVENT", "EventFilter": filter}
    });
    store(reader, Kind::Campaign, id, Quota::EventCampaigns, place, doc).await;
}

async fn journey(reader: &Reader, id: &str) {
    let doc = json!({
        "ApplicationId": reader.app, "Id": id, "Name": id, "State": "ACTIVE",
        "StartCondition": {"EventStartCondition": {"EventFilter": {
            "FilterType": "SYSTEM", "Dimensions": {"EventType": {"Values": ["_email.open"]}, "Attributes": {"campaign_id": {"Values": ["c7"]}}}
        }}}
    });
    store(reader, Kind::Journey, id, Quota::EventJourneys, 0, doc).await;
}

fn told(reader: &Reader) -> Vec<(Waiting, String, String)> {
    reader.fired().into_iter().map(|firing| (firing.waiting, firing.endpoint_id, firing.event_id)).collect()
}

#[tokio::test]
async fn each_is_told_of_what_it_waits_for_while_it_waits() {
    let reader = Reader::new().await;
    let buys = json!({"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy", "rent"]}}});
    campaign(&reader, "c1", 0, buys).await;
    let unusable = json!({"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": []}}});
    campaign(&reader, "c2", 1, unusable).await;
    journey(&reader, "j1").await;
    let opened = |id: &str, campaign: &str| service(&reader.app, id, "_email.open", &json!({"campaign_id": campaign}));
    let early = reader.report("E1", &[("1", "buy", 9), ("2", "buy", 10), ("3", "look", 11)]);
    let late = reader.report("e1", &[("4", "rent", 59), ("5", "buy", 60)]);
    let batch = [(1, early), (2, late), (3, opened("o1", "c7")), (4, opened("o2", "c8"))];
    reader.read(&batch).await;
    let app = &reader.app;
    let expected = [
        (Waiting::Campaign("c1".to_owned()), "E1".to_owned(), format!("{app}/e1/2")),
        (Waiting::Campaign("c1".to_owned()), "E1".to_owned(), format!("{app}/e1/4")),
        (Waiting::Journey("j1".to_owned()), "e1".to_owned(), "o1".to_owned()),
    ];
    assert_eq!(told(&reader), expected);
    let again = reader.report("e1", &[("2", "buy", 10)]);
    reader.read(&[(5, again)]).await;
    assert_eq!(told(&reader), expected, "an event that was told before fires nothing");
    reader.read(&batch).await;
    assert_eq!(told(&reader).len(), 6, "a batch that is delivered again fires again, with the same ids");
}

#[tokio::test]
async fn what_waits_is_looked_up_once_a_minute() {
    let reader = Reader::new().await;
    let buy = |number: u64| [(number, reader.report("e1", &[(&number.to_string(), "buy", 20)]))];
    reader.read(&buy(1)).await;
    let buys = json!({"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}});
    campaign(&reader, "c1", 0, buys).await;
    reader.read(&buy(2)).await;
    assert!(told(&reader).is_empty());
    reader.clock.advance(SignedDuration::from_secs(60));
    reader.read(&buy(3)).await;
    assert_eq!(told(&reader).len(), 1);
}

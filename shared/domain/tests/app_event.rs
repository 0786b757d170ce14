//! Reported events: which are taken, and their records against golden files. `UPDATE_GOLDEN=1` writes them anew.

#![cfg(test)]

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::app::{EndpointPart, Origin, Report, record, reports};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;

fn now() -> Timestamp {
    "2026-05-01T10:00:02Z".parse().unwrap()
}

fn request(entries: &Value) -> Result<Vec<Report>, String> {
    let request = serde_json::from_str(&json!({ "BatchItem": entries }).to_string()).unwrap();
    reports(request, now(), &Limits::default()).map_err(|error| error.to_string())
}

/// The answer to one event.
fn check(event_id: &str, event: &Value) -> Result<(), String> {
    let mut reports = request(&json!({"e1": {"Endpoint": {}, "Events": {event_id: event}}})).unwrap();
    let (_, taken) = reports.remove(0).events.pop_first().unwrap();
    taken.map(drop).map_err(|error| error.to_string())
}

/// A sound event with other members.
fn event(change: Value) -> Value {
    let mut event = json!({"EventType": "opened", "Timestamp": "2026-05-01T10:00:01.250Z"});
    match change {
        Value::Object(members) => event.as_object_mut().unwrap().extend(members),
        other => panic!("{other} changes nothing"),
    }
    event
}

#[test]
fn rules() {
    let many = |count: usize| (0..count).map(|i| (format!("k{i}"), json!("v"))).collect::<BTreeMap<_, _>>();
    let metrics = |count: usize| (0..count).map(|i| (format!("k{i}"), json!(1))).collect::<BTreeMap<_, _>>();
    let window = "Timestamp: must be at most 30 days ago and 1 day ahead";
    let date = "must be an ISO 8601 date and time such as 2026-01-31T10:00:00Z";
    let session = |start: &str, stop: Value| json!({"Session": {"Id": "s", "StartTimestamp": start, "StopTimestamp": stop}});
    let start = "2026-05-01T09:00:00Z";
    for (change, expected) in [
        (json!({}), ""),
        (json!({"EventType": "_session.start"}), ""),
        (json!({"EventType": ""}), "EventType: must be 1 to 128 characters long, is 0"),
        (json!({"EventType": "x".repeat(129)}), "EventType: must be 1 to 128 characters long, is 129"),
        (json!({"EventType": "a\nb"}), "EventType: must not hold control characters"),
        (json!({"Timestamp": "yesterday"}), &format!("Timestamp: {date}")),
        (json!({"Timestamp": "2026-04-01T10:00:02Z"}), ""),
        (json!({"Timestamp": "2026-04-01T10:00:01Z"}), window),
        (json!({"Timestamp": "2026-05-02T12:00:02+02:00"}), ""),
        (json!({"Timestamp": "2026-05-02T10:00:03Z"}), window),
        (json!({"Attributes": many(40)}), ""),
        (json!({"Attributes": many(20), "Metrics": metrics(20)}), ""),
        (
            json!({"Attributes": many(20), "Metrics": metrics(21)}),
            "Attributes: must have at most 40 keys together with Metrics, has 41",
        ),
        (json!({"Attributes": {"k".repeat(50): "é".repeat(200)}}), ""),
        (json!({"Attributes": {"k".repeat(51): ""}}), "Attributes: a key must be 1 to 50 characters long, one has 51"),
        (json!({"Attributes": {"": "v"}}), "Attributes: a key must be 1 to 50 characters long, one has 0"),
        (json!({"Metrics": {"k".repeat(51): 1}}), "Metrics: a key must be 1 to 50 characters long, one has 51"),
        (json!({"Attributes": {"k": "v".repeat(201)}}), "Attributes.k: must be at most 200 characters long, is 201"),
        (json!({"Session": {"Id": "", "StartTimestamp": start}}), "Session.Id: must be 1 to 256 characters long, is 0"),
        (json!({"Session": {"Id": "s", "StartTimestamp": start}}), ""),
        (session(start, json!(start)), ""),
        (session("soon", json!(start)), &format!("Session.StartTimestamp: {date}")),
        (session(start, json!("soon")), &format!("Session.StopTimestamp: {date}")),
        (json!({"AppTitle": "x".repeat(1_024_000)}), "Event: must be at most 1024000 bytes large, is 1024075"),
    ] {
        let text = change.to_string();
        let shown = text.chars().take(80).collect::<String>();
        assert_eq!(check("1", &event(change)).err().unwrap_or_default(), expected, "{shown}");
    }
    assert_eq!(check("", &event(json!({}))).unwrap_err(), "EventId: must be 1 to 256 characters long, is 0");
    assert_eq!(check(&"x".repeat(257), &event(json!({}))).unwrap_err(), "EventId: must be 1 to 256 characters long, is 257");
}

#[test]
fn a_request_has_bounds() {
    let events =
        |from: usize, count: usize| (from..from + count).map(|i| (i.to_string(), event(json!({})))).collect::<BTreeMap<_, _>>();
    let entry = |from, count| json!({"Endpoint": {}, "Events": events(from, count)});
    assert_eq!(request(&json!({})), Ok(Vec::new()));
    assert_eq!(request(&json!({"a": entry(0, 50), "b": entry(50, 50)})).unwrap().len(), 2);
    let refusal = request(&json!({"a": entry(0, 50), "b": entry(50, 51)})).unwrap_err();
    assert_eq!(refusal, "BatchItem: must have at most 100 events, has 101");
    let many = |count: usize| json!((0..count).map(|i| (format!("e{i}"), entry(0, 0))).collect::<BTreeMap<_, _>>());
    assert_eq!(request(&many(100)).unwrap().len(), 100);
    assert_eq!(request(&many(101)).unwrap_err(), "BatchItem: must have at most 100 endpoints, has 101");
}

#[test]
fn an_id_that_no_endpoint_can_have_takes_its_events_along() {
    let given = json!({"ChannelType": "CUSTOM"});
    let entry = |endpoint: Value| json!({"Endpoint": endpoint, "Events": {"1": event(json!({}))}});
    let reports = request(&json!({"a": entry(json!({})), "b": entry(given), "{c}": entry(json!({}))})).unwrap();
    let [a, b, c] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!(a.endpoint, Ok(EndpointPart::Empty));
    assert!(matches!(b.endpoint, Ok(EndpointPart::Given(_))) && b.events["1"].is_ok());
    assert_eq!(c.endpoint.as_ref().unwrap_err(), c.events["1"].as_ref().unwrap_err());
    assert_eq!(c.endpoint.as_ref().unwrap_err().to_string(), "EndpointId: must not contain $, { or }");
}

fn golden(name: &str, id: &str, event: &Value, document: Option<&str>) {
    let mut reports = request(&json!({id: {"Endpoint": {}, "Events": {"ev-1": event}}})).unwrap();
    let (_, taken) = reports.remove(0).events.pop_first().unwrap();
    let document = document.map(|json| EndpointDocument::from_json(json).unwrap());
    let app = AppId::new("a".repeat(32));
    let record = record(&taken.unwrap(), &Origin { app: &app, id, endpoint: document.as_ref(), now: now() });
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = serde_json::to_string_pretty(&record).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{path}");
}

#[test]
fn an_event_with_everything() {
    let event = event(json!({
        "AppPackageName": "com.example.shop", "AppTitle": "Shop", "AppVersionCode": "321", "ClientSdkVersion": "6.1.0",
        "SdkName": "aws-amplify", "Attributes": {"page": "/start"},
        "Metrics": {"seconds": 1.5},
        "Session": {"Id": "s-1", "StartTimestamp": "2026-05-01T09:59:00Z", "StopTimestamp": "2026-05-01T10:00:00.5Z", "Duration": 60500},
    }));
    let document = r#"{"Id":"User-1","ChannelType":"GCM","Address":"token","OptOut":"NONE","EndpointStatus":"ACTIVE","CohortId":"12",
        "CreationDate":"2026-01-01T00:00:00.000Z","EffectiveDate":"2026-05-01T10:00:00.000Z",
        "Demographic":{"AppVersion":"3.2.1","Locale":"zh_Hans_CN","Make":"Fairphone","Model":"5","Platform":"Android",
        "PlatformVersion":"14","Timezone":"Asia/Shanghai"},"User":{"UserId":"u1"}}"#;
    golden("app_event_full", "USER-1", &event, Some(document));
}

#[test]
fn an_event_with_nothing() {
    golden("app_event_bare", "E1", &event(json!({})), None);
}

proptest! {
    /// Whatever the events look like, each has one answer, and those that are taken fit into a record of the stream.
    #[test]
    fn every_event_is_judged_once(
        entries in prop::collection::btree_map(
            "[a-c{$]{0,3}|.{0,5}",
            prop::collection::btree_map(
                "[a-z]{0,3}|.{0,300}",
                (".{0,140}|[a-z]{1,9}", ".{0,9}|2026-0[345]-[0-3]1T10:00:00Z", prop::collection::btree_map(".{0,60}", ".{0,220}", 0..45)),
                0..5,
            ),
            0..5,
        ),
    ) {
        let as_json = |(kind, at, attributes): &(String, String, BTreeMap<String, String>)| {
            json!({"EventType": kind, "Timestamp": at, "Attributes": attributes})
        };
        let batch: BTreeMap<_, _> = entries.iter().map(|(id, events)| {
            let events: BTreeMap<_, _> = events.iter().map(|(id, event)| (id, as_json(event))).collect();
            (id, json!({"Endpoint": {}, "Events": events}))
        }).collect();
        let reports = request(&json!(batch)).unwrap();
        prop_assert_eq!(reports.len(), entries.len());
        let app = AppId::new("app");
        for report in &reports {
            let sent: Vec<_> = entries[&report.id].keys().collect();
            let judged: Vec<_> = report.events.keys().collect();
            prop_assert_eq!(sent, judged);
            for taken in report.events.values().flatten() {
                let record = record(taken, &Origin { app: &app, id: &report.id, endpoint: None, now: now() });
                prop_assert!(!record.to_string().contains(":null"));
                prop_assert!(!record["event_type"].as_str().unwrap().is_empty());
            }
        }
    }
}

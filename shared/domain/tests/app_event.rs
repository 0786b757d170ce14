//! Reported events: which are taken, and their record against a golden file. `UPDATE_GOLDEN=1` writes it anew.

#![cfg(test)]

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchpoint_domain::event::app::{EndpointPart, Entry, Origin, entries};
use touchpoint_domain::event::stream;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;

fn now() -> Timestamp {
    "2026-05-01T10:00:02Z".parse().unwrap()
}

/// Looks at what a batch with these entries says, or answers why it is refused whole.
fn request<T>(batch: &Value, look: impl FnOnce(Vec<Entry<'_>>) -> T) -> Result<T, String> {
    let body = json!({ "BatchItem": batch }).to_string();
    entries(body.as_bytes(), now(), &Limits::default()).map(look).map_err(|error| error.to_string())
}

/// The answer to one event.
fn check(event_id: &str, event: &Value) -> Result<(), String> {
    let judged = |mut entries: Vec<Entry<'_>>| {
        let (_, judged) = entries.remove(0).events.pop_first().unwrap();
        judged.taken.map(drop).map_err(|error| error.to_string())
    };
    request(&json!({"e1": {"Endpoint": {}, "Events": {event_id: event}}}), judged).unwrap()
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
    let reserved = "EventType: is reserved for what the service itself reports";
    let window = "Timestamp: must be at most 30 days ago and 1 day ahead";
    let date = "must be an ISO 8601 date and time such as 2026-01-31T10:00:00Z";
    let session = |start: &str, stop: Value| json!({"Session": {"Id": "s", "StartTimestamp": start, "StopTimestamp": stop}});
    let start = "2026-05-01T09:00:00Z";
    for (change, expected) in [
        (json!({}), ""),
        (json!({"EventType": "_session.start"}), ""),
        (json!({"EventType": ""}), "EventType: must be 1 to 128 characters long, is 0"),
        (json!({"EventType": "x".repeat(129)}), "EventType: must be 1 to 128 characters long, is 129"),
        (json!({"EventType": "_campaign.opened_notification"}), ""),
        (json!({"EventType": "_journey.received_background"}), ""),
        (json!({"EventType": "_email"}), ""),
        (json!({"EventType": "_campaign.send"}), reserved),
        (json!({"EventType": "_journey.send"}), reserved),
        (json!({"EventType": "_journey.step"}), reserved),
        (json!({"EventType": "_custom.delivered"}), reserved),
        (json!({"EventType": "_email.open"}), reserved),
        (json!({"EventType": "_SMS.SUCCESS"}), reserved),
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
    let count = |batch: &Value| request(batch, |entries| entries.len());
    assert_eq!(count(&json!({})), Ok(0));
    assert_eq!(count(&json!({"a": entry(0, 50), "b": entry(50, 50)})), Ok(2));
    let refusal = count(&json!({"a": entry(0, 50), "b": entry(50, 51)})).unwrap_err();
    assert_eq!(refusal, "BatchItem: must have at most 100 events, has 101");
    let many = |count: usize| json!((0..count).map(|i| (format!("e{i}"), entry(0, 0))).collect::<BTreeMap<_, _>>());
    assert_eq!(count(&many(100)), Ok(100));
    assert_eq!(count(&many(101)).unwrap_err(), "BatchItem: must have at most 100 endpoints, has 101");
}

#[test]
fn an_id_that_no_endpoint_can_have_takes_its_events_along() {
    let given = json!({"ChannelType": "CUSTOM"});
    let entry = |endpoint: Value| json!({"Endpoint": endpoint, "Events": {"1": event(json!({}))}});
    let batch = json!({"a": entry(json!({})), "b": entry(given), "{c}": entry(json!({}))});
    let looked = request(&batch, |entries| {
        let [a, b, c] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!(a.endpoint, Ok(EndpointPart::Empty));
        assert!(matches!(b.endpoint, Ok(EndpointPart::Given(_))) && b.events["1"].taken.is_ok());
        let refusals = [c.endpoint.as_ref().unwrap_err(), c.events["1"].taken.as_ref().unwrap_err()];
        assert_eq!(refusals.map(ToString::to_string), ["EndpointId: must not contain $, { or }"; 2]);
    });
    assert_eq!(looked, Ok(()));
}

/// Sound and wrong, side by side: every entry says what became of its endpoint part and of each event.
fn verdicts(body: &str) -> Result<Vec<String>, String> {
    let told = |entry: &Entry<'_>| {
        let part = match &entry.endpoint {
            Ok(EndpointPart::Empty) => "empty".to_owned(),
            Ok(EndpointPart::Given(_)) => "given".to_owned(),
            Err(refusal) => refusal.to_string(),
        };
        let events = entry.events.iter().map(|(id, judged)| match &judged.taken {
            Ok(_) => format!("{id} ok"),
            Err(refusal) => format!("{id} {refusal}"),
        });
        format!("{} [{part}] {}", entry.id, events.collect::<Vec<_>>().join(", "))
    };
    let entries = entries(body.as_bytes(), now(), &Limits::default()).map_err(|error| error.to_string())?;
    Ok(entries.iter().map(told).collect())
}

#[test]
fn what_has_another_shape_is_refused_by_itself() {
    let good = r#"{"EventType":"a","Timestamp":"2026-05-01T10:00:00Z"}"#;
    let one = |event: &str| format!(r#"{{"BatchItem":{{"e":{{"Endpoint":{{}},"Events":{{"bad":{event},"good":{good}}}}}}}}}"#);
    for (event, message) in [
        ("{}", "EventType: required"),
        (r#"{"EventType":"a"}"#, "Timestamp: required"),
        (r#"{"EventType":"a","Timestamp":1777629600000}"#, "Timestamp: expected a string, found an integer"),
        (r#"{"EventType":null,"Timestamp":"x"}"#, "EventType: expected a string, found null"),
        (r#"{"EventType":"a","Timestamp":"x","Attributes":["k"]}"#, "Attributes: expected an object, found a list"),
        (r#"{"EventType":"a","Timestamp":"x","Attributes":{"k":1}}"#, "Attributes.k: expected a string, found an integer"),
        (r#"{"EventType":"a","Timestamp":"x","Attributes":{"k":null}}"#, "Attributes.k: expected a string, found null"),
        (r#"{"EventType":"a","Timestamp":"x","Metrics":{"k":"1"}}"#, "Metrics.k: expected a number, found a string"),
        (r#"{"EventType":"a","Timestamp":"x","Metrics":{"k":1e999}}"#, "Event: is not valid JSON (number out of range)"),
        (r#"{"EventType":"a","Timestamp":"x","AppTitle":{}}"#, "AppTitle: expected a string, found an object"),
        (r#"{"EventType":"a","Timestamp":"x","Session":[]}"#, "Session: expected an object, found a list"),
        (r#"{"EventType":"a","Timestamp":"x","Session":{"Id":"s"}}"#, "Session.StartTimestamp: required"),
        (
            r#"{"EventType":"a","Timestamp":"x","Session":{"Id":1,"StartTimestamp":"x"}}"#,
            "Session.Id: expected a string, found an integer",
        ),
        (
            r#"{"EventType":"a","Timestamp":"x","Session":{"Id":"s","StartTimestamp":"x","Duration":1.5}}"#,
            "Session.Duration: expected an integer from -2147483648 to 2147483647, found a number with a fraction",
        ),
        (r#"{"EventType":"a","EventType":"b","Timestamp":"x"}"#, "EventType: given more than once"),
        ("[]", "Event: expected an object, found a list"),
        (r#"["a"]"#, "Event: expected an object, found a list"),
        ("null", "Event: expected an object, found null"),
        ("7", "Event: expected an object, found an integer"),
        (r#""a""#, "Event: expected an object, found a string"),
    ] {
        assert_eq!(verdicts(&one(event)), Ok(vec![format!("e [empty] bad {message}, good ok")]), "{event}");
    }
    let beside = |entry: &str| format!(r#"{{"BatchItem":{{"bad":{entry},"good":{{"Endpoint":{{}},"Events":{{"1":{good}}}}}}}}}"#);
    let events = format!(r#""Events":{{"1":{good}}}"#);
    for (entry, expected) in [
        (format!(r#"{{"Endpoint":5,{events}}}"#), "bad [Endpoint: expected an object, found an integer] 1 ok"),
        (format!(r#"{{"Endpoint":null,{events}}}"#), "bad [Endpoint: expected an object, found null] 1 ok"),
        (format!(r#"{{"Endpoint":{{"Address":5}},{events}}}"#), "bad [Address: expected a string, found an integer] 1 ok"),
        (
            format!(r#"{{"Endpoint":{{"Attributes":{{"a":[1]}}}},{events}}}"#),
            "bad [Attributes.a[0]: expected a string, found an integer] 1 ok",
        ),
        (format!(r#"{{"Endpoint":{{"Unknown":5}},{events}}}"#), "bad [empty] 1 ok"),
        (format!("{{{events}}}"), "bad [Endpoint: required] 1 ok"),
        (r#"{"Endpoint":{}}"#.to_owned(), "bad [Events: required] "),
        (r#"{"Endpoint":{},"Events":[]}"#.to_owned(), "bad [Events: expected an object, found a list] "),
        ("[]".to_owned(), "bad [EventsBatch: expected an object, found a list] "),
        ("1".to_owned(), "bad [EventsBatch: expected an object, found an integer] "),
    ] {
        let expected = vec![expected.to_owned(), "good [empty] 1 ok".to_owned()];
        assert_eq!(verdicts(&beside(&entry)), Ok(expected), "{entry}");
    }
    for (body, message) in [
        ("", "EventsRequest: required; the body is empty"),
        ("{}", "BatchItem: required"),
        ("[]", "EventsRequest: expected an object, found a list"),
        (r#"{"BatchItem":null}"#, "BatchItem: expected an object, found null"),
        (r#"{"BatchItem":[]}"#, "BatchItem: expected an object, found a list"),
        (r#"{"BatchItem":{}} x"#, "line 1 column 18: the body is not valid JSON (trailing characters)"),
        (
            r#"{"BatchItem":{"e":{"Endpoint":{},"Events":{"1":}}}}"#,
            "line 1 column 48: the body is not valid JSON (expected value)",
        ),
    ] {
        assert_eq!(verdicts(body), Err(message.to_owned()), "{body}");
    }
}

#[test]
fn the_record_of_an_entry() {
    let full = event(json!({
        "AppPackageName": "com.example.shop", "AppTitle": "Shop \u{1F6D2}", "AppVersionCode": "321", "ClientSdkVersion": "6.1.0",
        "SdkName": "aws-amplify", "Attributes": {"page": "/start", "quote\"d": "a\nb"},
        "Metrics": {"seconds": 1.5, "count": 3},
        "Session": {"Id": "s-1", "StartTimestamp": "2026-05-01T09:59:00Z", "StopTimestamp": "2026-05-01T10:00:00.5Z", "Duration": 60500},
    }));
    let batch = json!({"User-1": {"Endpoint": {}, "Events": {"ev-1": full, "ev-2": event(json!({})), "ev-3": {}}}});
    let app = AppId::new("a".repeat(32));
    let origin = Origin { app: &app, request: "request-1", now: now() };
    let record = request(&batch, |mut entries| {
        let packed = entries.remove(0).pack(&origin);
        assert_eq!(packed.events.values().map(|place| place.clone().ok()).collect::<Vec<_>>(), [Some(0), Some(0), None]);
        assert_eq!(packed.reports.len(), 1);
        stream::report(&packed.reports[0]).unwrap()
    });
    let path = format!("{}/tests/golden/app_report.json", env!("CARGO_MANIFEST_DIR"));
    let text = serde_json::to_string_pretty(&record.unwrap()).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{path}");
}

/// The stream takes records of 1 MiB, keys included.
#[test]
fn what_is_too_large_for_a_record_goes_in_several() {
    let large = |bytes: usize| event(json!({"AppTitle": "x".repeat(bytes)}));
    let id = "e".repeat(200);
    let batch = json!({id.as_str(): {"Endpoint": {}, "Events": {
        "1": large(600_000), "2": large(300_000), "3": large(300_000), "4": large(1_023_900), "5": large(10), "6": large(1_024_000),
    }}});
    let app = AppId::new("a".repeat(32));
    let origin = Origin { app: &app, request: "request-1", now: now() };
    let looked = request(&batch, |mut entries| {
        let packed = entries.remove(0).pack(&origin);
        let places: Vec<_> = packed.events.values().map(|place| place.clone().ok()).collect();
        assert_eq!(places, [Some(0), Some(0), Some(1), Some(2), Some(3), None]);
        for report in &packed.reports {
            let size = stream::report(report).unwrap().to_string().len() + id.len();
            assert!(size < 1024 * 1024, "{size}");
        }
    });
    assert_eq!(looked, Ok(()));
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
        let app = AppId::new("app");
        let origin = Origin { app: &app, request: "r", now: now() };
        let looked = request(&json!(batch), |judged| {
            prop_assert_eq!(judged.len(), entries.len());
            for entry in judged {
                let sent: Vec<_> = entries[entry.id.as_ref()].keys().cloned().collect();
                let packed = entry.pack(&origin);
                let judged: Vec<_> = packed.events.keys().map(ToString::to_string).collect();
                prop_assert_eq!(sent, judged);
                let taken = packed.events.values().filter(|place| place.is_ok()).count();
                prop_assert_eq!(taken, packed.reports.iter().map(|report| report.events.len()).sum::<usize>());
                for report in &packed.reports {
                    let json = stream::report(report).unwrap().to_string();
                    prop_assert!(!json.contains(":null"));
                    let read = stream::decode(json.as_bytes()).unwrap();
                    let stream::Record::Report(read) = read else { panic!("{json} is no report") };
                    prop_assert_eq!(&*read, report);
                }
            }
            Ok(())
        });
        looked.unwrap()?;
    }

    /// What is read without copying is what the API's own types read.
    #[test]
    fn an_event_is_read_as_the_api_defines_it(
        kind in member(), at in member(), attributes in member(), metrics in member(), title in member(), session in member(),
        names in prop::collection::vec("EventType|Timestamp|Attributes|Metrics|AppTitle|Session", 6),
    ) {
        let members = names.into_iter().zip([kind, at, attributes, metrics, title, session]);
        let event: serde_json::Map<String, Value> = members.collect();
        let read = serde_json::from_value::<touchpoint_wire::types::Event>(Value::from(event.clone()));
        let refusal = check("1", &Value::from(event)).err().unwrap_or_default();
        let is_of_shape = ["expected ", "required"].iter().any(|words| refusal.contains(words));
        prop_assert_eq!(read.is_err(), is_of_shape, "{}", refusal);
    }
}

fn member() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("2026-05-01T10:00:00Z")),
        Just(json!("a\"b")),
        Just(json!(null)),
        Just(json!(1)),
        Just(json!({})),
        Just(json!([])),
        Just(json!({"k": "v"})),
        Just(json!({"k": 1.5})),
        Just(json!({"k": null})),
        Just(json!({"Id": "s", "StartTimestamp": "2026-05-01T10:00:00Z"})),
        Just(json!({"Id": "s", "StartTimestamp": "2026-05-01T10:00:00Z", "Duration": 5, "StopTimestamp": null})),
        Just(json!({"Id": "s", "StartTimestamp": "2026-05-01T10:00:00Z", "Duration": 5.5})),
    ]
}

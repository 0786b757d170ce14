//! Events that apps report.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};
use touchpoint_store::resources::{Kind, Scope};

use crate::refusals::World;
use crate::story::Story;

/// A stream that takes nothing.
#[derive(Debug)]
struct Broken(PortError);

#[async_trait]
impl EventStream for Broken {
    async fn put(&self, _: Vec<EventRecord>) -> Result<(), PortError> {
        Err(self.0.clone())
    }
}

fn event(kind: &str) -> Value {
    json!({"EventType": kind, "Timestamp": "2026-03-01T11:59:59Z"})
}

#[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
fn batch(entries: Value) -> Value {
    json!({ "BatchItem": entries })
}

/// The reports on the stream, each beside the key it was put under.
fn streamed(story: &Story) -> Vec<(String, Value)> {
    story.postbox.events().into_iter().map(|record| (record.partition_key, record.data["report"].clone())).collect()
}

/// How many events the reports on the stream have together.
fn count(story: &Story) -> usize {
    streamed(story).iter().map(|(_, report)| report["events"].as_array().unwrap().len()).sum()
}

/// Status codes: of each endpoint part, and of each event.
fn codes(answer: &Value) -> BTreeMap<String, (i64, BTreeMap<String, i64>)> {
    let code = |item: &Value| item["StatusCode"].as_i64().unwrap();
    let of_item = |item: &Value| {
        let events = item["EventsItemResponse"].as_object().unwrap();
        (code(&item["EndpointItemResponse"]), events.iter().map(|(id, event)| (id.clone(), code(event))).collect())
    };
    answer["Results"].as_object().unwrap().iter().map(|(id, item)| (id.clone(), of_item(item))).collect()
}

#[tokio::test]
async fn each_part_has_an_answer_of_its_own() {
    let mut story = Story::begin().await;
    let events = format!("{}/events", story.app().await);
    story.post(&events, batch(json!({}))).await;
    story.post(&events, batch(json!({
        "Phone-1": {
            "Endpoint": {"ChannelType": "CUSTOM", "Address": "x", "Demographic": {"Locale": "de_DE", "AppVersion": "1.2"}},
            "Events": {"1": event("opened"), "2": event(""), "3": {"EventType": "late", "Timestamp": "2026-01-01T00:00:00Z"}},
        },
        "Phone-2": {"Endpoint": {"Address": "y"}, "Events": {"1": event("opened")}},
        "{3}": {"Endpoint": {}, "Events": {"1": event("opened")}},
        "phone-4": {"Endpoint": {}, "Events": {}},
    }))).await;
    let streamed = streamed(&story);
    let told = |(key, report): &(String, Value)| {
        let ids = report["events"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned());
        format!("{key}: {} {} {}", report["endpoint"], report["given"], ids.collect::<String>())
    };
    let told: Vec<_> = streamed.iter().map(told).collect();
    assert_eq!(told, [r#"phone-1: "Phone-1" "given" 1"#, r#"phone-2: "Phone-2" "given" 1"#]);
    let (_, report) = &streamed[0];
    assert_eq!(report["arrived"], report["events"][0]["at"].as_i64().unwrap() + 1500);
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn the_path_of_browsers_is_the_same() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let body = batch(json!({"e1": {"Endpoint": {}, "Events": {"1": event("_session.stop")}}})).to_string();
    let one = story.ask("POST", &format!("{app}/events"), body.as_str()).await;
    let two = story.ask("POST", &format!("{app}/events/legacy"), body.as_str()).await;
    assert_eq!((one.status, &one.body), (202, &two.body));
    let streamed = streamed(&story);
    let said = |index: usize| (&streamed[index].0, &streamed[index].1["events"], &streamed[index].1["arrived"]);
    assert_eq!(said(0), said(1));
    let wrong = story.ask("GET", &format!("{app}/events/legacy"), "").await;
    assert_eq!(wrong.refusal(), "405 method: GET is not one of POST, OPTIONS");
}

#[tokio::test]
async fn endpoints_are_merged_and_a_silent_part_changes_nothing() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let put = async |entries: Value| {
        let answer = story.ask("POST", &format!("{app}/events"), batch(entries).to_string()).await;
        assert_eq!(answer.status, 202);
        answer.body
    };
    let endpoint = async |id: &str| story.ask("GET", &format!("{app}/endpoints/{id}"), "").await.body;
    let given =
        json!({"ChannelType": "EMAIL", "Address": "a@example.com", "Attributes": {"a": ["1"]}, "EndpointStatus": "INACTIVE"});
    put(json!({"E1": {"Endpoint": given, "Events": {"1": event("x")}}, "bare": {"Endpoint": {}, "Events": {"1": event("x")}}}))
        .await;
    let first = endpoint("e1").await;
    assert_eq!((&first["Id"], &first["EndpointStatus"], &first["OptOut"]), (&json!("E1"), &json!("INACTIVE"), &json!("NONE")));
    let bare = story.ask("GET", &format!("{app}/endpoints/bare"), "").await;
    assert_eq!(bare.refusal(), "404 Resource not found", "who reads the stream makes it");
    story.minutes_pass(1);
    put(json!({"e1": {"Endpoint": {}, "Events": {"2": event("x")}}, "bare": {"Endpoint": {}, "Events": {"1": event("x")}}}))
        .await;
    assert_eq!(endpoint("e1").await, first);
    put(json!({"e1": {"Endpoint": {"Attributes": {"b": ["2"]}}, "Events": {}}})).await;
    let merged = endpoint("e1").await;
    assert_eq!(merged["Attributes"], json!({"a": ["1"], "b": ["2"]}));
    assert_eq!(merged["EndpointStatus"], "ACTIVE");
    let told = |(key, report): &(String, Value)| format!("{key} {} {}", report["events"][0]["id"], report["given"]);
    let told: Vec<_> = streamed(&story).iter().map(told).collect();
    assert_eq!(told, [r#"e1 "1" "given""#, r#"bare "1" "empty""#, r#"bare "1" "empty""#, r#"e1 "2" "empty""#]);
}

/// SDKs send the whole endpoint with every request: what says nothing new is not stored again before an hour is over.
#[tokio::test]
async fn an_endpoint_that_says_nothing_new_is_not_stored_again() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let path = format!("{app}/endpoints/e1");
    let part =
        |address: &str| json!({"ChannelType": "EMAIL", "Address": address, "Attributes": {"a": ["1"]}, "User": {"UserId": "u"}});
    let put = async |address: &str| {
        let body = batch(json!({"e1": {"Endpoint": part(address), "Events": {}}})).to_string();
        let answer = story.ask("POST", &format!("{app}/events"), body).await;
        assert_eq!(codes(&answer.body)["e1"].0, 202);
        story.ask("GET", &path, "").await.body
    };
    let first = put("a@example.com").await;
    story.minutes_pass(60);
    assert_eq!(put("a@example.com").await, first);
    let moved = put("b@example.com").await;
    assert_eq!((&moved["Address"], &moved["EffectiveDate"]), (&json!("b@example.com"), &json!("2026-03-01T13:00:00.500Z")));
    story.minutes_pass(61);
    let later = put("b@example.com").await;
    assert_eq!(later["EffectiveDate"], "2026-03-01T14:01:00.500Z");
    story.minutes_pass(1);
    assert_eq!(story.ask("PUT", &path, part("b@example.com").to_string()).await.status, 202);
    let updated = story.ask("GET", &path, "").await.body;
    assert_eq!(updated["EffectiveDate"], "2026-03-01T14:02:00.500Z", "whoever updates an endpoint has updated it");
}

/// Who reads the stream drops the events of an app that is gone; this process knows at once.
#[tokio::test]
async fn an_app_that_was_there_is_not_looked_for_again_at_once() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let put = async || {
        let body = batch(json!({"e1": {"Endpoint": {}, "Events": {"1": event("_session.start")}}})).to_string();
        story.ask("POST", &format!("{app}/events"), body).await.status
    };
    let id = app.trim_start_matches("/v1/apps/").to_owned();
    assert_eq!(put().await, 202);
    let record = story.store.resources().get(&Scope::Account, Kind::App, &id).await.unwrap().unwrap();
    story.store.resources().delete_with_versions(&Scope::Account, Kind::App, &id, record.rev).await.unwrap();
    assert_eq!(put().await, 202);
    story.minutes_pass(1);
    assert_eq!(put().await, 404);
    let other = story.app().await;
    let body = batch(json!({"e1": {"Endpoint": {}, "Events": {}}})).to_string();
    assert_eq!(story.ask("POST", &format!("{other}/events"), body.as_str()).await.status, 202);
    assert_eq!(story.ask("DELETE", &other, "").await.status, 200);
    assert_eq!(story.ask("POST", &format!("{other}/events"), body.as_str()).await.status, 404);
}

#[tokio::test]
async fn an_endpoint_that_is_refused_does_not_hold_up_its_events() {
    let mut story = Story::with(Limits { endpoints_per_user: 1, ..Limits::default() }).await;
    let app = story.app().await;
    let of_user = |address: &str| json!({"ChannelType": "EMAIL", "Address": address, "User": {"UserId": "u1"}});
    let entry = |address: &str| json!({"Endpoint": of_user(address), "Events": {"1": event("x")}});
    let entries = json!({"e1": entry("a@x"), "e2": entry("b@x"), "e3": {"Endpoint": {"OptOut": "ALL"}, "Events": {}}});
    let answer = story.ask("POST", &format!("{app}/events"), batch(entries).to_string()).await.body;
    let accepted = BTreeMap::from([("1".to_owned(), 202)]);
    let expected = [("e1", (202, accepted.clone())), ("e2", (400, accepted)), ("e3", (202, BTreeMap::new()))];
    assert_eq!(codes(&answer), expected.map(|(id, codes)| (id.to_owned(), codes)).into());
    let message = &answer["Results"]["e2"]["EndpointItemResponse"]["Message"];
    assert_eq!(message, "Exceeded maximum endpoint per user count: 1");
    assert_eq!(count(&story), 2);
}

#[tokio::test]
async fn what_is_not_on_the_stream_is_not_accepted() {
    for (error, status, message) in [
        (PortError::Throttled("shard".to_owned()), 429, "too many requests; try again"),
        (PortError::Unavailable("gone".to_owned()), 500, "internal error; try again"),
        (PortError::Refused("no".to_owned()), 500, "internal error; try again"),
    ] {
        let mut story = Story::streaming_to(Arc::new(Broken(error))).await;
        let app = story.app().await;
        let entries =
            json!({"e1": {"Endpoint": {}, "Events": {"1": event("x"), "2": event("")}}, "e2": {"Endpoint": {}, "Events": {}}});
        let answer = story.ask("POST", &format!("{app}/events"), batch(entries).to_string()).await;
        assert_eq!(answer.status, 202);
        let item = &answer.body["Results"]["e1"];
        assert_eq!(item["EndpointItemResponse"], json!({"StatusCode": 202, "Message": "Accepted"}));
        assert_eq!(item["EventsItemResponse"]["1"], json!({"StatusCode": status, "Message": message}));
        assert_eq!(item["EventsItemResponse"]["2"]["StatusCode"], 400);
    }
}

/// A stream that takes what it is put under some keys only.
#[derive(Debug)]
struct Choosy;

#[async_trait]
impl EventStream for Choosy {
    async fn put(&self, _: Vec<EventRecord>) -> Result<(), PortError> {
        Err(PortError::Unavailable("all or nothing".to_owned()))
    }

    async fn put_each(&self, records: Vec<EventRecord>) -> Vec<Result<(), PortError>> {
        let of_record = |record: EventRecord| match record.partition_key.as_str() {
            "slow" => Err(PortError::Throttled("shard".to_owned())),
            "gone" => Err(PortError::Unavailable("shard".to_owned())),
            _ => Ok(()),
        };
        records.into_iter().map(of_record).collect()
    }
}

#[tokio::test]
async fn every_entry_is_on_the_stream_or_not() {
    let mut story = Story::streaming_to(Arc::new(Choosy)).await;
    let app = story.app().await;
    let large = json!({"EventType": "x", "Timestamp": "2026-03-01T11:59:59Z", "AppTitle": "x".repeat(600_000)});
    let part = json!({"ChannelType": "CUSTOM", "Address": "x"});
    let entries = json!({
        "a": {"Endpoint": {}, "Events": {"1": event("x"), "2": event("")}},
        "b": {"Endpoint": part, "Events": {}},
        "gone": {"Endpoint": {}, "Events": {"1": event("x")}},
        "large": {"Endpoint": {}, "Events": {"1": large, "2": large}},
        "slow": {"Endpoint": part, "Events": {"1": event("x"), "2": large, "3": large, "4": event("")}},
        "z": {"Endpoint": {}, "Events": {"1": event("x")}},
    });
    let answer = story.ask("POST", &format!("{app}/events"), batch(entries).to_string()).await;
    let told = |(id, (part, events)): (String, (i64, BTreeMap<String, i64>))| {
        format!("{id} {part} {:?}", events.into_values().collect::<Vec<_>>())
    };
    let told: Vec<_> = codes(&answer.body).into_iter().map(told).collect();
    assert_eq!(
        told,
        [
            "a 202 [202, 400]",
            "b 202 []",
            "gone 202 [500]",
            "large 202 [202, 202]",
            "slow 202 [429, 429, 429, 400]",
            "z 202 [202]"
        ]
    );
}

#[tokio::test]
async fn an_app_has_so_many_types_of_events() {
    let mut story = Story::with(Limits { event_types: 2, event_attribute_keys: 1, ..Limits::default() }).await;
    let app = story.app().await;
    let report = async |events: Value| {
        let body = batch(json!({"e1": {"Endpoint": {}, "Events": events}})).to_string();
        let answer = story.ask("POST", &format!("{app}/events"), body).await.body;
        answer["Results"]["e1"]["EventsItemResponse"].clone()
    };
    let accepted = json!({"StatusCode": 202, "Message": "Accepted"});
    let first = report(json!({"1": event("a"), "2": event("b"), "3": event("c"), "4": event("_session.start")})).await;
    let message = "EventType: would be one too many: the events of an app have at most 2 types of its own";
    let refused = json!({"StatusCode": 400, "Message": message});
    assert_eq!(first, json!({"1": accepted, "2": accepted, "3": refused, "4": accepted}));
    assert_eq!(report(json!({"1": event("b"), "2": event("d")})).await, json!({"1": accepted, "2": refused}));
    assert_eq!(count(&story), 4);
}

#[tokio::test]
async fn refusals() {
    let world = World::new().await;
    let many = |count: usize| (0..count).map(|i| (format!("{i}"), event("x"))).collect::<BTreeMap<_, _>>();
    let large = format!("{{\"BatchItem\":{{}}{}}}", " ".repeat(4 * 1024 * 1024));
    let just = format!("{{\"BatchItem\":5{}}}", " ".repeat(4 * 1024 * 1024 - 15));
    let of_events = |events: Value| batch(json!({"e": {"Endpoint": {}, "Events": events}})).to_string();
    let endpoints: BTreeMap<_, _> = (0..101).map(|i| (format!("e{i}"), json!({"Endpoint": {}, "Events": {}}))).collect();
    world
        .refuses(&[
            ("POST", "$/events", "", "400 EventsRequest: required; the body is empty"),
            ("POST", "$/events", "{}", "400 BatchItem: required"),
            ("POST", "$/events", "[]", "400 EventsRequest: expected an object, found a list"),
            ("POST", "$/events", r#"{"BatchItem":null}"#, "400 BatchItem: expected an object, found null"),
            (
                "POST",
                "$/events",
                r#"{"BatchItem":"#,
                "400 line 1 column 13: the body is not valid JSON (EOF while parsing a value)",
            ),
            ("POST", "$/events", &of_events(json!(many(101))), "400 BatchItem: must have at most 100 events, has 101"),
            ("POST", "$/events", &batch(json!(endpoints)).to_string(), "400 BatchItem: must have at most 100 endpoints, has 101"),
            ("POST", "$/events", &large, "413 body: at most 4194304 bytes"),
            ("POST", "$/events/legacy", &large, "413 body: at most 4194304 bytes"),
            ("POST", "$/events", &just, "400 BatchItem: expected an object, found an integer"),
            ("POST", "/v1/apps/none/events", &of_events(json!({})), "404 Application not found"),
            ("POST", "/v1/apps/none/events/legacy", &of_events(json!({})), "404 Application not found"),
        ])
        .await;
    assert_eq!(world.story.postbox.events(), []);
}

/// Whatever a request of the right shape holds: every endpoint and every event has one answer, and as many records are on the
/// stream as events were accepted.
#[test]
fn every_event_has_exactly_one_answer() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut story = runtime.block_on(Story::begin());
    let app = runtime.block_on(story.app());
    let endpoint = prop_oneof![
        Just(json!({})),
        Just(json!({"Address": "a"})),
        Just(json!({"ChannelType": "CUSTOM", "Address": "a", "User": {"UserId": "u"}})),
        Just(json!({"OptOut": "?"})),
    ];
    let kinds = prop_oneof!["[a-z]{1,5}", ".{0,3}"];
    let times = prop_oneof![Just("2026-03-01T12:00:00Z".to_owned()), ".{0,9}"];
    let events = prop::collection::btree_map("[a-z0-9]{1,4}|.{0,4}", (kinds, times), 0..4);
    let requests = prop::collection::btree_map("[a-cA-C]{1,2}|.{1,4}", (endpoint, events), 0..5);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(40));
    let ran = runner.run(&requests, |request| {
        let entry = |(endpoint, events): &(Value, BTreeMap<String, (String, String)>)| {
            let events: BTreeMap<_, _> =
                events.iter().map(|(id, (kind, at))| (id, json!({"EventType": kind, "Timestamp": at}))).collect();
            json!({"Endpoint": endpoint, "Events": events})
        };
        let entries: BTreeMap<_, _> = request.iter().map(|(id, sent)| (id, entry(sent))).collect();
        let before = count(&story);
        let answer = runtime.block_on(story.ask("POST", &format!("{app}/events"), batch(json!(entries)).to_string()));
        prop_assert_eq!(answer.status, 202);
        let codes = codes(&answer.body);
        let sent: Vec<_> = request.iter().map(|(id, (_, events))| (id, events.keys().collect::<Vec<_>>())).collect();
        let answered: Vec<_> = codes.iter().map(|(id, (_, events))| (id, events.keys().collect::<Vec<_>>())).collect();
        prop_assert_eq!(sent, answered);
        let each = codes.values().flat_map(|(endpoint, events)| std::iter::once(endpoint).chain(events.values()));
        prop_assert!(each.clone().all(|code| [202, 400].contains(code)));
        let accepted = codes.values().flat_map(|(_, events)| events.values()).filter(|code| **code == 202).count();
        prop_assert_eq!(count(&story) - before, accepted);
        Ok(())
    });
    ran.unwrap();
}

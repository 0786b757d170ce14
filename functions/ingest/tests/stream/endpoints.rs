//! Endpoints come into being by what is reported of them, know when they were active, and cost few writes.

use serde_json::{Value, json};
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::limits::Limits;

use crate::support::{NOON, Reader, Table, at};

fn last_active(endpoint: &Value) -> i64 {
    (endpoint["LastActive"].as_i64().unwrap() - at(NOON).as_millisecond()) / 60_000
}

#[tokio::test]
async fn an_endpoint_that_nobody_has_told_of_is_made_with_nothing_in_it() {
    let reader = Reader::new().await;
    reader.read(&[(1, reader.report("E1", &[("1", "open", -90)]))]).await;
    let made = reader.endpoint("e1").await;
    let dates = (made["CreationDate"].as_str(), made["EffectiveDate"].as_str());
    assert_eq!(dates, (Some("2026-05-01T12:00:00.000Z"), Some("2026-05-01T12:00:00.000Z")), "when the report arrived");
    assert_eq!((&made["Id"], &made["OptOut"], &made["RequestId"]), (&json!("E1"), &json!("ALL"), &json!("req")));
    assert_eq!(made.get("Address"), None);
    assert_eq!(last_active(&made), 0, "an endpoint that is made is active");
}

#[tokio::test]
async fn activity_follows_the_latest_event_an_hour_at_a_time() {
    let reader = Reader::new().await;
    for (position, events, active, why) in [
        (1, vec![("1", "open", 0)], 0, "made"),
        (2, vec![("2", "open", 59), ("3", "open", 10)], 0, "not an hour later"),
        (3, vec![("4", "open", 61), ("5", "open", 30)], 61, "the latest of its events"),
        (4, vec![("6", "open", -600)], 61, "an event that comes late"),
        (5, vec![("7", "open", 24 * 60)], 24 * 60, "one of tomorrow"),
        (6, vec![("4", "open", 61)], 24 * 60, "one that was told before"),
    ] {
        reader.read(&[(position, reader.report("e1", &events))]).await;
        assert_eq!(last_active(&reader.endpoint("e1").await), active, "{why}");
    }
}

#[tokio::test]
async fn nothing_else_of_an_endpoint_changes() {
    let reader = Reader::new().await;
    let body = json!({
        "ChannelType": "EMAIL", "Address": "a@example.com", "OptOut": "ALL", "EndpointStatus": "INACTIVE",
        "User": {"UserId": "u1", "UserAttributes": {"First": ["Ann"]}}
    });
    let write = EndpointWrite::single("e1", serde_json::from_value(body).unwrap(), "earlier");
    reader.store.endpoints().apply(&reader.app, vec![write], at(NOON), &Limits::default()).await.unwrap();
    let mut before = reader.endpoint("e1").await;
    reader.read(&[(1, reader.report("E1", &[("1", "open", 120)]))]).await;
    before["LastActive"] = (at(NOON).as_millisecond() + 120 * 60_000).into();
    assert_eq!(reader.endpoint("e1").await, before);
}

#[tokio::test]
async fn reports_cost_one_write_and_rarely_two() {
    let reader = Reader::new().await;
    let endpoints: Vec<String> = (0..30).map(|number| format!("e{number}")).collect();
    let told = async |position: u64, id: &str, minutes: i64| {
        let batch: Vec<(u64, Value)> =
            (position..).zip(&endpoints).map(|(p, endpoint)| (p, reader.report(endpoint, &[(id, "open", minutes)]))).collect();
        reader.read(&batch).await;
    };
    let claims = |written: f64| written <= 30.0 + 8.0;
    told(100, "1", 0).await;
    reader.written(Table::Endpoints);
    told(200, "2", 30).await;
    assert_eq!(reader.written(Table::Endpoints), 0.0, "nothing else is due");
    told(300, "3", 40).await;
    assert!(claims(reader.written(Table::Metrics)), "one claim each, and two pages for all");
    told(400, "4", 90).await;
    assert_eq!(reader.written(Table::Endpoints), 30.0, "activity is due: one more each");
    told(500, "4", 90).await;
    assert_eq!(reader.written(Table::Metrics), 0.0, "repetitions cost nothing");
    let mut total = 0.0;
    for session in 0..3 {
        for request in 0..3 {
            let minutes = 1_000 + session * 300 + request * 5;
            let position = 1_000 * (10 + session * 10 + request) as u64;
            told(position, &format!("s{session}r{request}"), minutes).await;
            total += reader.meter_total();
        }
    }
    assert!(total / (9.0 * 30.0) <= 1.5, "{total} units for 270 requests");
}

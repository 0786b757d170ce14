//! Funnels over the archive.

use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use serde_json::{Value, json};
use touchpoint_domain::archive::EventsFile;
use touchpoint_domain::ids::AppId;
use touchpoint_platform::archive::Lines;

use crate::counted::ms;
use crate::story::Story;

/// Archives events of one day.
async fn archived(story: &Story, app: &str, date: &str, name: &str, events: &[(&str, &str, &str, &str)]) {
    let mut lines = Lines::default();
    for (id, endpoint, event_type, at) in events {
        let event = json!({
            "event_id": id, "event_type": event_type, "event_timestamp": ms(at), "client": {"client_id": endpoint},
            "attributes": {"colour": "red"}, "metrics": {"n": 1.0},
        });
        lines.push(event.to_string().as_bytes());
    }
    let app = AppId::new(app.trim_start_matches("/v1/apps/"));
    let file = EventsFile { app, date: date.parse().unwrap(), name: name.to_owned() };
    story.archive.put(&Path::from(file.to_string()), PutPayload::from(lines.finish())).await.unwrap();
}

async fn shop(story: &mut Story) -> String {
    let app = story.app().await;
    let first = [
        ("1", "a", "look", "2026-02-10T09:00:00Z"),
        ("2", "a", "buy", "2026-02-10T10:00:00Z"),
        ("3", "b", "look", "2026-02-10T23:00:00Z"),
        ("4", "c", "look", "2026-02-10T09:00:00Z"),
    ];
    archived(story, &app, "2026-02-10", "one", &first).await;
    archived(story, &app, "2026-02-10", "again", &first[..2]).await;
    archived(story, &app, "2026-02-12", "two", &[("5", "B", "buy", "2026-02-12T23:30:00Z")]).await;
    app
}

fn body(extra: Value) -> String {
    let mut body = json!({"Steps": [{"EventType": "look", "Attributes": {"colour": ["red"]}}, {"EventType": "buy"}]});
    if let Value::Object(extra) = extra {
        extra.into_iter().for_each(|(name, value)| body[name] = value);
    }
    body.to_string()
}

#[tokio::test]
async fn from_looking_to_buying() {
    let mut story = Story::begin().await;
    let app = shop(&mut story).await;
    let path = format!("{app}/analytics/funnels");
    let times = json!({"StartTime": "2026-02-10T00:00:00Z", "EndTime": "2026-02-12T23:59:59Z"});
    let answer = story.ask("POST", &path, body(times.clone())).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let expected = json!([
        {"EventType": "look", "Endpoints": 3, "Share": 1.0, "DropOff": 0.0},
        {"EventType": "buy", "Endpoints": 2, "Share": 2.0 / 3.0, "DropOff": 1.0 - 2.0 / 3.0},
    ]);
    assert_eq!((answer.text("StartTime"), answer.text("EndTime")), ("2026-02-10T00:00:00Z", "2026-02-12T23:59:59Z"));
    assert_eq!(answer.body["Steps"], expected);
    let mut within = times;
    within["WithinHours"] = 48.into();
    let hurried = story.ask("POST", &path, body(within)).await;
    assert_eq!(hurried.body["Steps"][1]["Endpoints"], 1);
    let usual = story.ask("POST", &path, body(json!({}))).await;
    assert_eq!(usual.body["Steps"][1]["Endpoints"], 2);
}

#[tokio::test]
async fn what_is_refused_says_why() {
    let mut story = Story::begin().await;
    let app = shop(&mut story).await;
    let path = format!("{app}/analytics/funnels");
    for (body, refusal) in [
        (String::new(), "400 FunnelRequest: required; the body is empty"),
        (json!({"Steps": []}).to_string(), "400 Steps: must be 2 to 10"),
        (body(json!({"WithinHours": 0})), "400 WithinHours: must be from 1 to 2160"),
        (body(json!({"StartTime": "2025-01-01T00:00:00Z"})), "400 StartTime: must be at most 90 days ago"),
        (
            body(json!({"StartTime": "2026-02-02T00:00:00Z", "EndTime": "2026-02-01T00:00:00Z"})),
            "400 StartTime: must not be later than EndTime",
        ),
    ] {
        assert_eq!(story.ask("POST", &path, body).await.refusal(), refusal);
    }
    let unknown = story.ask("POST", &path, body(json!({"Within": 1}))).await.refusal();
    assert!(unknown.starts_with("400 ") && unknown.contains("Within"), "{unknown}");
    let gone = story.ask("POST", "/v1/apps/none/analytics/funnels", body(json!({}))).await;
    assert_eq!(gone.refusal(), "404 Application not found");
}

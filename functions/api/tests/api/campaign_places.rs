//! The quotas of active campaigns: of the account, and of an app's campaigns that events trigger.

use serde_json::{Value, json};
use touchpoint_domain::limits::Limits;

use crate::story::{Answer, Story, ask};

const EVENT: &str = "EVENT";
const IN_APP: &str = "IN_APP_EVENT";

fn campaign(segment: &str, frequency: &str) -> Value {
    let mut schedule = json!({"StartTime": "2026-04-01T00:00:00Z", "Frequency": frequency});
    if frequency != "ONCE" {
        let dimensions = json!({"EventType": {"Values": ["buy"]}});
        schedule["EventFilter"] = json!({"FilterType": "ENDPOINT", "Dimensions": dimensions});
    }
    let message = json!({"InAppMessage": {"Body": "b"}});
    json!({"SegmentId": segment, "Schedule": schedule, "MessageConfiguration": message})
}

async fn segment(story: &Story, app: &str) -> String {
    let answer = story.ask("POST", &format!("{app}/segments"), "{}").await;
    assert_eq!(answer.status, 201);
    answer.text("Id").to_owned()
}

async fn create(story: &Story, app: &str, segment: &str, frequency: &str) -> Answer {
    story.ask("POST", &format!("{app}/campaigns"), campaign(segment, frequency).to_string()).await
}

async fn update(story: &Story, app: &str, id: &str, change: &Value) -> Answer {
    story.ask("PUT", &format!("{app}/campaigns/{id}"), change.to_string()).await
}

#[tokio::test]
async fn the_quota_is_that_of_the_account() {
    let mut story = Story::with(Limits { active_campaigns: 2, ..Limits::default() }).await;
    let (first, second) = (story.app().await, story.app().await);
    let (one, other) = (segment(&story, &first).await, segment(&story, &second).await);
    let held = create(&story, &first, &one, "ONCE").await;
    assert_eq!((held.status, create(&story, &second, &other, "ONCE").await.status), (201, 201));
    for (app, segment) in [(&first, &one), (&second, &other)] {
        let refused = create(&story, app, segment, "ONCE").await;
        assert_eq!(refused.status, 400);
        assert_eq!(refused.text("Message"), "active campaigns: at most 2 per account; end, pause or delete one first");
    }

    let id = held.text("Id");
    assert_eq!(update(&story, &first, id, &json!({"IsPaused": true})).await.status, 200);
    let third = create(&story, &second, &other, "ONCE").await;
    assert_eq!(third.status, 201, "a paused campaign does not count");
    assert_eq!(update(&story, &first, id, &json!({"Name": "renamed"})).await.status, 200, "nor is it kept from being changed");
    assert_eq!(update(&story, &first, id, &json!({"IsPaused": false})).await.status, 400, "but it needs a place to go on");
    assert_eq!(story.ask("DELETE", &format!("{second}/campaigns/{}", third.text("Id")), "").await.status, 200);
    assert_eq!(update(&story, &first, id, &json!({"IsPaused": false})).await.status, 200);
    assert_eq!(create(&story, &first, &one, "ONCE").await.status, 400);
    assert_eq!(story.ask("DELETE", &second, "").await.status, 200);
    assert_eq!(create(&story, &first, &one, "ONCE").await.status, 201, "those of a deleted app do not count");
}

#[tokio::test]
async fn event_campaigns_are_counted_by_app_and_by_sort() {
    let mut story = Story::with(Limits { event_campaigns: 1, in_app_campaigns: 1, ..Limits::default() }).await;
    let (first, second) = (story.app().await, story.app().await);
    let (one, other) = (segment(&story, &first).await, segment(&story, &second).await);
    let held = create(&story, &first, &one, EVENT).await;
    assert_eq!(held.status, 201);
    for (app, segment, frequency, status) in [
        (&first, &one, EVENT, 400),
        (&first, &one, IN_APP, 201),
        (&first, &one, IN_APP, 400),
        (&first, &one, "ONCE", 201),
        (&second, &other, EVENT, 201),
    ] {
        assert_eq!(create(&story, app, segment, frequency).await.status, status, "{frequency}");
    }
    let timed = json!({"Schedule": {"StartTime": "2026-04-01T00:00:00Z"}});
    assert_eq!(update(&story, &first, held.text("Id"), &timed).await.status, 200);
    assert_eq!(create(&story, &first, &one, EVENT).await.status, 201, "it waits for no event any more");
}

#[tokio::test]
async fn the_quota_holds_when_many_are_created_at_once() {
    let mut story = Story::with(Limits { active_campaigns: 3, ..Limits::default() }).await;
    let app = story.app().await;
    let (api, body) = (story.api.clone(), campaign(&segment(&story, &app).await, "ONCE").to_string());
    let calls: Vec<_> = (0..12)
        .map(|_| {
            let (api, path, body) = (api.clone(), format!("{app}/campaigns"), body.clone());
            tokio::spawn(async move { ask(&api, "POST", &path, body).await.status })
        })
        .collect();
    let mut created = 0;
    for call in calls {
        match call.await.unwrap() {
            201 => created += 1,
            400 | 429 => {}
            other => panic!("{other}"),
        }
    }
    assert!(created <= 3, "{created}");
    while create_again(&story, &app, &body).await == 201 {
        created += 1;
    }
    assert_eq!(created, 3);
}

async fn create_again(story: &Story, app: &str, body: &str) -> u16 {
    story.ask("POST", &format!("{app}/campaigns"), body).await.status
}

//! Apps come and go.

use insta::assert_snapshot;
use serde_json::json;
use touchpoint_domain::limits::Limits;
use touchpoint_platform::ports::{ScheduledTask, When};

use crate::story::Story;

#[tokio::test]
async fn an_app_from_creation_to_deletion() {
    let mut story = Story::begin().await;
    let created = story.post("/v1/apps", json!({"Name": "Shop", "tags": {"team": "growth"}, "Unknown": 1})).await;
    let app = format!("/v1/apps/{}", created.text("Id"));
    story.minutes_pass(1);
    story.post("/v1/apps", json!({"Name": "Shop"})).await;
    story.get("/v1/apps").await;
    story.get(&app).await;
    story.delete(&app).await;
    story.get(&app).await;
    story.delete(&app).await;
    story.get("/v1/apps").await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn what_belonged_to_a_deleted_app_is_removed_later() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    story.delete(&app).await;
    let id = app.rsplit('/').next().unwrap().to_owned();
    let due = When::At("2026-03-01T12:01:00.5Z".parse().unwrap());
    assert_eq!(story.schedules.all(), [(format!("purge-{id}"), due, ScheduledTask::PurgeApp { app: id })]);
}

#[tokio::test]
async fn nothing_in_a_deleted_app_answers() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let channel = json!({"FromAddress": "a@example.com", "Identity": "arn:aws:ses:eu-west-1:123456789012:identity/example.com"});
    story.put(&format!("{app}/channels/email"), channel.clone()).await;
    story.put(&format!("{app}/settings"), json!({"Limits": {"Daily": 5}})).await;
    story.delete(&app).await;
    let arn = crate::story::encoded("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/");
    for (method, path, body) in [
        ("GET", app.clone(), json!({})),
        ("GET", format!("{app}/settings"), json!({})),
        ("PUT", format!("{app}/settings"), json!({})),
        ("GET", format!("{app}/channels"), json!({})),
        ("GET", format!("{app}/channels/email"), json!({})),
        ("PUT", format!("{app}/channels/email"), channel),
        ("DELETE", format!("{app}/channels/email"), json!({})),
    ] {
        let answer = story.ask(method, &path, body.to_string()).await;
        assert_eq!(answer.refusal(), "404 Application not found", "{method} {path}");
    }
    let tags = format!("/v1/tags/{arn}{}", app.rsplit('/').next().unwrap());
    for (method, path, body) in
        [("GET", tags.clone(), ""), ("POST", tags.clone(), r#"{"tags":{"a":"b"}}"#), ("DELETE", format!("{tags}?tagKeys=a"), "")]
    {
        assert_eq!(story.ask(method, &path, body).await.refusal(), "404 Application not found", "{method}");
    }
}

#[tokio::test]
async fn there_are_as_many_apps_as_the_quota_allows() {
    let story = Story::with(Limits { apps: 2, ..Limits::default() }).await;
    let create = async || story.ask("POST", "/v1/apps", r#"{"Name":"Shop"}"#).await;
    let first = create().await;
    assert_eq!(first.status, 201);
    assert_eq!(create().await.status, 201);
    assert_eq!(create().await.refusal(), "400 apps: at most 2 per account; delete one first");
    story.ask("DELETE", &format!("/v1/apps/{}", first.text("Id")), "").await;
    assert_eq!(create().await.status, 201);
}

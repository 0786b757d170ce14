//! Email templates and their versions (spec §7.5).

use insta::assert_snapshot;
use serde_json::{Value, json};
use touchpoint_domain::limits::Limits;

use crate::story::Story;

const PATH: &str = "/v1/templates/Hello/email";

fn content(subject: &str) -> Value {
    json!({"Subject": subject, "TextPart": "Hi {{User.UserId}}"})
}

impl Story {
    async fn template(&self, versions: u32) {
        assert_eq!(self.ask("POST", PATH, content("v1").to_string()).await.status, 201);
        for version in 2..=versions {
            let path = format!("{PATH}?create-new-version=true");
            assert_eq!(self.ask("PUT", &path, content(&format!("v{version}")).to_string()).await.status, 202);
        }
    }

    /// Version and subject of what GET answers, or the refusal.
    async fn shown(&self, query: &str) -> String {
        let answer = self.ask("GET", &format!("{PATH}{query}"), "").await;
        match answer.status {
            200 => format!("{} {}", answer.text("Version"), answer.text("Subject")),
            _ => answer.refusal(),
        }
    }

    /// The numbers of all versions.
    async fn versions(&self) -> Vec<String> {
        let answer = self.ask("GET", "/v1/templates/Hello/email/versions", "").await;
        let items = answer.body["Item"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["Version"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_template_from_creation_to_deletion() {
    let mut story = Story::begin().await;
    let recommender = story.recommender().await;
    let full = json!({
        "Subject": "Hello", "HtmlPart": "<p>Hi {{User.UserAttributes.Name}}</p>", "TextPart": "Hi",
        "Headers": [{"Name": "List-Unsubscribe", "Value": "<mailto:x@example.com>"}],
        "DefaultSubstitutions": "{\"User.UserAttributes.Name\":\"friend\"}",
        "TemplateDescription": "first mail", "RecommenderId": recommender, "tags": {"team": "growth"},
    });
    story.post(PATH, full.clone()).await;
    story.post(PATH, full).await;
    story.get(PATH).await;
    story.minutes_pass(1);
    story.put(PATH, json!({"Subject": "Hello again", "TextPart": "Hi", "tags": {"ignored": "yes"}})).await;
    story.get(PATH).await;
    story.minutes_pass(1);
    story.put(&format!("{PATH}?create-new-version=true"), content("Third")).await;
    story.get(PATH).await;
    story.get(&format!("{PATH}?version=2")).await;
    story.get("/v1/templates/Hello/EMAIL/versions").await;
    story.get("/v1/templates").await;
    story.put("/v1/templates/Hello/EMAIL/active-version", json!({"Version": "latest"})).await;
    story.get(PATH).await;
    story.delete(PATH).await;
    story.get(PATH).await;
    story.get(&format!("{PATH}?version=1")).await;
    story.get("/v1/templates/Hello/EMAIL/versions").await;
    story.get("/v1/templates").await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn an_update_overwrites_the_latest_version_only() {
    let story = Story::begin().await;
    story.template(2).await;
    assert_eq!(story.ask("PUT", PATH, content("v2 again").to_string()).await.status, 202);
    assert_eq!(story.shown("").await, "1 v1");
    assert_eq!(story.shown("?version=2").await, "2 v2 again");
    let put = async |query: &str| {
        let answer = story.ask("PUT", &format!("{PATH}{query}"), content("by number").to_string()).await;
        if answer.status == 202 { "202".to_owned() } else { answer.refusal() }
    };
    assert_eq!(put("?version=2").await, "202");
    assert_eq!(put("?version=1").await, "400 version: must be the latest one, 2");
    assert_eq!(put("?version=3").await, "400 version: must be the latest one, 2");
    assert_eq!(put("?version=x").await, "400 version: must be the number of a version, from 1");
    assert_eq!(put("?version=2&create-new-version=false").await, "202");
    let refusal = "400 version: must be absent when create-new-version is true";
    assert_eq!(put("?version=2&create-new-version=true").await, refusal);
    assert_eq!(story.versions().await, ["2", "1"]);
    assert_eq!(story.shown("").await, "1 v1");
}

#[tokio::test]
async fn the_active_version_is_the_one_that_was_named() {
    let story = Story::begin().await;
    story.template(3).await;
    let activate = async |kind: &str, version: &str| {
        let path = format!("/v1/templates/Hello/{kind}/active-version");
        story.ask("PUT", &path, json!({"Version": version}).to_string()).await.status
    };
    for (version, shown) in [("2", "2 v2"), ("latest", "3 v3"), ("1", "1 v1")] {
        assert_eq!(activate("email", version).await, 200);
        assert_eq!(story.shown("").await, shown);
        let list = story.ask("GET", "/v1/templates", "").await.body;
        assert_eq!(list["Item"][0]["Version"], shown.split(' ').next().unwrap());
    }
    for (kind, version, status) in
        [("EMAIL", "4", 404), ("EMAIL", "0", 400), ("EMAIL", "LATEST", 400), ("SMS", "1", 404), ("FAX", "1", 400)]
    {
        assert_eq!(activate(kind, version).await, status, "{kind} {version}");
    }
    assert_eq!(story.shown("").await, "1 v1");
    // What is overwritten is the latest, whichever is active.
    assert_eq!(story.ask("PUT", PATH, content("v3 again").to_string()).await.status, 202);
    assert_eq!(story.shown("").await, "1 v1");
}

#[tokio::test]
async fn versions_are_deleted_one_by_one() {
    let story = Story::begin().await;
    story.template(4).await;
    let delete = async |version: &str| story.ask("DELETE", &format!("{PATH}?version={version}"), "").await.status;
    story.ask("PUT", "/v1/templates/Hello/EMAIL/active-version", r#"{"Version":"3"}"#).await;
    // Not the active one: it stays active.
    assert_eq!(delete("4").await, 202);
    assert_eq!(story.shown("").await, "3 v3");
    // The active one: the latest that remains follows it.
    assert_eq!(delete("3").await, 202);
    assert_eq!(story.shown("").await, "2 v2");
    assert_eq!(story.shown("?version=3").await, "404 Resource not found");
    assert_eq!(delete("3").await, 404);
    // Numbers are not given twice.
    story.ask("PUT", &format!("{PATH}?create-new-version=true"), content("v5").to_string()).await;
    assert_eq!(story.versions().await, ["5", "2", "1"]);
    assert_eq!(delete("1").await, 202);
    assert_eq!(delete("5").await, 202);
    assert_eq!(story.shown("").await, "2 v2");
    // The last one takes the template with it.
    assert_eq!(delete("2").await, 202);
    assert_eq!(story.shown("").await, "404 Resource not found");
    story.template(1).await;
    assert_eq!(story.versions().await, ["1"]);
}

#[tokio::test]
async fn a_deleted_template_leaves_no_version_behind() {
    let story = Story::begin().await;
    story.template(5).await;
    assert_eq!(story.ask("DELETE", PATH, "").await.status, 202);
    assert_eq!(story.ask("DELETE", PATH, "").await.status, 404);
    story.template(1).await;
    assert_eq!(story.versions().await, ["1"]);
}

#[tokio::test]
async fn there_are_as_many_versions_as_the_quota_allows() {
    let story = Story::with(Limits { template_versions: 2, ..Limits::default() }).await;
    story.template(2).await;
    let add = async || story.ask("PUT", &format!("{PATH}?create-new-version=true"), content("x").to_string()).await;
    assert_eq!(add().await.refusal(), "400 versions: at most 2 per template; delete one first");
    story.ask("DELETE", &format!("{PATH}?version=1"), "").await;
    assert_eq!(add().await.status, 202);
    assert_eq!(story.versions().await, ["3", "2"]);
}

#[tokio::test]
async fn writers_at_the_same_time_each_get_a_version() {
    let story = Story::begin().await;
    story.template(1).await;
    let add = |subject: &str| story.ask("PUT", "/v1/templates/Hello/email?create-new-version=true", content(subject).to_string());
    let (a, b, c) = tokio::join!(add("a"), add("b"), add("c"));
    assert_eq!([a.status, b.status, c.status], [202; 3]);
    assert_eq!(story.versions().await, ["4", "3", "2", "1"]);
}

#[tokio::test]
async fn one_of_two_creators_wins() {
    let story = Story::begin().await;
    let create = || story.ask("POST", PATH, content("x").to_string());
    let (a, b) = tokio::join!(create(), create());
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn a_long_template_is_stored_whole() {
    let story = Story::begin().await;
    let html = format!("<p>{}</p>", "Hello {{User.UserId}}, ".repeat(25_000));
    let body = json!({"Subject": "long", "HtmlPart": html}).to_string();
    assert_eq!(story.ask("POST", PATH, body).await.status, 201);
    assert_eq!(story.ask("GET", PATH, "").await.text("HtmlPart"), html);
}

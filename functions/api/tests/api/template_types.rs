//! What holds for message templates of every type, told of each of them (spec §7.1, §7.5).

use insta::assert_snapshot;
use serde_json::{Value, json};
use touchpoint_domain::limits::Limits;

use crate::story::{Answer, Story, encoded};

/// Each type: its word in paths, its name, and a template whose content can be told from another by `mark`.
pub(crate) fn types(mark: &str) -> [(&'static str, &'static str, Value); 5] {
    [
        ("email", "EMAIL", json!({"Subject": mark, "TextPart": "Hi {{User.UserId}}"})),
        ("inapp", "INAPP", json!({"Layout": "OVERLAYS", "CustomConfig": {"mark": mark}})),
        ("push", "PUSH", json!({"Default": {"Title": mark, "Body": "Hi {{User.UserId}}"}})),
        ("sms", "SMS", json!({"Body": mark})),
        ("voice", "VOICE", json!({"Body": mark, "LanguageCode": "en-US", "VoiceId": "Joanna"})),
    ]
}

impl Story {
    /// Creates a template.
    pub(crate) async fn made(&self, name: &str, word: &str, content: &Value) -> Answer {
        self.ask("POST", &format!("/v1/templates/{name}/{word}"), content.to_string()).await
    }
}

/// Whether `answer` holds all members of `content`.
fn holds(answer: &Value, content: &Value) -> bool {
    content.as_object().unwrap().iter().all(|(member, value)| answer.get(member) == Some(value))
}

#[tokio::test]
async fn a_template_lives_in_versions() {
    for (index, (word, name, first)) in types("first").into_iter().enumerate() {
        let story = Story::begin().await;
        let (path, second) = (format!("/v1/templates/Hello/{word}"), types("second")[index].2.clone());
        let created = story.made("Hello", word, &first).await;
        assert_eq!((created.status, created.text("Message")), (201, "Created"));
        assert!(created.text("Arn").ends_with(&format!(":templates/Hello/{name}")));
        assert_eq!(story.made("Hello", word, &first).await.refusal(), "409 template-name: Hello exists already");

        assert_eq!(story.ask("PUT", &format!("{path}?create-new-version=true"), second.to_string()).await.status, 202);
        let active = story.ask("GET", &path, "").await.body;
        assert!(holds(&active, &first), "{active}");
        assert_eq!((&active["Version"], &active["TemplateType"]), (&json!("1"), &json!(name)));
        assert!(holds(&story.ask("GET", &format!("{path}?version=2"), "").await.body, &second));

        let versions = story.ask("GET", &format!("{path}/versions"), "").await.body;
        let numbers: Vec<&Value> = versions["Item"].as_array().unwrap().iter().map(|item| &item["Version"]).collect();
        assert_eq!(numbers, ["2", "1"]);
        let activated = story.ask("PUT", &format!("{path}/active-version"), r#"{"Version":"latest"}"#).await;
        assert_eq!(activated.status, 200);
        assert!(holds(&story.ask("GET", &path, "").await.body, &second));

        // What an update leaves out is gone: it replaces the version.
        assert_eq!(story.ask("PUT", &path, "{}").await.status, 202);
        let emptied = story.ask("GET", &path, "").await.body;
        assert!(second.as_object().unwrap().keys().all(|member| emptied.get(member).is_none()), "{emptied}");

        assert_eq!(story.ask("DELETE", &format!("{path}?version=2"), "").await.status, 202);
        assert!(holds(&story.ask("GET", &path, "").await.body, &first));
        assert_eq!(story.ask("DELETE", &path, "").await.status, 202);
        for (method, path) in [("GET", path.clone()), ("DELETE", path.clone()), ("GET", format!("{path}/versions"))] {
            assert_eq!(story.ask(method, &path, "").await.refusal(), "404 Resource not found", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_push_template_as_it_is_answered() {
    let mut story = Story::begin().await;
    let path = "/v1/templates/Sale/push";
    story
        .post(
            path,
            json!({
                "Default": {"Action": "URL", "Url": "https://example.com/{{Id}}", "Title": "Sale", "Body": "Hi {{User.UserId}}"},
                "APNS": {"MediaUrl": "https://example.com/a.png", "Sound": "default"},
                "GCM": {"Action": "DEEP_LINK", "Url": "shop://sale", "RawContent": "{\"notification\":{\"title\":\"{{Id}}\"}}"},
                "DefaultSubstitutions": "{\"User.UserId\":\"you\"}", "TemplateDescription": "sale", "tags": {"team": "growth"},
            }),
        )
        .await;
    story.minutes_pass(1);
    story.get(path).await;
    story.get("/v1/templates/Sale/PUSH/versions").await;
    story.get("/v1/templates?template-type=PUSH").await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn names_are_taken_by_type_and_types_do_not_meet() {
    let story = Story::begin().await;
    for (word, _, content) in types("x") {
        assert_eq!(story.made("Same", word, &content).await.status, 201, "{word}");
    }
    assert_eq!(story.ask("DELETE", "/v1/templates/Same/sms", "").await.status, 202);
    for (word, _, _) in types("x") {
        let expected = if word == "sms" { 404 } else { 200 };
        assert_eq!(story.ask("GET", &format!("/v1/templates/Same/{word}"), "").await.status, expected, "{word}");
    }
}

#[tokio::test]
async fn each_type_has_tags() {
    let story = Story::begin().await;
    for (word, name, mut content) in types("x") {
        content["tags"] = json!({"a": "1"});
        let arn = story.made("Tagged", word, &content).await.text("Arn").to_owned();
        let (path, tags) = (format!("/v1/templates/Tagged/{word}"), format!("/v1/tags/{}", encoded(&arn)));
        assert_eq!(story.ask("POST", &tags, r#"{"tags":{"b":"2"}}"#).await.status, 204, "{name}");
        content["tags"] = json!({"c": "ignored"});
        assert_eq!(story.ask("PUT", &path, content.to_string()).await.status, 202);
        assert_eq!(story.ask("GET", &tags, "").await.body, json!({"tags": {"a": "1", "b": "2"}}));
        assert_eq!(story.ask("GET", &path, "").await.body["tags"], json!({"a": "1", "b": "2"}));
        assert_eq!(story.ask("DELETE", &format!("{tags}?tagKeys=a"), "").await.status, 204);
        assert_eq!(story.ask("GET", &path, "").await.body["tags"], json!({"b": "2"}));
        assert_eq!(story.ask("GET", &tags.replace("Tagged", "None"), "").await.status, 404);
    }
}

#[tokio::test]
async fn content_that_breaks_a_rule_is_not_stored() {
    let story = Story::begin().await;
    for (word, member, content) in [
        ("inapp", "Content[0].BackgroundColor", json!({"Content": [{"BackgroundColor": "red"}]})),
        ("push", "APNS.Body", json!({"APNS": {"Body": "{{"}})),
        ("push", "DefaultSubstitutions", json!({"DefaultSubstitutions": "[]"})),
        ("sms", "Body", json!({"Body": "x".repeat(1_601)})),
        ("voice", "LanguageCode", json!({"LanguageCode": "english"})),
        ("sms", "RecommenderId", json!({"RecommenderId": "none"})),
        ("push", "RecommenderId", json!({"RecommenderId": "x".repeat(129)})),
        ("email", "RecommenderId", json!({"RecommenderId": "none"})),
        ("voice", "tags", json!({"tags": {"aws:a": "b"}})),
    ] {
        let refusal = story.made("new", word, &content).await.refusal();
        assert!(refusal.starts_with(&format!("400 {member}: ")), "{refusal}");
        assert_eq!(story.ask("GET", &format!("/v1/templates/new/{word}"), "").await.status, 404);
    }
    for (word, _, content) in types("x") {
        let refusal = story.made("not%20a%20name", word, &content).await.refusal();
        assert!(refusal.starts_with("400 template-name: "), "{refusal}");
    }
}

#[tokio::test]
async fn all_types_share_one_quota() {
    let story = Story::with(Limits { templates: 3, ..Limits::default() }).await;
    let refusal = "400 templates: at most 3 per account; delete one first";
    let content = json!({});
    for word in ["sms", "push", "inapp"] {
        assert_eq!(story.made("a", word, &content).await.status, 201);
    }
    assert_eq!(story.made("a", "voice", &content).await.refusal(), refusal);
    assert_eq!(story.made("a", "sms", &content).await.refusal(), "409 template-name: a exists already");
    // A version more or less is no template more or less.
    assert_eq!(story.ask("PUT", "/v1/templates/a/sms?create-new-version=true", "{}").await.status, 202);
    assert_eq!(story.ask("DELETE", "/v1/templates/a/sms?version=1", "").await.status, 202);
    assert_eq!(story.made("b", "email", &content).await.refusal(), refusal);
    // Gone with its last version, or as a whole.
    assert_eq!(story.ask("DELETE", "/v1/templates/a/sms?version=2", "").await.status, 202);
    assert_eq!(story.made("b", "email", &content).await.status, 201);
    assert_eq!(story.ask("DELETE", "/v1/templates/a/push", "").await.status, 202);
    assert_eq!(story.ask("DELETE", "/v1/templates/a/push", "").await.status, 404);
    // Of two who want the last place, one gets it.
    let (c, d) = tokio::join!(story.made("c", "voice", &content), story.made("d", "sms", &content));
    let mut statuses = [c.status, d.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 400]);
}

#[tokio::test]
async fn a_template_of_many_versions_is_counted_once_when_it_goes() {
    let story = Story::with(Limits { templates: 1, ..Limits::default() }).await;
    assert_eq!(story.made("a", "sms", &json!({})).await.status, 201);
    for _ in 0..120 {
        assert_eq!(story.ask("PUT", "/v1/templates/a/sms?create-new-version=true", "{}").await.status, 202);
    }
    assert_eq!(story.ask("DELETE", "/v1/templates/a/sms", "").await.status, 202);
    assert_eq!(story.made("a", "sms", &json!({})).await.status, 201);
    assert_eq!(story.made("b", "sms", &json!({})).await.status, 400);
}

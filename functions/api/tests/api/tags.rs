//! Tags, through the ARN of what carries them.

use insta::assert_snapshot;
use serde_json::json;

use crate::story::{Story, encoded};

#[tokio::test]
async fn tags_of_an_app() {
    let mut story = Story::begin().await;
    let created = story.post("/v1/apps", json!({"Name": "Shop"})).await;
    // Ids stay readable in the transcript when the slash alone is encoded.
    let tags = format!("/v1/tags/{}", created.text("Arn").replace('/', "%2F"));
    story.get(&tags).await;
    story.post(&tags, json!({"tags": {"team": "growth", "stage": "test"}})).await;
    story.post(&tags, json!({"tags": {"stage": "live", "a b": "1+1=2"}})).await;
    story.get(&tags).await;
    story.get(&format!("/v1/apps/{}", created.text("Id"))).await;
    story.delete(&format!("{tags}?tagKeys=stage&tagKeys=never&tagKeys=a%20b")).await;
    story.get(&tags).await;
    story.delete(&format!("{tags}?tagKeys=team")).await;
    story.get(&format!("/v1/apps/{}", created.text("Id"))).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn tags_of_a_template_show_in_all_its_versions() {
    let mut story = Story::begin().await;
    let template = "/v1/templates/Hello/email";
    let created = story.ask("POST", template, r#"{"Subject":"1","TextPart":"x","tags":{"a":"1"}}"#).await;
    story.ask("PUT", &format!("{template}?create-new-version=true"), r#"{"Subject":"2","TextPart":"x"}"#).await;
    let tags = format!("/v1/tags/{}", encoded(created.text("Arn")));
    assert_eq!(story.ask("POST", &tags, r#"{"tags":{"b":"2"}}"#).await.status, 204);
    let both = json!({"a": "1", "b": "2"});
    for path in [template.to_owned(), format!("{template}?version=1"), format!("{template}?version=2")] {
        assert_eq!(story.ask("GET", &path, "").await.body["tags"], both, "{path}");
    }
    story.put("/v1/templates/Hello/EMAIL/active-version", json!({"Version": "2"})).await;
    assert_eq!(story.ask("GET", template, "").await.body["tags"], both);
    assert_eq!(story.ask("GET", &tags, "").await.body, json!({"tags": both}));
}

#[tokio::test]
async fn fifty_tags_in_all() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let arn = format!("arn:aws:mobiletargeting:eu-west-1:123456789012:{}", app.trim_start_matches("/v1/"));
    let tags = format!("/v1/tags/{}", encoded(&arn));
    let some = |range: std::ops::Range<u32>| {
        let tags: serde_json::Map<_, _> = range.map(|i| (format!("k{i}"), "v".into())).collect();
        json!({"tags": tags}).to_string()
    };
    assert_eq!(story.ask("POST", &tags, some(0..49)).await.status, 204);
    assert_eq!(story.ask("POST", &tags, some(49..51)).await.refusal(), "400 tags: at most 50 per resource");
    assert_eq!(story.ask("POST", &tags, some(40..50)).await.status, 204);
    assert_eq!(story.ask("GET", &tags, "").await.body["tags"].as_object().unwrap().len(), 50);
}

#[tokio::test]
async fn taggers_at_the_same_time_lose_nothing() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let arn = format!("arn:aws:mobiletargeting:eu-west-1:123456789012:{}", app.trim_start_matches("/v1/"));
    let tags = format!("/v1/tags/{}", encoded(&arn));
    let tag = |key: &str| story.ask("POST", &tags, json!({"tags": {key: "1"}}).to_string());
    let (a, b, c, d) = tokio::join!(tag("a"), tag("b"), tag("c"), tag("d"));
    assert_eq!([a.status, b.status, c.status, d.status], [204; 4]);
    let all = json!({"tags": {"a": "1", "b": "1", "c": "1", "d": "1"}});
    assert_eq!(story.ask("GET", &tags, "").await.body, all);
}

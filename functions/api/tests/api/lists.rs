//! Lists page by page: every item once, in order, whatever the size of the page.

use serde_json::json;

use crate::story::{Answer, Story};
use crate::template_types::types;

/// Reads a list to its end and answers the member `name` of each item.
async fn all(story: &Story, path: &str, token: &str, size: usize, name: &str) -> Vec<String> {
    let (mut names, mut next) = (Vec::new(), String::new());
    loop {
        let page: Answer = story.ask("GET", &format!("{path}page-size={size}{next}"), "").await;
        let items = page.body["Item"].as_array().unwrap();
        assert!(items.len() <= size && (!items.is_empty() || names.is_empty()), "{}", page.body);
        names.extend(items.iter().map(|item| item[name].as_str().unwrap().to_owned()));
        match page.body.get("NextToken") {
            None => return names,
            Some(text) => next = format!("&{token}={}", text.as_str().unwrap()),
        }
    }
}

#[tokio::test]
async fn apps_are_listed_newest_first() {
    let story = Story::begin().await;
    let mut created = Vec::new();
    for number in 0..7 {
        let answer = story.ask("POST", "/v1/apps", json!({"Name": format!("app {number}")}).to_string()).await;
        created.insert(0, answer.text("Id").to_owned());
        story.minutes_pass(1);
    }
    for size in [1, 2, 3, 6, 7, 8, 500] {
        assert_eq!(all(&story, "/v1/apps?", "token", size, "Id").await, created, "{size}");
    }
    assert_eq!(story.ask("GET", "/v1/apps", "").await.body["Item"].as_array().unwrap().len(), 7);
}

#[tokio::test]
async fn templates_are_listed_by_name() {
    let story = Story::begin().await;
    let mut names = ["b", "a1", "a", "B", "a-1", "zz", "a10"];
    for name in names {
        let path = format!("/v1/templates/{name}/email");
        assert_eq!(story.ask("POST", &path, r#"{"Subject":"s","TextPart":"t"}"#).await.status, 201);
    }
    names.sort_unstable();
    for size in [1, 2, 3, 7, 100] {
        assert_eq!(all(&story, "/v1/templates?", "next-token", size, "TemplateName").await, names, "{size}");
    }
    let list = async |query: &str| all(&story, &format!("/v1/templates?{query}&"), "next-token", 2, "TemplateName").await;
    assert_eq!(list("prefix=a").await, ["a", "a-1", "a1", "a10"]);
    assert_eq!(list("prefix=a1&template-type=EMAIL").await, ["a1", "a10"]);
    assert_eq!(list("prefix=none").await, [""; 0]);
    assert_eq!(list("template-type=SMS").await, [""; 0]);
}

#[tokio::test]
async fn templates_of_all_types_are_one_list() {
    let story = Story::begin().await;
    let mut expected = Vec::new();
    // Some names have all types, some have few, and some types have names in a row.
    for (number, name) in ["a", "a1", "aa", "b", "b-", "c", "d", "e", "zz"].into_iter().enumerate() {
        for (position, (word, kind, content)) in types("x").into_iter().enumerate() {
            if number == 0 || (number * 7 + position * 3) % 4 == 0 || name == "e" {
                assert_eq!(story.made(name, word, &content).await.status, 201);
                expected.push(format!("{name} {kind}"));
            }
        }
    }
    for (query, wanted) in [
        ("", expected.clone()),
        ("prefix=a&", expected.iter().filter(|entry| entry.starts_with('a')).cloned().collect()),
        ("template-type=push&", expected.iter().filter(|entry| entry.ends_with("PUSH")).cloned().collect()),
        ("template-type=SMS&prefix=b&", expected.iter().filter(|e| e.starts_with('b') && e.ends_with("SMS")).cloned().collect()),
    ] {
        for size in 1..=expected.len() + 1 {
            let path = format!("/v1/templates?{query}");
            let names = all(&story, &path, "next-token", size, "TemplateName").await;
            let kinds = all(&story, &path, "next-token", size, "TemplateType").await;
            let found: Vec<String> = names.iter().zip(&kinds).map(|(name, kind)| format!("{name} {kind}")).collect();
            assert_eq!(found, wanted, "{path} {size}");
        }
    }
    for prefix in ["-", "%20", &"x".repeat(2_000)] {
        assert_eq!(all(&story, &format!("/v1/templates?prefix={prefix}&"), "next-token", 5, "TemplateName").await, [""; 0]);
    }
}

#[tokio::test]
async fn a_page_of_templates_goes_on_behind_one_that_is_gone() {
    let story = Story::begin().await;
    for (word, _, content) in types("x") {
        story.made("b", word, &content).await;
    }
    story.made("a", "voice", &json!({})).await;
    let page = story.ask("GET", "/v1/templates?page-size=3", "").await;
    assert_eq!(page.body["Item"][2]["TemplateType"], "INAPP");
    story.ask("DELETE", "/v1/templates/b/inapp", "").await;
    story.ask("DELETE", "/v1/templates/b/sms", "").await;
    let rest = story.ask("GET", &format!("/v1/templates?next-token={}", page.text("NextToken")), "").await;
    let kinds: Vec<&str> = rest.body["Item"].as_array().unwrap().iter().map(|i| i["TemplateType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["PUSH", "VOICE"]);
    let other = format!("/v1/templates?template-type=PUSH&next-token={}", page.text("NextToken"));
    assert_eq!(story.ask("GET", &other, "").await.refusal(), "400 token: not one that this list gave out");
}

#[tokio::test]
async fn versions_are_listed_newest_first() {
    let story = Story::begin().await;
    let path = "/v1/templates/t/email";
    story.ask("POST", path, r#"{"Subject":"s","TextPart":"t"}"#).await;
    for _ in 0..11 {
        story.ask("PUT", &format!("{path}?create-new-version=true"), r#"{"Subject":"s","TextPart":"t"}"#).await;
    }
    let expected: Vec<String> = (1..=12).rev().map(|version| version.to_string()).collect();
    for size in [1, 5, 11, 12, 13] {
        assert_eq!(all(&story, &format!("{path}/versions?"), "next-token", size, "Version").await, expected, "{size}");
    }
}

#[tokio::test]
async fn a_token_is_good_for_its_own_list() {
    let story = Story::begin().await;
    for name in ["a", "b"] {
        story.ask("POST", "/v1/apps", json!({"Name": name}).to_string()).await;
        story.ask("POST", &format!("/v1/templates/{name}/email"), r#"{"Subject":"s","TextPart":"t"}"#).await;
    }
    let apps = story.ask("GET", "/v1/apps?page-size=1", "").await.text("NextToken").to_owned();
    let templates = story.ask("GET", "/v1/templates?page-size=1", "").await.text("NextToken").to_owned();
    for path in [
        "/v1/apps?token=x".to_owned(),
        "/v1/apps?token=%C3%A9".to_owned(),
        format!("/v1/apps?token={templates}"),
        format!("/v1/templates?next-token={apps}"),
        format!("/v1/templates?prefix=a&next-token={templates}"),
        format!("/v1/templates/a/email/versions?next-token={templates}"),
    ] {
        assert_eq!(story.ask("GET", &path, "").await.refusal(), "400 token: not one that this list gave out", "{path}");
    }
    assert_eq!(story.ask("GET", "/v1/apps?token=", "").await.status, 200);
}

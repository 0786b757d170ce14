//! Access keys come and go, and the last one with which they can be managed stays.

use serde_json::{Value, json};
use touchpoint_api::handover::perform;
use touchpoint_domain::limits::Limits;

use crate::story::{Answer, Story};

const KEYS: &str = "/v1/access-keys";

async fn made(story: &Story, body: Value) -> Answer {
    let answer = story.ask("POST", KEYS, body.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.text("SecretAccessKey").len(), 40);
    answer
}

async fn admin(story: &Story) -> String {
    path(&made(story, json!({"Role": "ADMIN"})).await)
}

fn path(answer: &Answer) -> String {
    format!("{KEYS}/{}", answer.text("AccessKeyId"))
}

async fn ids(story: &Story) -> Vec<String> {
    let list = story.ask("GET", KEYS, "").await;
    list.body["Item"].as_array().unwrap().iter().map(|key| key["AccessKeyId"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_from_creation_to_deletion() {
    let story = Story::begin().await;
    let app = story.ask("POST", "/v1/apps", r#"{"Name":"Shop"}"#).await.text("Id").to_owned();
    let body = json!({"Name": "Newsletter", "Role": "MARKETER", "Applications": [app, app]});
    let answer = made(&story, body).await;
    let id = answer.text("AccessKeyId");
    assert!(id.starts_with("TPAK") && id.len() == 20, "{id}");
    let mut expected = json!({
        "AccessKeyId": id, "Name": "Newsletter", "Role": "MARKETER", "Applications": [app], "Status": "ACTIVE",
        "CreationDate": "2026-03-01T12:00:00.500Z",
    });
    let shown = story.ask("GET", &path(&answer), "").await;
    assert_eq!((shown.status, &shown.body), (200, &expected));
    assert!(!shown.headers.contains_key("cache-control"));
    assert_eq!(story.ask("GET", KEYS, "").await.body, json!({"Item": [expected]}));

    let disabled = story.ask("PUT", &path(&answer), r#"{"Status":"INACTIVE"}"#).await;
    expected["Status"] = "INACTIVE".into();
    assert_eq!((disabled.status, &disabled.body), (200, &expected));
    let renamed = story.ask("PUT", &path(&answer), r#"{"Status":"ACTIVE","Name":"Press"}"#).await;
    expected["Status"] = "ACTIVE".into();
    expected["Name"] = "Press".into();
    assert_eq!((renamed.status, &renamed.body), (200, &expected));

    let deleted = story.ask("DELETE", &path(&answer), "").await;
    assert_eq!((deleted.status, &deleted.body), (200, &expected));
    for method in ["GET", "DELETE"] {
        assert_eq!(story.ask(method, &path(&answer), "").await.refusal(), "404 Resource not found");
    }
    assert_eq!(story.ask("GET", KEYS, "").await.body, json!({"Item": []}));
}

#[tokio::test]
async fn lists_come_in_pages_newest_first() {
    let story = Story::begin().await;
    let mut expected = Vec::new();
    for _ in 0..3 {
        expected.insert(0, made(&story, json!({"Role": "SENDER"})).await.text("AccessKeyId").to_owned());
        story.minutes_pass(1);
    }
    assert_eq!(ids(&story).await, expected);
    let first = story.ask("GET", &format!("{KEYS}?page-size=2"), "").await;
    assert_eq!(first.body["Item"].as_array().unwrap().len(), 2);
    let rest = story.ask("GET", &format!("{KEYS}?page-size=2&token={}", first.text("NextToken")), "").await;
    assert_eq!(rest.body["Item"][0]["AccessKeyId"], expected[2]);
    assert_eq!(rest.body.get("NextToken"), None);
}

#[tokio::test]
async fn what_is_refused_says_why() {
    let story = Story::begin().await;
    let key = admin(&story).await;
    let mut table = Vec::new();
    for (method, path, body) in [
        ("POST", KEYS, ""),
        ("POST", KEYS, "{}"),
        ("POST", KEYS, "[]"),
        ("POST", KEYS, r#"{"Role":"OWNER"}"#),
        ("POST", KEYS, r#"{"Role":7}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Name":""}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Applications":[]}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Applications":["none"]}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Applications":[7]}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Applications":null}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","Application":["none"]}"#),
        ("POST", KEYS, r#"{"Role":"ADMIN","applications":["none"]}"#),
        ("GET", "/v1/access-keys?page-size=0", ""),
        ("GET", "/v1/access-keys?token=bogus", ""),
        ("PUT", &key, ""),
        ("PUT", &key, r#"{"Status":"EXPIRED"}"#),
        ("PUT", &key, "{}"),
        ("PUT", &key, r#"{"Status":null}"#),
        ("PUT", &key, r#"{"Status":"INACTIVE","Role":"CLIENT"}"#),
        ("POST", &format!("{key}/rotate"), r#"{"GracePeriodHours":169}"#),
        ("POST", &format!("{key}/rotate"), r#"{"GracePeriodHours":"1"}"#),
        ("POST", &format!("{key}/rotate"), r#"{"GraceHours":0}"#),
        ("GET", "/v1/access-keys/TPAKAAAAAAAAAAAAAAAA", ""),
        ("PATCH", KEYS, ""),
    ] {
        table.push(story.ask(method, path, body).await.refusal());
    }
    insta::assert_snapshot!(table.join("\n"));
    assert_eq!(ids(&story).await.len(), 1);
}

#[tokio::test]
async fn rotation_makes_a_successor_and_the_old_key_runs_out() {
    let story = Story::begin().await;
    let old = admin(&story).await;
    let new = story.ask("POST", &format!("{old}/rotate"), r#"{"GracePeriodHours":1}"#).await;
    assert_eq!((new.status, new.text("Role"), &new.headers["cache-control"]), (201, "ADMIN", &"no-store".parse().unwrap()));
    assert_ne!(path(&new), old);
    let seen = async || {
        let key = story.ask("GET", &old, "").await;
        (key.text("Status").to_owned(), key.text("ExpirationDate").to_owned())
    };
    assert_eq!(seen().await, ("ACTIVE".to_owned(), "2026-03-01T13:00:00.500Z".to_owned()));
    story.minutes_pass(60);
    assert_eq!(seen().await.0, "EXPIRED");
    let refusal = story.ask("PUT", &old, r#"{"Status":"ACTIVE"}"#).await.refusal();
    assert_eq!(refusal, "400 Status: an expired key cannot be changed; create another");
    assert_eq!(story.ask("POST", &format!("{}/rotate", path(&new)), "").await.status, 201);
}

#[tokio::test]
async fn the_last_key_that_manages_keys_stays() {
    const LAST: &str =
        "400 access key: the last active admin key without a limit to applications must stay; create another first";
    let story = Story::begin().await;
    let app = story.ask("POST", "/v1/apps", r#"{"Name":"Shop"}"#).await.text("Id").to_owned();
    let (one, two) = (admin(&story).await, admin(&story).await);
    made(&story, json!({"Role": "ADMIN", "Applications": [app]})).await;
    made(&story, json!({"Role": "MARKETER"})).await;
    assert_eq!(story.ask("PUT", &two, r#"{"Status":"INACTIVE"}"#).await.status, 200);
    assert_eq!(story.ask("DELETE", &one, "").await.refusal(), LAST);
    assert_eq!(story.ask("PUT", &one, r#"{"Status":"INACTIVE"}"#).await.refusal(), LAST);
    assert_eq!(story.ask("PUT", &one, r#"{"Name":"Chief"}"#).await.status, 200);
    // A key that runs out does not count: its successor is the last one.
    let successor = path(&story.ask("POST", &format!("{one}/rotate"), "").await);
    assert_eq!(story.ask("DELETE", &successor, "").await.refusal(), LAST);
    assert_eq!(story.ask("DELETE", &one, "").await.status, 200);
    assert_eq!(story.ask("PUT", &two, r#"{"Status":"ACTIVE"}"#).await.status, 200);
    assert_eq!(story.ask("DELETE", &successor, "").await.status, 200);
    assert_eq!(story.ask("DELETE", &two, "").await.refusal(), LAST);
}

#[tokio::test]
async fn two_who_lock_each_other_out_cannot_both_win() {
    for _ in 0..10 {
        let story = Story::begin().await;
        let (one, two) = (admin(&story).await, admin(&story).await);
        let (a, b) = tokio::join!(story.ask("DELETE", &one, ""), story.ask("PUT", &two, r#"{"Status":"INACTIVE"}"#));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400], "{} {}", a.body, b.body);
        let list = story.ask("GET", KEYS, "").await.body;
        let active = list["Item"].as_array().unwrap().iter().filter(|key| key["Status"] == "ACTIVE").count();
        assert_eq!(active, 1, "{list}");
    }
}

#[tokio::test]
async fn expired_keys_make_room() {
    let story = Story::with(Limits { access_keys: 2, ..Limits::default() }).await;
    let old = admin(&story).await;
    assert_eq!(story.ask("POST", &format!("{old}/rotate"), r#"{"GracePeriodHours":0}"#).await.status, 201);
    admin(&story).await;
    assert_eq!(story.ask("GET", &old, "").await.status, 404);
    let full = story.ask("POST", KEYS, r#"{"Role":"CLIENT"}"#).await;
    assert_eq!(full.refusal(), "400 access keys: at most 2 per account; delete one first");
    let refusal = story.ask("POST", &format!("{KEYS}/{}/rotate", ids(&story).await[0]), "").await.refusal();
    assert_eq!(refusal, "400 access keys: at most 2 per account; delete one first");
}

#[tokio::test]
async fn a_deployer_gets_the_first_key_and_another_only_when_asked() {
    let story = Story::begin().await;
    let hand_over = async |task: Value| serde_json::to_value(perform(&story.api, task).await.unwrap()).unwrap();
    let first = hand_over(json!({"task": "create_admin_key"})).await;
    assert_eq!((&first["result"], &first["Role"], &first["Name"]), (&json!("created"), &json!("ADMIN"), &json!("deployment")));
    assert_eq!(first["SecretAccessKey"].as_str().unwrap().len(), 40);
    assert_eq!(hand_over(json!({"task": "create_admin_key"})).await, json!({"result": "exists"}));
    let second = hand_over(json!({"task": "create_admin_key", "another": true})).await;
    assert_ne!(first["AccessKeyId"], second["AccessKeyId"]);
    assert_eq!(ids(&story).await.len(), 2);
    assert!(perform(&story.api, json!({"task": "create_admin_key", "more": 1})).await.is_err());
    assert!(perform(&story.api, json!({"task": "open_sesame"})).await.is_err());
}

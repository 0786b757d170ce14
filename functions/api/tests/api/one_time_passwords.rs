//! One-time passwords: a code is sent, guessed, used up.

use serde_json::{Value, json};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::ports::SendOutcome;
use touchpoint_store::Page;
use touchpoint_store::resources::{Kind, Order, Scope};

use crate::story::{Answer, Story};

const NUMBER: &str = "+15555550100";

async fn app(story: &mut Story) -> String {
    let app = story.app().await;
    story.channel(&app, "SMS", json!({"Platform": "SMS", "Enabled": true})).await;
    app
}

async fn send(story: &Story, app: &str, change: Value) -> Answer {
    let mut request = json!({
        "Channel": "SMS", "BrandName": "ExampleCorp", "DestinationIdentity": NUMBER, "OriginationIdentity": "EXAMPLE", "ReferenceId": "login",
    });
    request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    story.ask("POST", &format!("{app}/otp"), request.to_string()).await
}

/// The code in the last text that left.
fn code(story: &Story) -> String {
    let text = story.postbox.texts().pop().unwrap().body;
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A code that is not `code`.
fn other(code: &str) -> String {
    code.chars().map(|c| if c == '9' { '0' } else { char::from_u32(c as u32 + 1).unwrap() }).collect()
}

async fn guess(story: &Story, app: &str, reference: &str, code: &str) -> bool {
    let request = json!({"DestinationIdentity": NUMBER, "ReferenceId": reference, "Otp": code});
    let answer = story.ask("POST", &format!("{app}/verify-otp"), request.to_string()).await;
    assert_eq!(answer.status, 200);
    answer.body["Valid"].as_bool().unwrap()
}

#[tokio::test]
async fn a_code_is_good_once() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    let answer = send(&story, &app, json!({"CodeLength": 8})).await;
    assert_eq!((answer.status, &answer.body["Result"][NUMBER]["DeliveryStatus"]), (200, &json!("SUCCESSFUL")));
    let code = code(&story);
    assert_eq!(story.postbox.texts()[0].body, format!("This is your One Time Password: {code} from ExampleCorp"));
    assert_eq!((code.len(), story.postbox.texts()[0].sender_id.as_deref()), (8, Some("EXAMPLE")));
    assert!(!guess(&story, &app, "other", &code).await);
    assert!(!guess(&story, &app, "login", &other(&code)).await);
    assert!(guess(&story, &app, "login", &code).await);
    assert!(!guess(&story, &app, "login", &code).await);
    assert!(!format!("{:?}", story.postbox.events()).contains(&code), "a code is in no event");
}

#[tokio::test]
async fn it_is_good_for_so_long_and_so_many_guesses() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    send(&story, &app, json!({"ValidityPeriod": 5})).await;
    let late = code(&story);
    story.minutes_pass(5);
    assert!(!guess(&story, &app, "login", &late).await);
    send(&story, &app, json!({"AllowedAttempts": 2})).await;
    let code = code(&story);
    for _ in 0..2 {
        assert!(!guess(&story, &app, "login", &other(&code)).await);
    }
    assert!(!guess(&story, &app, "login", &code).await);
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_old() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    send(&story, &app, json!({"CodeLength": 5})).await;
    let old = code(&story);
    send(&story, &app, json!({"CodeLength": 8})).await;
    assert!(!guess(&story, &app, "login", &old).await);
    assert!(guess(&story, &app, "login", &code(&story)).await);
}

#[tokio::test]
async fn guesses_at_the_same_time_all_count() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    send(&story, &app, json!({"AllowedAttempts": 3})).await;
    let (right, wrong) = (code(&story), other(&code(&story)));
    let miss = || guess(&story, &app, "login", &wrong);
    let (a, b, c, d) = tokio::join!(miss(), miss(), miss(), miss());
    assert_eq!([a, b, c, d], [false; 4]);
    assert!(!guess(&story, &app, "login", &right).await);
    send(&story, &app, json!({})).await;
    let right = code(&story);
    let hit = || guess(&story, &app, "login", &right);
    let (a, b, c) = tokio::join!(hit(), hit(), hit());
    assert_eq!([a, b, c].into_iter().filter(|valid| *valid).count(), 1, "a right guess uses the code up");
}

#[tokio::test]
async fn what_was_not_accepted_leaves_no_code() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    send(&story, &app, json!({})).await;
    let former = code(&story);
    for (outcome, expected) in [
        (SendOutcome::Transient, "TEMPORARY_FAILURE"),
        (SendOutcome::Throttled, "THROTTLED"),
        (SendOutcome::Permanent { code: "OptedOut".into() }, "OPT_OUT"),
    ] {
        story.postbox.answer_next(outcome);
        assert_eq!(send(&story, &app, json!({})).await.body["Result"][NUMBER]["DeliveryStatus"], expected);
        assert_eq!(codes(&story, &app).await, Vec::<String>::new());
        assert!(!guess(&story, &app, "login", &former).await);
    }
    let bare = story.app().await;
    let answer = send(&story, &bare, json!({})).await;
    assert_eq!(answer.body["Result"][NUMBER]["StatusMessage"], "the SMS channel must be configured and enabled");
}

#[tokio::test]
async fn what_may_have_arrived_can_be_used() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    story.postbox.answer_next(SendOutcome::Unknown);
    let answer = send(&story, &app, json!({})).await;
    assert_eq!(answer.body["Result"][NUMBER]["DeliveryStatus"], "UNKNOWN_FAILURE");
    assert_eq!(codes(&story, &app).await.len(), 1);
}

/// What is stored of codes, as text.
async fn codes(story: &Story, app: &str) -> Vec<String> {
    let scope = Scope::App(AppId::new(app.trim_start_matches("/v1/apps/")));
    let codes = story.store.resources().list(&scope, Kind::OneTimePassword, Order::ById, Page::first(10)).await.unwrap();
    codes.items.iter().map(|record| format!("{} {} {:?}", record.id, record.doc, record.expires)).collect()
}

#[tokio::test]
async fn what_is_stored_tells_neither_code_nor_number_and_expires() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    send(&story, &app, json!({"CodeLength": 8})).await;
    let stored = codes(&story, &app).await;
    assert_eq!(stored.len(), 1);
    assert!(!stored[0].contains(&code(&story)) && !stored[0].contains("5555550100"), "{stored:?}");
    assert!(stored[0].contains("2026-03-01T12:15:00Z"), "{stored:?}");
}

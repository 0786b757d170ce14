//! What access keys are guarded against: requests that are sent again, keys that come to their end, lost secrets; and what of
//! it is logged.

use std::collections::HashMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread::{self, ThreadId};

use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};
use touchpoint_api::handover::perform;
use touchpoint_api::{PathForm, handle};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::Clock;
use touchpoint_store::resources::{Kind, Scope};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::signing::Signer;
use crate::story::{Answer, KEY_ID, Story};

const KEYS: &str = "/v1/access-keys";
const AGAIN: &str = "409 the request was carried out already; sign it anew";
const ADMIN: &str = r#"{"Role":"ADMIN"}"#;

async fn send(story: &Story, request: &Request<Bytes>) -> Answer {
    Answer::read(handle(&story.api, request.clone(), PathForm::Encoded).await)
}

fn signer(story: &Story) -> Signer {
    Signer::at(story.clock.now())
}

/// Signs as the key that an answer showed.
fn holder(story: &Story, key: &Answer) -> Signer {
    let (key_id, secret) = (key.text("AccessKeyId").to_owned(), key.text("SecretAccessKey").to_owned());
    Signer { key_id, secret, ..signer(story) }
}

async fn count(story: &Story) -> usize {
    story.ask("GET", KEYS, "").await.body["Item"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_request_that_makes_a_key_is_carried_out_once() {
    let story = Story::begin().await;
    let create = signer(&story).request("POST", KEYS, ADMIN);
    let made = send(&story, &create).await;
    assert_eq!(made.status, 201);
    let rotation = format!("{KEYS}/{}/rotate", made.text("AccessKeyId"));
    let rotate = signer(&story).request("POST", &rotation, "");
    assert_eq!(send(&story, &rotate).await.status, 201);
    for minutes in [0, 14] {
        story.minutes_pass(minutes);
        for request in [&create, &rotate] {
            let answer = send(&story, request).await;
            assert_eq!((answer.refusal().as_str(), answer.error()), (AGAIN, Some("ConflictException")));
        }
    }
    assert_eq!(count(&story).await, 2);
    assert_eq!(send(&story, &signer(&story).request("POST", KEYS, ADMIN)).await.status, 201);
}

#[tokio::test]
async fn of_repetitions_at_the_same_time_one_is_carried_out() {
    for _ in 0..5 {
        let story = Story::begin().await;
        let create = signer(&story).request("POST", KEYS, ADMIN);
        let (a, b, c) = tokio::join!(send(&story, &create), send(&story, &create), send(&story, &create));
        let mut statuses = [a.status, b.status, c.status];
        statuses.sort_unstable();
        assert_eq!((statuses, count(&story).await), ([201, 409, 409], 1));
    }
}

#[tokio::test]
async fn a_signature_is_remembered_for_longer_than_it_is_valid() {
    let story = Story::begin().await;
    let early = Signer { at: story.clock.now() + jiff::SignedDuration::from_mins(15), ..signer(&story) };
    let create = early.request("POST", KEYS, ADMIN);
    assert_eq!(send(&story, &create).await.status, 201);
    let signature = create.headers()["authorization"].to_str().unwrap().rsplit_once("Signature=").unwrap().1;
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, signature.as_bytes());
    let hash: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let record = story.store.resources().get(&Scope::Account, Kind::UsedSignature, &hash).await.unwrap().unwrap();
    assert_eq!(record.expires.unwrap().to_string(), "2026-03-01T12:31:00Z");
    story.minutes_pass(30);
    assert_eq!(send(&story, &create).await.refusal(), AGAIN);
    story.minutes_pass(1);
    assert_eq!(send(&story, &create).await.error(), Some("InvalidSignatureException"));
}

#[tokio::test]
async fn what_was_signed_beforehand_manages_no_keys() {
    let story = Story::begin().await;
    let query = signer(&story).in_the_query(60);
    for (method, body) in [("GET", ""), ("POST", ADMIN)] {
        let refusal = send(&story, &query.request(method, KEYS, body)).await.refusal();
        assert_eq!(refusal, "403 authorization: requests about access keys must be signed in this header, not in the query");
    }
    assert_eq!(count(&story).await, 0);
}

#[tokio::test]
async fn a_key_that_was_rotated_manages_no_keys_and_has_one_successor() {
    let story = Story::begin().await;
    let old = send(&story, &signer(&story).request("POST", KEYS, ADMIN)).await;
    assert_eq!(send(&story, &holder(&story, &old).request("GET", KEYS, "")).await.status, 200);
    let rotation = format!("{KEYS}/{}/rotate", old.text("AccessKeyId"));
    let new = send(&story, &holder(&story, &old).request("POST", &rotation, "")).await;
    assert_eq!(new.status, 201);
    let why = "the key was rotated and comes to its end; its successor may";
    for (method, path, name) in
        [("GET", KEYS, "ListAccessKeys"), ("POST", KEYS, "CreateAccessKey"), ("POST", &rotation, "RotateAccessKey")]
    {
        let refusal = send(&story, &holder(&story, &old).request(method, path, "")).await.refusal();
        assert_eq!(refusal, format!("403 access key {} may not call {name}: {why}", old.text("AccessKeyId")));
    }
    assert_eq!(send(&story, &holder(&story, &old).request("GET", "/v1/apps", "")).await.status, 200);
    let refusal = send(&story, &holder(&story, &new).request("POST", &rotation, "")).await.refusal();
    assert_eq!(refusal, "400 ExpirationDate: a key that has one was rotated already; rotate its successor");
}

async fn hand_over(story: &Story, task: Value) -> Value {
    serde_json::to_value(perform(&story.api, task).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_key_whose_secret_is_lost_counts_as_none() {
    let story = Story::begin().await;
    let first = hand_over(&story, json!({"task": "create_admin_key"})).await;
    let id = first["AccessKeyId"].as_str().unwrap();
    let record = story.store.resources().get(&Scope::Account, Kind::AccessKey, id).await.unwrap().unwrap();
    let mut lost = record.clone();
    lost.srv["secret"] = "c2VhbGVkIGJ5IGFub3RoZXIgdmF1bHQ=".into();
    story.store.resources().put_if(&lost).await.unwrap();
    let second = hand_over(&story, json!({"task": "create_admin_key"})).await;
    assert_eq!(second["result"], "created");
    assert_eq!(hand_over(&story, json!({"task": "create_admin_key"})).await, json!({"result": "exists"}));
}

#[tokio::test]
async fn a_deployer_gets_in_when_there_is_no_room() {
    let story = Story::with(Limits { access_keys: 1, ..Limits::default() }).await;
    hand_over(&story, json!({"task": "create_admin_key"})).await;
    assert_eq!(story.ask("POST", KEYS, ADMIN).await.status, 400);
    assert_eq!(hand_over(&story, json!({"task": "create_admin_key", "another": true})).await["result"], "created");
    assert_eq!(count(&story).await, 2);
}

/// Keeps what is logged at `info` and above, a line each, by the thread that did: a test has one to itself. There is one log for all
/// tests, because what nobody listened to when it was first said may stay unheard by who begins to listen later.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<HashMap<ThreadId, Vec<String>>>>);

impl Log {
    fn listening() -> Self {
        static LOG: LazyLock<Log> = LazyLock::new(|| {
            let log = Log::default();
            tracing::subscriber::set_global_default(log.clone()).unwrap();
            log
        });
        LOG.clone()
    }

    fn take(&self) -> Vec<String> {
        self.0.lock().unwrap().remove(&thread::current().id()).unwrap_or_default()
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

struct Line(String);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("touchpoint_api") && *metadata.level() <= tracing::Level::INFO
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().entry(thread::current().id()).or_default().push(line.0);
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[tokio::test]
async fn the_log_says_who_did_what_and_no_secret() {
    let log = Log::listening();
    let story = Story::begin().await;
    log.take();
    let by = format!("by=\"{KEY_ID}\"");
    let said = |words: &[&str]| {
        let lines = log.take();
        let [line] = lines.as_slice() else { panic!("{words:?}: {lines:?}") };
        assert!(line.starts_with("INFO") && words.iter().all(|word| line.contains(word)), "{words:?}: {line}");
        line.clone()
    };
    let made = send(&story, &signer(&story).request("POST", KEYS, r#"{"Role":"CLIENT"}"#)).await;
    let path = format!("{KEYS}/{}", made.text("AccessKeyId"));
    let line = said(&["an access key was made", made.text("AccessKeyId"), &by]);
    assert!(!line.contains(made.text("SecretAccessKey")));
    send(&story, &signer(&story).request("PUT", &path, r#"{"Name":"phones"}"#)).await;
    said(&["an access key was changed", made.text("AccessKeyId"), &by]);
    let new = send(&story, &signer(&story).request("POST", &format!("{path}/rotate"), "")).await;
    let line = said(&["an access key was rotated", made.text("AccessKeyId"), new.text("AccessKeyId"), &by]);
    assert!(!line.contains(new.text("SecretAccessKey")));
    send(&story, &signer(&story).request("DELETE", &path, "")).await;
    said(&["an access key was deleted", made.text("AccessKeyId"), &by]);

    send(&story, &holder(&story, &new).request("GET", "/v1/apps", "")).await;
    said(&["the caller may not do this", "GetApps", new.text("AccessKeyId"), "request_id"]);
    let wrong = Signer { secret: "wrong".to_owned(), ..signer(&story) };
    send(&story, &wrong.request("GET", "/v1/apps", "")).await;
    said(&["the key or its signature is wrong", KEY_ID, "InvalidSignatureException"]);
    let unknown = Signer { key_id: "TPAKNOBODY".to_owned(), ..signer(&story) };
    send(&story, &unknown.request("GET", "/v1/apps", "")).await;
    said(&["the key or its signature is wrong", "TPAKNOBODY", "UnrecognizedClientException"]);
    hand_over(&story, json!({"task": "create_admin_key"})).await;
    said(&["an access key was made", "by=\"deployer\""]);
}

//! A race lost at a chosen moment, and answers that never arrive.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::http::StatusCode;
use serde_json::{Value, json};
use touchpoint_domain::ids::{EndpointKey, UserId};
use touchpoint_domain::limits::Limits;
use touchpoint_store::Store;
use touchpoint_store::endpoints::ApplyError;

use super::audit::{audit, by_id};
use super::support::{App, body, put};

/// Loses as many answers to writes as it is told to; what they answered has been done. For a store that makes one call at a
/// time.
#[derive(Debug)]
struct LosesAnswers {
    left: AtomicU32,
    writing: AtomicBool,
}

impl Intercept for LosesAnswers {
    fn name(&self) -> &'static str {
        "LosesAnswers"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_write = context.request().headers().get("x-amz-target").is_some_and(is_write);
        self.writing.store(is_write, Ordering::SeqCst);
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_write = self.writing.load(Ordering::SeqCst);
        if is_write && self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            *context.response_mut().status_mut() = StatusCode::try_from(500)?;
        }
        Ok(())
    }
}

fn is_write(target: &str) -> bool {
    ["PutItem", "DeleteItem", "TransactWriteItems"].iter().any(|name| target.ends_with(name))
}

/// Lets another writer be faster: before each of the first writes goes out, another write is done.
#[derive(Debug)]
struct Overtakes {
    left: AtomicU32,
    store: Store,
    app: touchpoint_domain::ids::AppId,
    limits: Limits,
    id: String,
    body: Value,
}

impl Intercept for Overtakes {
    fn name(&self) -> &'static str {
        "Overtakes"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_write = context.request().headers().get("x-amz-target").is_some_and(is_write);
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(u32::from(is_write)));
        if let (true, Ok(left)) = (is_write, left) {
            // The clock stands still here: without a difference nothing would be written.
            let mut body = self.body.clone();
            body["Metrics"] = json!({ "left": left });
            // The hook is no async function, but stands in a runtime with threads to spare.
            let other = put(&self.store, &self.app, &self.id, body, &self.limits);
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(other)).unwrap();
        }
        Ok(())
    }
}

/// A store on the same tables that is overtaken `times` times by this write.
fn overtaken(app: &App, times: u32, id: &str, body: Value) -> Store {
    let overtakes = Overtakes {
        left: AtomicU32::new(times),
        store: app.store.clone(),
        app: app.id.clone(),
        limits: app.limits.clone(),
        id: id.to_owned(),
        body,
    };
    Store::new(Client::from_conf(app.database.config().interceptor(overtakes).build()), app.store.tables().clone())
}

/// A store on the same tables whose first answers to writes are lost.
fn losing(app: &App, answers: u32) -> Store {
    let retries = RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(1));
    let loses = LosesAnswers { left: AtomicU32::new(answers), writing: AtomicBool::new(false) };
    let config = app.database.config().retry_config(retries).interceptor(loses);
    Store::new(Client::from_conf(config.build()), app.store.tables().clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_race_is_run_again_on_what_the_winner_left() {
    for (first, mine, others) in [
        // One item against one item.
        (json!({}), json!({ "Attributes": { "mine": ["1"] } }), json!({ "Attributes": { "other": ["2"] } })),
        // Both create it.
        (Value::Null, json!({ "Attributes": { "mine": ["1"] } }), json!({ "Attributes": { "other": ["2"] } })),
        // One item against a transaction, and the other way round.
        (
            body("EMAIL", "a@x", "u1"),
            json!({ "Attributes": { "mine": ["1"] } }),
            json!({ "Attributes": { "other": ["2"] }, "User": { "UserId": "u2" } }),
        ),
        (
            body("EMAIL", "a@x", "u1"),
            json!({ "Attributes": { "mine": ["1"] }, "User": { "UserId": "u2" } }),
            json!({ "Attributes": { "other": ["2"] } }),
        ),
    ] {
        let app = App::with_names().await;
        if !first.is_null() {
            app.put("e1", first).await.unwrap();
        }
        let store = overtaken(&app, 2, "e1", others);
        put(&store, &app.id, "e1", mine, &app.limits).await.unwrap();
        let documents = by_id(audit(&app).await);
        assert_eq!(documents["e1"]["Attributes"], json!({ "mine": ["1"], "other": ["2"] }));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_siblings_get_meanwhile_is_not_undone() {
    let app = App::with_names().await;
    app.put("e1", body("EMAIL", "a@x", "u1")).await.unwrap();
    app.put("e2", body("SMS", "+1", "u1")).await.unwrap();
    let store = overtaken(&app, 1, "e2", json!({ "User": { "UserAttributes": { "First": ["Ann"] } } }));
    put(&store, &app.id, "e1", json!({ "Attributes": { "mine": ["1"] } }), &app.limits).await.unwrap();
    let documents = by_id(audit(&app).await);
    assert_eq!(documents["e1"]["User"]["UserAttributes"], json!({ "First": ["Ann"] }));
    assert_eq!(documents["e1"]["Attributes"], json!({ "mine": ["1"] }));
}

#[tokio::test]
async fn a_deleted_and_recreated_endpoint_is_another_one() {
    let app = App::with_names().await;
    app.put("e1", json!({ "Attributes": { "old": ["1"] } })).await.unwrap();
    let key = EndpointKey::of("e1");
    let before = app.store.endpoints().get(&app.id, &key).await.unwrap().unwrap();
    app.store.endpoints().delete(&app.id, &key).await.unwrap();
    app.put("e1", json!({})).await.unwrap();
    let after = app.store.endpoints().get(&app.id, &key).await.unwrap().unwrap();
    assert_ne!(before.rev, after.rev);
}

#[tokio::test]
async fn a_write_without_an_answer_is_done_once() {
    for answers in [1, 2] {
        let app = App::with_names().await;
        let store = losing(&app, answers);
        // Done twice, the second would be an update, which is allowed to end the opt-out of a creation without address.
        put(&store, &app.id, "e1", json!({ "OptOut": "NONE" }), &app.limits).await.unwrap();
        assert_eq!(app.json("e1").await["OptOut"], "ALL");
        let store = losing(&app, answers);
        put(&store, &app.id, "e2", body("EMAIL", "a@x", "u1"), &app.limits).await.unwrap();
        let store = losing(&app, answers);
        let deleted = store.endpoints().delete(&app.id, &EndpointKey::of("e1")).await.unwrap();
        assert_eq!(deleted.map(|document| document.id).as_deref(), Some("e1"));
        let store = losing(&app, answers);
        let deleted = store.endpoints().delete_user(&app.id, &UserId::new("u1")).await.unwrap();
        assert_eq!(deleted.len(), 1);
        assert!(audit(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_transaction_without_an_answer_is_recognized_by_what_it_left() {
    let app = App::with_names().await;
    let batch = json!({ "OptOut": "NONE", "User": { "UserId": "u1" } });
    put(&losing(&app, 2), &app.id, "e1", batch, &app.limits).await.unwrap();
    let documents = by_id(audit(&app).await);
    assert_eq!(documents["e1"]["OptOut"], "ALL");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_who_never_win_give_up() {
    let app = App::with_names().await;
    app.put("e1", json!({})).await.unwrap();
    let store = overtaken(&app, u32::MAX, "e1", json!({}));
    let error = put(&store, &app.id, "e1", json!({ "Attributes": { "mine": ["1"] } }), &app.limits).await.unwrap_err();
    assert!(matches!(error, ApplyError::Store(touchpoint_store::StoreError::Throttled)), "{error}");
    assert_eq!(app.json("e1").await["Attributes"], Value::Null);
}

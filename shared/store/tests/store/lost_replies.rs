//! A write that was applied although its answer was lost is a success, not a lost race.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::support::{app, campaign};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeDeserializationInterceptorContextMut;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::json;
use touchpoint_store::resources::{Change, Kind, Record};
use touchpoint_store::testing::{self, EmbeddedDb};
use touchpoint_store::{Store, StoreError};

/// Loses as many answers as it is told to; what they answered has been done.
#[derive(Debug)]
struct LosesAnswers(AtomicU32);

impl Intercept for LosesAnswers {
    fn name(&self) -> &'static str {
        "LosesAnswers"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let lost = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if lost.is_ok() {
            let response = context.response_mut();
            *response.status_mut() = StatusCode::try_from(500)?;
            *response.body_mut() = SdkBody::from("{}");
        }
        Ok(())
    }
}

/// A store on the same tables whose first `answers` answers are lost.
pub(crate) fn losing(store: &Store, database: &EmbeddedDb, answers: u32) -> Store {
    let retries = RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(1));
    let config = database.config().retry_config(retries).interceptor(LosesAnswers(AtomicU32::new(answers)));
    Store::new(Client::from_conf(config.build()), store.tables().clone())
}

#[tokio::test]
async fn a_repeated_put_knows_its_own_item() {
    let (store, database) = testing::memory().await;
    let scope = app('a');
    losing(&store, &database, 1).resources().create(&campaign(&scope, "c1", 0)).await.unwrap();
    let read = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap();
    assert_eq!(read.rev, 1);
    let changed = Record { doc: json!({ "Name": "Summer" }), ..read };
    assert_eq!(losing(&store, &database, 2).resources().put_if(&changed).await.unwrap(), 2);
    let read = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap();
    assert_eq!((read.doc, read.rev), (changed.doc, 2));
}

#[tokio::test]
async fn a_put_does_not_take_anothers_item_for_its_own() {
    let (store, database) = testing::memory().await;
    let record = campaign(&app('a'), "c1", 0);
    store.resources().create(&record).await.unwrap();
    for answers in [0, 1] {
        let twin = losing(&store, &database, answers).resources().create(&record).await;
        assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
    }
}

#[tokio::test]
async fn a_repeated_transaction_is_applied_once() {
    let (store, database) = testing::memory().await;
    let scope = app('a');
    let head = campaign(&scope, "c1", 0);
    let changes = vec![Change::CreateVersion(head.as_version(1)), Change::Create(head)];
    losing(&store, &database, 1).resources().commit(changes.clone()).await.unwrap();
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap().rev, 1);
    assert!(matches!(store.resources().commit(changes).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn a_repeated_deletion_knows_its_own_work() {
    let (store, database) = testing::memory().await;
    let scope = app('a');
    store.resources().create(&campaign(&scope, "c1", 0)).await.unwrap();
    let delete = Change::Delete { scope: scope.clone(), kind: Kind::Campaign, id: "c1".to_owned(), rev: 1 };
    losing(&store, &database, 1).resources().commit(vec![delete.clone()]).await.unwrap();
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap(), None);
    assert!(matches!(store.resources().commit(vec![delete]).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn without_any_answer_the_outcome_is_unknown() {
    let (store, database) = testing::memory().await;
    let record = campaign(&app('a'), "c1", 0);
    let error = losing(&store, &database, 9).resources().create(&record).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { operation: "PutItem", .. }), "{error:?}");
    assert!(store.resources().get(&app('a'), Kind::Campaign, "c1").await.unwrap().is_some());
}

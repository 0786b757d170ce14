//! Faults between a store and its database: answers that are lost, and processes that die at a chosen call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextRef};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::http::StatusCode;
use tokio::sync::Notify;
use touchpoint_store::Store;
use touchpoint_store::testing::EmbeddedDb;

/// Loses the answer of every `n`th call; what it answered has been done.
#[derive(Debug)]
struct LosesAnswers {
    every: u32,
    calls: AtomicU32,
}

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
        if (self.calls.fetch_add(1, Ordering::SeqCst) + 1).is_multiple_of(self.every) {
            *context.response_mut().status_mut() = StatusCode::try_from(500)?;
        }
        Ok(())
    }
}

/// When a process dies, seen from a call to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The call was not made.
    Before,
    /// The call was made, and its answer did not arrive.
    After,
}

/// Kills whoever waits for [`Killer::killed`] at the call number `at`, from 1.
#[derive(Debug)]
pub(crate) struct Killer {
    at: u32,
    moment: Moment,
    calls: AtomicU32,
    dead: AtomicBool,
    died: Notify,
}

impl Killer {
    pub(crate) fn new(at: u32, moment: Moment) -> Arc<Self> {
        Arc::new(Self { at, moment, calls: AtomicU32::new(0), dead: AtomicBool::new(false), died: Notify::new() })
    }

    pub(crate) async fn killed(&self) {
        let died = self.died.notified();
        if !self.is_dead() {
            died.await;
        }
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.dead.load(Ordering::SeqCst)
    }

    fn die(&self) -> BoxError {
        self.dead.store(true, Ordering::SeqCst);
        self.died.notify_waiters();
        "the process is dead".into()
    }
}

/// The part of a killer that sits in a client.
#[derive(Debug)]
struct Kills(Arc<Killer>);

impl Intercept for Kills {
    fn name(&self) -> &'static str {
        "Kills"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let call = self.0.calls.fetch_add(1, Ordering::SeqCst) + 1;
        let dies = self.0.moment == Moment::Before && call == self.0.at;
        // A dead process makes no calls, even if it takes a moment to notice.
        if dies || self.0.is_dead() { Err(self.0.die()) } else { Ok(()) }
    }

    fn modify_before_deserialization(
        &self,
        _context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let dies = self.0.moment == Moment::After && self.0.calls.load(Ordering::SeqCst) >= self.0.at;
        if dies || self.0.is_dead() { Err(self.0.die()) } else { Ok(()) }
    }
}

/// The same tables through a client that loses the answer of every `every`th call.
pub(crate) fn losing_answers(store: &Store, database: &EmbeddedDb, every: u32) -> Store {
    let retries = RetryConfig::standard().with_max_attempts(4).with_initial_backoff(Duration::from_millis(1));
    let fault = LosesAnswers { every, calls: AtomicU32::new(0) };
    let config = database.config().retry_config(retries).interceptor(fault);
    Store::new(Client::from_conf(config.build()), store.tables().clone())
}

/// The same tables as a process sees them that `killer` kills.
pub(crate) fn killed_by(store: &Store, database: &EmbeddedDb, killer: &Arc<Killer>) -> Store {
    let config = database.config().retry_config(RetryConfig::disabled()).interceptor(Kills(Arc::clone(killer)));
    Store::new(Client::from_conf(config.build()), store.tables().clone())
}

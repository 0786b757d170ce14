//! The one way to the database: [`Store::send`].
//!
//! The client already repeats throttled and unanswered calls. What is added here: contention between transactions is waited out,
//! failures become [`StoreError`]s, capacity is metered, and a conditional put whose first answer was lost is recognized. That
//! last one matters because the repeated put finds its own item and fails its own condition: every conditional put therefore
//! carries a random mark, and a put that fails on its own mark has succeeded. (Transactions have a request token for the same.)

use std::future::Future;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{CancellationReason, ConsumedCapacity};

use crate::backoff::MAX_ATTEMPTS;
use crate::failure::{self, Failure};
use crate::meter::Direction;
use crate::{Store, StoreError};

/// A request that can be sent, and sent again.
pub(crate) trait Request: Clone + Send {
    type Output: Send;
    type Error: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static;
    const NAME: &'static str;
    const DIRECTION: Direction;

    /// Asks for the consumed capacity.
    fn metered(self) -> Self;
    /// Sends it, once as far as this crate is concerned.
    fn dispatch(self) -> impl Future<Output = Result<Self::Output, SdkError<Self::Error>>> + Send;
    /// What it cost.
    fn consumed(output: &Self::Output) -> &[ConsumedCapacity];
    /// Adds what [`Self::applied_before`] needs.
    fn marked(self) -> Self {
        self
    }
    /// The output, if the error only says that an earlier attempt of this very request has been applied.
    fn applied_before(&self, _error: &Self::Error) -> Option<Self::Output> {
        None
    }
    /// Why a transaction was cancelled.
    fn reasons(_error: &Self::Error) -> &[CancellationReason] {
        &[]
    }
}

impl Store {
    /// Sends a request; repeats it while other transactions hold its items, at most [`MAX_ATTEMPTS`] times in all.
    pub(crate) async fn send<R: Request>(&self, request: R) -> Result<R::Output, StoreError> {
        let request = if self.meter.is_some() { request.metered() } else { request }.marked();
        let mut attempt = 1;
        loop {
            // Boxed, because the client's own futures are large, and every caller's would hold one, up to the whole of a handler.
            let error = match Box::pin(request.clone().dispatch()).await {
                Ok(output) => {
                    if let Some(meter) = &self.meter {
                        R::consumed(&output).iter().for_each(|consumed| meter.add(R::DIRECTION, consumed));
                    }
                    return Ok(output);
                }
                Err(error) => error,
            };
            if let Some(output) = error.as_service_error().and_then(|answer| request.applied_before(answer)) {
                return Ok(output);
            }
            let reasons = error.as_service_error().map_or_else(Vec::new, |answer| R::reasons(answer).to_vec());
            match failure::sort(R::NAME, error, &reasons) {
                Failure::Contended if attempt < MAX_ATTEMPTS => self.jitter.sleep(attempt).await,
                Failure::Contended => return Err(StoreError::Throttled),
                Failure::Final(error) => return Err(error),
            }
            attempt += 1;
        }
    }
}

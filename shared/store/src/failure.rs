//! What a failed call means: the SDK's errors, sorted by what a caller can do about them.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::CancellationReason;

use crate::error::{BoxError, StoreError};

/// The most that one item may take, in bytes.
pub(crate) const MAX_ITEM_BYTES: usize = 400 * 1024;

/// A failure, and whether to try again here.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Another transaction holds one of the items, for some milliseconds: the SDK does not repeat these by itself.
    Contended,
    /// Nothing to be done at this level.
    Final(StoreError),
}

/// Sorts an SDK error. `reasons` are those of a cancelled transaction, otherwise empty.
pub(crate) fn sort<E>(operation: &'static str, error: SdkError<E>, reasons: &[CancellationReason]) -> Failure
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    let SdkError::ServiceError(answer) = &error else {
        return Failure::Final(match error {
            SdkError::ConstructionFailure(_) => refused(operation, "ConstructionFailure", error.into()),
            _ => StoreError::Unavailable { operation, source: error.into() },
        });
    };
    let code = answer.err().code().unwrap_or("unknown").to_owned();
    let message = answer.err().message().unwrap_or_default();
    match code.as_str() {
        "TransactionCanceledException" => cancelled(operation, reasons, error.into()),
        "TransactionConflictException" => Failure::Contended,
        "ConditionalCheckFailedException" => Failure::Final(StoreError::Conflict),
        "ValidationException" | "ItemCollectionSizeLimitExceededException" if is_about_size(message) => {
            Failure::Final(too_large(operation))
        }
        "InternalServerError" | "InternalFailure" | "ServiceUnavailable" | "RequestTimeout" | "RequestTimeoutException" => {
            Failure::Final(StoreError::Unavailable { operation, source: error.into() })
        }
        code if is_throttling(code) => Failure::Final(StoreError::Throttled),
        _ if answer.raw().status().is_server_error() => {
            Failure::Final(StoreError::Unavailable { operation, source: error.into() })
        }
        code => Failure::Final(refused(operation, code, error.into())),
    }
}

/// A cancelled transaction: a failed condition outweighs contention, because repeating cannot help then.
fn cancelled(operation: &'static str, reasons: &[CancellationReason], source: BoxError) -> Failure {
    let has = |wanted: &str| reasons.iter().any(|reason| reason.code() == Some(wanted));
    if has("ConditionalCheckFailed") {
        return Failure::Final(StoreError::Conflict);
    }
    if reasons.iter().any(|reason| is_about_size(reason.message().unwrap_or_default())) || has("ItemCollectionSizeLimitExceeded")
    {
        return Failure::Final(too_large(operation));
    }
    if has("ValidationError") {
        return Failure::Final(refused(operation, "ValidationError", source));
    }
    if has("TransactionConflict") || has("ThrottlingError") || has("ProvisionedThroughputExceeded") {
        return Failure::Contended;
    }
    Failure::Final(refused(operation, "TransactionCanceledException", source))
}

/// The codes that the SDK has already repeated, with waits, before they arrive here.
fn is_throttling(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "Throttling"
            | "RequestLimitExceeded"
            | "LimitExceededException"
            | "TooManyRequestsException"
            | "SlowDown"
            | "TransactionInProgressException"
    )
}

/// Sizes have no error code of their own.
fn is_about_size(message: &str) -> bool {
    ["Item size", "aggregate size", "Collection size", "collection size"].iter().any(|part| message.contains(part))
}

fn too_large(operation: &str) -> StoreError {
    StoreError::TooLarge { what: format!("an item of {operation}"), bytes: MAX_ITEM_BYTES }
}

fn refused(operation: &'static str, code: &str, source: BoxError) -> StoreError {
    StoreError::Refused { operation, code: code.to_owned(), source }
}

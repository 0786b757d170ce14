//! A table's stream, handed to the functions that read it on AWS: in batches, at least once, with partial failures tried again.
//!
//! [`source`] reads records, [`delivery`] hands a batch to a consumer until it is dealt with, [`pump`] keeps both going and
//! remembers how far each consumer has come.

pub mod delivery;
pub mod pump;
pub mod source;

use async_trait::async_trait;
use aws_lambda_events::dynamodb::Event;
use aws_lambda_events::streams::DynamoDbEventResponse;

use crate::scheduler::HandlerError;

/// A function that reads a stream.
#[async_trait]
pub trait Consumer: Send + Sync + 'static {
    /// Deals with a batch; names the records that it did not deal with, or fails for all of them.
    async fn consume(&self, event: Event) -> Result<DynamoDbEventResponse, HandlerError>;
}

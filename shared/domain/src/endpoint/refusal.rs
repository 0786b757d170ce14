//! Why a write of endpoints is refused. Every one of these is the caller's to mend (400 on the wire).

use std::fmt;

use crate::field::FieldError;

/// The rule that a write breaks. Two texts are Pinpoint's own, because clients look at how they begin (spec §1.8).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// An address came without a channel type, and the stored endpoint has none (spec §3.4).
    #[error("Missing ChannelType")]
    MissingChannelType,
    /// One endpoint too many for its user (spec §3.8).
    #[error("Exceeded maximum endpoint per user count: {limit}")]
    TooManyEndpoints { limit: usize },
    /// The endpoint would have too many attribute names.
    #[error("Attributes, Metrics and User.UserAttributes must have at most {limit} names together, would have {count}")]
    TooManyNames { count: usize, limit: usize },
    /// The endpoint would be too large.
    #[error("the endpoint must be at most {limit} bytes large, would be {bytes}")]
    TooLarge { bytes: usize, limit: usize },
    #[error(transparent)]
    Field(FieldError),
}

/// A refused write, with its place in the batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Position in the batch, from 0; `None` for a write outside a batch.
    pub item: Option<usize>,
    pub error: WriteError,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.item, &self.error) {
            (None, error) => error.fmt(f),
            (Some(item), WriteError::Field(error)) => write!(f, "Item[{item}].{error}"),
            (Some(item), error) => write!(f, "{error} (Item[{item}])"),
        }
    }
}

impl std::error::Error for Refusal {}

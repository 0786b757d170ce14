//! Why a channel is not configured.

use crate::field::FieldError;

/// A refusal of a channel request. Never holds what was sent, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChannelError {
    /// No set of credentials is complete. Clients compare the text (spec §1.8).
    #[error("Missing credentials")]
    MissingCredentials,
    #[error(transparent)]
    Field(#[from] FieldError),
}

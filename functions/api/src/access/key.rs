//! An access key as the verification of a signature needs it.

use std::fmt;

use async_trait::async_trait;
use touchpoint_domain::access::Grant;
use zeroize::Zeroizing;

use crate::error::ApiError;

/// Whether a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyStatus {
    Active,
    Inactive,
}

/// A key with its secret, which is never shown or logged.
#[derive(Clone)]
pub(crate) struct AccessKey {
    pub(crate) id: String,
    pub(crate) secret: Zeroizing<String>,
    pub(crate) status: KeyStatus,
    pub(crate) grant: Grant,
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, status, grant, .. } = self;
        f.debug_struct("AccessKey").field("id", id).field("status", status).field("grant", grant).finish_non_exhaustive()
    }
}

/// Where keys are looked up.
#[async_trait]
pub(crate) trait Keys: Send + Sync + fmt::Debug {
    /// The key with this id, if there is one.
    async fn find(&self, id: &str) -> Result<Option<AccessKey>, ApiError>;
}

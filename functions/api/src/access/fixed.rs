//! Keys that are given by whoever starts the API, rather than stored: the local runner's.

use std::collections::BTreeMap;

use async_trait::async_trait;
use touchpoint_domain::access::Grant;
use zeroize::Zeroizing;

use super::{AccessKey, Caller, KeyStatus, Keys};
use crate::error::ApiError;

/// A few keys in memory.
#[derive(Clone, Debug, Default)]
pub struct FixedKeys(BTreeMap<String, AccessKey>);

impl FixedKeys {
    /// None at all: nobody gets in by these.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// These and an active one that may do everything; the secret has at most 40 bytes.
    #[must_use]
    pub fn with_admin(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        let Caller { key_id, grant } = Caller::admin(id);
        self.with(key_id, secret.into(), KeyStatus::Active, grant)
    }

    fn with(mut self, id: String, secret: String, status: KeyStatus, grant: Grant) -> Self {
        let key = AccessKey { id: id.clone(), secret: Zeroizing::new(secret), status, grant };
        self.0.insert(id, key);
        self
    }

    /// The same, the key with this id switched off.
    #[must_use]
    pub fn switched_off(mut self, id: &str) -> Self {
        if let Some(key) = self.0.get_mut(id) {
            key.status = KeyStatus::Inactive;
        }
        self
    }
}

#[async_trait]
impl Keys for FixedKeys {
    async fn find(&self, id: &str) -> Result<Option<AccessKey>, ApiError> {
        Ok(self.0.get(id).cloned())
    }
}

//! All keys of a deployment: those that were given at its start, and those that are stored.

use std::sync::Arc;

use async_trait::async_trait;

use super::{AccessKey, FixedKeys, Keys, StoredKeys};
use crate::error::ApiError;

/// Fixed keys first: they cost nothing to find.
#[derive(Clone, Debug)]
pub(crate) struct CombinedKeys {
    pub(crate) fixed: FixedKeys,
    pub(crate) stored: Arc<StoredKeys>,
}

#[async_trait]
impl Keys for CombinedKeys {
    async fn find(&self, id: &str) -> Result<Option<AccessKey>, ApiError> {
        match self.fixed.find(id).await? {
            Some(key) => Ok(Some(key)),
            None => self.stored.find(id).await,
        }
    }
}

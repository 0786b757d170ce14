//! Keys as they are stored, found again.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use touchpoint_domain::access::lifetime::{expires, grant, status_at};
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{PortError, Vault};
use touchpoint_store::Store;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::extension::{AccessKeyResponse, AccessKeyStatus};
use zeroize::Zeroizing;

use super::cache::{KeyCache, Known};
use super::mint::{ServerSide, context, is_id};
use super::{AccessKey, KeyStatus, Keys};
use crate::error::ApiError;
use crate::stored;

/// The keys of this deployment: read, opened by the vault, and kept for a minute (see `cache`).
#[derive(Debug)]
pub(crate) struct StoredKeys {
    store: Store,
    vault: Arc<dyn Vault>,
    clock: Arc<dyn Clock>,
    cache: KeyCache,
}

impl StoredKeys {
    pub(crate) fn new(store: Store, vault: Arc<dyn Vault>, clock: Arc<dyn Clock>) -> Self {
        Self { store, vault, clock, cache: KeyCache::default() }
    }

    /// Looks the key up anew at its next use: it was changed here.
    pub(crate) fn forget(&self, id: &str) {
        self.cache.forget(id);
    }

    /// Whether the vault opens the secret of this key: not when the vault's own key is lost.
    ///
    /// # Errors
    /// When the vault cannot say, for the moment.
    pub(crate) async fn opens(&self, record: &Record) -> Result<bool, ApiError> {
        let sealed = stored::server_side::<ServerSide>(record)?.secret;
        match self.vault.open(&context(&record.id), &sealed).await {
            Ok(_) => Ok(true),
            Err(PortError::Refused(_)) => Ok(false),
            Err(error @ (PortError::Throttled(_) | PortError::Unavailable(_))) => Err(error.into()),
        }
    }

    async fn read(&self, id: &str) -> Result<Option<Known>, ApiError> {
        match self.store.resources().get(&Scope::Account, Kind::AccessKey, id).await? {
            Some(record) => Ok(Some(self.open(id, &record).await?)),
            None => Ok(None),
        }
    }

    async fn open(&self, id: &str, record: &Record) -> Result<Known, ApiError> {
        let document: AccessKeyResponse = stored::document(record)?;
        let sealed = stored::server_side::<ServerSide>(record)?.secret;
        let secret = self.vault.open(&context(id), &sealed).await?;
        let secret = std::str::from_utf8(&secret).map_err(|_| ApiError::internal("a stored secret is no text"))?;
        let key = AccessKey {
            id: id.to_owned(),
            secret: Zeroizing::new(secret.to_owned()),
            status: usable(document.status),
            grant: grant(&document),
        };
        Ok(Known { key, expires: expires(&document) })
    }
}

#[async_trait]
impl Keys for StoredKeys {
    async fn find(&self, id: &str) -> Result<Option<AccessKey>, ApiError> {
        if !is_id(id) {
            return Ok(None);
        }
        let now = self.clock.now();
        if let Some(known) = self.cache.get(id, now) {
            return Ok(known.map(|known| at(known, now)));
        }
        let known = self.read(id).await?;
        self.cache.put(id, known.as_ref(), now);
        Ok(known.map(|known| at(known, now)))
    }
}

/// The key as it is now: it may expire while it is cached.
fn at(known: Known, now: Timestamp) -> AccessKey {
    let stored = match known.key.status {
        KeyStatus::Active => AccessKeyStatus::Active,
        KeyStatus::Inactive => AccessKeyStatus::Inactive,
    };
    AccessKey { status: usable(status_at(stored, known.expires, now)), ..known.key }
}

fn usable(status: AccessKeyStatus) -> KeyStatus {
    match status {
        AccessKeyStatus::Active => KeyStatus::Active,
        AccessKeyStatus::Inactive | AccessKeyStatus::Expired => KeyStatus::Inactive,
    }
}

#[cfg(test)]
mod tests;

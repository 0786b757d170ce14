//! The credentials of channels between memory and database: encrypted beside the channel's record, never in its document.
//!
//! Each is sealed for its app and channel, so that what was taken from one record does not open in another.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use touchpoint_domain::channel::Credentials;
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::ids::AppId;
use touchpoint_platform::ports::{PortError, Sealed, Vault};
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_store::{Store, StoreError};
use zeroize::Zeroizing;

use crate::Api;

/// Why credentials cannot be stored or read. Never holds any part of them.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] PortError),
    #[error("the stored credentials of {0} cannot be read")]
    Malformed(Channel),
}

/// What the record of a channel holds beside its document.
#[derive(Serialize, Deserialize)]
struct ServerSide {
    credentials: Sealed,
}

/// What `app` proves itself with on `channel`; `None` when the channel is not configured or needs no credentials.
///
/// # Errors
/// The database or the vault does not answer, or what is stored was not sealed for this app and channel.
pub async fn credentials(api: &Api, app: &AppId, channel: Channel) -> Result<Option<Credentials>, CredentialsError> {
    read(&api.store, &*api.ports.vault, app, channel).await
}

async fn read(store: &Store, vault: &dyn Vault, app: &AppId, channel: Channel) -> Result<Option<Credentials>, CredentialsError> {
    let found = store.resources().get(&Scope::App(app.clone()), Kind::Channel, channel.as_str()).await?;
    match found {
        Some(Record { srv: Value::Null, .. }) | None => Ok(None),
        Some(record) => open(vault, app, channel, &record.srv).await.map(Some),
    }
}

/// What the record of the channel is to hold beside its document.
pub(crate) async fn seal(
    vault: &dyn Vault,
    app: &AppId,
    channel: Channel,
    credentials: &Credentials,
) -> Result<Value, CredentialsError> {
    // Errors of serde may quote what they are about.
    let malformed = |_| CredentialsError::Malformed(channel);
    let secret = Zeroizing::new(serde_json::to_vec(credentials).map_err(malformed)?);
    let sealed = vault.seal(&context(app, channel), &secret).await?;
    serde_json::to_value(ServerSide { credentials: sealed }).map_err(malformed)
}

async fn open(vault: &dyn Vault, app: &AppId, channel: Channel, srv: &Value) -> Result<Credentials, CredentialsError> {
    let malformed = |_| CredentialsError::Malformed(channel);
    let ServerSide { credentials } = ServerSide::deserialize(srv).map_err(malformed)?;
    let secret = vault.open(&context(app, channel), &credentials).await?;
    serde_json::from_slice(&secret).map_err(malformed)
}

fn context(app: &AppId, channel: Channel) -> String {
    format!("{app}/{channel}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use touchpoint_domain::channel::{AdmCredentials, Secret};
    use touchpoint_platform::testing::vault;

    use super::*;

    #[tokio::test]
    async fn they_open_for_their_own_app_and_channel_only() {
        let vault = vault().unwrap();
        let (app, other) = (AppId::new("a1"), AppId::new("a2"));
        let adm = Credentials::Adm(AdmCredentials { client_id: "id-1".to_owned(), client_secret: Secret::new("hush-hush") });
        let srv = seal(&*vault, &app, Channel::Adm, &adm).await.unwrap();
        assert!(!srv.to_string().contains("hush") && !srv.to_string().contains("id-1"), "{srv}");
        assert_eq!(open(&*vault, &app, Channel::Adm, &srv).await.unwrap(), adm);
        assert!(matches!(open(&*vault, &other, Channel::Adm, &srv).await, Err(CredentialsError::Vault(_))));
        assert!(matches!(open(&*vault, &app, Channel::Baidu, &srv).await, Err(CredentialsError::Vault(_))));
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_not_quoted() {
        let vault = vault().unwrap();
        let app = AppId::new("a1");
        let sealed = vault.seal("a1/ADM", br#"{"adm":"hush-hush"}"#).await.unwrap();
        for srv in [json!({"credentials": sealed}), json!({"other": "hush-hush"}), json!("hush-hush")] {
            let error = open(&*vault, &app, Channel::Adm, &srv).await.unwrap_err();
            assert_eq!(error.to_string(), "the stored credentials of ADM cannot be read");
            assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        }
    }
}

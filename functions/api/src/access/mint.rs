//! New access keys.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_domain::time::wire_date;
use touchpoint_platform::ports::Sealed;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::extension::{AccessKeyResponse, AccessKeyRole, AccessKeyStatus};
use zeroize::Zeroizing;

use crate::error::ApiError;
use crate::{Api, stored};

/// What ids begin with, so that a leaked one is recognised as one of ours.
const PREFIX: &str = "TPAK";
/// Characters behind it: 80 random bits.
const ID_CHARS: usize = 16;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Random bytes of a secret: 40 characters of base64, as long as those of AWS.
const SECRET_BYTES: usize = 30;

/// What a key is to be.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) name: Option<String>,
    pub(crate) role: AccessKeyRole,
    pub(crate) applications: Option<Vec<String>>,
}

/// A key that is not stored yet.
#[derive(Clone, Debug)]
pub(crate) struct Minted {
    pub(crate) record: Record,
    /// The one answer that shows the secret.
    pub(crate) answer: AccessKeyResponse,
}

/// What is kept beside the document of a key.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct ServerSide {
    pub(super) secret: Sealed,
}

/// What the secret of a key is sealed for.
pub(super) fn context(id: &str) -> String {
    format!("access-key/{id}")
}

/// Whether a text can be the id of a key at all.
pub(super) fn is_id(text: &str) -> bool {
    let rest = text.strip_prefix(PREFIX).unwrap_or_default();
    rest.len() == ID_CHARS && rest.bytes().all(|byte| BASE32.contains(&byte))
}

/// Makes a key with a new id and a new secret.
///
/// # Errors
/// When the system gives no random bytes, or the vault does not seal the secret.
pub(crate) async fn mint(api: &Api, draft: Draft, now: Timestamp) -> Result<Minted, ApiError> {
    let (id, secret) = (random_id()?, random_secret()?);
    let sealed = api.ports.vault.seal(&context(&id), secret.as_bytes()).await?;
    let key = AccessKeyResponse {
        access_key_id: id.clone(),
        secret_access_key: None,
        name: draft.name,
        role: draft.role,
        applications: draft.applications,
        status: AccessKeyStatus::Active,
        creation_date: wire_date(now),
        expiration_date: None,
    };
    let record = Record::new(Scope::Account, Kind::AccessKey, id, stored::value(&key)?, now);
    let record = Record { srv: stored::value(&ServerSide { secret: sealed })?, ..record };
    Ok(Minted { record, answer: AccessKeyResponse { secret_access_key: Some(secret.to_string()), ..key } })
}

fn random_id() -> Result<String, ApiError> {
    let mut bytes = [0; ID_CHARS];
    fill(&mut bytes)?;
    // 256 is a multiple of 32: every character is as likely as any other.
    let characters = bytes.iter().filter_map(|byte| BASE32.get(usize::from(byte % 32)).copied().map(char::from));
    Ok(PREFIX.chars().chain(characters).collect())
}

fn random_secret() -> Result<Zeroizing<String>, ApiError> {
    let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
    fill(&mut *bytes)?;
    Ok(Zeroizing::new(BASE64_STANDARD.encode(*bytes)))
}

fn fill(bytes: &mut [u8]) -> Result<(), ApiError> {
    aws_lc_rs::rand::fill(bytes).map_err(|_| ApiError::internal("the system gives no random bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_secrets_look_like_those_of_aws() {
        for _ in 0..100 {
            let (id, secret) = (random_id().unwrap(), random_secret().unwrap());
            assert!(is_id(&id) && id.len() == 20, "{id}");
            assert_eq!(secret.len(), 40);
        }
        assert_ne!(random_id().unwrap(), random_id().unwrap());
        assert_ne!(random_secret().unwrap(), random_secret().unwrap());
        for other in
            ["", "TPAK", "local", "AKIAAAAAAAAAAAAAAAAA", "TPAKaaaaaaaaaaaaaaaa", "TPAK1AAAAAAAAAAAAAAA", "TPAKAAAAAAAAAAAAAAAAA"]
        {
            assert!(!is_id(other), "{other}");
        }
    }
}

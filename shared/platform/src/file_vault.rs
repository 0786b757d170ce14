//! A vault with a key of its own: for one machine, where there is no key service.

use std::fmt;

use async_trait::async_trait;
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, RandomizedNonceKey};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use crate::ports::{PortError, Sealed, Vault};

/// Length of the key in bytes.
pub const KEY_BYTES: usize = 32;

/// AES-256-GCM under one key. A sealed secret is base64 of nonce, ciphertext and tag; the context is authenticated with it.
pub struct FileVault {
    key: RandomizedNonceKey,
}

impl FileVault {
    /// A vault that opens what the same `key` sealed.
    ///
    /// # Errors
    /// [`PortError::Refused`] when the cipher does not take the key.
    pub fn new(key: &[u8; KEY_BYTES]) -> Result<Self, PortError> {
        let key =
            RandomizedNonceKey::new(&AES_256_GCM, key).map_err(|_| PortError::Refused("the key is no AES-256 key".into()))?;
        Ok(Self { key })
    }
}

#[async_trait]
impl Vault for FileVault {
    async fn seal(&self, context: &str, secret: &[u8]) -> Result<Sealed, PortError> {
        let mut text = secret.to_vec();
        let nonce = self
            .key
            .seal_in_place_append_tag(Aad::from(context.as_bytes()), &mut text)
            .map_err(|_| PortError::Refused("the secret cannot be sealed".into()))?;
        let mut sealed = nonce.as_ref().to_vec();
        sealed.append(&mut text);
        Ok(Sealed(BASE64_STANDARD.encode(sealed)))
    }

    async fn open(&self, context: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, PortError> {
        let refused = || PortError::Refused("not sealed by this vault in this context".into());
        let bytes = BASE64_STANDARD.decode(&sealed.0).map_err(|_| refused())?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE_LEN>().ok_or_else(refused)?;
        let mut text = Zeroizing::new(text.to_vec());
        let length = self.key.open_in_place(nonce.into(), Aad::from(context.as_bytes()), &mut text).map_err(|_| refused())?.len();
        text.truncate(length);
        Ok(text)
    }
}

impl fmt::Debug for FileVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileVault").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn opens_in_the_same_context_only() {
        let vault = FileVault::new(&[7; KEY_BYTES]).unwrap();
        let sealed = vault.seal("a1/APNS", b"secret").await.unwrap();
        assert!(!sealed.0.contains("secret"));
        assert_ne!(sealed, vault.seal("a1/APNS", b"secret").await.unwrap());
        assert_eq!(**vault.open("a1/APNS", &sealed).await.unwrap(), *b"secret");
        assert!(vault.open("a2/APNS", &sealed).await.is_err());
        assert!(FileVault::new(&[8; KEY_BYTES]).unwrap().open("a1/APNS", &sealed).await.is_err());
        for broken in ["", "AAAA", "not base64", &sealed.0[4..]] {
            assert!(vault.open("a1/APNS", &Sealed(broken.to_owned())).await.is_err(), "{broken}");
        }
    }

    #[tokio::test]
    async fn nothing_is_a_secret_too() {
        let vault = FileVault::new(&[7; KEY_BYTES]).unwrap();
        let sealed = vault.seal("", b"").await.unwrap();
        assert!(vault.open("", &sealed).await.unwrap().is_empty());
    }
}

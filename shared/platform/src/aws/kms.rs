//! The vault on AWS: each secret under a data key of its own, and the data key under a key that never leaves KMS.
//!
//! One call of KMS seals or opens a secret of any length up to 64 KB. KMS is told what the secret belongs to (`touchpoint` in the
//! encryption context), so that it refuses to open one in another's place, and so that the account's trail says which
//! secret was opened when. Nothing that was opened is kept here: whoever asks often keeps it, for as long as it may.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_kms::Client;
use aws_sdk_kms::config::Builder;
use aws_sdk_kms::config::retry::RetryConfig;
use aws_sdk_kms::config::timeout::TimeoutConfig;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use crate::file_vault::{FileVault, KEY_BYTES};
use crate::ports::{PortError, Sealed, Vault};

/// The name under which KMS is told the context.
const CONTEXT: &str = "touchpoint";
/// What a sealed secret begins with: how it is to be opened.
const FORMAT: &str = "k1";
/// The longest secret, in bytes.
const MAX_SECRET_BYTES: usize = 64 * 1024;
/// The longest wrapped data key that KMS takes, in bytes.
const MAX_WRAPPED_BYTES: usize = 6144;
const MAX_ATTEMPTS: u32 = 3;

/// A vault whose key is in KMS. A sealed secret is `k1.{wrapped data key}.{sealed under the data key}`, both base64.
pub struct KmsVault {
    client: Client,
    key_id: String,
}

impl KmsVault {
    /// A vault under the key `key_id`: an id, an ARN or an alias.
    #[must_use]
    pub fn new(sdk: &SdkConfig, key_id: impl Into<String>) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(Duration::from_secs(2))
            .operation_timeout(Duration::from_secs(6))
            .build();
        let retries = RetryConfig::standard().with_max_attempts(MAX_ATTEMPTS);
        let client = Client::from_conf(Builder::from(sdk).timeout_config(timeouts).retry_config(retries).build());
        Self { client, key_id: key_id.into() }
    }
}

#[async_trait]
impl Vault for KmsVault {
    async fn seal(&self, context: &str, secret: &[u8]) -> Result<Sealed, PortError> {
        if secret.len() > MAX_SECRET_BYTES {
            return Err(PortError::Refused(format!("a secret of {} bytes; at most {MAX_SECRET_BYTES}", secret.len())));
        }
        let made = self
            .client
            .generate_data_key()
            .key_id(&self.key_id)
            .key_spec(DataKeySpec::Aes256)
            .encryption_context(CONTEXT, context)
            .send()
            .await
            .map_err(|error| port_error(&error))?;
        let wrapped = made.ciphertext_blob.ok_or_else(no_key)?;
        let sealed = under(made.plaintext)?.seal(context, secret).await?;
        Ok(Sealed(format!("{FORMAT}.{}.{}", BASE64_STANDARD.encode(wrapped.as_ref()), sealed.0)))
    }

    async fn open(&self, context: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, PortError> {
        let (wrapped, sealed) = parse(&sealed.0).ok_or_else(|| PortError::Refused("not sealed by this vault".into()))?;
        let opened = self
            .client
            .decrypt()
            // Named, so that nothing that was wrapped under another key, however it came here, is opened.
            .key_id(&self.key_id)
            .ciphertext_blob(Blob::new(wrapped))
            .encryption_context(CONTEXT, context)
            .send()
            .await
            .map_err(|error| port_error(&error))?;
        under(opened.plaintext)?.open(context, &sealed).await
    }
}

impl fmt::Debug for KmsVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KmsVault").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

fn parse(text: &str) -> Option<(Vec<u8>, Sealed)> {
    let (wrapped, sealed) = text.strip_prefix(FORMAT)?.strip_prefix('.')?.split_once('.')?;
    let wrapped = BASE64_STANDARD.decode(wrapped).ok()?;
    (wrapped.len() <= MAX_WRAPPED_BYTES).then(|| (wrapped, Sealed(sealed.to_owned())))
}

/// A vault under the data key that KMS answered.
fn under(plaintext: Option<Blob>) -> Result<FileVault, PortError> {
    let key = Zeroizing::new(plaintext.ok_or_else(no_key)?.into_inner());
    let key: &[u8; KEY_BYTES] = key.as_slice().try_into().map_err(|_| no_key())?;
    FileVault::new(key)
}

fn no_key() -> PortError {
    PortError::Unavailable("KMS answered no data key of 32 bytes".into())
}

fn port_error<E, R>(error: &SdkError<E, R>) -> PortError
where
    SdkError<E, R>: ProvideErrorMetadata,
{
    match error.code() {
        Some(code @ ("ThrottlingException" | "LimitExceededException")) => PortError::Throttled(code.into()),
        Some(
            code @ ("InvalidCiphertextException"
            | "IncorrectKeyException"
            | "NotFoundException"
            | "DisabledException"
            | "KMSInvalidStateException"
            | "InvalidKeyUsageException"
            | "ValidationException"),
        ) => PortError::Refused(code.into()),
        Some(code) if code.starts_with("AccessDenied") => PortError::Refused(code.into()),
        Some(code) => PortError::Unavailable(code.into()),
        None => PortError::Unavailable("no answer from KMS".into()),
    }
}

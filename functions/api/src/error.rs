//! An operation that failed: one message for the client, another for the log.

use http::Method;
use touchpoint_domain::channel::ChannelError;
use touchpoint_domain::field::FieldError;
use touchpoint_platform::ports::PortError;
use touchpoint_store::StoreError;
use touchpoint_wire::{ErrorCode, InputError, Operation};

use crate::credentials::CredentialsError;

/// Why an operation was not carried out. Becomes the answer of spec §1.8.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub(crate) struct ApiError {
    code: ErrorCode,
    /// For the client.
    message: String,
    /// For the log, never with personal data; only of faults of ours.
    detail: Option<String>,
    /// The header `Allow` of a 405.
    allowed: Option<String>,
    /// The key that the request says it was signed with, for the log.
    key_id: Option<String>,
    cause: Cause,
}

/// Whether doing the same again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// Somebody else wrote first: a fresh read and another try will do.
    LostRace,
    Other,
}

impl ApiError {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None, allowed: None, key_id: None, cause: Cause::Other }
    }

    pub(crate) fn code(&self) -> ErrorCode {
        self.code
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    pub(crate) fn allowed(&self) -> Option<&str> {
        self.allowed.as_deref()
    }

    /// The same, of a request that says it was signed with this key.
    pub(crate) fn of_key(self, id: &str) -> Self {
        Self { key_id: Some(id.to_owned()), ..self }
    }

    pub(crate) fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    pub(crate) fn is_not_found(&self) -> bool {
        self.code == ErrorCode::NotFound
    }

    pub(crate) fn is_lost_race(&self) -> bool {
        self.cause == Cause::LostRace
    }

    /// 400: the message names the field and what would be right.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    /// 403.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Forbidden, message)
    }

    /// 403 of a request without a signature.
    pub(crate) fn unsigned() -> Self {
        let rule = "the request must be signed with AWS Signature Version 4 by an access key of this deployment";
        Self::new(ErrorCode::MissingAuthenticationToken, format!("authorization: {rule}"))
    }

    /// 403 of a signature that cannot be read.
    pub(crate) fn incomplete_signature(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::IncompleteSignature, message)
    }

    /// 403 of a signature that was read and does not hold.
    pub(crate) fn invalid_signature(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidSignature, message)
    }

    /// 403 of an access key that is none of ours.
    pub(crate) fn unrecognized_client(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::UnrecognizedClient, message)
    }

    /// 404 of an app. Clients' tests compare the text (spec §1.8).
    pub(crate) fn app_not_found() -> Self {
        Self::new(ErrorCode::NotFound, "Application not found")
    }

    /// 404 of anything in an app or account. Clients' tests compare the text (spec §1.8).
    pub(crate) fn resource_not_found() -> Self {
        Self::new(ErrorCode::NotFound, "Resource not found")
    }

    /// 404 of a path that is none of the API's.
    pub(crate) fn unknown_path() -> Self {
        Self::new(ErrorCode::NotFound, "path: none of this API")
    }

    /// 405; `allowed` is the header `Allow`.
    pub(crate) fn method_not_allowed(method: &Method, allowed: String) -> Self {
        let message = format!("method: {method} is not one of {allowed}");
        Self { allowed: Some(allowed), ..Self::new(ErrorCode::MethodNotAllowed, message) }
    }

    /// 409: the resource is there already, or is not in a state to be changed.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Conflict, message)
    }

    /// 413; `limit` in bytes.
    pub(crate) fn payload_too_large(limit: usize) -> Self {
        Self::new(ErrorCode::PayloadTooLarge, format!("body: at most {limit} bytes"))
    }

    /// 429: the resource is being changed by so many that none of our tries came through.
    pub(crate) fn busy() -> Self {
        Self::new(ErrorCode::TooManyRequests, "the resource is being changed by others; try again")
    }

    /// 429: more requests of one operation in a second than the deployer allows.
    pub(crate) fn rate_exceeded(operation: Operation, per_second: u32) -> Self {
        Self::new(ErrorCode::TooManyRequests, format!("{operation}: at most {per_second} requests per second; try again"))
    }

    /// 500; `detail` goes to the log only.
    pub(crate) fn internal(detail: impl Into<String>) -> Self {
        let error = Self::new(ErrorCode::InternalServerError, "internal error; try again");
        Self { detail: Some(detail.into()), ..error }
    }

    fn throttled(detail: String) -> Self {
        let error = Self::new(ErrorCode::TooManyRequests, "too many requests; try again");
        Self { detail: Some(detail), ..error }
    }
}

impl From<InputError> for ApiError {
    fn from(error: InputError) -> Self {
        Self::bad_request(error.to_string())
    }
}

impl From<FieldError> for ApiError {
    fn from(error: FieldError) -> Self {
        Self::bad_request(error.to_string())
    }
}

impl From<ChannelError> for ApiError {
    fn from(error: ChannelError) -> Self {
        Self::bad_request(error.to_string())
    }
}

impl From<CredentialsError> for ApiError {
    fn from(error: CredentialsError) -> Self {
        match error {
            CredentialsError::Store(error) => error.into(),
            CredentialsError::Vault(error) => error.into(),
            CredentialsError::Malformed(_) => Self::internal(error.to_string()),
        }
    }
}

impl From<PortError> for ApiError {
    fn from(error: PortError) -> Self {
        match error {
            PortError::Throttled(detail) => Self::throttled(detail),
            PortError::Unavailable(_) | PortError::Refused(_) => Self::internal(error.to_string()),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Throttled => Self::throttled(error.to_string()),
            StoreError::Conflict => Self { cause: Cause::LostRace, ..Self::busy() },
            StoreError::BadCursor => Self::bad_request("token: not one that this list gave out"),
            StoreError::TooLarge { .. } => Self::bad_request(error.to_string()),
            StoreError::Corrupt { .. } => Self::internal(error.to_string()),
            StoreError::Unavailable { source, .. } | StoreError::Refused { source, .. } => {
                Self::internal(format!("{error}: {source}"))
            }
        }
    }
}

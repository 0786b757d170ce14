//! The errors that an operation answers: code, status and body (spec §1.8).

use std::fmt;

use serde::{Deserialize, Serialize};

/// What went wrong, as far as a client's code can tell one error from another.
///
/// Errors of the request signature keep the names that AWS gives them, by which SDKs know what to do: renew credentials, set
/// their clock right, or give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The request is malformed, breaks a rule, or exceeds a countable quota.
    BadRequest,
    /// The caller may not do this.
    Forbidden,
    /// The request is not signed.
    MissingAuthenticationToken,
    /// What should be a signature is not one.
    IncompleteSignature,
    /// The signature is not this request's, or not of now.
    InvalidSignature,
    /// The access key is none of ours, or is switched off.
    UnrecognizedClient,
    /// The app or the resource in it does not exist.
    NotFound,
    /// The path exists, the method on it does not.
    MethodNotAllowed,
    /// The resource is in a state, or was changed meanwhile, so that the request cannot be carried out.
    Conflict,
    /// The body is too large.
    PayloadTooLarge,
    /// The operation is called too often.
    TooManyRequests,
    /// The fault is ours.
    InternalServerError,
    /// The operation is part of the API, but not carried out here. The one error that the model does not know.
    NotImplemented,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 13] = [
        Self::BadRequest,
        Self::Forbidden,
        Self::MissingAuthenticationToken,
        Self::IncompleteSignature,
        Self::InvalidSignature,
        Self::UnrecognizedClient,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::PayloadTooLarge,
        Self::TooManyRequests,
        Self::InternalServerError,
        Self::NotImplemented,
    ];

    /// The value of the header `x-amzn-ErrorType`, from which SDKs choose the exception they raise.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::BadRequest => "BadRequestException",
            Self::Forbidden => "ForbiddenException",
            Self::MissingAuthenticationToken => "MissingAuthenticationTokenException",
            Self::IncompleteSignature => "IncompleteSignatureException",
            Self::InvalidSignature => "InvalidSignatureException",
            Self::UnrecognizedClient => "UnrecognizedClientException",
            Self::NotFound => "NotFoundException",
            Self::MethodNotAllowed => "MethodNotAllowedException",
            Self::Conflict => "ConflictException",
            Self::PayloadTooLarge => "PayloadTooLargeException",
            Self::TooManyRequests => "TooManyRequestsException",
            Self::InternalServerError => "InternalServerErrorException",
            Self::NotImplemented => "NotImplementedException",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden
            | Self::MissingAuthenticationToken
            | Self::IncompleteSignature
            | Self::InvalidSignature
            | Self::UnrecognizedClient => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Conflict => 409,
            Self::PayloadTooLarge => 413,
            Self::TooManyRequests => 429,
            Self::InternalServerError => 500,
            Self::NotImplemented => 501,
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.type_name())
    }
}

/// The body of every error.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ErrorBody {
    /// What went wrong, for a person.
    #[serde(rename = "Message")]
    pub message: String,
    /// The id of the request, a UUID with dashes; the header `x-amzn-RequestId` repeats it.
    #[serde(rename = "RequestID")]
    pub request_id: String,
}

//! A refusal of a `/local/` request: a status, and a message as JSON.

use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde_json::json;

use crate::clock::ClockError;
use crate::drain::DrainError;
use crate::ledger::LedgerError;

/// What went wrong, and what would be right.
#[derive(Debug)]
pub(super) struct LocalError {
    status: StatusCode,
    message: String,
}

impl LocalError {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl IntoResponse for LocalError {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"message": self.message}))).into_response()
    }
}

impl From<QueryRejection> for LocalError {
    fn from(rejection: QueryRejection) -> Self {
        Self::bad_request(rejection.body_text())
    }
}

impl From<LedgerError> for LocalError {
    fn from(error: LedgerError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<ClockError> for LocalError {
    fn from(error: ClockError) -> Self {
        let status = match &error {
            ClockError::NotManual => StatusCode::CONFLICT,
            ClockError::BadDuration | ClockError::Backwards(_) => StatusCode::BAD_REQUEST,
            ClockError::Ledger(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl From<DrainError> for LocalError {
    fn from(error: DrainError) -> Self {
        let status = match &error {
            DrainError::Timeout => StatusCode::SERVICE_UNAVAILABLE,
            DrainError::Ledger(_) | DrainError::Stream(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

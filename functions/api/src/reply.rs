//! Answers: a document with the operation's status, or an error in Pinpoint's shape (spec §1.2, §1.8).

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;
use touchpoint_wire::{ErrorBody, Operation};

use crate::error::ApiError;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// What scripts in a browser may read of an answer besides its body.
const EXPOSED: &str = "x-amzn-RequestId, x-amzn-ErrorType, x-touchpoint-next-token, Date";
/// Where the next page of a list begins whose body has no room for that.
const NEXT_TOKEN: HeaderName = HeaderName::from_static("x-touchpoint-next-token");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
/// What scripts may send: the headers of a signature and those that SDKs add, by name, because some browsers take `*` for a
/// name too.
const SENDABLE: &str = "authorization, content-type, x-amz-date, x-amz-content-sha256, x-amz-user-agent, x-amz-security-token, \
    amz-sdk-invocation-id, amz-sdk-request, *";
/// How long a browser may remember what it was allowed, in seconds.
const PREFLIGHT_SECONDS: &str = "86400";

/// What an operation answers when it succeeds. The status is the operation's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    body: Bytes,
    keeping: Keeping,
    form: Form,
}

/// What a body is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Csv { next_token: Option<String> },
}

/// Whether who is on the way may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    AsUsual,
    /// It shows a secret.
    Never,
}

impl Reply {
    /// Answers `document`, a type of the API or a stored document of it; neither holds a null.
    pub(crate) fn of<T: Serialize>(document: &T) -> Result<Self, ApiError> {
        match serde_json::to_vec(document) {
            Ok(json) => Ok(Self { body: json.into(), keeping: Keeping::AsUsual, form: Form::Json }),
            Err(error) => Err(ApiError::internal(format!("an answer could not be written: {error}"))),
        }
    }

    /// Answers `document`, which shows a secret: nobody on the way may keep it.
    pub(crate) fn secret<T: Serialize>(document: &T) -> Result<Self, ApiError> {
        Ok(Self { keeping: Keeping::Never, ..Self::of(document)? })
    }

    /// Answers nothing but the status.
    pub(crate) fn empty() -> Self {
        Self { body: Bytes::new(), keeping: Keeping::AsUsual, form: Form::Json }
    }

    /// Answers rows for a spreadsheet.
    pub(crate) fn csv(rows: Vec<u8>, next_token: Option<String>) -> Self {
        Self { body: rows.into(), keeping: Keeping::AsUsual, form: Form::Csv { next_token } }
    }

    pub(crate) fn into_response(self, operation: Operation, request_id: &str) -> Response<Bytes> {
        self.with_status(operation.success_status(), request_id)
    }

    /// `status` is that of success: the operation's or the extension's.
    pub(crate) fn with_status(self, status: u16, request_id: &str) -> Response<Bytes> {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        let mut response = response(status, self.body, request_id);
        match self.form {
            Form::Json => {}
            Form::Csv { next_token } => {
                let headers = response.headers_mut();
                headers.insert(header::CONTENT_TYPE, CSV);
                if let Some(token) = next_token.and_then(|token| token.parse().ok()) {
                    headers.insert(NEXT_TOKEN, token);
                }
            }
        }
        match self.keeping {
            Keeping::AsUsual => {}
            Keeping::Never => {
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            }
        }
        response
    }
}

impl ApiError {
    pub(crate) fn into_response(self, request_id: &str) -> Response<Bytes> {
        let status = StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = ErrorBody { message: self.message().to_owned(), request_id: request_id.to_owned() };
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = response(status, json.into(), request_id);
        let headers = response.headers_mut();
        headers.insert(ERROR_TYPE, HeaderValue::from_static(self.code().type_name()));
        if let Some(allowed) = self.allowed().and_then(|allowed| allowed.parse().ok()) {
            headers.insert(header::ALLOW, allowed);
        }
        response
    }
}

/// Tells a browser what it may do; an `OPTIONS` without one is answered the same (spec §1.1).
pub(crate) fn preflight(allowed: &str, request_id: &str) -> Response<Bytes> {
    let mut response = response(StatusCode::OK, Bytes::new(), request_id);
    let headers = response.headers_mut();
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        headers.insert(header::ALLOW, allowed.clone());
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, allowed);
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(SENDABLE));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_SECONDS));
    response
}

fn response(status: StatusCode, body: Bytes, request_id: &str) -> Response<Bytes> {
    let has_body = !body.is_empty();
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if has_body {
        headers.insert(header::CONTENT_TYPE, JSON);
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    response
}

//! One request from arrival to answer.

use std::pin::Pin;

use jiff::Timestamp;
use percent_encoding::percent_decode;
use touchpoint_wire::{ErrorCode, Operation, RequestParts};
use uuid::Uuid;

use crate::dispatch::dispatch;
use crate::error::ApiError;
use crate::reply::{Reply, preflight};
use crate::route::{PathForm, PathParameters, Route, route};
use crate::{Api, Request, Response, Unsigned};

const REFUSED: &str = "signatures cannot be verified in this version, so requests are refused; who deploys it may open it with UnsignedRequests=allow";

/// What a handler knows of the request besides its input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) operation: Operation,
    /// A UUID with dashes: `RequestID` of the answer.
    pub(crate) request_id: String,
    /// When the request arrived; everything that it writes bears this date.
    pub(crate) now: Timestamp,
}

/// Answers a request. Never fails: an error is an answer too.
pub async fn handle(api: &Api, request: Request, form: PathForm) -> Response {
    let request_id = Uuid::new_v4().hyphenated().to_string();
    let uri = request.uri();
    let (operation, path) = match route(request.method(), uri.path(), form) {
        Ok(Route::Operation(operation, path)) => (operation, path),
        Ok(Route::Preflight { allowed }) => return preflight(&allowed, &request_id),
        Err(error) => return error.into_response(&request_id),
    };
    let call = Call { operation, request_id, now: api.clock.now() };
    match carry_out(api, &call, &path, &request).await {
        Ok(response) => response,
        Err(error) => {
            log(&call, &error);
            error.into_response(&call.request_id)
        }
    }
}

async fn carry_out(api: &Api, call: &Call, path: &PathParameters, request: &Request) -> Result<Response, ApiError> {
    if api.config.unsigned == Unsigned::Refused {
        return Err(ApiError::forbidden(REFUSED));
    }
    api.rates.admit(call)?;
    let limit = api.config.limits.payload_bytes;
    if request.body().len() > limit {
        return Err(ApiError::payload_too_large(limit));
    }
    let query = query_parameters(request.uri().query().unwrap_or_default())?;
    let parts = RequestParts { path, query: &query, body: request.body() };
    // Boxed, because the compilers of the callers would otherwise have to look through 122 handlers down to the sockets.
    let reply: Pin<Box<dyn Future<Output = Result<Reply, ApiError>> + Send + '_>> = Box::pin(dispatch(api, call, &parts));
    let reply = reply.await?;
    Ok(reply.into_response(call.operation, &call.request_id))
}

/// The parameters of a query string in order, repeated ones repeated.
fn query_parameters(query: &str) -> Result<Vec<(String, String)>, ApiError> {
    let decode = |text: &str| {
        let bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }).collect();
        match percent_decode(&bytes).decode_utf8() {
            Ok(decoded) => Ok(decoded.into_owned()),
            Err(_) => Err(ApiError::bad_request("query: must be UTF-8, percent-encoded")),
        }
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

/// Faults of ours are logged here, once, with ids and without anything of the request's content.
fn log(call: &Call, error: &ApiError) {
    let Call { operation, request_id, .. } = call;
    let detail = error.detail().unwrap_or_default();
    match error.code() {
        ErrorCode::InternalServerError => tracing::error!(%operation, request_id, detail, "the operation failed"),
        ErrorCode::TooManyRequests => tracing::warn!(%operation, request_id, detail, "the operation was turned away"),
        ErrorCode::BadRequest
        | ErrorCode::Forbidden
        | ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Conflict
        | ErrorCode::PayloadTooLarge
        | ErrorCode::NotImplemented => tracing::debug!(%operation, request_id, code = %error.code(), "refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_strings() {
        let pairs = |query: &str| query_parameters(query).unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(pairs(""), []);
        assert_eq!(pairs("page-size=5&&token"), [pair("page-size", "5"), pair("token", "")]);
        assert_eq!(pairs("tagKeys=a&tagKeys=b%3Dc"), [pair("tagKeys", "a"), pair("tagKeys", "b=c")]);
        assert_eq!(pairs("a=1=2&b=x+y%2Bz&c=%C3%A9"), [pair("a", "1=2"), pair("b", "x y+z"), pair("c", "é")]);
        assert!(query_parameters("a=%FF").is_err());
    }
}

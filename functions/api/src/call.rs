//! One request from arrival to answer.

use std::pin::Pin;

use http::header::{ACCEPT, DATE, HeaderValue};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use percent_encoding::percent_decode;
use touchpoint_wire::{ErrorCode, Operation, RequestParts};
use uuid::Uuid;

use crate::access::{Caller, authorize};
use crate::dispatch::dispatch;
use crate::error::ApiError;
use crate::handlers::extensions::{self, Circumstances};
use crate::reading::{ArrivedPath, Reading, Readings, readings};
use crate::reply::{Reply, preflight};
use crate::route::{PathForm, Routed};
use crate::signature::{Signature, Verified, verify};
use crate::{Api, Request, Response};

/// What a handler knows of the request besides its input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) operation: Operation,
    /// A UUID with dashes: `RequestID` of the answer.
    pub(crate) request_id: String,
    /// When the request arrived; everything that it writes bears this date.
    pub(crate) now: Timestamp,
    /// Who sent it, verified.
    pub(crate) caller: Caller,
}

/// A request as it came through a front door.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) request: Request,
    /// What the client's URL has before the path of the API: a stage, mostly nothing.
    pub(crate) prefix: String,
    /// The path of the API, in each way it may be meant.
    pub(crate) paths: Vec<ArrivedPath>,
}

impl Arrival {
    fn plain(request: Request, form: PathForm) -> Self {
        let path = ArrivedPath { form, text: request.uri().path().to_owned() };
        Self { request, prefix: String::new(), paths: vec![path] }
    }
}

/// A request that was let in: which reading was meant, and by whom.
#[derive(Debug)]
struct Admitted {
    reading: Reading,
    caller: Caller,
    /// `None` when the program that calls us says who sent it.
    signature: Option<Signature>,
}

/// How we know who sent a request.
#[derive(Clone, Debug)]
enum Sender {
    /// By its signature.
    Signed,
    /// The program that calls us says so.
    Known(Caller),
}

/// What handlers answer with. Boxed, because the compilers of the callers would otherwise have to look through 122 handlers
/// down to the sockets.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// Answers a request whose signature tells who sent it. Never fails: an error is an answer too.
pub async fn handle(api: &Api, request: Request, form: PathForm) -> Response {
    answer(api, Arrival::plain(request, form)).await
}

/// Answers a request of `caller` without asking for a signature: for programs that hold the API itself in their hands, as
/// tests do. No front door leads here.
pub async fn handle_as(api: &Api, caller: &Caller, request: Request, form: PathForm) -> Response {
    respond(api, Arrival::plain(request, form), Sender::Known(caller.clone())).await
}

/// Answers what came through a gateway.
pub(crate) async fn answer(api: &Api, arrival: Arrival) -> Response {
    respond(api, arrival, Sender::Signed).await
}

async fn respond(api: &Api, arrival: Arrival, sender: Sender) -> Response {
    let request_id = Uuid::new_v4().hyphenated().to_string();
    let mut response = match readings(arrival.request.method(), &arrival.prefix, &arrival.paths) {
        Ok(Readings::Routed(readings)) => serve(api, &arrival.request, readings, sender, &request_id).await,
        Ok(Readings::Preflight { allowed }) => preflight(&allowed, &request_id),
        Err(error) => error.into_response(&request_id),
    };
    // By this, SDKs whose signature is refused set their clock.
    let now = DateTimePrinter::new().timestamp_to_rfc9110_string(&api.wall_clock.now());
    if let Some(date) = now.ok().and_then(|now| HeaderValue::from_str(&now).ok()) {
        response.headers_mut().insert(DATE, date);
    }
    response
}

async fn serve(api: &Api, request: &Request, readings: Vec<Reading>, sender: Sender, request_id: &str) -> Response {
    let admitted = match admitted(api, request, readings, sender).await {
        Ok(admitted) => admitted,
        Err(error) => {
            log_stranger(request_id, &error);
            return error.into_response(request_id);
        }
    };
    let (routed, key_id) = (admitted.reading.routed, admitted.caller.key_id.clone());
    match carry_out(api, admitted, request, request_id).await {
        Ok(response) => response,
        Err(error) => {
            log(routed, request_id, &key_id, &error);
            error.into_response(request_id)
        }
    }
}

/// Lets the request in, or not. Too large a body is not read even for its hash.
async fn admitted(api: &Api, request: &Request, readings: Vec<Reading>, sender: Sender) -> Result<Admitted, ApiError> {
    let limit = api.config.limits.payload_bytes;
    if request.body().len() > limit {
        return Err(ApiError::payload_too_large(limit));
    }
    let (caller, place, signature) = match sender {
        Sender::Known(caller) => (caller, 0, None),
        Sender::Signed => {
            let paths: Vec<String> = readings.iter().map(|reading| reading.signed_path.clone()).collect();
            let verified: Boxed<'_, Verified> = Box::pin(verify(api.keys.as_ref(), api.wall_clock.now(), request, &paths));
            let Verified { caller, place, signature } = verified.await?;
            (caller, place, Some(signature))
        }
    };
    let reading = readings.into_iter().nth(place).ok_or_else(|| ApiError::internal("a request has no reading"))?;
    Ok(Admitted { reading, caller, signature })
}

async fn carry_out(api: &Api, admitted: Admitted, request: &Request, request_id: &str) -> Result<Response, ApiError> {
    let Admitted { reading, caller, signature } = admitted;
    let query = query_parameters(request.uri().query().unwrap_or_default());
    let parts = |query| RequestParts { path: &reading.parameters, query, body: request.body() };
    let operation = match reading.routed {
        Routed::Operation(operation) => operation,
        Routed::Beacon => Operation::PutEvents,
        Routed::Extension(extension) => {
            let query = query?;
            let parts = parts(&query);
            let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
            let circumstances = Circumstances { caller, signature, accept };
            let reply: Boxed<'_, Reply> = Box::pin(extensions::dispatch(api, extension, &parts, circumstances));
            return Ok(reply.await?.with_status(extension.success_status(), request_id));
        }
    };
    authorize(&caller, operation, &reading.parameters)?;
    let call = Call { operation, request_id: request_id.to_owned(), now: api.clock.now(), caller };
    api.rates.admit(&call)?;
    let query = query?;
    let parts = parts(&query);
    let reply: Boxed<'_, Reply> = Box::pin(dispatch(api, &call, &parts));
    Ok(reply.await?.into_response(operation, request_id))
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

/// Faults of ours, and what a caller may not do, are logged here, once, with ids and without anything of the request's content.
fn log(routed: Routed, request_id: &str, key_id: &str, error: &ApiError) {
    let operation = routed.name();
    let detail = error.detail().unwrap_or_default();
    match error.code() {
        ErrorCode::InternalServerError => tracing::error!(operation, request_id, key_id, detail, "the operation failed"),
        ErrorCode::TooManyRequests => tracing::warn!(operation, request_id, key_id, detail, "the operation was turned away"),
        ErrorCode::Forbidden => tracing::info!(operation, request_id, key_id, "the caller may not do this"),
        ErrorCode::BadRequest
        | ErrorCode::MissingAuthenticationToken
        | ErrorCode::IncompleteSignature
        | ErrorCode::InvalidSignature
        | ErrorCode::UnrecognizedClient
        | ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Conflict
        | ErrorCode::PayloadTooLarge
        | ErrorCode::NotImplemented => tracing::debug!(operation, request_id, key_id, code = %error.code(), "refused"),
    }
}

/// The same for requests of which nobody knows who sent them, with the key that they name, if the name was read.
fn log_stranger(request_id: &str, error: &ApiError) {
    let detail = error.detail().unwrap_or_default();
    if error.code().status() >= 500 {
        tracing::error!(request_id, detail, "the caller could not be verified");
    } else if let Some(key_id) = error.key_id() {
        tracing::info!(request_id, key_id, code = %error.code(), "the key or its signature is wrong");
    } else {
        tracing::debug!(request_id, code = %error.code(), "turned away at the door");
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

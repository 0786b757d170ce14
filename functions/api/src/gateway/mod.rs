//! Between the events of AWS's front doors and plain HTTP: an HTTP API or a function URL (payload 2.0), a REST API (payload 1.0).
//!
//! They differ in what they leave of a path. An HTTP API decodes it: `/v1/a%2Fb%20c` arrives as `/v1/a/b c`. Such a path is no
//! URI, so it is encoded again, all but the slashes, and [`PathForm::Decoded`] tells the router what was lost. A function URL
//! leaves the path alone. Adapters that parse a path as part of a URL would take a `?` or `#` within an id for the end of the
//! path, and `..` for a step up.
//!
//! The signature is over the path as the client sent it, with the stage where the URL has one, and over the header `host` as it
//! arrived here: whatever stands in front of the gateway must leave both alone.

mod http_api;
mod rest_api;

use aws_lambda_events::apigw::{
    ApiGatewayProxyRequest, ApiGatewayProxyResponse, ApiGatewayV2httpRequest, ApiGatewayV2httpResponse,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, Method};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::call::{self, Arrival};
use crate::error::ApiError;
use crate::reading::ArrivedPath;
use crate::{Api, PathForm, Response};

/// What must be encoded in a decoded path: everything but unreserved characters and the slash.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The first part of every path of the API. What stands before it is a stage or the path of a custom domain.
const BASE: &str = "v1";
const MAX_PREFIX_PARTS: usize = 2;

/// What a front door sends.
#[derive(Clone, Debug)]
pub enum Event {
    /// Payload 2.0.
    HttpApi(Box<ApiGatewayV2httpRequest>),
    /// Payload 1.0.
    RestApi(Box<ApiGatewayProxyRequest>),
}

/// What it takes back.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    HttpApi(ApiGatewayV2httpResponse),
    RestApi(ApiGatewayProxyResponse),
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let event = Value::deserialize(deserializer)?;
        let read = match event.get("version").and_then(Value::as_str) {
            Some("2.0") => serde_json::from_value(event).map(Self::HttpApi),
            Some(_) | None => serde_json::from_value(event).map(Self::RestApi),
        };
        read.map_err(D::Error::custom)
    }
}

/// Answers one event.
pub async fn answer(api: &Api, event: Event) -> Answer {
    match event {
        Event::HttpApi(event) => Answer::HttpApi(http_api::response(respond(api, http_api::arrival(*event)).await)),
        Event::RestApi(event) => Answer::RestApi(rest_api::response(respond(api, rest_api::arrival(*event)).await)),
    }
}

async fn respond(api: &Api, arrival: Result<Arrival, NotARequest>) -> Response {
    match arrival {
        Ok(arrival) => call::answer(api, arrival).await,
        Err(error) => {
            tracing::warn!(%error, "an event of the gateway is no request");
            let request_id = Uuid::new_v4().hyphenated().to_string();
            ApiError::bad_request(error.to_string()).into_response(&request_id)
        }
    }
}

/// Why an event is no request.
#[derive(Debug, thiserror::Error)]
enum NotARequest {
    #[error("path: too long, or the query is")]
    Uri(#[from] http::Error),
    #[error("query: names with texts as values")]
    Query(#[from] serde_json::Error),
    #[error("body: the gateway sent no valid base64")]
    Body(#[from] base64::DecodeError),
}

/// What both payloads hold.
struct Parts {
    method: Method,
    prefix: String,
    /// At least one.
    paths: Vec<ArrivedPath>,
    query: String,
    headers: HeaderMap,
    body: Option<String>,
    is_base64: bool,
}

impl Parts {
    fn into_arrival(self) -> Result<Arrival, NotARequest> {
        let text = self.body.unwrap_or_default();
        let body = if self.is_base64 { BASE64_STANDARD.decode(text)?.into() } else { Bytes::from(text) };
        let path = self.paths.first().map_or("", |path| path.text.as_str());
        let path = if path.is_empty() { "/" } else { path };
        let uri = if self.query.is_empty() { path.to_owned() } else { format!("{path}?{}", self.query) };
        let mut request = http::Request::builder().method(self.method).uri(uri).body(body)?;
        *request.headers_mut() = self.headers;
        Ok(Arrival { request, prefix: self.prefix, paths: self.paths })
    }
}

/// A decoded path as a URI. A slash at its end may mean nothing or end an id; with another one after it, it ends an id.
fn decoded(path: &str) -> Vec<ArrivedPath> {
    let text = utf8_percent_encode(path, &PATH).to_string();
    let with_slash = path.ends_with('/').then(|| format!("{text}/"));
    [Some(text), with_slash].into_iter().flatten().map(|text| ArrivedPath { form: PathForm::Decoded, text }).collect()
}

/// Splits what stands before the API's own path off.
fn without_prefix(path: &str) -> (&str, &str) {
    let starts = path.match_indices('/').map(|(start, _)| start).take(MAX_PREFIX_PARTS + 1);
    let is_base = |start: &usize| path.get(start + 1..).and_then(|rest| rest.split('/').next()) == Some(BASE);
    let start = starts.into_iter().find(is_base).unwrap_or(0);
    path.split_at_checked(start).unwrap_or(("", path))
}

/// The body as text; answers are JSON, and JSON is UTF-8.
fn text(body: &Bytes) -> Option<String> {
    (!body.is_empty()).then(|| String::from_utf8_lossy(body).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (path, expected) in [
            ("/v1/apps", ("", "/v1/apps")),
            ("/prod/v1/apps", ("/prod", "/v1/apps")),
            ("/a/prod/v1", ("/a/prod", "/v1")),
            ("/v1/apps/v1", ("", "/v1/apps/v1")),
            ("/a/b/c/v1/apps", ("", "/a/b/c/v1/apps")),
            ("/prod/v10", ("", "/prod/v10")),
            ("", ("", "")),
            ("v1/apps", ("", "v1/apps")),
        ] {
            assert_eq!(without_prefix(path), expected);
        }
    }
}

//! A REST API: payload 1.0.
//!
//! It has the path twice, in its context with the stage that the client's URL has. Whether it is decoded depends on how the API
//! is made, so both are possible readings. The query is always decoded, and is encoded again.

use std::collections::BTreeMap;

use aws_lambda_events::apigw::{ApiGatewayProxyRequest, ApiGatewayProxyResponse};
use aws_lambda_events::encodings::Body;
use http::HeaderMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{NotARequest, Parts, decoded, text, without_prefix};
use crate::call::Arrival;
use crate::reading::ArrivedPath;
use crate::{PathForm, Response};

const QUERY: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(super) fn arrival(event: ApiGatewayProxyRequest) -> Result<Arrival, NotARequest> {
    let path = event.request_context.path.or(event.path).unwrap_or_default();
    let (prefix, path) = without_prefix(&path);
    let several = event.multi_value_query_string_parameters;
    let query = if several.is_empty() { event.query_string_parameters } else { several };
    let parts = Parts {
        method: event.http_method,
        prefix: prefix.to_owned(),
        paths: paths(path),
        query: encoded(&query)?,
        headers: headers(&event.headers, event.multi_value_headers),
        body: event.body,
        is_base64: event.is_base64_encoded,
    };
    parts.into_arrival()
}

/// The query's own iterator fails over a name without values, so it is asked for its JSON.
fn encoded(query: &impl Serialize) -> Result<String, NotARequest> {
    let values: BTreeMap<String, Vec<String>> = serde_json::from_value(serde_json::to_value(query)?)?;
    let encode = |text: &str| utf8_percent_encode(text, &QUERY).to_string();
    let pairs = values.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    Ok(pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&"))
}

fn paths(path: &str) -> Vec<ArrivedPath> {
    let is_uri = path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>?\\^`{|}".contains(&byte));
    let mut paths = Vec::new();
    // Without escapes there is nothing that decoding could have changed, and the readings of a decoded path include it.
    if is_uri && path.contains('%') {
        paths.push(ArrivedPath { form: PathForm::Encoded, text: path.to_owned() });
    }
    paths.extend(decoded(path));
    paths
}

/// All values of headers that have several, and the one of those that came alone.
fn headers(single: &HeaderMap, several: HeaderMap) -> HeaderMap {
    let mut headers = several;
    for (name, value) in single {
        if !headers.contains_key(name) {
            headers.insert(name, value.clone());
        }
    }
    headers
}

pub(super) fn response(response: Response) -> ApiGatewayProxyResponse {
    let (head, body) = response.into_parts();
    let mut answer = ApiGatewayProxyResponse::default();
    answer.status_code = i64::from(head.status.as_u16());
    answer.headers = head.headers;
    answer.body = text(&body).map(Body::Text);
    answer
}

#[cfg(test)]
mod tests;

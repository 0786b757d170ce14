//! An HTTP API and a function URL: payload 2.0.

use aws_lambda_events::apigw::{ApiGatewayV2httpRequest, ApiGatewayV2httpResponse};
use aws_lambda_events::encodings::Body;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{NotARequest, Parts, decoded, text, without_prefix};
use crate::call::Arrival;
use crate::reading::ArrivedPath;
use crate::{PathForm, Response};

/// What no URI may hold, in a query string that is encoded already.
const QUERY: AsciiSet =
    CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What the domain of a function URL has in its name.
const FUNCTION_URL: &str = ".lambda-url.";

pub(super) fn arrival(event: ApiGatewayV2httpRequest) -> Result<Arrival, NotARequest> {
    let path = event.raw_path.unwrap_or_default();
    let (prefix, path) = without_prefix(&path);
    let is_function_url = event.request_context.domain_name.is_some_and(|domain| domain.contains(FUNCTION_URL));
    let paths = if is_function_url {
        vec![ArrivedPath { form: PathForm::Encoded, text: utf8_percent_encode(path, &QUERY).to_string() }]
    } else {
        decoded_paths(path)
    };
    let query = utf8_percent_encode(&event.raw_query_string.unwrap_or_default(), &QUERY).to_string();
    let parts = Parts {
        method: event.request_context.http.method,
        prefix: prefix.to_owned(),
        paths,
        query,
        headers: event.headers,
        body: event.body,
        is_base64: event.is_base64_encoded,
    };
    parts.into_arrival()
}

/// An HTTP API decodes the path, but has been seen to leave the percent sign itself as it was sent.
fn decoded_paths(path: &str) -> Vec<ArrivedPath> {
    let mut paths = decoded(&path.replace("%25", "%"));
    if path.contains("%25") {
        paths.extend(decoded(path));
    }
    paths
}

pub(super) fn response(response: Response) -> ApiGatewayV2httpResponse {
    let (head, body) = response.into_parts();
    let mut answer = ApiGatewayV2httpResponse::default();
    answer.status_code = i64::from(head.status.as_u16());
    answer.headers = head.headers;
    answer.body = text(&body).map(Body::Text);
    answer
}

#[cfg(test)]
mod tests;

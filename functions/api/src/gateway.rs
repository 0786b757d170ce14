//! Between API Gateway's HTTP API events (payload 2.0) and plain HTTP.
//!
//! An HTTP API decodes the path before it reaches the function: `/v1/a%2Fb%20c` arrives as `/v1/a/b c`. Such a path is no URI,
//! so it is encoded again here, all but the slashes, and [`PathForm::Decoded`] tells the router what was lost. Adapters that
//! parse the path as part of a URL would take a `?` or `#` within an id for the end of the path, and `..` for a step up.

use aws_lambda_events::apigw::{ApiGatewayV2httpRequest, ApiGatewayV2httpResponse};
use aws_lambda_events::encodings::Body;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::error::ApiError;
use crate::{Api, PathForm, Request, Response, handle};

/// What must be encoded in a decoded path: everything but unreserved characters and the slash.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What no URI may hold, in a query string that is encoded already.
const QUERY: AsciiSet =
    CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Answers one event of an HTTP API.
pub async fn answer(api: &Api, event: ApiGatewayV2httpRequest) -> ApiGatewayV2httpResponse {
    match request(event) {
        Ok(request) => response(handle(api, request, PathForm::Decoded).await),
        Err(error) => {
            tracing::warn!(%error, "an event of the gateway is no request");
            let request_id = Uuid::new_v4().hyphenated().to_string();
            response(ApiError::bad_request(error.to_string()).into_response(&request_id))
        }
    }
}

/// Why an event is no request.
#[derive(Debug, thiserror::Error)]
enum NotARequest {
    #[error("path: too long, or the query is")]
    Uri(#[from] http::Error),
    #[error("body: the gateway sent no valid base64")]
    Body(#[from] base64::DecodeError),
}

fn request(event: ApiGatewayV2httpRequest) -> Result<Request, NotARequest> {
    // An HTTP API decodes the path, but has been seen to leave the percent sign itself as it was sent.
    let path = event.raw_path.unwrap_or_default().replace("%25", "%");
    let mut uri = utf8_percent_encode(&path, &PATH).to_string();
    if let Some(query) = event.raw_query_string.filter(|query| !query.is_empty()) {
        uri.push('?');
        uri.extend(utf8_percent_encode(&query, &QUERY));
    }
    let text = event.body.unwrap_or_default();
    let body = if event.is_base64_encoded { BASE64_STANDARD.decode(text)?.into() } else { Bytes::from(text) };
    let mut request = http::Request::builder().method(event.request_context.http.method).uri(uri).body(body)?;
    *request.headers_mut() = event.headers;
    Ok(request)
}

fn response(response: Response) -> ApiGatewayV2httpResponse {
    let (head, body) = response.into_parts();
    let mut answer = ApiGatewayV2httpResponse::default();
    answer.status_code = i64::from(head.status.as_u16());
    answer.headers = head.headers;
    // Answers are JSON, and JSON is UTF-8.
    answer.body = (!body.is_empty()).then(|| Body::Text(String::from_utf8_lossy(&body).into_owned()));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn event(change: Value) -> ApiGatewayV2httpRequest {
        let mut event = json!({
            "version": "2.0", "routeKey": "$default", "rawPath": "/v1/apps", "rawQueryString": "",
            "headers": {"content-type": "application/json", "host": "a.execute-api.eu-west-1.amazonaws.com"},
            "requestContext": {"stage": "$default", "http": {"method": "PUT", "path": "/v1/apps"}},
            "isBase64Encoded": false,
        });
        match change {
            Value::Object(members) => event.as_object_mut().unwrap().extend(members),
            other => panic!("{other} changes nothing"),
        }
        serde_json::from_value(event).unwrap()
    }

    #[test]
    fn decoded_paths_become_uris_that_mean_the_same() {
        for (raw, path) in [
            ("/v1/apps/a/endpoints/a/b cé", "/v1/apps/a/endpoints/a/b%20c%C3%A9"),
            ("/v1/apps/a/endpoints/50%", "/v1/apps/a/endpoints/50%25"),
            ("/v1/apps/a/endpoints/x?y#z", "/v1/apps/a/endpoints/x%3Fy%23z"),
            ("/v1/apps/a/endpoints/../x", "/v1/apps/a/endpoints/../x"),
            ("/v1/apps/a/endpoints/\t\\\"<>{}|^`", "/v1/apps/a/endpoints/%09%5C%22%3C%3E%7B%7D%7C%5E%60"),
            ("/v1/tags/arn:aws:x:y:1:apps/a", "/v1/tags/arn%3Aaws%3Ax%3Ay%3A1%3Aapps/a"),
        ] {
            let request = request(event(json!({"rawPath": raw}))).unwrap();
            assert_eq!(request.uri().path(), path);
            assert_eq!(request.uri().query(), None, "{raw}");
        }
    }

    #[test]
    fn queries_stay_as_they_are_where_a_uri_allows_it() {
        for (raw, query) in [
            ("tagKeys=a%2Bb&tagKeys=c", "tagKeys=a%2Bb&tagKeys=c"),
            ("prefix=a b#c", "prefix=a%20b%23c"),
            ("prefix=é", "prefix=%C3%A9"),
        ] {
            let request = request(event(json!({"rawQueryString": raw}))).unwrap();
            assert_eq!(request.uri().query(), Some(query));
        }
    }

    #[test]
    fn bodies_may_be_base64() {
        let body = |change| request(event(change)).map(http::Request::into_body);
        assert_eq!(body(json!({"body": "{}"})).unwrap(), "{}");
        assert_eq!(body(json!({"body": "e30=", "isBase64Encoded": true})).unwrap(), "{}");
        assert_eq!(body(json!({"body": "/w==", "isBase64Encoded": true})).unwrap(), b"\xFF"[..]);
        assert_eq!(body(json!({})).unwrap(), "");
        assert!(body(json!({"body": "not base64", "isBase64Encoded": true})).is_err());
        assert!(request(event(json!({"rawPath": format!("/{}", "x".repeat(70_000))}))).is_err());
    }

    #[test]
    fn method_and_headers_come_along() {
        let request = request(event(json!({}))).unwrap();
        assert_eq!(request.method(), http::Method::PUT);
        assert_eq!(request.headers()["content-type"], "application/json");
    }

    #[test]
    fn answers_are_text() {
        let reply = http::Response::builder().status(201).header("x-amzn-requestid", "r1");
        let answer = serde_json::to_value(response(reply.body("{\"Name\":\"é\"}".into()).unwrap())).unwrap();
        assert_eq!(answer["statusCode"], 201);
        assert_eq!(answer["headers"]["x-amzn-requestid"], "r1");
        assert_eq!(answer["body"], "{\"Name\":\"é\"}");
        assert_eq!(answer["isBase64Encoded"], false);
        let empty = serde_json::to_value(response(http::Response::new(Bytes::new()))).unwrap();
        assert_eq!(empty.get("body"), None);
    }
}

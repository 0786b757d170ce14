//! What becomes of events of payload 2.0.

use super::*;
use bytes::Bytes;
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
        let request = arrival(event(json!({"rawPath": raw}))).unwrap().request;
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
        let request = arrival(event(json!({"rawQueryString": raw}))).unwrap().request;
        assert_eq!(request.uri().query(), Some(query));
    }
}

#[test]
fn bodies_may_be_base64() {
    let body = |change| arrival(event(change)).map(|arrival| arrival.request.into_body());
    assert_eq!(body(json!({"body": "{}"})).unwrap(), "{}");
    assert_eq!(body(json!({"body": "e30=", "isBase64Encoded": true})).unwrap(), "{}");
    assert_eq!(body(json!({"body": "/w==", "isBase64Encoded": true})).unwrap(), b"\xFF"[..]);
    assert_eq!(body(json!({})).unwrap(), "");
    assert!(body(json!({"body": "not base64", "isBase64Encoded": true})).is_err());
    assert!(arrival(event(json!({"rawPath": format!("/{}", "x".repeat(70_000))}))).is_err());
}

#[test]
fn method_and_headers_come_along() {
    let request = arrival(event(json!({}))).unwrap().request;
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

#[test]
fn stages_are_no_part_of_the_path() {
    let arrival = arrival(event(json!({"rawPath": "/prod/v1/apps/x"}))).unwrap();
    assert_eq!((arrival.prefix.as_str(), arrival.request.uri().path()), ("/prod", "/v1/apps/x"));
}

#[test]
fn a_percent_sign_may_be_one_or_still_be_encoded() {
    let arrival = arrival(event(json!({"rawPath": "/v1/apps/a%25b"}))).unwrap();
    let texts: Vec<String> = arrival.paths.into_iter().map(|path| path.text).collect();
    assert_eq!(texts, ["/v1/apps/a%25b", "/v1/apps/a%2525b"]);
}

#[test]
fn a_function_url_leaves_the_path_alone() {
    let context = json!({"domainName": "x.lambda-url.eu-west-1.on.aws", "http": {"method": "GET", "path": "/v1/apps/a%2Fb"}});
    let arrival = arrival(event(json!({"rawPath": "/v1/apps/a%2Fb%25", "requestContext": context}))).unwrap();
    assert_eq!(arrival.paths, [ArrivedPath { form: PathForm::Encoded, text: "/v1/apps/a%2Fb%25".to_owned() }]);
}

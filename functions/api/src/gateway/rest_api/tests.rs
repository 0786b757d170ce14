//! What becomes of events of payload 1.0.

use serde_json::{Value, json};

use super::*;

fn event(change: Value) -> ApiGatewayProxyRequest {
    let mut event = json!({
        "version": "1.0", "resource": "/{proxy+}", "path": "/v1/apps", "httpMethod": "PUT",
        "headers": {"Content-Type": "application/json", "Host": "a.execute-api.eu-west-1.amazonaws.com", "X-Twice": "2"},
        "multiValueHeaders": {"Host": ["a.execute-api.eu-west-1.amazonaws.com"], "X-Twice": ["1", "2"]},
        "queryStringParameters": null, "multiValueQueryStringParameters": null,
        "requestContext": {"stage": "prod", "httpMethod": "PUT", "path": "/prod/v1/apps", "resourcePath": "/{proxy+}", "identity": {}},
        "body": null, "isBase64Encoded": false,
    });
    match change {
        Value::Object(members) => event.as_object_mut().unwrap().extend(members),
        other => panic!("{other} changes nothing"),
    }
    serde_json::from_value(event).unwrap()
}

fn path(text: &str) -> (String, Vec<(PathForm, String)>) {
    let context = json!({"stage": "prod", "httpMethod": "PUT", "path": text, "identity": {}});
    let arrival = arrival(event(json!({"requestContext": context}))).unwrap();
    (arrival.prefix, arrival.paths.into_iter().map(|path| (path.form, path.text)).collect())
}

#[test]
fn a_path_may_be_decoded_or_not() {
    let (encoded, decoded) = (PathForm::Encoded, PathForm::Decoded);
    let paths = |paths: &[(PathForm, &str)]| paths.iter().map(|(form, text)| (*form, (*text).to_owned())).collect::<Vec<_>>();
    assert_eq!(path("/prod/v1/apps/a"), ("/prod".to_owned(), paths(&[(decoded, "/v1/apps/a")])));
    assert_eq!(path("/v1/apps/a b"), (String::new(), paths(&[(decoded, "/v1/apps/a%20b")])));
    assert_eq!(path("/v1/apps/a%20b").1, paths(&[(encoded, "/v1/apps/a%20b"), (decoded, "/v1/apps/a%2520b")]));
    assert_eq!(path("/v1/apps/50% é").1, paths(&[(decoded, "/v1/apps/50%25%20%C3%A9")]));
}

#[test]
fn queries_are_encoded_again() {
    let query = |change| arrival(event(change)).unwrap().request.uri().query().map(str::to_owned);
    assert_eq!(query(json!({})), None);
    assert_eq!(
        query(json!({"multiValueQueryStringParameters": {"tagKeys": ["a+b", "c d"]}})).as_deref(),
        Some("tagKeys=a%2Bb&tagKeys=c%20d")
    );
    assert_eq!(query(json!({"multiValueQueryStringParameters": {"a": [], "b": [""]}})).as_deref(), Some("b="));
    assert_eq!(query(json!({"queryStringParameters": {"token": "é&="}})).as_deref(), Some("token=%C3%A9%26%3D"));
}

#[test]
fn headers_come_along_with_all_their_values() {
    let request = arrival(event(json!({"body": "e30=", "isBase64Encoded": true}))).unwrap().request;
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers().get_all("host").iter().count(), 1);
    assert_eq!(request.headers().get_all("x-twice").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(request.method(), http::Method::PUT);
    assert_eq!(request.body(), "{}");
}

#[test]
fn answers_are_text() {
    let reply = http::Response::builder().status(201).header("x-amzn-requestid", "r1");
    let answer = serde_json::to_value(response(reply.body("{}".into()).unwrap())).unwrap();
    assert_eq!(answer["statusCode"], 201);
    assert_eq!(answer["headers"]["x-amzn-requestid"], "r1");
    assert_eq!((&answer["body"], &answer["isBase64Encoded"]), (&json!("{}"), &json!(false)));
}

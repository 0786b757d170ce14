//! The sample in `events/` is what the function is invoked with.

use aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use http::Method;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../../../events/api.json");

#[test]
fn the_sample_creates_an_app() {
    let event: ApiGatewayV2httpRequest = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(event.request_context.http.method, Method::POST);
    assert_eq!(event.raw_path.as_deref(), Some("/v1/apps"));
    let body: Value = serde_json::from_str(&event.body.unwrap()).unwrap();
    assert_eq!(body, json!({"Name": "shop"}));
}

//! The sample in `events/` is what the function is invoked with.

use aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use http::Method;
use serde_json::{Value, json};
use touchpoint_api::handover::{self, Task};

const TASK: &str = include_str!("../../../events/create-admin-key.json");
const SAMPLE: &str = include_str!("../../../events/api.json");

#[test]
fn the_sample_creates_an_app() {
    let event: ApiGatewayV2httpRequest = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(event.request_context.http.method, Method::POST);
    assert_eq!(event.raw_path.as_deref(), Some("/v1/apps"));
    let body: Value = serde_json::from_str(&event.body.unwrap()).unwrap();
    assert_eq!(body, json!({"Name": "shop"}));
}

#[test]
fn the_task_makes_an_admin_key_and_no_event_of_the_gateway_does() {
    let task: Value = serde_json::from_str(TASK).unwrap();
    assert!(handover::is_task(&task));
    assert_eq!(serde_json::from_value::<Task>(task).unwrap(), Task::CreateAdminKey { another: false });
    assert!(!handover::is_task(&serde_json::from_str(SAMPLE).unwrap()));
}

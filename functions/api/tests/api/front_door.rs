//! What holds for every operation: paths, methods, sizes, headers.

use bytes::Bytes;
use http::Request;
use serde_json::json;
use touchpoint_api::{PathForm, handle};
use touchpoint_domain::limits::Limits;
use touchpoint_wire::Operation;

use crate::story::{Answer, Story};

#[tokio::test]
async fn errors_have_pinpoints_shape() {
    let story = Story::begin().await;
    for (method, path, status, error) in [
        ("GET", "/", 404, "NotFoundException"),
        ("GET", "/v1/bogus", 404, "NotFoundException"),
        ("PATCH", "/v1/apps", 405, "MethodNotAllowedException"),
        ("GET", "/v1/apps/none", 404, "NotFoundException"),
        ("POST", "/v1/apps", 400, "BadRequestException"),
        ("GET", "/v1/apps?page-size=0", 400, "BadRequestException"),
        ("GET", "/v1/apps/none/journeys", 404, "NotFoundException"),
    ] {
        let answer = story.ask(method, path, "").await;
        assert_eq!((answer.status, answer.error()), (status, Some(error)), "{method} {path}");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let story = Story::begin().await;
    let answer = story.ask("POST", "/v1/apps/a/channels/email", "").await;
    assert_eq!(answer.refusal(), "405 method: POST is not one of DELETE, GET, PUT, OPTIONS");
    assert_eq!(answer.headers["allow"], "DELETE, GET, PUT, OPTIONS");
}

#[tokio::test]
async fn browsers_may_call() {
    let story = Story::begin().await;
    let answer = story.ask("OPTIONS", "/v1/apps", "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, serde_json::Value::Null);
    assert_eq!(answer.headers["access-control-allow-methods"], "POST, GET, OPTIONS");
    assert_eq!(story.ask("OPTIONS", "/v1/bogus", "").await.status, 404);
}

/// A path of the operation; no app of that name exists.
fn example_path(operation: Operation) -> String {
    let part = |part: &str| if part.starts_with('{') { "x".to_owned() } else { part.to_owned() };
    operation.uri().split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_operation_answers_every_method_with_an_error_that_sdks_know() {
    let story = Story::begin().await;
    for operation in Operation::ALL {
        let answer = story.ask(operation.method(), &example_path(operation), "").await;
        let needs_nothing =
            matches!(operation, Operation::GetApps | Operation::GetRecommenderConfigurations | Operation::ListTemplates);
        let allowed: &[u16] = if needs_nothing { &[200] } else { &[400, 404, 501] };
        assert!(allowed.contains(&answer.status), "{operation} {}", answer.status);
        let wrong = story.ask("PATCH", &example_path(operation), "").await;
        assert_eq!(wrong.status, 405, "{operation}");
    }
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let story = Story::with(Limits { payload_bytes: 1000, ..Limits::default() }).await;
    let body = |bytes: usize| {
        let name = json!({"Name": ""}).to_string();
        name.replace("\"\"", &format!("\"{}\"", "x".repeat(bytes - name.len())))
    };
    assert_eq!(story.ask("POST", "/v1/apps", body(1000)).await.refusal(), "400 Name: must have 1 to 64 characters");
    let answer = story.ask("POST", "/v1/apps", body(1001)).await;
    assert_eq!(answer.refusal(), "413 body: at most 1000 bytes");
    assert_eq!(answer.error(), Some("PayloadTooLargeException"));
}

#[tokio::test]
async fn paths_that_are_not_utf8_are_refused() {
    let story = Story::begin().await;
    for form in [PathForm::Encoded, PathForm::Decoded] {
        let request = Request::builder().uri("/v1/apps/%FF?x=%FF").body(Bytes::new()).unwrap();
        let answer = Answer::read(handle(&story.api, request, form).await);
        assert_eq!(answer.refusal(), "400 path: must be UTF-8, percent-encoded");
    }
    assert_eq!(story.ask("GET", "/v1/apps?token=%FF", "").await.refusal(), "400 query: must be UTF-8, percent-encoded");
}

//! Where an app streams its events to.

use insta::assert_snapshot;
use serde_json::json;

use crate::refusals::World;
use crate::story::Story;

const ROLE: &str = "arn:aws:iam::123456789012:role/stream";

#[tokio::test]
async fn each_put_replaces_the_stream() {
    let mut story = Story::begin().await;
    let stream = format!("{}/eventstream", story.app().await);
    story.get(&stream).await;
    story.delete(&stream).await;
    let kinesis = "arn:aws:kinesis:eu-west-1:123456789012:stream/events";
    story.post(&stream, json!({"DestinationStreamArn": kinesis, "RoleArn": ROLE, "ExternalId": "ignored"})).await;
    story.minutes_pass(1);
    let firehose = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/events";
    story.post(&stream, json!({"DestinationStreamArn": firehose, "RoleArn": ROLE})).await;
    story.get(&stream).await;
    story.delete(&stream).await;
    story.get(&stream).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn refusals() {
    let world = World::new().await;
    let post = |body, expected| ("POST", "$/eventstream", body, expected);
    let form = "400 DestinationStreamArn: must be the ARN of a Kinesis stream or Firehose delivery stream: \
                arn:aws:kinesis:region:account:stream/name";
    world
        .refuses(&[
            post("", "400 WriteEventStream: required; the body is empty"),
            post(r#"{"RoleArn":"r"}"#, "400 DestinationStreamArn: required"),
            post(r#"{"DestinationStreamArn":"arn:aws:kinesis:eu-west-1:123456789012:stream/e"}"#, "400 RoleArn: required"),
            post(r#"{"DestinationStreamArn":"events","RoleArn":"r"}"#, form),
            post(
                r#"{"DestinationStreamArn":"arn:aws:kinesis:eu-west-1:123456789012:stream/e","RoleArn":"r"}"#,
                "400 RoleArn: must be the ARN of a role: arn:aws:iam::123456789012:role/name",
            ),
            ("GET", "$/eventstream", "", "404 Resource not found"),
            ("GET", "/v1/apps/none/eventstream", "", "404 Application not found"),
            ("DELETE", "/v1/apps/none/eventstream", "", "404 Application not found"),
            ("PUT", "$/eventstream", "{}", "405 method: PUT is not one of DELETE, GET, POST, OPTIONS"),
        ])
        .await;
}

//! The email channel of an app.

use insta::assert_snapshot;
use serde_json::json;

use crate::story::Story;

#[tokio::test]
async fn each_put_replaces_the_channel_whole() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let (channel, channels) = (format!("{app}/channels/email"), format!("{app}/channels"));
    story.get(&channel).await;
    story.get(&channels).await;
    let (from, identity) = ("Shop <news@example.com>", "arn:aws:ses:eu-west-1:123456789012:identity/example.com");
    let role = "arn:aws:iam::123456789012:role/send";
    let full = json!({
        "FromAddress": from, "Identity": identity, "ConfigurationSet": "set-1", "Enabled": false,
        "RoleArn": role, "OrchestrationSendingRoleArn": role,
    });
    story.put(&channel, full).await;
    story.minutes_pass(1);
    story.get(&channels).await;
    let empty = json!({
        "FromAddress": "a@example.com", "Identity": identity, "ConfigurationSet": "", "RoleArn": "", "OrchestrationSendingRoleArn": "",
    });
    story.put(&channel, empty).await;
    story.get(&channel).await;
    story.delete(&channel).await;
    story.get(&channel).await;
    story.delete(&channel).await;
    story.get(&channels).await;
    story.put(&channel, json!({"FromAddress": "a@example.com", "Identity": identity})).await;
    assert_snapshot!(story.transcript());
}

//! What apps are told when they ask for messages.

use serde_json::{Value, json};

use crate::story::Story;

const BANNER: &str = r##"[{"BodyConfig":{"Alignment":"LEFT","Body":"Sale","TextColor":"#ffffff"}}]"##;

async fn campaign(story: &Story, app: &str, segment: &str, change: Value) -> Value {
    let content: Value = serde_json::from_str(BANNER).unwrap();
    let mut request = json!({
        "Name": "sale", "SegmentId": segment, "MessageConfiguration": {"InAppMessage": {"Layout": "TOP_BANNER", "Content": content}},
        "Schedule": {"StartTime": "2026-03-01T13:00:00Z", "EndTime": "2026-03-01T14:00:00Z", "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}},
    });
    request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let answer = story.ask("POST", &format!("{app}/campaigns"), request.to_string()).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.body
}

/// Names of the campaigns that the endpoint is offered.
async fn offered(story: &Story, app: &str, endpoint: &str) -> Vec<String> {
    let answer = story.ask("GET", &format!("{app}/endpoints/{endpoint}/inappmessages"), "").await;
    assert_eq!(answer.status, 200);
    let campaigns = answer.body["InAppMessageCampaigns"].as_array().unwrap().clone();
    campaigns.iter().map(|offer| offer["CampaignId"].as_str().unwrap().split('-').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn members_are_offered_what_is_open() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    for (id, plan) in [("gold", "gold"), ("free", "free")] {
        let document = json!({"ChannelType": "IN_APP", "Address": id, "Attributes": {"plan": [plan]}});
        story.ask("PUT", &format!("{app}/endpoints/{id}"), document.to_string()).await;
    }
    let segment = json!({"Name": "gold", "Dimensions": {"Attributes": {"plan": {"Values": ["gold"]}}}});
    let segment = story.ask("POST", &format!("{app}/segments"), segment.to_string()).await.text("Id").to_owned();
    let sale = campaign(&story, &app, &segment, json!({})).await;
    story.minutes_pass(1);
    campaign(&story, &app, &segment, json!({"Name": "urgent", "Priority": 1})).await;
    let email = json!({"EmailMessage": {"Title": "t", "Body": "b"}});
    assert_eq!(story.ask("POST", "/v1/templates/bare/inapp", "{}").await.status, 201);
    let nothing = json!({"InAppTemplate": {"Name": "bare"}});
    let silent = json!({"Name": "silent", "MessageConfiguration": email, "TemplateConfiguration": nothing});
    campaign(&story, &app, &segment, silent).await;
    assert_eq!(offered(&story, &app, "gold").await, Vec::<String>::new(), "nothing is open yet");
    story.minutes_pass(60);
    assert_eq!(offered(&story, &app, "gold").await, ["urgent", "sale"]);
    assert_eq!(offered(&story, &app, "free").await, Vec::<String>::new());
    let path = format!("{app}/campaigns/{}", sale["Id"].as_str().unwrap());
    assert_eq!(story.ask("PUT", &path, r#"{"IsPaused":true}"#).await.body["State"]["CampaignStatus"], "PAUSED");
    assert_eq!(offered(&story, &app, "gold").await, ["urgent"]);
    assert_eq!(story.ask("PUT", &path, r#"{"IsPaused":false}"#).await.body["State"]["CampaignStatus"], "EXECUTING");
    assert_eq!(offered(&story, &app, "gold").await, ["urgent", "sale"]);
    assert_eq!(story.ask("DELETE", &path, "").await.status, 200);
    assert_eq!(offered(&story, &app, "gold").await, ["urgent"]);
    story.minutes_pass(60);
    assert_eq!(offered(&story, &app, "gold").await, Vec::<String>::new(), "all is over");
}

#[tokio::test]
async fn campaigns_made_at_the_same_time_are_all_noted() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    story.ask("PUT", &format!("{app}/endpoints/e1"), r#"{"ChannelType":"IN_APP","Address":"x"}"#).await;
    let segment = story.ask("POST", &format!("{app}/segments"), r#"{"Name":"all"}"#).await.text("Id").to_owned();
    let now = json!({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}}});
    let make = || campaign(&story, &app, &segment, now.clone());
    let (a, b, c) = tokio::join!(make(), make(), make());
    assert_eq!([&a, &b, &c].map(|made| made["State"]["CampaignStatus"].clone()), ["EXECUTING", "EXECUTING", "EXECUTING"]);
    assert_eq!(offered(&story, &app, "e1").await.len(), 3);
}

#[tokio::test]
async fn what_becomes_or_ceases_to_be_in_app_is_offered_or_not() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    story.ask("PUT", &format!("{app}/endpoints/e1"), r#"{"ChannelType":"IN_APP","Address":"x"}"#).await;
    let segment = story.ask("POST", &format!("{app}/segments"), r#"{"Name":"all"}"#).await.text("Id").to_owned();
    let events = json!({"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}});
    let in_app = json!({"StartTime": "2026-03-01T13:00:00Z", "Frequency": "IN_APP_EVENT", "EventFilter": events});
    let timed = json!({"StartTime": "2026-04-01T13:00:00Z", "Frequency": "ONCE"});
    let made = campaign(&story, &app, &segment, json!({"Name": "one", "Schedule": timed})).await;
    let path = format!("{app}/campaigns/{}", made["Id"].as_str().unwrap());
    story.minutes_pass(60);
    assert_eq!(offered(&story, &app, "e1").await, Vec::<String>::new());
    assert_eq!(story.ask("PUT", &path, json!({"Schedule": in_app}).to_string()).await.status, 200);
    assert_eq!(offered(&story, &app, "e1").await, ["one"]);
    assert_eq!(story.ask("PUT", &path, json!({"Schedule": timed}).to_string()).await.status, 200);
    assert_eq!(offered(&story, &app, "e1").await, Vec::<String>::new());
    campaign(&story, &app, &segment, json!({"Name": "late", "IsPaused": true})).await;
    assert_eq!(offered(&story, &app, "e1").await, Vec::<String>::new(), "it was paused before it began");
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_not_found() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    for path in [format!("{app}/endpoints/absent/inappmessages"), "/v1/apps/absent/endpoints/e1/inappmessages".to_owned()] {
        assert_eq!(story.ask("GET", &path, "").await.status, 404, "{path}");
    }
}

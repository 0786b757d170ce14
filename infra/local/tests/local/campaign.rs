//! A campaign from the SDK's calls to the mails in the outbox.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use aws_sdk_pinpoint::Client;
use aws_sdk_pinpoint::types::{
    ActivityResponse, AttributeDimension, CampaignEmailMessage, CampaignStatus, ChannelType, CreateApplicationRequest,
    EmailChannelRequest, EndpointBatchItem, EndpointBatchRequest, EndpointUser, MessageConfiguration, Schedule,
    SegmentDimensions, WriteCampaignRequest, WriteSegmentRequest,
};
use serde_json::json;
use touchpoint_local::{ClockMode, Storage};

use crate::support::{drain, get, pinpoint, post, running};

/// The nth person; every tenth has opted out.
fn person(n: usize) -> EndpointBatchItem {
    let user = EndpointUser::builder().user_id(format!("u{n}")).user_attributes("Name", vec![format!("Name {n}")]).build();
    EndpointBatchItem::builder()
        .id(format!("e{n}"))
        .channel_type(ChannelType::Email)
        .address(format!("p{n}@example.com"))
        .opt_out(if n % 10 == 9 { "ALL" } else { "NONE" })
        .attributes("Kind", vec!["Member".to_owned()])
        .user(user)
        .build()
}

/// An app with the email channel and this many endpoints, and a segment of those who are members.
async fn audience(client: &Client, endpoints: usize) -> (String, String) {
    let request = CreateApplicationRequest::builder().name("shop").build();
    let app = client.create_app().create_application_request(request).send().await.unwrap();
    let app = app.application_response.unwrap().id.unwrap();
    let channel = EmailChannelRequest::builder()
        .from_address("news@example.com")
        .identity("arn:aws:ses:us-east-1:000000000000:identity/example.com")
        .build();
    client.update_email_channel().application_id(&app).email_channel_request(channel).send().await.unwrap();
    let people: Vec<EndpointBatchItem> = (0..endpoints).map(person).collect();
    for batch in people.chunks(100) {
        let request = EndpointBatchRequest::builder().set_item(Some(batch.to_vec())).build();
        client.update_endpoints_batch().application_id(&app).endpoint_batch_request(request).send().await.unwrap();
    }
    let members = AttributeDimension::builder().values("Member").build();
    let dimensions = SegmentDimensions::builder().attributes("Kind", members).build();
    let request = WriteSegmentRequest::builder().name("members").dimensions(dimensions).build();
    let segment = client.create_segment().application_id(&app).write_segment_request(request).send().await.unwrap();
    (app, segment.segment_response.unwrap().id.unwrap())
}

async fn campaign(client: &Client, app: &str, segment: &str, start: &str) -> String {
    let letter = CampaignEmailMessage::builder()
        .title("Hello {{User.UserAttributes.Name}}")
        .html_body("<p>Dear {{User.UserAttributes.Name}}</p>")
        .build();
    let request = WriteCampaignRequest::builder()
        .name("hello")
        .segment_id(segment)
        .schedule(Schedule::builder().start_time(start).build())
        .message_configuration(MessageConfiguration::builder().email_message(letter).build())
        .build();
    let made = client.create_campaign().application_id(app).write_campaign_request(request).send().await.unwrap();
    made.campaign_response.unwrap().id.unwrap()
}

/// The one activity of a campaign that has one treatment and ran once.
async fn activity(client: &Client, app: &str, campaign: &str) -> ActivityResponse {
    let listed = client.get_campaign_activities().application_id(app).campaign_id(campaign).send().await.unwrap();
    let mut activities = listed.activities_response.unwrap().item.unwrap();
    assert_eq!(activities.len(), 1);
    activities.remove(0)
}

/// Subject by address, of everything in the outbox. Fails when anybody has more than one message.
async fn mails(to: SocketAddr) -> BTreeMap<String, String> {
    let (mut mails, mut after) = (BTreeMap::new(), "0".to_owned());
    loop {
        let page = get(to, &format!("/local/outbox?limit=1000&after={after}")).await.body;
        for message in page["messages"].as_array().unwrap() {
            let text = |member: &str| message[member].as_str().unwrap().to_owned();
            assert_eq!(mails.insert(text("to"), text("subject")), None, "{message}");
        }
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => return mails,
        }
    }
}

/// What should be in the outbox: everybody who has not opted out, by name.
fn expected(endpoints: usize) -> BTreeMap<String, String> {
    (0..endpoints).filter(|n| n % 10 != 9).map(|n| (format!("p{n}@example.com"), format!("Hello Name {n}"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_their_own_mail_once() {
    let local = running(Storage::Memory, ClockMode::System).await;
    let (to, client) = (local.address(), pinpoint(&local));
    let (app, segment) = audience(&client, 250).await;
    let campaign = campaign(&client, &app, &segment, "IMMEDIATE").await;
    drain(to).await;
    assert_eq!(mails(to).await, expected(250));

    let sent = client.get_campaign().application_id(&app).campaign_id(&campaign).send().await.unwrap();
    let state = sent.campaign_response.unwrap().state.unwrap();
    assert_eq!(state.campaign_status, Some(CampaignStatus::Completed));
    let activity = activity(&client, &app, &campaign).await;
    assert_eq!((activity.state.as_deref(), activity.result.as_deref()), (Some("COMPLETED"), Some("SUCCESS")));
    assert_eq!((activity.successful_endpoint_count, activity.total_endpoint_count), (Some(225), Some(225)));

    let sent = get(to, &format!("/local/events?app={app}&type=_campaign.send&limit=1000")).await.body;
    let mut statuses = BTreeMap::<String, usize>::new();
    for event in sent["events"].as_array().unwrap() {
        let status = event["record"]["attributes"]["campaign_send_status"].as_str().unwrap();
        *statuses.entry(status.to_owned()).or_default() += 1;
    }
    assert_eq!(statuses, BTreeMap::from([("FAILURE".to_owned(), 25), ("SUCCESS".to_owned(), 225)]));
    local.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_for_later_waits_for_the_clock_and_survives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let storage = |path: &Path| Storage::Directory(path.to_owned());
    let local = running(storage(directory.path()), ClockMode::Manual).await;
    let client = pinpoint(&local);
    let (app, segment) = audience(&client, 30).await;
    post(local.address(), "/local/clock", &json!({"set": "2999-01-01T00:00:00Z"})).await;
    campaign(&client, &app, &segment, "2999-01-01T02:00:00Z").await;
    drain(local.address()).await;
    post(local.address(), "/local/clock", &json!({"advance": "PT1H59M"})).await;
    drain(local.address()).await;
    assert!(mails(local.address()).await.is_empty());
    local.stop().await.unwrap();

    let local = running(storage(directory.path()), ClockMode::Manual).await;
    post(local.address(), "/local/clock", &json!({"advance": "P1D"})).await;
    drain(local.address()).await;
    assert_eq!(mails(local.address()).await, expected(30));
    let listed = get(local.address(), "/local/outbox?limit=1").await.body;
    assert_eq!(listed["messages"][0]["sent_at"], "2999-01-01T02:00:00.000Z");
    local.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_system_that_is_stopped_in_the_middle_goes_on_and_leaves_nobody_in_doubt() {
    let directory = tempfile::tempdir().unwrap();
    let storage = || Storage::Directory(directory.path().to_owned());
    let local = running(storage(), ClockMode::System).await;
    let client = pinpoint(&local);
    let (app, segment) = audience(&client, 300).await;
    let campaign = campaign(&client, &app, &segment, "IMMEDIATE").await;
    while mails(local.address()).await.is_empty() {
        tokio::task::yield_now().await;
    }
    local.stop().await.unwrap();

    let local = running(storage(), ClockMode::System).await;
    drain(local.address()).await;
    assert_eq!(mails(local.address()).await, expected(300));
    assert_eq!(activity(&pinpoint(&local), &app, &campaign).await.successful_endpoint_count, Some(270));
    local.stop().await.unwrap();
}

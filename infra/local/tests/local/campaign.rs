//! A campaign from the SDK's calls to the mails in the outbox.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value, json};
use touchpoint_local::{ClockMode, Storage};

use crate::support::{get, post, request, running};

async fn put(to: SocketAddr, path: &str, body: &Value) {
    let answer = request(to, "PUT", path, body.to_string().as_bytes()).await;
    assert!((200..300).contains(&answer.status), "{path}: {answer:?}");
}

async fn created(to: SocketAddr, path: &str, body: &Value) -> String {
    let answer = post(to, path, body).await;
    assert_eq!(answer.status, 201, "{path}: {answer:?}");
    answer.body["Id"].as_str().unwrap().to_owned()
}

/// An app with the email channel and this many endpoints, and a segment of those who are called `Member`.
async fn audience(to: SocketAddr, endpoints: usize) -> (String, String) {
    let app = created(to, "/v1/apps", &json!({"Name": "shop"})).await;
    let identity = "arn:aws:ses:us-east-1:000000000000:identity/example.com";
    put(to, &format!("/v1/apps/{app}/channels/email"), &json!({"FromAddress": "news@example.com", "Identity": identity})).await;
    let people: Vec<Value> = (0..endpoints)
        .map(|n| {
            json!({
                "Id": format!("e{n}"),
                "ChannelType": "EMAIL",
                "Address": format!("p{n}@example.com"),
                "OptOut": if n % 10 == 9 { "ALL" } else { "NONE" },
                "Attributes": {"Kind": ["Member"]},
                "User": {"UserId": format!("u{n}"), "UserAttributes": {"Name": [format!("Name {n}")]}},
            })
        })
        .collect();
    for batch in people.chunks(100) {
        put(to, &format!("/v1/apps/{app}/endpoints"), &json!({"Item": batch})).await;
    }
    let dimensions = json!({"Attributes": {"Kind": {"AttributeType": "INCLUSIVE", "Values": ["Member"]}}});
    let segment = created(to, &format!("/v1/apps/{app}/segments"), &json!({"Name": "members", "Dimensions": dimensions})).await;
    (app, segment)
}

async fn campaign(to: SocketAddr, app: &str, segment: &str, start: &str) -> String {
    let body = json!({
        "Name": "hello",
        "SegmentId": segment,
        "Schedule": {"StartTime": start},
        "MessageConfiguration": {"EmailMessage": {
            "Title": "Hello {{User.UserAttributes.Name}}",
            "HtmlBody": "<p>Dear {{User.UserAttributes.Name}}</p>",
        }},
    });
    created(to, &format!("/v1/apps/{app}/campaigns"), &body).await
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

async fn drain(to: SocketAddr) {
    let drained = post(to, "/local/drain", &Value::Null).await;
    assert_eq!(drained.status, 200, "{drained:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_their_own_mail_once() {
    let local = running(Storage::Memory, ClockMode::System).await;
    let to = local.address();
    let (app, segment) = audience(to, 250).await;
    let campaign = campaign(to, &app, &segment, "IMMEDIATE").await;
    drain(to).await;
    assert_eq!(mails(to).await, expected(250));

    let state = get(to, &format!("/v1/apps/{app}/campaigns/{campaign}")).await.body;
    assert_eq!(state["State"]["CampaignStatus"], "COMPLETED", "{state}");
    let activities = get(to, &format!("/v1/apps/{app}/campaigns/{campaign}/activities")).await.body;
    let activity = &activities["Item"][0];
    assert_eq!((&activity["State"], &activity["Result"]), (&json!("COMPLETED"), &json!("SUCCESS")), "{activity}");
    assert_eq!((&activity["SuccessfulEndpointCount"], &activity["TotalEndpointCount"]), (&json!(225), &json!(225)));

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
    let (app, segment) = audience(local.address(), 30).await;
    post(local.address(), "/local/clock", &json!({"set": "2999-01-01T00:00:00Z"})).await;
    campaign(local.address(), &app, &segment, "2999-01-01T02:00:00Z").await;
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
    let (app, segment) = audience(local.address(), 300).await;
    let campaign = campaign(local.address(), &app, &segment, "IMMEDIATE").await;
    while mails(local.address()).await.is_empty() {
        tokio::task::yield_now().await;
    }
    local.stop().await.unwrap();

    let local = running(storage(), ClockMode::System).await;
    drain(local.address()).await;
    assert_eq!(mails(local.address()).await, expected(300));
    let activities = get(local.address(), &format!("/v1/apps/{app}/campaigns/{campaign}/activities")).await.body;
    assert_eq!(activities["Item"][0]["SuccessfulEndpointCount"], 270, "{activities}");
    local.stop().await.unwrap();
}

//! The whole of it, over HTTP.

use std::path::Path;

use aws_sdk_pinpoint::operation::RequestId;
use aws_sdk_pinpoint::types::CreateApplicationRequest;
use serde_json::{Value, json};
use touchpoint_local::outbox::{self, Message};
use touchpoint_local::{ClockMode, Running, Storage, start};

use crate::support::{drain, get, options, pinpoint, post, request, running};

async fn in_memory(clock: ClockMode) -> Running {
    running(Storage::Memory, clock).await
}

async fn create_app(local: &Running, name: &str) -> String {
    let request = CreateApplicationRequest::builder().name(name).build();
    let made = pinpoint(local).create_app().create_application_request(request).send().await.unwrap();
    made.application_response.unwrap().id.unwrap()
}

/// The name of an app; `None` when there is none.
async fn name_of(local: &Running, app: &str) -> Option<String> {
    match pinpoint(local).get_app().application_id(app).send().await {
        Ok(found) => found.application_response.unwrap().name,
        Err(error) => {
            assert!(error.into_service_error().is_not_found_exception());
            None
        }
    }
}

fn message(app: &str) -> Message {
    Message {
        app_id: app.into(),
        channel: "EMAIL".into(),
        to: "ada@example.com".into(),
        from: Some("news@example.com".into()),
        subject: Some("Hello".into()),
        campaign_id: Some("c1".into()),
        endpoint_id: Some("E 1".into()),
        message_id: "m-1".into(),
        sent_at: "2026-01-02T03:04:05.000Z".into(),
        ..Message::default()
    }
}

#[tokio::test]
async fn the_api_answers_beside_the_local_paths() {
    let local = in_memory(ClockMode::System).await;
    let id = create_app(&local, "first").await;
    let app = pinpoint(&local).get_app().application_id(&id).send().await.unwrap();
    assert!(app.request_id().is_some());
    assert_eq!(app.application_response.unwrap().name.as_deref(), Some("first"));
    assert_eq!(get(local.address(), "/nowhere").await.status, 404);
    assert_eq!(local.url(), format!("http://{}", local.address()));
    local.stop().await.unwrap();
}

#[tokio::test]
async fn a_body_too_large_is_refused_by_the_api_itself() {
    let local = in_memory(ClockMode::System).await;
    for bytes in [7 * 1024 * 1024 + 1, 9 * 1024 * 1024] {
        let answer = request(local.address(), "POST", "/v1/apps", &vec![b' '; bytes]).await;
        assert_eq!(answer.status, 413, "{bytes}");
        assert!(answer.head.contains("x-amzn-errortype: "), "{}", answer.head);
    }
    local.stop().await.unwrap();
}

#[tokio::test]
async fn the_outbox_is_listed_and_emptied() {
    let local = in_memory(ClockMode::System).await;
    outbox::keep(local.ledger(), message("a")).await.unwrap();
    let listed = get(local.address(), "/local/outbox?app=a&channel=EMAIL&to=ada%40example.com&limit=5&after=0").await;
    assert_eq!(
        listed.body,
        json!({"messages": [{
            "id": "1",
            "app_id": "a",
            "channel": "EMAIL",
            "to": "ada@example.com",
            "from": "news@example.com",
            "subject": "Hello",
            "campaign_id": "c1",
            "endpoint_id": "E 1",
            "message_id": "m-1",
            "sent_at": "2026-01-02T03:04:05.000Z",
        }]})
    );
    assert_eq!(get(local.address(), "/local/outbox?limit=many").await.status, 400);
    assert_eq!(request(local.address(), "DELETE", "/local/outbox", b"").await.status, 204);
    assert_eq!(get(local.address(), "/local/outbox").await.body, json!({"messages": []}));
    local.stop().await.unwrap();
}

#[tokio::test]
async fn feedback_goes_through_the_function_onto_the_stream() {
    let local = in_memory(ClockMode::System).await;
    let to = local.address();
    let app = post(to, "/v1/apps", &json!({"Name": "shop"})).await.body["Id"].as_str().unwrap().to_owned();
    outbox::keep(local.ledger(), message(&app)).await.unwrap();
    for (kind, expected) in [
        ("delivered", "_email.delivered"),
        ("open", "_email.open"),
        ("click", "_email.click"),
        ("bounce", "_email.hardbounce"),
        ("complaint", "_email.complaint"),
        ("unsubscribe", "_email.unsubscribe"),
        ("rendering_failure", "_email.rendering_failure"),
    ] {
        let reported = post(local.address(), "/local/feedback", &json!({"message_id": "m-1", "type": kind})).await;
        assert_eq!(reported.status, 200, "{kind}: {reported:?}");
        drain(to).await;
        let listed = get(to, &format!("/local/events?app={app}&type={expected}")).await;
        let event = &listed.body["events"][0];
        assert_eq!(event["partition_key"], "e 1", "{kind}");
        assert_eq!(event["record"]["attributes"]["campaign_id"], "c1");
        assert_eq!(event["record"]["facets"]["email_channel"]["mail_event"]["mail"]["message_id"], "m-1");
    }
    let soft = json!({"message_id": "m-1", "type": "bounce", "bounce_type": "Transient"});
    post(local.address(), "/local/feedback", &soft).await;
    drain(to).await;
    assert_eq!(get(local.address(), "/local/events?type=_email.softbounce").await.body["events"].as_array().unwrap().len(), 1);
    local.stop().await.unwrap();
}

#[tokio::test]
async fn a_carrier_reports_of_a_text() {
    let local = in_memory(ClockMode::System).await;
    let to = local.address();
    let app = post(to, "/v1/apps", &json!({"Name": "shop"})).await.body["Id"].as_str().unwrap().to_owned();
    let path = format!("/v1/apps/{app}");
    request(to, "PUT", &format!("{path}/channels/sms"), br#"{"Enabled":true}"#).await;
    let mut ids = Vec::new();
    for number in ["+442079460881", "+442079460882", "+442079460883"] {
        let addresses = json!({number: {"ChannelType": "SMS"}});
        let message = json!({"MessageRequest": {"Addresses": addresses, "MessageConfiguration": {"SMSMessage": {"Body": "b"}}}});
        let sent = post(to, &format!("{path}/messages"), &message["MessageRequest"]).await;
        assert_eq!(sent.status, 200, "{sent:?}");
        let outbox = get(to, &format!("/local/outbox?app={app}&to=%2B{}", number.trim_start_matches('+'))).await.body;
        ids.push(outbox["messages"][0]["message_id"].as_str().unwrap().to_owned());
    }
    for (id, report, expected) in [
        (&ids[0], json!({"type": "delivered", "price_in_millicents": 645}), "_SMS.SUCCESS DELIVERED 645.0"),
        (&ids[1], json!({"type": "failed", "reason": "SPAM"}), "_SMS.FAILURE SPAM 0.0"),
        (&ids[2], json!({"type": "opted_out"}), "_SMS.OPTOUT OPTED_OUT 0.0"),
    ] {
        let mut report = report;
        report["message_id"] = id.as_str().into();
        let answer = post(to, "/local/feedback", &report).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let kind = expected.split(' ').next().unwrap();
        drain(to).await;
        let listed = get(to, &format!("/local/events?app={app}&type={kind}")).await.body;
        let record = &listed["events"][0]["record"];
        let told = (record["attributes"]["record_status"].as_str().unwrap(), &record["metrics"]["price_in_millicents_usd"]);
        assert_eq!(format!("{kind} {} {}", told.0, told.1), expected);
        assert_eq!(record["attributes"]["message_id"], id.as_str());
    }
    let buffered = get(to, &format!("/local/events?app={app}&type=_SMS.BUFFERED")).await.body;
    assert_eq!(buffered["events"].as_array().unwrap().len(), 3);
    let wrong = post(to, "/local/feedback", &json!({"message_id": ids[0], "type": "open"})).await;
    assert_eq!(wrong.status, 400);
    local.stop().await.unwrap();
}

#[tokio::test]
async fn feedback_that_makes_no_sense_is_refused() {
    let local = in_memory(ClockMode::System).await;
    outbox::keep(local.ledger(), message("a")).await.unwrap();
    for (body, status) in [
        (json!({"message_id": "other", "type": "open"}), 404),
        (json!({"message_id": "m-1", "type": "explode"}), 400),
        (json!({"message_id": "m-1", "type": "bounce", "bounce_type": "Soft"}), 400),
        (json!({"message_id": "m-1"}), 400),
        (json!({"message_id": "m-1", "type": "open", "colour": "red"}), 400),
        (json!("open"), 400),
    ] {
        let answer = post(local.address(), "/local/feedback", &body).await;
        assert_eq!(answer.status, status, "{body}: {answer:?}");
        assert!(answer.body["message"].is_string(), "{answer:?}");
    }
    assert_eq!(get(local.address(), "/local/events").await.body, json!({"events": []}));
    local.stop().await.unwrap();
}

#[tokio::test]
async fn a_manual_clock_is_moved_and_never_back() {
    let local = in_memory(ClockMode::Manual).await;
    let before = get(local.address(), "/local/clock").await.body;
    assert_eq!(before["mode"], "manual");
    let clock = |body: Value| {
        let to = local.address();
        async move { post(to, "/local/clock", &body).await }
    };
    assert_eq!(clock(json!({"set": "2999-01-01T00:00:00Z"})).await.body["now"], "2999-01-01T00:00:00.000Z");
    assert_eq!(clock(json!({"advance": "P1DT1H"})).await.body["now"], "2999-01-02T01:00:00.000Z");
    for bad in [
        json!({"set": "2998-01-01T00:00:00Z"}),
        json!({"set": "soon"}),
        json!({"advance": "1 hour ago"}),
        json!({}),
        json!({"back": "PT1H"}),
    ] {
        let answer = clock(bad.clone()).await;
        assert!((400..500).contains(&answer.status) && answer.body["message"].is_string(), "{bad}: {answer:?}");
    }
    let drained = post(local.address(), "/local/drain", &Value::Null).await;
    assert_eq!(drained.body, json!({"idle": true, "now": "2999-01-02T01:00:00.000Z"}));
    local.stop().await.unwrap();
}

#[tokio::test]
async fn the_system_clock_is_not_moved() {
    let local = in_memory(ClockMode::System).await;
    assert_eq!(get(local.address(), "/local/clock").await.body["mode"], "system");
    assert_eq!(post(local.address(), "/local/clock", &json!({"advance": "PT1H"})).await.status, 409);
    local.stop().await.unwrap();
}

#[tokio::test]
async fn everything_is_there_after_a_restart_and_a_deleted_app_is_purged_later() {
    let directory = tempfile::tempdir().unwrap();
    let at = |path: &Path| Storage::Directory(path.to_owned());
    let local = running(at(directory.path()), ClockMode::Manual).await;
    let id = create_app(&local, "kept").await;
    outbox::keep(local.ledger(), message(&id)).await.unwrap();
    let second = start(options(at(directory.path()), ClockMode::System));
    assert!(second.await.unwrap_err().to_string().contains("in use by another process"));
    local.stop().await.unwrap();

    let local = running(at(directory.path()), ClockMode::Manual).await;
    assert_eq!(name_of(&local, &id).await.as_deref(), Some("kept"));
    assert_eq!(get(local.address(), "/local/outbox").await.body["messages"][0]["app_id"], id.as_str());
    pinpoint(&local).delete_app().application_id(&id).send().await.unwrap();
    assert_eq!(post(local.address(), "/local/drain", &Value::Null).await.body["idle"], true);
    assert_eq!(name_of(&local, &id).await, None);
    local.stop().await.unwrap();
}

//! Direct messages: what leaves, what is answered, what the event stream is told.

use serde_json::{Value, json};
use touchpoint_platform::ports::{SendOutcome, TextKind};

use crate::story::{Answer, Story};

/// An app with an email channel that is off, and an SMS channel that is on.
async fn app(story: &mut Story) -> String {
    let app = story.app().await;
    let identity = "arn:aws:ses:eu-west-1:123456789012:identity/example.com";
    let email =
        json!({"FromAddress": "Shop <news@example.com>", "Identity": identity, "ConfigurationSet": "set", "Enabled": false});
    assert_eq!(story.put(&format!("{app}/channels/email"), email).await.status, 200);
    story.channel(&app, "SMS", json!({"Platform": "SMS", "Enabled": true, "SenderId": "SHOP", "ShortCode": "12345"})).await;
    app
}

async fn endpoint(story: &Story, app: &str, id: &str, document: Value) {
    assert_eq!(story.ask("PUT", &format!("{app}/endpoints/{id}"), document.to_string()).await.status, 202);
}

async fn send(story: &Story, app: &str, request: Value) -> Answer {
    story.ask("POST", &format!("{app}/messages"), request.to_string()).await
}

/// `STATUS code message` of each result, by its key.
fn results(results: &Value) -> Vec<String> {
    let show = |(key, result): (&String, &Value)| {
        format!("{key}: {} {}", result["DeliveryStatus"].as_str().unwrap(), result["StatusCode"])
    };
    results.as_object().unwrap().iter().map(show).collect()
}

fn letter() -> Value {
    json!({"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "Hello {{User.UserAttributes.Name}}"}, "TextPart": {"Data": "Hi"}}}})
}

#[tokio::test]
async fn an_email_leaves_though_the_channel_is_off() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    endpoint(&story, &app, "E1", json!({
        "ChannelType": "EMAIL", "Address": "ann@example.com", "OptOut": "ALL", "User": {"UserId": "u1", "UserAttributes": {"Name": ["Ann"]}},
    }))
    .await;
    let answer = send(
        &story,
        &app,
        json!({
            "Addresses": {"bob@example.com": {"ChannelType": "EMAIL", "Substitutions": {"User.UserAttributes.Name": ["Bob"]}}},
            "Endpoints": {"e1": {"Context": {"campaign": "own"}}, "absent": {}},
            "MessageConfiguration": letter(), "Context": {"campaign": "all", "k": "v"}, "TraceId": "trace-1",
        }),
    )
    .await;
    assert_eq!(answer.status, 200);
    assert_eq!(results(&answer.body["Result"]), ["bob@example.com: SUCCESSFUL 200"]);
    assert_eq!(results(&answer.body["EndpointResult"]), ["absent: PERMANENT_FAILURE 400", "e1: SUCCESSFUL 200"]);
    assert_eq!(answer.body["EndpointResult"]["e1"]["Address"], "ann@example.com");
    assert!(answer.body["Result"]["bob@example.com"]["StatusMessage"].as_str().unwrap().starts_with("MessageId: "));
    let mut mails = story.postbox.emails();
    mails.sort_by(|a, b| a.to.cmp(&b.to));
    let shown: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str(), mail.from.as_str())).collect();
    let from = "Shop <news@example.com>";
    assert_eq!(shown, [("ann@example.com", "Hello Ann", from), ("bob@example.com", "Hello Bob", from)]);
    assert_eq!(mails[0].configuration_set.as_deref(), Some("set"));
    assert_eq!((mails[0].origin.endpoint_id.as_deref(), mails[0].origin.campaign_id.as_deref()), (Some("E1"), None));
    let events = story.postbox.events();
    assert_eq!(events.len(), 2);
    let of_ann = &events.iter().find(|event| event.data["client"]["client_id"] == "E1").unwrap().data;
    assert_eq!(of_ann["event_type"], "_email.send");
    assert_eq!(of_ann["attributes"], json!({"feedback": "received", "campaign": "own", "k": "v", "trace_id": "trace-1"}));
    assert_eq!(of_ann["facets"]["email_channel"]["mail_event"]["mail"]["destination"], json!(["ann@example.com"]));
}

#[tokio::test]
async fn a_whole_message_leaves_as_it_is() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    let message = json!({"EmailMessage": {"RawEmail": {"Data": "U3ViamVjdDogeA0KDQpIaQ=="}, "FromAddress": "other@example.com"}});
    let answer =
        send(&story, &app, json!({"Addresses": {"a@example.com": {"ChannelType": "EMAIL"}}, "MessageConfiguration": message}))
            .await;
    assert_eq!(results(&answer.body["Result"]), ["a@example.com: SUCCESSFUL 200"]);
    let mails = story.postbox.emails();
    assert_eq!(mails[0].raw.as_deref(), Some(&b"Subject: x\r\n\r\nHi"[..]));
    assert_eq!(mails[0].from, "other@example.com");
}

#[tokio::test]
async fn an_address_is_sent_to_once() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    endpoint(&story, &app, "e1", json!({"ChannelType": "EMAIL", "Address": "Ann@example.com"})).await;
    let answer = send(
        &story,
        &app,
        json!({
            "Addresses": {"ann@example.com": {"ChannelType": "EMAIL"}}, "Endpoints": {"e1": {}}, "MessageConfiguration": letter(),
        }),
    )
    .await;
    assert_eq!(results(&answer.body["Result"]), ["ann@example.com: SUCCESSFUL 200"]);
    assert_eq!(results(&answer.body["EndpointResult"]), ["e1: DUPLICATE 400"]);
    assert_eq!(story.postbox.emails().len(), 1);
}

#[tokio::test]
async fn a_text_leaves_from_whom_it_says_or_from_the_channel() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    for (message, expected) in [
        (json!({"Body": "b"}), (Some("12345"), Some("SHOP"), TextKind::Transactional)),
        (json!({"Body": "b", "SenderId": "OWN", "MessageType": "PROMOTIONAL"}), (None, Some("OWN"), TextKind::Promotional)),
    ] {
        let request = json!({"Addresses": {"15555550100": {"ChannelType": "SMS"}}, "MessageConfiguration": {"SMSMessage": message}, "Context": {"k": "v"}});
        assert_eq!(results(&send(&story, &app, request).await.body["Result"]), ["15555550100: SUCCESSFUL 200"]);
        let text = story.postbox.texts().pop().unwrap();
        assert_eq!((text.origination_number.as_deref(), text.sender_id.as_deref(), text.kind), expected);
        assert_eq!(text.to, "+15555550100");
    }
    let event = story.postbox.events().pop().unwrap().data;
    assert_eq!((&event["event_type"], &event["attributes"]["record_status"]), (&json!("_SMS.BUFFERED"), &json!("PENDING")));
    assert_eq!(event["attributes"]["customer_context"], r#"{"k":"v"}"#);
    assert_eq!(event["attributes"].get("iso_country_code"), None, "the numbering plans know no such number");
    let known =
        json!({"Addresses": {"+442079460881": {"ChannelType": "SMS"}}, "MessageConfiguration": {"SMSMessage": {"Body": "b"}}});
    send(&story, &app, known).await;
    assert_eq!(story.postbox.events().pop().unwrap().data["attributes"]["iso_country_code"], "GB");
    assert!(!event.to_string().contains("\"b\""), "what a text says is in no event");
}

#[tokio::test]
async fn what_cannot_be_sent_says_why() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    story.channel(&app, "GCM", json!({"Platform": "GCM", "Enabled": true})).await;
    story.channel(&app, "VOICE", json!({"Platform": "VOICE", "Enabled": false})).await;
    let long = "x".repeat(4097);
    for (address, channel, message, expected) in [
        ("x", "EMAIL", json!({"DefaultMessage": {"Body": "b"}}), "an email address"),
        ("ann@example.com", "SMS", json!({"DefaultMessage": {"Body": "b"}}), "a phone number"),
        ("token", "GCM", json!({"DefaultMessage": {"Body": "b"}}), "sending on GCM is not available"),
        ("token", "GCM", json!({"GCMMessage": {"Body": long}}), "at most 4096 bytes"),
        ("token", "APNS", json!({"DefaultMessage": {"Body": "b"}}), "the APNS channel must be configured and enabled"),
        ("+15555550100", "VOICE", json!({"DefaultMessage": {"Body": "b"}}), "the VOICE channel must be configured and enabled"),
        ("token", "GCM", json!({"SMSMessage": {"Body": "b"}}), "no message for GCM"),
        ("token", "PUSH", json!({"DefaultMessage": {"Body": "b"}}), "PUSH is no channel"),
        ("x", "CUSTOM", json!({"DefaultMessage": {"Body": "b"}}), "sending on CUSTOM is not available"),
        ("a@example.com", "EMAIL", json!({"EmailMessage": {"Body": "{{nope 'a'}}"}}), "could not be rendered"),
    ] {
        let request = json!({"Addresses": {address: {"ChannelType": channel}}, "MessageConfiguration": message});
        let answer = send(&story, &app, request).await;
        let result = &answer.body["Result"][address];
        assert_eq!((answer.status, &result["DeliveryStatus"]), (200, &json!("PERMANENT_FAILURE")), "{answer:?}");
        assert!(result["StatusMessage"].as_str().unwrap().contains(expected), "{result}");
    }
    assert!(story.postbox.emails().is_empty() && story.postbox.texts().is_empty());
    let events: Vec<_> = story.postbox.events().into_iter().map(|event| event.data["event_type"].clone()).collect();
    assert_eq!(events, ["_email.rendering_failure"]);
}

#[tokio::test]
async fn the_channels_answer_is_passed_on() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    let permanent = |code: &str| SendOutcome::Permanent { code: code.into() };
    for (outcome, expected, event) in [
        (SendOutcome::Throttled, "THROTTLED 429", Some("RATE_EXCEEDED")),
        (SendOutcome::Transient, "TEMPORARY_FAILURE 500", Some("UNKNOWN")),
        (SendOutcome::Unknown, "UNKNOWN_FAILURE 500", Some("UNKNOWN")),
        (permanent("InvalidParameter"), "PERMANENT_FAILURE 400", Some("INVALID_PARAMETERS")),
        (permanent("OptedOut"), "OPT_OUT 400", Some("OPTED_OUT")),
    ] {
        story.postbox.answer_next(outcome);
        let request = json!({"Addresses": {"+15555550100": {"ChannelType": "SMS"}}, "MessageConfiguration": {"DefaultMessage": {"Body": "b"}}});
        let answer = send(&story, &app, request).await;
        assert_eq!(results(&answer.body["Result"]), [format!("+15555550100: {expected}")]);
        let told = story.postbox.events().pop().map(|event| event.data["attributes"]["record_status"].clone());
        assert_eq!(told.as_ref().and_then(Value::as_str), event);
    }
}

#[tokio::test]
async fn users_are_reached_wherever_there_is_something_to_say() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    for (id, channel, address) in
        [("E-mail", "EMAIL", "ann@example.com"), ("sms", "SMS", "+15555550100"), ("app", "GCM", "token")]
    {
        endpoint(
            &story,
            &app,
            id,
            json!({"ChannelType": channel, "Address": address, "EndpointStatus": "INACTIVE", "User": {"UserId": "ann"}}),
        )
        .await;
    }
    let mut message = letter();
    message["SMSMessage"] = json!({"Body": "b"});
    let request = json!({"Users": {"ann": {}, "nobody": {}}, "MessageConfiguration": message});
    let answer = story.ask("POST", &format!("{app}/users-messages"), request.to_string()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(results(&answer.body["Result"]["ann"]), ["E-mail: SUCCESSFUL 200", "sms: SUCCESSFUL 200"]);
    assert_eq!(answer.body["Result"]["nobody"], json!({}));
}

#[tokio::test]
async fn a_template_speaks_where_the_message_does_not() {
    let mut story = Story::begin().await;
    let app = app(&mut story).await;
    let template = json!({"Subject": "From {{shop}}", "TextPart": "t", "DefaultSubstitutions": "{\"shop\":\"the shop\"}"});
    assert_eq!(story.ask("POST", "/v1/templates/hello/email", template.to_string()).await.status, 201);
    let named = |name: &str, version: Option<&str>| {
        let mut template = json!({"Name": name});
        if let Some(version) = version {
            template["Version"] = version.into();
        }
        json!({"Addresses": {"a@example.com": {"ChannelType": "EMAIL"}}, "MessageConfiguration": {}, "TemplateConfiguration": {"EmailTemplate": template}})
    };
    assert_eq!(send(&story, &app, named("hello", Some("1"))).await.status, 200);
    assert_eq!(story.postbox.emails()[0].subject, "From the shop");
    for (name, version, field) in [
        ("absent", None, "EmailTemplate.Name"),
        ("hello", Some("2"), "EmailTemplate.Name"),
        ("hello", Some("x"), "EmailTemplate.Version"),
        ("", None, "EmailTemplate.Name"),
    ] {
        let refusal = send(&story, &app, named(name, version)).await.refusal();
        assert!(refusal.starts_with(&format!("400 TemplateConfiguration.{field}")), "{refusal}");
    }
}

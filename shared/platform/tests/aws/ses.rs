//! What SES is sent, and what each kind of answer, or none, means for the message.

use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use touchpoint_platform::aws::ses::SesEmail;
use touchpoint_platform::ports::{EmailChannel, MessageOrigin, OutgoingEmail, SendOutcome};

use crate::fake::{Answer, Fake, error, ok, sdk_at};

fn email() -> OutgoingEmail {
    OutgoingEmail {
        from: "News <news@example.com>".into(),
        to: "ada@example.com".into(),
        subject: "Grüße".into(),
        html: Some("<p>Hi</p>".into()),
        text: Some("Hi".into()),
        headers: vec![("List-Unsubscribe".into(), "<https://example.com/u>".into())],
        raw: None,
        reply_to: Vec::new(),
        feedback_to: None,
        configuration_set: Some("set".into()),
        sending_role_arn: None,
        origin: MessageOrigin { app_id: "a1".into(), endpoint_id: Some("E 1".into()), ..MessageOrigin::default() },
    }
}

async fn sent_to(answers: impl IntoIterator<Item = Answer>) -> (SendOutcome, Fake) {
    let fake = Fake::answering(answers).await;
    let outcome = SesEmail::new(&fake.sdk).send(&email()).await;
    (outcome, fake)
}

#[tokio::test]
async fn a_message_goes_out_whole() {
    let (outcome, fake) = sent_to([ok(r#"{"MessageId":"m-1"}"#)]).await;
    assert_eq!(outcome, SendOutcome::Accepted { message_id: "m-1".into() });
    let seen = fake.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].method.as_str(), seen[0].path.as_str()), ("POST", "/v2/email/outbound-emails"));
    let utf8 = |text: &str| json!({"Data": text, "Charset": "UTF-8"});
    assert_eq!(
        seen[0].body,
        json!({
            "FromEmailAddress": "News <news@example.com>",
            "Destination": {"ToAddresses": ["ada@example.com"]},
            "Content": {"Simple": {
                "Subject": utf8("Grüße"),
                "Body": {"Html": utf8("<p>Hi</p>"), "Text": utf8("Hi")},
                "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://example.com/u>"}],
            }},
            "EmailTags": [{"Name": "tp_app", "Value": "a1"}, {"Name": "tp_endpoint", "Value": "RSAx"}],
            "ConfigurationSetName": "set",
        })
    );
}

#[tokio::test]
async fn a_message_that_is_whole_already_goes_out_as_it_is() {
    let raw = OutgoingEmail {
        raw: Some(b"Subject: x\r\n\r\nHi".to_vec()),
        reply_to: vec!["answers@example.com".into()],
        feedback_to: Some("bounces@example.com".into()),
        ..email()
    };
    let fake = Fake::answering([ok(r#"{"MessageId":"m-1"}"#)]).await;
    assert_eq!(SesEmail::new(&fake.sdk).send(&raw).await, SendOutcome::Accepted { message_id: "m-1".into() });
    let seen = fake.seen();
    assert_eq!(seen[0].body["Content"], json!({"Raw": {"Data": "U3ViamVjdDogeA0KDQpIaQ=="}}));
    assert_eq!(seen[0].body["Destination"], json!({"ToAddresses": ["ada@example.com"]}));
    assert_eq!(seen[0].body["ReplyToAddresses"], json!(["answers@example.com"]));
    assert_eq!(seen[0].body["FeedbackForwardingEmailAddress"], json!("bounces@example.com"));
}

#[tokio::test]
async fn a_refusal_is_sorted_and_never_retried() {
    let permanent = |code: &str| SendOutcome::Permanent { code: code.into() };
    for (answer, expected) in [
        (error(429, "TooManyRequestsException"), SendOutcome::Throttled),
        (error(503, "ServiceUnavailable"), SendOutcome::Transient),
        (error(400, "MessageRejected"), permanent("MessageRejected")),
        (error(400, "MailFromDomainNotVerifiedException"), permanent("MailFromDomainNotVerifiedException")),
    ] {
        let (outcome, fake) = sent_to([answer]).await;
        assert_eq!(outcome, expected);
        assert_eq!(fake.seen().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_leaves_the_message_in_doubt() {
    for body in ["{}", "not json"] {
        let (outcome, _) = sent_to([ok(body)]).await;
        assert_eq!(outcome, SendOutcome::Unknown, "{body}");
    }
}

#[tokio::test]
async fn what_was_never_connected_was_never_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    let channel = SesEmail::new(&sdk_at(&format!("http://{nobody}")).await);
    assert_eq!(channel.send(&email()).await, SendOutcome::Transient);
}

#[tokio::test]
async fn a_connection_lost_after_sending_leaves_the_message_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut some = [0; 64];
            let _ = connection.read(&mut some).await;
        }
    });
    assert_eq!(SesEmail::new(&sdk_at(&url).await).send(&email()).await, SendOutcome::Unknown);
}

#[tokio::test]
async fn silence_leaves_the_message_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let channel = SesEmail::with_timeout(&sdk_at(&url).await, Duration::from_millis(50));
    assert_eq!(channel.send(&email()).await, SendOutcome::Unknown);
}

#[tokio::test]
async fn a_sending_role_that_cannot_be_assumed_sends_nothing() {
    let denied = r#"<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"#;
    let fake = Fake::answering([Answer::text(403, denied)]).await;
    let role = OutgoingEmail { sending_role_arn: Some("arn:aws:iam::123456789012:role/sender".into()), ..email() };
    assert_eq!(SesEmail::new(&fake.sdk).send(&role).await, SendOutcome::Transient);
    let asked: Vec<_> = fake.seen().into_iter().map(|seen| seen.body.to_string()).collect();
    assert!(asked.iter().all(|body| body.contains("Action=AssumeRole")), "{asked:?}");
    assert!(!asked.is_empty());
}

#[tokio::test]
async fn a_sending_role_is_assumed_once_and_then_used() {
    let assumed = "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>\
        <AccessKeyId>AK</AccessKeyId><SecretAccessKey>SK</SecretAccessKey><SessionToken>T</SessionToken>\
        <Expiration>2999-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>r:s</AssumedRoleId>\
        <Arn>arn:aws:sts::123456789012:assumed-role/sender/s</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>";
    let fake = Fake::answering([Answer::text(200, assumed), ok(r#"{"MessageId":"m-1"}"#)]).await;
    let channel = SesEmail::new(&fake.sdk);
    let role = OutgoingEmail { sending_role_arn: Some("arn:aws:iam::123456789012:role/sender".into()), ..email() };
    for _ in 0..2 {
        assert_eq!(channel.send(&role).await, SendOutcome::Accepted { message_id: "m-1".into() });
    }
    assert_eq!(fake.seen().len(), 3);
}

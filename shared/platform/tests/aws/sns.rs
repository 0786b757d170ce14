//! What SNS is sent, and what each kind of answer, or none, means for the text.

use std::time::Duration;

use tokio::net::TcpListener;
use touchpoint_platform::aws::sns::SnsText;
use touchpoint_platform::ports::{MessageOrigin, OutgoingText, SendOutcome, TextChannel, TextKind};

use crate::fake::{Answer, Fake, sdk_at};

const ACCEPTED: &str = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m-1</MessageId>\
    </PublishResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>";

fn text() -> OutgoingText {
    OutgoingText {
        to: "+15555550100".into(),
        body: "Your table is ready".into(),
        kind: TextKind::Promotional,
        origination_number: Some("+15555550199".into()),
        sender_id: Some("SHOP".into()),
        entity_id: Some(String::new()),
        template_id: None,
        origin: MessageOrigin::default(),
    }
}

async fn sent_to(answer: Answer) -> (SendOutcome, Fake) {
    let fake = Fake::answering([answer]).await;
    let outcome = SnsText::new(&fake.sdk).send(&text()).await;
    (outcome, fake)
}

fn refusal(status: u16, code: &str) -> Answer {
    let body =
        format!("<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>");
    Answer::text(status, &body)
}

#[tokio::test]
async fn a_text_goes_out_whole_with_what_carriers_ask_for() {
    let (outcome, fake) = sent_to(Answer::text(200, ACCEPTED)).await;
    assert_eq!(outcome, SendOutcome::Accepted { message_id: "m-1".into() });
    let seen = fake.seen();
    assert_eq!(seen.len(), 1);
    let body = seen[0].body.as_str().unwrap();
    for part in ["Action=Publish", "PhoneNumber=%2B15555550100", "Message=Your%20table%20is%20ready"] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    for (name, value) in [
        ("AWS.SNS.SMS.SMSType", "Promotional"),
        ("AWS.SNS.SMS.SenderID", "SHOP"),
        ("AWS.MM.SMS.OriginationNumber", "%2B15555550199"),
    ] {
        assert!(body.contains(name) && body.contains(&format!("StringValue={value}")), "{name} is not in {body}");
    }
    for absent in ["EntityId", "TemplateId", "TopicArn"] {
        assert!(!body.contains(absent), "{absent} is in {body}");
    }
}

#[tokio::test]
async fn a_refusal_is_sorted_and_never_retried() {
    let permanent = |code: &str| SendOutcome::Permanent { code: code.into() };
    for (status, code, expected) in [
        (429, "Throttled", SendOutcome::Throttled),
        (400, "Throttling", SendOutcome::Throttled),
        (500, "InternalError", SendOutcome::Transient),
        (400, "InvalidParameter", permanent("InvalidParameter")),
        (400, "OptedOut", permanent("OptedOut")),
        (403, "AuthorizationError", permanent("AuthorizationError")),
    ] {
        let (outcome, fake) = sent_to(refusal(status, code)).await;
        assert_eq!(outcome, expected, "{code}");
        assert_eq!(fake.seen().len(), 1, "{code}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_leaves_the_text_in_doubt() {
    for body in ["", "not xml", "<PublishResponse><PublishResult/></PublishResponse>"] {
        assert_eq!(sent_to(Answer::text(200, body)).await.0, SendOutcome::Unknown, "{body}");
    }
}

#[tokio::test]
async fn silence_leaves_the_text_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let channel = SnsText::with_timeout(&sdk_at(&url).await, Duration::from_millis(50));
    assert_eq!(channel.send(&text()).await, SendOutcome::Unknown);
}

#[tokio::test]
async fn what_was_never_connected_was_never_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    let channel = SnsText::new(&sdk_at(&format!("http://{nobody}")).await);
    assert_eq!(channel.send(&text()).await, SendOutcome::Transient);
}

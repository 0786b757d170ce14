//! What the service itself reports, against golden files. `UPDATE_GOLDEN=1` writes them anew.

#![cfg(test)]

use std::collections::BTreeMap;

use serde_json::Value;
use touchpoint_domain::event::{
    CustomOf, CustomResult, DirectSend, EmailFate, EmailShown, JourneyPlace, JourneySend, JourneySendStatus, SendingActivity,
    SentText, Service, TextEnd, TextFate, TextReceipt, TextShown, custom_delivered, email_event, journey_send, journey_step,
    receipt_event, text_event,
};

const DOCUMENT: &str = r#"{"Id":"User-1","ChannelType":"CUSTOM","Address":"user-1","OptOut":"NONE",
    "EndpointStatus":"ACTIVE","CohortId":"12","User":{"UserId":"u1"},"LastActive":1777629600000,"SharedAddress":true}"#;
const PLACE: JourneyPlace<'static> = JourneyPlace { journey: "journey-1", run: "run-1", activity: Some("Send #1") };

fn service() -> Service<'static> {
    Service {
        app: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        account: "123456789012",
        event_id: "run-1/User-1/Send #1",
        endpoint: "User-1",
        document: Some(DOCUMENT),
        at: "2026-05-01T10:00:01.250Z".parse().unwrap(),
        now: "2026-05-01T10:00:01.900Z".parse().unwrap(),
    }
}

fn golden(name: &str, event: &Value) {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = serde_json::to_string_pretty(event).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{path}");
}

fn send(status: JourneySendStatus) -> Value {
    let (service, status_message) = (service(), Some("said by the channel"));
    let activity_type = SendingActivity::Custom;
    journey_send(&JourneySend { service, place: PLACE, activity_type, status, status_message, status_code: Some("200") })
}

#[test]
fn messages_of_journeys() {
    golden("journey_send_success", &send(JourneySendStatus::Success));
    for status in JourneySendStatus::ALL {
        let attributes = send(status)["attributes"].clone();
        assert_eq!(attributes["journey_send_status"], status.name());
        let waited = status == JourneySendStatus::QuietTimeWaitFinished;
        assert_eq!(attributes.get("journey_activity_type").is_none(), waited, "{status:?}");
    }
}

#[test]
fn steps_of_journeys() {
    golden("journey_step", &journey_step(&Service { document: None, ..service() }, &PLACE, "TRANSIENT_FAILURE"));
    let entered = journey_step(&service(), &JourneyPlace { activity: None, ..PLACE }, "ENDPOINT_ENTERED");
    assert_eq!(entered["attributes"].get("journey_activity_id"), None);
}

#[test]
fn messages_of_custom_channels() {
    let campaign = CustomOf::Campaign { campaign: "campaign-1", activity: "activity-1", treatment: "0" };
    golden("custom_delivered_campaign", &custom_delivered(&service(), &campaign, CustomResult::Delivered));
    let failed = CustomResult::Failed { code: Some("503") };
    golden("custom_delivered_journey", &custom_delivered(&service(), &CustomOf::Journey(PLACE), failed));
}

fn direct(context: &BTreeMap<String, String>) -> DirectSend<'_> {
    DirectSend {
        app: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        account: "123456789012",
        request_id: "request-1",
        event_id: "request-1/0",
        endpoint: Some("User-1"),
        message_id: Some("message-1"),
        trace_id: Some("trace-1"),
        context,
        at: "2026-05-01T10:00:01.250Z".parse().unwrap(),
    }
}

#[test]
fn direct_emails() {
    let context = BTreeMap::from([("order".to_owned(), "7".to_owned())]);
    let mail = EmailShown { from: "shop@example.com", to: "ada@example.com", subject: "Hello" };
    golden("direct_email_send", &email_event(&direct(&context), &mail, EmailFate::Sent));
    golden("direct_email_rejected", &email_event(&direct(&context), &mail, EmailFate::Rejected { reason: "MessageRejected" }));
    let fate = EmailFate::RenderingFailure { error: "no such value" };
    golden("direct_email_rendering_failure", &email_event(&direct(&context), &mail, fate));
}

#[test]
fn direct_texts_and_their_receipts() {
    let context = BTreeMap::from([("order".to_owned(), "7".to_owned())]);
    let number = "+442079460881";
    let text =
        TextShown { to: number, origination_number: Some("12345"), iso_country: Some("GB"), kind: "Transactional", parts: 2 };
    golden("sms_buffered", &text_event(&direct(&context), &text, TextFate::Buffered));
    let sent = SentText {
        message_id: "message-1".to_owned(),
        app: "a".repeat(32),
        request_id: "run-1".to_owned(),
        endpoint: Some("User-1".to_owned()),
        to: number.to_owned(),
        kind: "Promotional".to_owned(),
        parts: 2,
        belongs_to: [("campaign_id", "c"), ("campaign_activity_id", "d"), ("treatment_id", "0")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..SentText::default()
    };
    for (name, end) in [
        ("sms_success", TextEnd::Success("DELIVERED")),
        ("sms_failure", TextEnd::Failure("CARRIER_UNREACHABLE")),
        ("sms_optout", TextEnd::OptedOut),
    ] {
        let receipt = TextReceipt {
            message_id: "message-1".to_owned(),
            end,
            at: "2026-05-01T10:00:09Z".parse().unwrap(),
            price_in_millicents_usd: Some(645.0),
            parts: None,
            iso_country: Some("GB".to_owned()),
            origination_number: None,
        };
        golden(name, &receipt_event(&sent, &receipt, "123456789012", "2026-05-01T10:00:10Z".parse().unwrap()));
    }
}

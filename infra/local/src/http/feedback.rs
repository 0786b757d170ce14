//! `POST /local/feedback`: says of a message in the outbox what a mailbox provider or carrier would, by way of the function that hears it on AWS.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lambda_events::sns::SnsEvent;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Json;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use touchpoint_domain::time::wire_date;
use touchpoint_feedback::FeedbackEvent;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::origin;

use super::feedback_text::{self, TextReport};
use super::{LocalError, Served, json_body};
use crate::functions::ACCOUNT;
use crate::outbox::{self, Message};

/// What to report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    message_id: String,
    #[serde(rename = "type")]
    kind: String,
    /// The link that was clicked.
    link: Option<String>,
    user_agent: Option<String>,
    ip_address: Option<String>,
    /// `Permanent` (when absent), `Transient` or `Undetermined`.
    bounce_type: Option<String>,
    bounce_sub_type: Option<String>,
    /// `abuse` and so on.
    complaint_type: Option<String>,
    /// Why a mail was rejected or could not be rendered, or the `record_status` of a text that failed.
    reason: Option<String>,
    /// What a text cost, in thousandths of a cent.
    price_in_millicents: Option<f64>,
}

/// Reports, and answers `{"reported": true}` once the events are on the stream.
pub(super) async fn report(State(served): State<Arc<Served>>, body: Bytes) -> Result<Json<Value>, LocalError> {
    let report: Report = json_body(&body)?;
    let message = outbox::find(&served.work.ledger, report.message_id.clone())
        .await?
        .ok_or_else(|| LocalError::new(StatusCode::NOT_FOUND, "message_id: no message in the outbox has it"))?;
    let now = served.work.clock.now();
    let at = wire_date(now);
    let notification = if message.channel == "SMS" {
        let Report { kind, price_in_millicents, reason, .. } = &report;
        let report = TextReport { kind, price_in_millicents: *price_in_millicents, reason: reason.as_deref() };
        feedback_text::notification(&message, report, now)?
    } else {
        of_mail(&report, &message, &at)?
    };
    let event = topic_event(&notification.to_string(), &at)?;
    let busy = served.work.activity.begin();
    let reported = touchpoint_feedback::handle(&served.feedback, FeedbackEvent::Topic(event)).await;
    drop(busy);
    reported.map_err(|error| LocalError::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(Json(json!({"reported": true})))
}

/// What SES says of a mail.
fn of_mail(report: &Report, message: &Message, at: &str) -> Result<Value, LocalError> {
    let (event_type, member, details) = details(report, message, at)?;
    let mut notification = Map::new();
    notification.insert("eventType".to_owned(), event_type.into());
    notification.insert("mail".to_owned(), mail(message));
    notification.insert(member.to_owned(), details);
    Ok(Value::Object(notification))
}

/// The event type as SES calls it, the member that tells more, and what it tells.
fn details(report: &Report, message: &Message, at: &str) -> Result<(&'static str, &'static str, Value), LocalError> {
    let seen = |mut details: Value| {
        if let Some(details) = details.as_object_mut() {
            details.insert("timestamp".to_owned(), at.into());
            details.insert("ipAddress".to_owned(), report.ip_address.as_deref().unwrap_or("127.0.0.1").into());
            details.insert("userAgent".to_owned(), report.user_agent.as_deref().unwrap_or("touchpoint-local").into());
        }
        details
    };
    let link = report.link.as_deref().unwrap_or("https://example.com/");
    let details = match report.kind.as_str() {
        "send" => ("Send", "send", json!({})),
        "delivered" => ("Delivery", "delivery", delivery(message, at)),
        "open" => ("Open", "open", seen(json!({}))),
        "click" => ("Click", "click", seen(json!({"link": link}))),
        "unsubscribe" => ("Subscription", "subscription", unsubscription(at)),
        "bounce" => ("Bounce", "bounce", bounce(report, message, at)?),
        "complaint" => ("Complaint", "complaint", complaint(report, message, at)),
        "reject" => ("Reject", "reject", json!({"reason": report.reason.as_deref().unwrap_or("Bad content")})),
        "rendering_failure" => {
            let why = report.reason.as_deref().unwrap_or("Attribute 'name' is not present in the rendering data.");
            ("Rendering Failure", "failure", json!({"errorMessage": why, "templateName": "local"}))
        }
        _ => {
            return Err(LocalError::bad_request(
                "type: must be one of send, delivered, open, click, bounce, complaint, unsubscribe, reject, rendering_failure",
            ));
        }
    };
    Ok(details)
}

fn delivery(message: &Message, at: &str) -> Value {
    json!({
        "timestamp": at,
        "processingTimeMillis": 100,
        "recipients": [message.to],
        "smtpResponse": "250 ok",
        "reportingMTA": "mail.localhost",
    })
}

fn bounce(report: &Report, message: &Message, at: &str) -> Result<Value, LocalError> {
    let kind = report.bounce_type.as_deref().unwrap_or("Permanent");
    if !matches!(kind, "Permanent" | "Transient" | "Undetermined") {
        return Err(LocalError::bad_request("bounce_type: must be one of Permanent, Transient, Undetermined"));
    }
    Ok(json!({
        "bounceType": kind,
        "bounceSubType": report.bounce_sub_type.as_deref().unwrap_or("General"),
        "bouncedRecipients": [{"emailAddress": message.to}],
        "timestamp": at,
    }))
}

fn complaint(report: &Report, message: &Message, at: &str) -> Value {
    json!({
        "complainedRecipients": [{"emailAddress": message.to}],
        "complaintFeedbackType": report.complaint_type.as_deref().unwrap_or("abuse"),
        "userAgent": report.user_agent.as_deref().unwrap_or("touchpoint-local"),
        "timestamp": at,
    })
}

/// As when the mail program's own way to unsubscribe is used.
fn unsubscription(at: &str) -> Value {
    json!({
        "timestamp": at,
        "source": "UnsubscribeHeader",
        "newTopicPreferences": {"unsubscribeAll": true},
        "oldTopicPreferences": {"unsubscribeAll": false},
    })
}

fn mail(message: &Message) -> Value {
    let tags: BTreeMap<String, [String; 1]> =
        origin::tags(&message.origin()).into_iter().map(|(name, value)| (name, [value])).collect();
    let header = |name: &str, value: &str| json!({"name": name, "value": value});
    let from = message.from.as_deref().unwrap_or_default();
    let subject = message.subject.as_deref().unwrap_or_default();
    let mut headers = vec![header("From", from), header("To", &message.to), header("Subject", subject)];
    headers.extend(message.headers.iter().flatten().map(|other| header(&other.name, &other.value)));
    json!({
        "timestamp": message.sent_at,
        "source": from,
        "sendingAccountId": ACCOUNT,
        "messageId": message.message_id,
        "destination": [message.to],
        "headersTruncated": false,
        "headers": headers,
        "commonHeaders": {"from": [from], "to": [message.to], "subject": subject},
        "tags": tags,
    })
}

/// The event by which the topic hands a message to the function.
fn topic_event(message: &str, at: &str) -> Result<SnsEvent, LocalError> {
    let topic = format!("arn:aws:sns:us-east-1:{ACCOUNT}:local");
    serde_json::from_value(json!({"Records": [{
        "EventSource": "aws:sns",
        "EventVersion": "1.0",
        "EventSubscriptionArn": topic,
        "Sns": {
            "Type": "Notification",
            "MessageId": uuid::Uuid::new_v4().to_string(),
            "TopicArn": topic,
            "Timestamp": at,
            "SignatureVersion": "1",
            "Signature": "",
            "SigningCertUrl": "",
            "UnsubscribeUrl": "",
            "Message": message,
        },
    }]}))
    .map_err(|error| LocalError::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
}

//! `_email.*` and `_SMS.*` of direct messages, as far as the sending itself knows them (spec §10.5, §10.6).
//!
//! Of a direct email `_email.send` is told here, and what SES reports of its sending is left aside; of a text `_SMS.BUFFERED` is told here,
//! and receipts tell how it ended.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What a direct message belongs to.
#[derive(Clone, Copy, Debug)]
pub struct DirectSend<'a> {
    pub app: &'a str,
    /// The AWS account that this runs in.
    pub account: &'a str,
    /// The request that it was sent by.
    pub request_id: &'a str,
    /// The same for the same message, however often the event is put.
    pub event_id: &'a str,
    /// The endpoint's id as it was first written; `None` for a bare address.
    pub endpoint: Option<&'a str>,
    /// The channel's id of the message; `None` where it accepted none.
    pub message_id: Option<&'a str>,
    pub trace_id: Option<&'a str>,
    /// The caller's own words about the message, merged (spec §8.2).
    pub context: &'a BTreeMap<String, String>,
    /// When it was sent, which is also when the event is put.
    pub at: Timestamp,
}

/// An email, as far as its event shows it.
#[derive(Clone, Copy, Debug)]
pub struct EmailShown<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
}

/// What became of an email.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFate<'a> {
    Sent,
    /// The channel refused it for good.
    Rejected {
        reason: &'a str,
    },
    /// It could not be made.
    RenderingFailure {
        error: &'a str,
    },
}

/// A text, as far as its event shows it: never what it says.
#[derive(Clone, Copy, Debug)]
pub struct TextShown<'a> {
    pub to: &'a str,
    pub origination_number: Option<&'a str>,
    /// The two letters of the country that the number belongs to, where the numbering plans know it.
    pub iso_country: Option<&'a str>,
    /// `Transactional` or `Promotional`.
    pub kind: &'a str,
    pub parts: usize,
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFate {
    /// Accepted; whether it arrives is not known yet.
    Buffered,
    /// It arrived, as far as the network knows; a `record_status` of spec §10.5.
    Arrived(&'static str),
    /// Refused because the number has opted out.
    OptedOut,
    /// Refused, or failed; a `record_status` of spec §10.5.
    Failed(&'static str),
}

/// The event of an email.
#[must_use]
pub fn email_event(sent: &DirectSend<'_>, mail: &EmailShown<'_>, fate: EmailFate<'_>) -> Value {
    let (event_type, feedback, member, details) = match fate {
        EmailFate::Sent => ("_email.send", "received", "send", json!({})),
        EmailFate::Rejected { reason } => ("_email.rejected", "rejected", "reject", json!({"reason": reason})),
        EmailFate::RenderingFailure { error } => {
            ("_email.rendering_failure", "rendering_failure", "rendering_failure", json!({"error_message": error}))
        }
    };
    let mut attributes: Map<String, Value> = sent.context.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    attributes.insert("feedback".to_owned(), feedback.into());
    let mut about = json!({
        "message_send_timestamp": sent.at.as_millisecond(),
        "from_address": mail.from,
        "destination": [mail.to],
        "headers_truncated": false,
        "common_headers": {"from": mail.from, "to": [mail.to], "subject": mail.subject},
    });
    if let (Some(id), Some(about)) = (sent.message_id, about.as_object_mut()) {
        about.insert("message_id".to_owned(), id.into());
    }
    let mut event = envelope(sent, event_type, attributes);
    event.insert("client_context".to_owned(), json!({"custom": {"legacy_identifier": sent.app}}));
    event.insert("facets".to_owned(), json!({"email_channel": {"mail_event": {"mail": about, member: details}}}));
    Value::Object(event)
}

/// The event of a text.
#[must_use]
pub fn text_event(sent: &DirectSend<'_>, text: &TextShown<'_>, fate: TextFate) -> Value {
    let (event_type, status) = match fate {
        TextFate::Buffered => ("_SMS.BUFFERED", "PENDING"),
        TextFate::Arrived(status) => ("_SMS.SUCCESS", status),
        TextFate::OptedOut => ("_SMS.OPTOUT", "OPTED_OUT"),
        TextFate::Failed(status) => ("_SMS.FAILURE", status),
    };
    let context = (!sent.context.is_empty()).then(|| json!(sent.context).to_string());
    let mut attributes = Map::new();
    for (name, value) in [
        ("sender_request_id", Some(sent.request_id.to_owned())),
        ("destination_phone_number", Some(text.to.to_owned())),
        ("origination_phone_number", text.origination_number.map(str::to_owned)),
        ("iso_country_code", text.iso_country.map(str::to_owned)),
        ("record_status", Some(status.to_owned())),
        ("number_of_message_parts", Some(text.parts.to_string())),
        ("message_id", sent.message_id.map(str::to_owned)),
        ("message_type", Some(text.kind.to_owned())),
        ("customer_context", context),
    ] {
        if let Some(value) = value {
            attributes.insert(name.to_owned(), value.into());
        }
    }
    let mut event = envelope(sent, event_type, attributes);
    event.insert("client_context".to_owned(), json!({"custom": {}}));
    Value::Object(event)
}

fn envelope(sent: &DirectSend<'_>, event_type: &str, mut attributes: Map<String, Value>) -> Map<String, Value> {
    if let Some(trace) = sent.trace_id {
        attributes.insert("trace_id".to_owned(), trace.into());
    }
    let client = sent.endpoint.or(sent.message_id).unwrap_or(sent.request_id);
    let envelope = json!({
        "event_id": format!("{}/{event_type}", sent.event_id),
        "event_type": event_type,
        "event_timestamp": sent.at.as_millisecond(),
        "arrival_timestamp": sent.at.as_millisecond(),
        "event_version": "3.1",
        "application": {"app_id": sent.app, "sdk": {}},
        "client": {"client_id": client},
        "device": {"platform": {}},
        "session": {},
        "attributes": attributes,
        "metrics": {},
        "awsAccountId": sent.account,
    });
    match envelope {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

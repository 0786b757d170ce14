//! What stands on a topic: what SES reports about one mail, or AWS End User Messaging about one text, as JSON.

use std::collections::BTreeMap;

use serde::Deserialize;
use touchpoint_domain::event::TextReceipt;

use crate::text;

/// A message that is neither a report nor a provider's own test. Holds no text of the message: it is full of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadNotification {
    #[error("not a report of a mail or text: wrong {what} at line {line} column {column}")]
    Malformed { what: &'static str, line: usize, column: usize },
    #[error("a {event} event without its {event} object")]
    Incomplete { event: &'static str },
    #[error("eventTimestamp is no time")]
    BadTime,
}

/// What stands on the topic.
#[derive(Debug)]
pub(crate) enum Message {
    /// A provider's test of the topic, a voice message, or a text that is still on its way.
    NoReport,
    Notification(Box<Notification>),
    Text(Box<TextReceipt>),
}

/// How the text begins with which SES tests the topic.
const TOPIC_TEST: &str = "Successfully validated SNS topic";

/// A report: about which message, and what happened to it.
#[derive(Debug)]
pub(crate) struct Notification {
    pub(crate) mail: Mail,
    pub(crate) event: Event,
}

/// What happened.
#[derive(Debug)]
pub(crate) enum Event {
    Send,
    Delivery(Delivery),
    Bounce(Bounce),
    Complaint(Complaint),
    Reject(Reject),
    Open(Open),
    Click(Click),
    RenderingFailure(RenderingFailure),
    Subscription(Subscription),
    /// Not delivered yet, SES goes on trying: no event of ours.
    DeliveryDelay,
}

/// Reads one message of the topic.
pub(crate) fn read(message: &str) -> Result<Message, BadNotification> {
    if message.starts_with(TOPIC_TEST) {
        return Ok(Message::NoReport);
    }
    match channel(message)? {
        Told::Mail => {}
        Told::Text => return Ok(text::told(message)?.map_or(Message::NoReport, |receipt| Message::Text(Box::new(receipt)))),
        Told::Other => return Ok(Message::NoReport),
    }
    let raw: Raw = serde_json::from_str(message).map_err(|error| malformed(&error))?;
    let event = match raw.event_type {
        Kind::Send => Event::Send,
        Kind::DeliveryDelay => Event::DeliveryDelay,
        Kind::Delivery => Event::Delivery(part(raw.delivery, "delivery")?),
        Kind::Bounce => Event::Bounce(part(raw.bounce, "bounce")?),
        Kind::Complaint => Event::Complaint(part(raw.complaint, "complaint")?),
        Kind::Reject => Event::Reject(part(raw.reject, "reject")?),
        Kind::Open => Event::Open(part(raw.open, "open")?),
        Kind::Click => Event::Click(part(raw.click, "click")?),
        Kind::RenderingFailure => Event::RenderingFailure(part(raw.failure, "failure")?),
        Kind::Subscription => Event::Subscription(part(raw.subscription, "subscription")?),
    };
    Ok(Message::Notification(Box::new(Notification { mail: raw.mail, event })))
}

/// What a message is about.
enum Told {
    Mail,
    Text,
    /// A voice or multimedia message.
    Other,
}

fn channel(message: &str) -> Result<Told, BadNotification> {
    #[derive(Deserialize)]
    struct Typed<'a> {
        #[serde(rename = "eventType", borrow)]
        event_type: std::borrow::Cow<'a, str>,
    }
    let typed: Typed<'_> = serde_json::from_str(message).map_err(|error| malformed(&error))?;
    Ok(match typed.event_type.split_once('_') {
        Some(("TEXT", _)) => Told::Text,
        Some(("VOICE" | "MEDIA", _)) => Told::Other,
        Some(_) | None => Told::Mail,
    })
}

pub(crate) fn malformed(error: &serde_json::Error) -> BadNotification {
    BadNotification::Malformed {
        what: match error.classify() {
            serde_json::error::Category::Data => "member",
            serde_json::error::Category::Syntax | serde_json::error::Category::Eof => "JSON",
            serde_json::error::Category::Io => "input",
        },
        line: error.line(),
        column: error.column(),
    }
}

fn part<T>(part: Option<T>, event: &'static str) -> Result<T, BadNotification> {
    part.ok_or(BadNotification::Incomplete { event })
}

#[derive(Deserialize)]
enum Kind {
    Send,
    Delivery,
    Bounce,
    Complaint,
    Reject,
    Open,
    Click,
    #[serde(rename = "Rendering Failure")]
    RenderingFailure,
    Subscription,
    DeliveryDelay,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    event_type: Kind,
    mail: Mail,
    delivery: Option<Delivery>,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
    reject: Option<Reject>,
    open: Option<Open>,
    click: Option<Click>,
    failure: Option<RenderingFailure>,
    subscription: Option<Subscription>,
}

/// The message that a report is about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mail {
    /// When it was sent.
    pub(crate) timestamp: jiff::Timestamp,
    pub(crate) message_id: String,
    pub(crate) source: Option<String>,
    pub(crate) sending_account_id: Option<String>,
    #[serde(default)]
    pub(crate) destination: Vec<String>,
    #[serde(default)]
    pub(crate) headers_truncated: bool,
    #[serde(default)]
    pub(crate) headers: Vec<Header>,
    #[serde(default)]
    pub(crate) common_headers: CommonHeaders,
    #[serde(default)]
    pub(crate) tags: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CommonHeaders {
    #[serde(default)]
    pub(crate) from: Vec<String>,
    #[serde(default)]
    pub(crate) to: Vec<String>,
    pub(crate) subject: Option<String>,
    pub(crate) date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Delivery {
    pub(crate) processing_time_millis: Option<u64>,
    #[serde(default)]
    pub(crate) recipients: Vec<String>,
    pub(crate) smtp_response: Option<String>,
    #[serde(rename = "reportingMTA")]
    pub(crate) reporting_mta: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Bounce {
    /// `Permanent`, `Transient` or `Undetermined`.
    pub(crate) bounce_type: String,
    pub(crate) bounce_sub_type: Option<String>,
    #[serde(default)]
    pub(crate) bounced_recipients: Vec<BouncedRecipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BouncedRecipient {
    pub(crate) email_address: String,
    pub(crate) action: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) diagnostic_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Complaint {
    #[serde(default)]
    pub(crate) complained_recipients: Vec<ComplainedRecipient>,
    pub(crate) complaint_feedback_type: Option<String>,
    pub(crate) user_agent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComplainedRecipient {
    pub(crate) email_address: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reject {
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Open {
    pub(crate) ip_address: Option<String>,
    pub(crate) user_agent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Click {
    pub(crate) ip_address: Option<String>,
    pub(crate) user_agent: Option<String>,
    pub(crate) link: Option<String>,
    /// Tags that the template's author gave the link.
    pub(crate) link_tags: Option<BTreeMap<String, serde_json::Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RenderingFailure {
    pub(crate) template_name: Option<String>,
    pub(crate) error_message: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Subscription {
    pub(crate) contact_list: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) new_topic_preferences: TopicPreferences,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TopicPreferences {
    #[serde(default)]
    pub(crate) unsubscribe_all: bool,
    #[serde(default)]
    pub(crate) topic_subscription_status: Vec<TopicStatus>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TopicStatus {
    pub(crate) subscription_status: Option<String>,
}

//! A report as the records it makes: the envelope of spec §10.2 around the attributes and facets of §10.6.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use touchpoint_platform::origin;
use touchpoint_platform::ports::{EventRecord, MessageOrigin};

use crate::facet::{self, Subject};
use crate::notification::{Bounce, Click, Event, Mail, Notification, Subscription};

/// The tag by which a template's author marks the link that unsubscribes (spec §10.6).
const UNSUBSCRIBE_LINK_TAG: &str = "unsubscribeLinkTag";

/// What distinguishes one kind of email event from another.
struct Happening {
    /// `_email.…`
    event_type: &'static str,
    /// The `feedback` attribute.
    feedback: String,
    /// Name and content of the facet beside `mail`.
    facet: (&'static str, Value),
}

impl Happening {
    fn new(event_type: &'static str, feedback: &str, facet: (&'static str, Value)) -> Self {
        Self { event_type, feedback: feedback.to_owned(), facet }
    }
}

/// The records that a report makes, which the topic delivered as `report_id`. None when its message carries no app's tag: not ours.
pub(crate) fn records(notification: &Notification, report_id: &str, arrived: Timestamp) -> Vec<EventRecord> {
    let mail = &notification.mail;
    let Some(origin) = origin::from_tags(|name| mail.tags.get(name)?.first().map(String::as_str)) else {
        tracing::debug!(message_id = mail.message_id, "a report about a message of somebody else");
        return Vec::new();
    };
    let happenings = happenings(&notification.event, &origin);
    happenings.into_iter().map(|happening| record(mail, &origin, happening, report_id, arrived)).collect()
}

fn happenings(event: &Event, origin: &MessageOrigin) -> Vec<Happening> {
    match event {
        Event::DeliveryDelay => Vec::new(),
        // Whoever sends a direct message says so itself, as soon as it was accepted: a second word would count it twice.
        Event::Send if origin.campaign_id.is_none() && origin.journey_id.is_none() => Vec::new(),
        Event::Send => vec![Happening::new("_email.send", "received", ("send", json!({})))],
        Event::Delivery(delivery) => {
            vec![Happening::new("_email.delivered", "delivered", ("delivery", facet::delivery(delivery)))]
        }
        Event::Bounce(bounce) => vec![bounced(bounce)],
        Event::Complaint(complaint) => {
            vec![Happening::new("_email.complaint", "complaint", ("complaint", facet::complaint(complaint)))]
        }
        Event::Reject(reject) => vec![Happening::new("_email.rejected", "rejected", ("reject", facet::reject(reject)))],
        Event::Open(open) => vec![Happening::new("_email.open", "opened", ("open", facet::open(open)))],
        Event::Click(click) => clicked(click),
        Event::RenderingFailure(failure) => {
            let facet = ("rendering_failure", facet::rendering_failure(failure));
            vec![Happening::new("_email.rendering_failure", "rendering_failure", facet)]
        }
        Event::Subscription(subscription) => unsubscribed(subscription),
    }
}

/// Only a permanent bounce is a hard one: with an undetermined one the address may well be good.
fn bounced(bounce: &Bounce) -> Happening {
    let event_type = if bounce.bounce_type == "Permanent" { "_email.hardbounce" } else { "_email.softbounce" };
    Happening::new(event_type, "bounced", ("bounce", facet::bounce(bounce)))
}

/// A click on the link that unsubscribes is a click and an unsubscription.
fn clicked(click: &Click) -> Vec<Happening> {
    let link = click.link.as_deref().unwrap_or_default();
    let mut happenings = vec![Happening::new("_email.click", link, ("click", facet::click(click)))];
    if click.link_tags.as_ref().is_some_and(|tags| tags.contains_key(UNSUBSCRIBE_LINK_TAG)) {
        happenings.push(Happening::new("_email.unsubscribe", link, ("unsubscribe", facet::click(click))));
    }
    happenings
}

/// A change of preferences counts when it takes a topic, or all of them, away.
fn unsubscribed(subscription: &Subscription) -> Vec<Happening> {
    let now = &subscription.new_topic_preferences;
    let left_a_topic = now.topic_subscription_status.iter().any(|t| t.subscription_status.as_deref() == Some("OptOut"));
    if !now.unsubscribe_all && !left_a_topic {
        return Vec::new();
    }
    vec![Happening::new("_email.unsubscribe", "unsubscribed", ("unsubscribe", facet::subscription(subscription)))]
}

fn record(mail: &Mail, origin: &MessageOrigin, happening: Happening, report_id: &str, arrived: Timestamp) -> EventRecord {
    let Happening { event_type, feedback, facet: (name, facet) } = happening;
    let subject = if name == "send" && origin.campaign_id.is_some() { Subject::LeftOut } else { Subject::Shown };
    let client_id = origin.endpoint_id.as_deref().unwrap_or(&mail.message_id);
    let mut data = json!({
        "event_id": format!("{report_id}/{event_type}"),
        "event_type": event_type,
        // Of all events of a message, the moment at which it was sent.
        "event_timestamp": mail.timestamp.as_millisecond(),
        "arrival_timestamp": arrived.as_millisecond(),
        "event_version": "3.1",
        "application": {"app_id": origin.app_id, "sdk": {}},
        "client": {"client_id": client_id},
        "device": {"platform": {}},
        "session": {},
        "attributes": attributes(origin, &feedback),
        "client_context": {"custom": {"legacy_identifier": origin.app_id}},
        "facets": {"email_channel": {"mail_event": {"mail": facet::mail(mail, subject), name: facet}}},
    });
    if let (Some(account), Some(members)) = (&mail.sending_account_id, data.as_object_mut()) {
        members.insert("awsAccountId".to_owned(), Value::from(account.as_str()));
    }
    EventRecord { partition_key: client_id.to_owned(), data }
}

fn attributes(origin: &MessageOrigin, feedback: &str) -> Map<String, Value> {
    let mut attributes = Map::new();
    let mut set = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            attributes.insert(name.to_owned(), Value::from(value));
        }
    };
    set("feedback", Some(feedback));
    set("campaign_id", origin.campaign_id.as_deref());
    if origin.campaign_id.is_some() {
        set("campaign_activity_id", origin.activity_id.as_deref());
        set("treatment_id", Some(origin.treatment_id.as_deref().unwrap_or("0")));
    }
    set("journey_id", origin.journey_id.as_deref());
    set("journey_activity_id", origin.journey_activity_id.as_deref());
    attributes
}

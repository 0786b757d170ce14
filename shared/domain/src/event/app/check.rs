//! The rules of one event (spec §2.7, §9.1).

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use serde_json::value::RawValue;
use touchpoint_wire::types::Event;

use super::shape::{SentEvent, SentSession, refusal};
use crate::event::stream::{ReportedEvent, ReportedSession};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::time::parse_date;

/// How far the date of an event may lie before and behind the moment of its arrival.
const OLDEST: SignedDuration = SignedDuration::from_hours(30 * 24);
const NEWEST: SignedDuration = SignedDuration::from_hours(24);
/// The longest id and type of an event, in characters; the ids of a session likewise.
const ID_CHARS: usize = 256;
const TYPE_CHARS: usize = 128;

/// Types, and beginnings of types, that only the service reports (spec §9.2): what an app says of them would be counted as if messages
/// had been sent.
const RESERVED: [&str; 4] = ["_campaign.send", "_custom.delivered", "_journey.send", "_journey.step"];
const RESERVED_FAMILIES: [&str; 2] = ["_SMS.", "_email."];

/// Takes an event that arrived at `now`, or says which rule it breaks.
pub(super) fn check<'a>(
    id: &Cow<'a, str>,
    raw: &'a RawValue,
    now: Timestamp,
    limits: &Limits,
) -> Result<ReportedEvent<'a>, FieldError> {
    length("EventId", id, ID_CHARS)?;
    // The text as it was sent, white space included: what comes of it is never much larger.
    let (bytes, most) = (raw.get().len(), limits.event_bytes);
    if bytes > most {
        return Err(FieldError::new("Event", format!("must be at most {most} bytes large, is {bytes}")));
    }
    let sent: SentEvent<'a> = serde_json::from_str(raw.get()).map_err(|_| refusal::<Event>("Event", raw.get().as_bytes()))?;
    event_type(&sent.event_type)?;
    let at = date("Timestamp", &sent.timestamp)?;
    let age = now.duration_since(at);
    if age > OLDEST || age < -NEWEST {
        return Err(FieldError::new("Timestamp", "must be at most 30 days ago and 1 day ahead"));
    }
    keys(&sent, limits)?;
    Ok(ReportedEvent {
        id: id.clone(),
        event_type: sent.event_type,
        at: at.as_millisecond(),
        session: sent.session.map(session).transpose()?,
        attributes: sent.attributes,
        metrics: sent.metrics,
        package_name: sent.app_package_name,
        title: sent.app_title,
        version_code: sent.app_version_code,
        sdk_name: sent.sdk_name,
        sdk_version: sent.client_sdk_version,
    })
}

fn event_type(name: &str) -> Result<(), FieldError> {
    length("EventType", name, TYPE_CHARS)?;
    if name.chars().any(char::is_control) {
        return Err(FieldError::new("EventType", "must not hold control characters"));
    }
    if RESERVED.contains(&name) || RESERVED_FAMILIES.iter().any(|family| name.starts_with(family)) {
        return Err(FieldError::new("EventType", "is reserved for what the service itself reports"));
    }
    Ok(())
}

fn keys(event: &SentEvent<'_>, limits: &Limits) -> Result<(), FieldError> {
    let (count, most) = (event.attributes.len() + event.metrics.len(), limits.event_keys);
    if count > most {
        let reason = format!("must have at most {most} keys together with Metrics, has {count}");
        return Err(FieldError::new("Attributes", reason));
    }
    for (key, value) in &event.attributes {
        key_length("Attributes", key, limits)?;
        let most = limits.event_value_chars;
        if let Some(count) = beyond(value, most) {
            let reason = format!("must be at most {most} characters long, is {count}");
            return Err(FieldError::new(format!("Attributes.{key}"), reason));
        }
    }
    event.metrics.keys().try_for_each(|key| key_length("Metrics", key, limits))
}

fn key_length(field: &str, key: &str, limits: &Limits) -> Result<(), FieldError> {
    let most = limits.event_key_chars;
    let count = if key.is_empty() { Some(0) } else { beyond(key, most) };
    match count {
        None => Ok(()),
        Some(count) => Err(FieldError::new(field, format!("a key must be 1 to {most} characters long, one has {count}"))),
    }
}

fn session(sent: SentSession<'_>) -> Result<ReportedSession<'_>, FieldError> {
    length("Session.Id", &sent.id, ID_CHARS)?;
    let start = date("Session.StartTimestamp", &sent.start_timestamp)?;
    let stop = sent.stop_timestamp.as_deref().map(|text| date("Session.StopTimestamp", text)).transpose()?;
    Ok(ReportedSession {
        id: sent.id,
        start: start.as_millisecond(),
        stop: stop.map(Timestamp::as_millisecond),
        duration: sent.duration.map(i64::from),
    })
}

fn length(field: &str, text: &str, most: usize) -> Result<(), FieldError> {
    let count = if text.is_empty() { Some(0) } else { beyond(text, most) };
    match count {
        None => Ok(()),
        Some(count) => Err(FieldError::new(field, format!("must be 1 to {most} characters long, is {count}"))),
    }
}

/// How many characters a text has, if they are more than `most`. One that has no more bytes need not be counted.
fn beyond(text: &str, most: usize) -> Option<usize> {
    (text.len() > most).then(|| text.chars().count()).filter(|count| *count > most)
}

fn date(field: &str, text: &str) -> Result<Timestamp, FieldError> {
    parse_date(text).map_err(|error| FieldError::new(field, error.to_string()))
}

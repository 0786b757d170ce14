//! The rules of one event (spec §2.7, §9.1).

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::{Event, Session};

use crate::field::FieldError;
use crate::limits::Limits;
use crate::time::parse_date;

/// How far the date of an event may lie before and behind the moment of its arrival.
const OLDEST: SignedDuration = SignedDuration::from_hours(30 * 24);
const NEWEST: SignedDuration = SignedDuration::from_hours(24);
/// The longest id and type of an event, in characters; the ids of a session likewise.
const ID_CHARS: usize = 256;
const TYPE_CHARS: usize = 128;

/// An event that is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct AppEvent {
    pub(super) id: String,
    /// When it happened, says the app.
    pub(super) at: Timestamp,
    pub(super) session: Option<SessionTimes>,
    pub(super) event: Event,
}

/// The session that an event belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionTimes {
    pub(super) id: String,
    pub(super) start: Timestamp,
    pub(super) stop: Option<Timestamp>,
}

impl AppEvent {
    /// Takes an event that arrived at `now`, or says which rule it breaks.
    pub(super) fn check(id: &str, event: Event, now: Timestamp, limits: &Limits) -> Result<Self, FieldError> {
        length("EventId", id, ID_CHARS)?;
        length("EventType", &event.event_type, TYPE_CHARS)?;
        if event.event_type.chars().any(char::is_control) {
            return Err(FieldError::new("EventType", "must not hold control characters"));
        }
        let at = date("Timestamp", &event.timestamp)?;
        let age = now.duration_since(at);
        if age > OLDEST || age < -NEWEST {
            return Err(FieldError::new("Timestamp", "must be at most 30 days ago and 1 day ahead"));
        }
        keys(&event, limits)?;
        let session = event.session.as_ref().map(session).transpose()?;
        let (bytes, most) = (serde_json::to_string(&event).map_or(usize::MAX, |json| json.len()), limits.event_bytes);
        if bytes > most {
            return Err(FieldError::new("Event", format!("must be at most {most} bytes large, is {bytes}")));
        }
        Ok(Self { id: id.to_owned(), at, session, event })
    }
}

fn keys(event: &Event, limits: &Limits) -> Result<(), FieldError> {
    let (attributes, metrics) = (event.attributes.iter().flatten(), event.metrics.iter().flatten());
    let (count, most) = (attributes.clone().count() + metrics.clone().count(), limits.event_keys);
    if count > most {
        let reason = format!("must have at most {most} keys together with Metrics, has {count}");
        return Err(FieldError::new("Attributes", reason));
    }
    for (key, value) in attributes {
        key_length("Attributes", key, limits)?;
        let (count, most) = (value.chars().count(), limits.event_value_chars);
        if count > most {
            let reason = format!("must be at most {most} characters long, is {count}");
            return Err(FieldError::new(format!("Attributes.{key}"), reason));
        }
    }
    for (key, _) in metrics {
        key_length("Metrics", key, limits)?;
    }
    Ok(())
}

fn key_length(field: &str, key: &str, limits: &Limits) -> Result<(), FieldError> {
    let (count, most) = (key.chars().count(), limits.event_key_chars);
    if (1..=most).contains(&count) {
        return Ok(());
    }
    Err(FieldError::new(field, format!("a key must be 1 to {most} characters long, one has {count}")))
}

fn session(session: &Session) -> Result<SessionTimes, FieldError> {
    length("Session.Id", &session.id, ID_CHARS)?;
    let start = date("Session.StartTimestamp", &session.start_timestamp)?;
    let stop = session.stop_timestamp.as_deref().map(|text| date("Session.StopTimestamp", text)).transpose()?;
    Ok(SessionTimes { id: session.id.clone(), start, stop })
}

fn length(field: &str, text: &str, most: usize) -> Result<(), FieldError> {
    let count = text.chars().count();
    if (1..=most).contains(&count) {
        return Ok(());
    }
    Err(FieldError::new(field, format!("must be 1 to {most} characters long, is {count}")))
}

fn date(field: &str, text: &str) -> Result<Timestamp, FieldError> {
    parse_date(text).map_err(|error| FieldError::new(field, error.to_string()))
}

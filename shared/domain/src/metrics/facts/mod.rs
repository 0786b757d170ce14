//! What one event adds to the rollups.
//!
//! What apps report counts for [`Subject::Usage`] and for the page of the event's type; what clients say of notifications that were
//! opened counts for the message too. Events of channels and providers count for messages. A type that only the service emits is,
//! when an app reports it, an event like any other: nobody can make up deliveries.

mod email;
mod journey;
mod reported;
mod sends;
mod service;
mod texts;
mod usage;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

pub use self::journey::{ExecutionKey, STEP};
pub use self::texts::{TextState, UNKNOWN_COUNTRY};
use crate::endpoint::document::EndpointDocument;
use crate::event::stream::ReportedEvent;
use crate::ids::{AppId, EndpointKey};
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Member, PageDelta, PageKey, Period, Subject};

/// Whose event it is.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    pub app: &'a str,
    /// The endpoint's id in any spelling.
    pub endpoint: &'a str,
    /// The endpoint as it is stored; `None` when there is none.
    pub document: Option<&'a EndpointDocument>,
}

/// Adds an event that an app reported.
pub fn count_reported(deltas: &mut Deltas, whose: &Whose<'_>, event: &ReportedEvent<'_>) {
    let Some(at) = Moment::of(event.at) else { return };
    let key = EndpointKey::of(whose.endpoint);
    let seen = reported::Seen { whose, event, at, member: Member::of(key.as_str()), key: &key };
    let mut name = Name::new();
    usage::count(deltas, &seen, &mut name);
    reported::count(deltas, &seen, &mut name);
}

/// Adds an event of a channel or provider (`_campaign.send`, `_email.…`, `_SMS.…`), in the envelope of spec §10.2. Of other types
/// nothing is counted.
pub fn count_service(deltas: &mut Deltas, envelope: &str) -> Result<(), serde_json::Error> {
    let event: service::Envelope<'_> = serde_json::from_str(envelope)?;
    let Some(at) = Moment::of(event.event_timestamp) else { return Ok(()) };
    let mut name = Name::new();
    match event.event_type.as_str() {
        "_campaign.send" => sends::count(deltas, &event, at, &mut name),
        "_journey.send" => journey::count_send(deltas, &event, at, &mut name),
        STEP => journey::count_step(deltas, &event, at, &mut name),
        other => match other.split_once('.') {
            Some(("_email", what)) => email::count(deltas, &event, what, at, &mut name),
            Some(("_SMS", what)) => texts::count(deltas, &event, what, at, &mut name),
            Some(_) | None => {}
        },
    }
    Ok(())
}

/// When an event counts: its hour in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    at: Timestamp,
    date: Date,
    hour: u8,
}

impl Moment {
    /// `None` for a time that no calendar has.
    fn of(epoch_ms: i64) -> Option<Self> {
        let at = Timestamp::from_millisecond(epoch_ms).ok()?;
        let utc = Offset::UTC.to_datetime(at);
        Some(Self { at, date: utc.date(), hour: u8::try_from(utc.hour()).unwrap_or_default() })
    }
}

/// The page of a subject on the day of an event.
fn on_day<'d>(deltas: &'d mut Deltas, app: &str, subject: Subject, at: Moment) -> &'d mut PageDelta {
    deltas.page(PageKey { app: AppId::new(app), subject, period: Period::Day(at.date) })
}

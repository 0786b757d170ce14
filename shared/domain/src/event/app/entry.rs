//! What a request says, entry by entry: judged, and made into the records that go on the stream.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::value::RawValue;
use touchpoint_wire::InputError;
use touchpoint_wire::types::{EndpointRequest, PublicEndpoint};

use super::check::check;
use super::shape::{self, SentEntry, refusal};
use crate::endpoint::patch::check_id;
use crate::event::stream::{EndpointGiven, Report, ReportedEvent};
use crate::field::FieldError;
use crate::ids::{AppId, EndpointKey};
use crate::limits::Limits;

/// How large the events of one record may be together, in bytes as they were sent; one event alone may be as large as an event may
/// be. What else is in a record fits into what is left of the stream's 1 MiB.
const RECORD_BYTES: usize = 1_000_000;

/// What a request says of one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The endpoint's id in the caller's spelling.
    pub id: Cow<'a, str>,
    pub key: EndpointKey,
    /// Why the endpoint part is not taken, where it is not.
    pub endpoint: Result<EndpointPart, FieldError>,
    /// Every event by its id.
    pub events: BTreeMap<Cow<'a, str>, Judged<'a>>,
}

/// An event that is taken, or why it is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged<'a> {
    /// Its length as it was sent.
    bytes: usize,
    pub taken: Result<ReportedEvent<'a>, FieldError>,
}

/// What an entry says of the endpoint itself.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointPart {
    /// Nothing: it need only exist.
    Empty,
    /// To be created or merged as `UpdateEndpoint` does it.
    Given(Box<EndpointRequest>),
}

/// Where and when a request came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    pub app: &'a AppId,
    /// The API request that brought it.
    pub request: &'a str,
    pub now: Timestamp,
}

/// An entry on its way: its records, and which of them has which event.
#[derive(Clone, Debug, PartialEq)]
pub struct Packed<'a> {
    pub id: Cow<'a, str>,
    /// Of every event, the index of its record or why it is not taken.
    pub events: BTreeMap<Cow<'a, str>, Result<usize, FieldError>>,
    pub reports: Vec<Report<'a>>,
}

/// Why a request is refused whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    #[error(transparent)]
    Shape(#[from] InputError),
    #[error(transparent)]
    Bounds(#[from] FieldError),
}

/// The entries of a request's body, one per endpoint id.
///
/// Refuses a body that has no `BatchItem`, and one with more events or endpoints than one may have (spec §2.7).
pub fn entries<'a>(body: &'a [u8], now: Timestamp, limits: &Limits) -> Result<Vec<Entry<'a>>, BatchError> {
    if body.trim_ascii().is_empty() {
        return Err(InputError::MissingBody { shape: "EventsRequest" }.into());
    }
    let sent = shape::entries(body)?;
    bounded("endpoints", sent.len(), limits.endpoints_per_batch)?;
    bounded("events", sent.values().map(|entry| entry.events.len()).sum(), limits.events_per_request)?;
    Ok(sent.into_iter().map(|(id, entry)| judged(id, entry, now, limits)).collect())
}

fn bounded(what: &str, count: usize, most: usize) -> Result<(), FieldError> {
    if count <= most {
        return Ok(());
    }
    Err(FieldError::new("BatchItem", format!("must have at most {most} {what}, has {count}")))
}

/// An id that no endpoint can have takes its events along; a part that is wrong does not.
fn judged<'a>(id: Cow<'a, str>, sent: SentEntry<'a>, now: Timestamp, limits: &Limits) -> Entry<'a> {
    let owner = check_id("EndpointId", &id);
    let judge = |(event, raw): (Cow<'a, str>, &'a RawValue)| {
        let taken = owner.clone().and_then(|()| check(&event, raw, now, limits));
        (event, Judged { bytes: raw.get().len(), taken })
    };
    let events = sent.events.into_iter().map(judge).collect();
    let endpoint = owner.and(sent.endpoint).and_then(part);
    Entry { key: EndpointKey::of(&id), id, endpoint, events }
}

fn part(raw: &RawValue) -> Result<EndpointPart, FieldError> {
    if raw.get() == "{}" {
        return Ok(EndpointPart::Empty);
    }
    let given = serde_json::from_str(raw.get());
    let given: PublicEndpoint = given.map_err(|_| refusal::<PublicEndpoint>("Endpoint", raw.get().as_bytes()))?;
    if given == PublicEndpoint::default() {
        return Ok(EndpointPart::Empty);
    }
    let PublicEndpoint {
        address,
        attributes,
        channel_type,
        demographic,
        effective_date,
        endpoint_status,
        location,
        metrics,
        opt_out,
        request_id,
        user,
    } = given;
    Ok(EndpointPart::Given(Box::new(EndpointRequest {
        address,
        attributes,
        channel_type,
        demographic,
        effective_date,
        endpoint_status,
        location,
        metrics,
        opt_out,
        request_id,
        user,
    })))
}

impl<'a> Entry<'a> {
    /// The entry's records: one, unless its events are too large for one.
    #[must_use]
    pub fn pack(self, origin: &Origin<'a>) -> Packed<'a> {
        let given = if self.endpoint == Ok(EndpointPart::Empty) { EndpointGiven::Empty } else { EndpointGiven::Given };
        let mut packed = Packed { id: self.id.clone(), events: BTreeMap::new(), reports: Vec::new() };
        let mut room = 0;
        for (event_id, Judged { bytes, taken }) in self.events {
            let place = taken.map(|event| {
                match packed.reports.last_mut().filter(|_| bytes <= room) {
                    Some(report) => {
                        room -= bytes;
                        report.events.push(event);
                    }
                    None => {
                        room = RECORD_BYTES.saturating_sub(bytes);
                        packed.reports.push(report(&self.id, given, event, origin));
                    }
                }
                packed.reports.len() - 1
            });
            packed.events.insert(event_id, place);
        }
        packed
    }
}

fn report<'a>(id: &Cow<'a, str>, given: EndpointGiven, event: ReportedEvent<'a>, origin: &Origin<'a>) -> Report<'a> {
    Report {
        app: Cow::Borrowed(origin.app.as_str()),
        endpoint: id.clone(),
        given,
        request: Cow::Borrowed(origin.request),
        arrived: origin.now.as_millisecond(),
        events: vec![event],
    }
}

//! Events that apps report (spec §9.1): what one request says, entry by entry and event by event, and the records that those
//! events become that are taken.
//!
//! A request that is too large is refused whole. In any other, each event is judged by itself: one that breaks a rule does
//! not spoil the others, and each has its own answer.

mod check;
mod names;
mod record;

use std::collections::BTreeMap;

pub use check::AppEvent;
use jiff::Timestamp;
pub use names::{Admission, EventNames};
pub use record::{Origin, record};
use touchpoint_wire::types::{EndpointRequest, Event, EventsRequest, PublicEndpoint};

use crate::endpoint::patch::check_id;
use crate::field::FieldError;
use crate::ids::EndpointKey;
use crate::limits::Limits;

/// What a request says of one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The endpoint's id in the caller's spelling.
    pub id: String,
    pub key: EndpointKey,
    /// Refused when there can be no endpoint of that id; its events are then refused for the same reason.
    pub endpoint: Result<EndpointPart, FieldError>,
    /// Every event by its id; why it is not taken, where it is not.
    pub events: BTreeMap<String, Result<AppEvent, FieldError>>,
}

/// What a report says of the endpoint itself.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointPart {
    /// Nothing: it need only exist.
    Empty,
    /// To be created or merged as `UpdateEndpoint` does it.
    Given(Box<EndpointRequest>),
}

/// The reports of a request, one per endpoint id.
///
/// Refuses a request with more events or endpoints than one may have (spec §2.7).
pub fn reports(request: EventsRequest, now: Timestamp, limits: &Limits) -> Result<Vec<Report>, FieldError> {
    let (endpoints, most) = (request.batch_item.len(), limits.endpoints_per_batch);
    if endpoints > most {
        return Err(FieldError::new("BatchItem", format!("must have at most {most} endpoints, has {endpoints}")));
    }
    let (events, most) = (request.batch_item.values().map(|batch| batch.events.len()).sum::<usize>(), limits.events_per_request);
    if events > most {
        return Err(FieldError::new("BatchItem", format!("must have at most {most} events, has {events}")));
    }
    let report = |(id, batch): (String, touchpoint_wire::types::EventsBatch)| {
        let endpoint = check_id("EndpointId", &id).map(|()| part(batch.endpoint));
        let judged = |(event_id, event): (String, Event)| {
            let taken = match &endpoint {
                Ok(_) => AppEvent::check(&event_id, event, now, limits),
                Err(refusal) => Err(refusal.clone()),
            };
            (event_id, taken)
        };
        let events = batch.events.into_iter().map(judged).collect();
        Report { key: EndpointKey::of(&id), id, endpoint, events }
    };
    Ok(request.batch_item.into_iter().map(report).collect())
}

fn part(given: PublicEndpoint) -> EndpointPart {
    if given == PublicEndpoint::default() {
        return EndpointPart::Empty;
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
    EndpointPart::Given(Box::new(EndpointRequest {
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
    }))
}

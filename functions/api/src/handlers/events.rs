//! Events that apps report (spec §9.1).
//!
//! A request may be refused whole: it is malformed, too large, or for no app. Otherwise everything in it has an answer of its
//! own: each endpoint part and each event. Events do not wait on their endpoint part: when that is refused, for instance
//! because the user has too many endpoints, what happened has happened all the same. No event is answered 202 that is not on
//! the stream.

use std::collections::{BTreeMap, HashMap};

use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::app::{Admission, Origin, Report, record, reports};
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_platform::ports::EventRecord;
use touchpoint_wire::input::PutEventsInput;
use touchpoint_wire::types::{EndpointItemResponse, EventItemResponse, EventsResponse, ItemResponse};
use touchpoint_wire::{ErrorCode, RequestParts};

use super::{apps, event_endpoints};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;

/// The answer to what was taken.
const ACCEPTED: (i32, &str) = (202, "Accepted");

/// Reads the request, which may be less large than others.
pub(crate) fn read(api: &Api, parts: &RequestParts<'_>) -> Result<PutEventsInput, ApiError> {
    let limit = api.config.limits.put_events_bytes;
    if parts.body.len() > limit {
        return Err(ApiError::payload_too_large(limit));
    }
    Ok(PutEventsInput::parse(parts)?)
}

/// `PutEvents`
pub(crate) async fn put(api: &Api, call: &Call, input: PutEventsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let mut reports = reports(input.events_request, call.now, &api.config.limits)?;
    register(api, call, &app, &mut reports).await?;
    let endpoints = event_endpoints::settle(api, call, &app, &reports).await?;
    let records = records(call, &app, &reports, &endpoints.stored);
    let streamed = if records.is_empty() { Ok(()) } else { api.ports.events.put(records).await.map_err(ApiError::from) };
    if let Err(error) = &streamed {
        log(call, error, "events could not be put on the stream");
    }
    let results = reports.iter().map(|report| {
        let refusal = endpoints.refusals.get(&report.id);
        (report.id.clone(), answer(report, refusal, streamed.as_ref().err()))
    });
    Reply::of(&EventsResponse { results: Some(results.collect()) })
}

/// Registers the types and keys that the events bring; events for whose names the app has no room are refused.
async fn register(api: &Api, call: &Call, app: &AppId, reports: &mut [Report]) -> Result<(), ApiError> {
    let (registry, limits, sent) = (api.store.event_names(), &api.config.limits, &*reports);
    let refused = until_won(|| async {
        if let Some(recent) = registry.recent(app, call.now)
            && recent.admit(sent, limits) == Admission::default()
        {
            return Ok(Vec::new());
        }
        if sent.iter().all(|report| report.events.values().all(Result::is_err)) {
            return Ok(Vec::new());
        }
        let read = registry.read(app, call.now).await?;
        let Admission { names, refused } = read.names.admit(sent, limits);
        if let Some(names) = names {
            registry.replace(app, &read, names, call.now).await?;
        }
        Ok(refused)
    });
    for (report, event, refusal) in refused.await? {
        if let Some(report) = reports.get_mut(report) {
            report.events.insert(event, Err(refusal));
        }
    }
    Ok(())
}

/// One record for each event that is taken.
fn records(call: &Call, app: &AppId, reports: &[Report], endpoints: &HashMap<EndpointKey, EndpointDocument>) -> Vec<EventRecord> {
    let of_report = |report: &Report| {
        let origin = Origin { app, id: &report.id, endpoint: endpoints.get(&report.key), now: call.now };
        let taken = report.events.values().flatten();
        let as_record = |event| EventRecord { partition_key: report.key.to_string(), data: record(event, &origin) };
        taken.map(as_record).collect::<Vec<_>>()
    };
    reports.iter().flat_map(of_report).collect()
}

/// The answers to a report; every event of it has one.
fn answer(report: &Report, endpoint: Option<&ApiError>, stream: Option<&ApiError>) -> ItemResponse {
    let of_event = |taken: &Result<_, _>| {
        let (status, message) = match (taken, stream) {
            (Err(refusal), _) => (400, format!("{refusal}")),
            (Ok(_), Some(error)) => told(error),
            (Ok(_), None) => accepted(),
        };
        EventItemResponse { message: Some(message), status_code: Some(status) }
    };
    let (status, message) = endpoint.map_or_else(accepted, told);
    let events: BTreeMap<_, _> = report.events.iter().map(|(id, taken)| (id.clone(), of_event(taken))).collect();
    ItemResponse {
        endpoint_item_response: Some(EndpointItemResponse { message: Some(message), status_code: Some(status) }),
        events_item_response: Some(events),
    }
}

fn accepted() -> (i32, String) {
    (ACCEPTED.0, ACCEPTED.1.to_owned())
}

fn told(error: &ApiError) -> (i32, String) {
    (i32::from(error.code().status()), error.message().to_owned())
}

/// Faults of ours are not seen by whoever logs failed operations: this one goes on to succeed.
pub(super) fn log(call: &Call, error: &ApiError, what: &str) {
    if error.code() == ErrorCode::BadRequest {
        return;
    }
    let (detail, request_id) = (error.detail().unwrap_or_default(), &call.request_id);
    tracing::warn!(operation = %call.operation, request_id, detail, "{what}");
}

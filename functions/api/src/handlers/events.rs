//! Events that apps report (spec §9.1).
//!
//! A request may be refused whole: it is malformed, too large, or for no app. Otherwise everything in it has an answer of its
//! own: each endpoint part and each event. Events do not wait on their endpoint part: when that is refused, for instance
//! because the user has too many endpoints, what happened has happened all the same. No event is answered 202 that is not on
//! the stream.
//!
//! A usual request reads and writes nothing here: what is known of the app is remembered for a minute, and what an endpoint is
//! like is looked up by who reads the stream. Only an endpoint part that says something is stored at once, because its answer
//! tells whether it was taken.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use touchpoint_domain::event::app::{Admission, Entry, Origin, Packed, entries};
use touchpoint_domain::event::stream;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_platform::ports::EventRecord;
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

/// `PutEvents`, whose request may be less large than others.
pub(crate) async fn put(api: &Api, call: &Call, parts: &RequestParts<'_>) -> Result<Reply, ApiError> {
    let limits = &api.config.limits;
    if parts.body.len() > limits.put_events_bytes {
        return Err(ApiError::payload_too_large(limits.put_events_bytes));
    }
    let app = AppId::new(parts.path_parameter("application-id")?);
    let mut entries = entries(parts.body, call.now, limits).map_err(|error| ApiError::bad_request(error.to_string()))?;
    require(api, call, &app).await?;
    register(api, call, &app, &mut entries).await?;
    let refusals = event_endpoints::settle(api, call, &app, &entries).await;
    let origin = Origin { app: &app, request: &call.request_id, now: call.now };
    let (keys, packed): (Vec<_>, Vec<_>) = entries.into_iter().map(|entry| (entry.key.clone(), entry.pack(&origin))).unzip();
    let streamed = stream(api, call, &keys, &packed).await;
    let mut streamed = streamed.as_slice();
    let results = packed.into_iter().map(|packed| {
        let (own, others) = streamed.split_at_checked(packed.reports.len()).unwrap_or((streamed, &[]));
        streamed = others;
        (packed.id.to_string(), answer(refusals.get(packed.id.as_ref()), packed.events, own))
    });
    Reply::of(&EventsResponse { results: Some(results.collect()) })
}

/// 404 of an app that is not there, and was not a moment ago.
async fn require(api: &Api, call: &Call, app: &AppId) -> Result<(), ApiError> {
    if api.known_apps.has(app, call.now) {
        return Ok(());
    }
    apps::require(api, app).await?;
    api.known_apps.found(app, call.now);
    Ok(())
}

/// Registers the types and keys that the events bring; events for whose names the app has no room are refused.
async fn register(api: &Api, call: &Call, app: &AppId, entries: &mut [Entry<'_>]) -> Result<(), ApiError> {
    let (registry, limits, sent) = (api.store.event_names(), &api.config.limits, &*entries);
    let refused = until_won(|| async {
        if let Some(recent) = registry.recent(app, call.now)
            && recent.admit(sent, limits) == Admission::default()
        {
            return Ok(Vec::new());
        }
        if sent.iter().all(|entry| entry.events.values().all(|event| event.taken.is_err())) {
            return Ok(Vec::new());
        }
        let read = registry.read(app, call.now).await?;
        let Admission { names, refused } = read.names.admit(sent, limits);
        if let Some(names) = names {
            registry.replace(app, &read, names, call.now).await?;
        }
        Ok(refused)
    });
    for (entry, event, refusal) in refused.await? {
        if let Some(judged) = entries.get_mut(entry).and_then(|entry| entry.events.get_mut(event.as_str())) {
            judged.taken = Err(refusal);
        }
    }
    Ok(())
}

/// Puts all records on the stream, and tells of each whether it is there.
async fn stream(api: &Api, call: &Call, keys: &[EndpointKey], packed: &[Packed<'_>]) -> Vec<Result<(), ApiError>> {
    let reports = keys.iter().zip(packed).flat_map(|(key, packed)| packed.reports.iter().map(move |report| (key, report)));
    let written: Result<Vec<_>, _> =
        reports.map(|(key, report)| Ok(EventRecord { partition_key: key.to_string(), data: stream::report(report)? })).collect();
    let records = match written {
        Ok(records) if records.is_empty() => return Vec::new(),
        Ok(records) => records,
        Err(error) => {
            let error: serde_json::Error = error;
            let error = ApiError::internal(format!("a report could not be written: {error}"));
            log(call, &error, "events could not be put on the stream");
            return packed.iter().flat_map(|packed| &packed.reports).map(|_| Err(error.clone())).collect();
        }
    };
    let taken: Vec<_> = api.ports.events.put_each(records).await.into_iter().map(|put| put.map_err(ApiError::from)).collect();
    if let Some(error) = taken.iter().find_map(|put| put.as_ref().err()) {
        log(call, error, "events could not be put on the stream");
    }
    taken
}

/// The answers to an entry; every event of it has one. `streamed` tells of each of its records whether it is on the stream; of one that
/// it does not tell of, nobody knows that it is.
fn answer(
    endpoint: Option<&ApiError>,
    events: BTreeMap<Cow<'_, str>, Result<usize, FieldError>>,
    streamed: &[Result<(), ApiError>],
) -> ItemResponse {
    let of_event = |place: Result<usize, FieldError>| {
        let (status, message) = match place.map(|index| streamed.get(index)) {
            Err(refusal) => (400, refusal.to_string()),
            Ok(Some(Ok(()))) => accepted(),
            Ok(Some(Err(error))) => told(error),
            Ok(None) => told(&ApiError::internal("the stream did not tell of every record")),
        };
        EventItemResponse { message: Some(message), status_code: Some(status) }
    };
    let (status, message) = endpoint.map_or_else(accepted, told);
    ItemResponse {
        endpoint_item_response: Some(EndpointItemResponse { message: Some(message), status_code: Some(status) }),
        events_item_response: Some(events.into_iter().map(|(id, place)| (id.into_owned(), of_event(place))).collect()),
    }
}

fn accepted() -> (i32, String) {
    (ACCEPTED.0, ACCEPTED.1.to_owned())
}

fn told(error: &ApiError) -> (i32, String) {
    (i32::from(error.code().status()), error.message().to_owned())
}

/// Why endpoint parts were not taken, by the endpoint's id in the caller's spelling.
pub(super) type Refusals = HashMap<String, ApiError>;

/// Faults of ours are not seen by whoever logs failed operations: this one goes on to succeed.
pub(super) fn log(call: &Call, error: &ApiError, what: &str) {
    if error.code() == ErrorCode::BadRequest {
        return;
    }
    let (detail, request_id) = (error.detail().unwrap_or_default(), &call.request_id);
    tracing::warn!(operation = %call.operation, request_id, detail, "{what}");
}

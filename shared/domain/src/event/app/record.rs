//! A reported event as a record of the `events` stream (spec §10.2, §10.7).

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use touchpoint_wire::types::EndpointDemographic;

use super::check::{AppEvent, SessionTimes};
use crate::endpoint::document::EndpointDocument;
use crate::ids::{AppId, EndpointKey};

/// Whose events they are, and when they arrived.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    pub app: &'a AppId,
    /// The endpoint's id in the caller's spelling.
    pub id: &'a str,
    /// The endpoint as it is stored; `None` when it could not be.
    pub endpoint: Option<&'a EndpointDocument>,
    pub now: Timestamp,
}

/// The record. Members of which nothing is known are absent. `event_id`, an addition to Pinpoint's format, is the same whenever
/// the same app reports the same event of the same endpoint.
#[must_use]
pub fn record(event: &AppEvent, origin: &Origin<'_>) -> Value {
    let AppEvent { id, at, session, event } = event;
    let Origin { app, id: endpoint, endpoint: document, now } = origin;
    let demographic = document.and_then(|document| document.demographic.as_ref());
    let sdk = object([("name", text(event.sdk_name.as_ref())), ("version", text(event.client_sdk_version.as_ref()))]);
    let application = object([
        ("app_id", Some(json!(app))),
        ("package_name", text(event.app_package_name.as_ref())),
        ("sdk", Some(sdk)),
        ("title", text(event.app_title.as_ref())),
        ("version_code", text(event.app_version_code.as_ref())),
        ("version_name", text(demographic.and_then(|demographic| demographic.app_version.as_ref()))),
    ]);
    json!({
        "event_id": format!("{app}/{}/{id}", EndpointKey::of(endpoint)),
        "event_type": event.event_type,
        "event_timestamp": at.as_millisecond(),
        "arrival_timestamp": now.as_millisecond(),
        "event_version": "3.0",
        "application": application,
        "client": { "client_id": document.map_or(*endpoint, |document| &document.id) },
        "device": device(demographic),
        "session": session.as_ref().map_or_else(|| json!({}), times),
        "attributes": event.attributes.clone().unwrap_or_default(),
        "metrics": event.metrics.clone().unwrap_or_default(),
        "client_context": { "custom": {} },
    })
}

fn times(session: &SessionTimes) -> Value {
    object([
        ("session_id", Some(json!(session.id))),
        ("start_timestamp", Some(json!(session.start.as_millisecond()))),
        ("stop_timestamp", session.stop.map(|stop| json!(stop.as_millisecond()))),
    ])
}

fn device(demographic: Option<&EndpointDemographic>) -> Value {
    let Some(demographic) = demographic else { return json!({ "platform": {} }) };
    let platform =
        object([("name", text(demographic.platform.as_ref())), ("version", text(demographic.platform_version.as_ref()))]);
    object([
        ("locale", demographic.locale.as_deref().map(locale)),
        ("make", text(demographic.make.as_ref())),
        ("model", text(demographic.model.as_ref())),
        ("platform", Some(platform)),
    ])
}

/// `en_US` is the language `en` of the country `US`; between them may stand a script.
fn locale(code: &str) -> Value {
    let mut parts = code.split(['_', '-']).filter(|part| !part.is_empty());
    let language = parts.next();
    let country = parts.next_back();
    object([("code", Some(code.into())), ("country", country.map(Value::from)), ("language", language.map(Value::from))])
}

fn text(member: Option<&String>) -> Option<Value> {
    member.map(|text| Value::from(text.as_str()))
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

//! A reported event as the archive and the app's own stream have it (spec §10.2, §10.7).

use serde_json::{Map, Value, json};
use touchpoint_wire::types::EndpointDemographic;

use super::record::{Report, ReportedEvent, ReportedSession};
use crate::endpoint::document::EndpointDocument;
use crate::ids::EndpointKey;

/// The version of the format of apps' events.
const VERSION: &str = "3.0";

/// What tells the event from all others: the same whenever the same app reports the same event of the same endpoint.
#[must_use]
pub fn app_event_id(report: &Report<'_>, event: &ReportedEvent<'_>) -> String {
    format!("{}/{}/{}", report.app, EndpointKey::of(&report.endpoint), event.id)
}

/// The event in its envelope. Members of which nothing is known are absent; `event_id` is an addition to Pinpoint's format.
///
/// `endpoint` is the endpoint as it is stored; `None` when there is none.
#[must_use]
pub fn app_event(report: &Report<'_>, event: &ReportedEvent<'_>, endpoint: Option<&EndpointDocument>) -> Value {
    let demographic = endpoint.and_then(|endpoint| endpoint.demographic.as_ref());
    let sdk = object([("name", text(event.sdk_name.as_ref())), ("version", text(event.sdk_version.as_ref()))]);
    let application = object([
        ("app_id", Some(json!(report.app))),
        ("package_name", text(event.package_name.as_ref())),
        ("sdk", Some(sdk)),
        ("title", text(event.title.as_ref())),
        ("version_code", text(event.version_code.as_ref())),
        ("version_name", text(demographic.and_then(|demographic| demographic.app_version.as_ref()))),
    ]);
    json!({
        "event_id": app_event_id(report, event),
        "event_type": event.event_type,
        "event_timestamp": event.at,
        "arrival_timestamp": report.arrived,
        "event_version": VERSION,
        "application": application,
        "client": { "client_id": endpoint.map_or(&*report.endpoint, |endpoint| &*endpoint.id) },
        "device": device(demographic),
        "session": event.session.as_ref().map_or_else(|| json!({}), session),
        "attributes": event.attributes,
        "metrics": event.metrics,
        "client_context": { "custom": {} },
    })
}

fn session(session: &ReportedSession<'_>) -> Value {
    object([
        ("session_id", Some(json!(session.id))),
        ("start_timestamp", Some(session.start.into())),
        ("stop_timestamp", session.stop.map(Value::from)),
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

fn text(member: Option<&impl AsRef<str>>) -> Option<Value> {
    member.map(|text| Value::from(text.as_ref()))
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::event::stream::{EndpointGiven, Record, decode, report};

    const FULL: &str = include_str!("testdata/full_report.json");
    const MINIMAL: &str = include_str!("testdata/minimal_report.json");

    fn envelope(record: &str, endpoint: Option<&EndpointDocument>) -> String {
        let Record::Report(report) = decode(record.as_bytes()).unwrap() else { panic!("no report") };
        let events: Vec<Value> = report.events.iter().map(|event| app_event(&report, event, endpoint)).collect();
        serde_json::to_string_pretty(&events).unwrap() + "\n"
    }

    #[test]
    fn a_full_event() {
        let endpoint = EndpointDocument::from_json(include_str!("testdata/endpoint.json")).unwrap();
        assert_eq!(envelope(FULL, Some(&endpoint)), include_str!("testdata/full_event.json"));
    }

    #[test]
    fn a_minimal_event_of_no_endpoint() {
        assert_eq!(envelope(MINIMAL, None), include_str!("testdata/minimal_event.json"));
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let events = vec![ReportedEvent {
            id: Cow::Borrowed("\"quoted\""),
            event_type: Cow::Borrowed("t"),
            at: 1,
            session: None,
            attributes: [(Cow::Borrowed("k"), Cow::Borrowed("\u{e4}\n"))].into(),
            metrics: [(Cow::Borrowed("m"), 0.1)].into(),
            package_name: None,
            title: None,
            version_code: None,
            sdk_name: None,
            sdk_version: None,
        }];
        let (app, endpoint, request) = ("a1".into(), "E\u{130}".into(), "r".into());
        let written = Report { app, endpoint, given: EndpointGiven::Empty, request, arrived: 2, events };
        let json = report(&written).unwrap().to_string();
        let Record::Report(read) = decode(json.as_bytes()).unwrap() else { panic!("no report") };
        assert_eq!(*read, written);
    }
}

//! The one place that calls the API, so that the tables do not have to.

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::ids::SegmentId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::{CompiledSegment, SegmentError, SegmentSpec};

use crate::naive;

/// 2026-03-15T12:00:00Z.
pub(crate) const NOW_MS: i64 = 1_773_576_000_000;

pub(crate) fn now() -> Timestamp {
    Timestamp::from_millisecond(NOW_MS).unwrap()
}

/// A segment response with the given members.
pub(crate) fn segment(id: &str, members: Value) -> Value {
    let mut segment = json!({"Id": id, "Version": 1, "SegmentType": "DIMENSIONAL"});
    merge(&mut segment, members);
    segment
}

/// A stored endpoint document with the given members.
pub(crate) fn endpoint(members: Value) -> Value {
    let mut endpoint = json!({
        "Id": "e1", "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": "7",
        "CreationDate": "2026-01-01T00:00:00.000Z", "EffectiveDate": "2026-03-01T00:00:00.000Z", "RequestId": "r",
    });
    merge(&mut endpoint, members);
    endpoint
}

fn merge(into: &mut Value, members: Value) {
    let (Value::Object(into), Value::Object(members)) = (into, members) else { panic!("two objects are merged") };
    into.extend(members);
}

pub(crate) fn spec(segment: &Value) -> SegmentSpec {
    serde_json::from_value(segment.clone()).unwrap()
}

/// Compiles `segment`, which may be based on the segments in `stored`; of several versions the last is the latest.
pub(crate) fn compile(segment: &Value, stored: &[Value]) -> Result<CompiledSegment, SegmentError> {
    compile_within(segment, stored, &Limits::default())
}

pub(crate) fn compile_within(segment: &Value, stored: &[Value], limits: &Limits) -> Result<CompiledSegment, SegmentError> {
    let stored: Vec<SegmentSpec> = stored.iter().map(spec).collect();
    let mut resolve = |id: &SegmentId, version: Option<u32>| {
        let wanted = |spec: &&SegmentSpec| spec.id == *id && version.is_none_or(|version| spec.version == version);
        stored.iter().rfind(wanted).cloned()
    };
    CompiledSegment::compile(&spec(segment), &mut resolve, limits)
}

/// One row of a table: what it shows, criteria, members of an endpoint, and whether the endpoint meets the criteria.
pub(crate) type Row = (&'static str, Value, Value, bool);

/// Checks rows whose criteria are one `SegmentDimensions`, by both implementations.
pub(crate) fn check(rows: &[Row]) {
    for (what, dimensions, members, expected) in rows {
        check_segment(what, &segment("s", json!({"Dimensions": dimensions})), &[], members, *expected);
    }
}

pub(crate) fn check_segment(what: &str, segment: &Value, stored: &[Value], members: &Value, expected: bool) {
    let endpoint = endpoint(members.clone());
    let document = endpoint.to_string();
    let compiled = compile(segment, stored).unwrap_or_else(|error| panic!("{what}: {error}"));
    let matches = compiled.matches(&EndpointView::parse(&document).unwrap(), now());
    assert_eq!(matches, expected, "{what}: {segment} over {members}");
    assert_eq!(naive::contains(segment, stored, &endpoint, NOW_MS), expected, "{what}, naively: {segment} over {members}");
}

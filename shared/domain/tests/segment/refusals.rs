//! What is no segment, in the words that the client reads (spec §2.3, §4).

use serde_json::{Value, json};
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::SegmentId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::{CompiledSegment, Rule};

use crate::support::{compile, compile_within, segment, spec};

fn refusal(members: Value) -> String {
    refusal_over(members, &[])
}

fn refusal_over(members: Value, stored: &[Value]) -> String {
    compile(&segment("s", members), stored).unwrap_err().to_string()
}

#[expect(clippy::needless_pass_by_value, reason = "so that the calls read as tables")]
fn attribute(dimension: Value) -> Value {
    json!({"Dimensions": {"Attributes": {"plan": dimension}}})
}

/// A segment of one group over the sources.
fn over(sources: &[&str]) -> Value {
    let sources: Vec<Value> = sources.iter().map(|id| json!({"Id": id})).collect();
    json!({"SegmentGroups": {"Groups": [{"SourceSegments": sources}]}})
}

fn import(id: &str) -> Value {
    segment(id, json!({"SegmentType": "IMPORT"}))
}

#[test]
fn the_path_leads_to_the_field() {
    let everywhere = |dimensions: Value| json!({"SegmentGroups": {"Groups": [{}, {"Dimensions": [{}, {}, dimensions]}]}});
    insta::assert_snapshot!(
        refusal(everywhere(json!({"Attributes": {"plan": {"Values": []}}}))),
        @"SegmentGroups.Groups[1].Dimensions[2].Attributes.plan.Values: must hold at least one value"
    );
    insta::assert_snapshot!(
        refusal(everywhere(json!({"UserAttributes": {"a b": {"Values": ["x", "x".repeat(101)]}}}))),
        @"SegmentGroups.Groups[1].Dimensions[2].UserAttributes.a b.Values[1]: is 101 characters long; at most 100 are allowed"
    );
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {"Demographic": {"Channel": {"Values": []}}}})),
        @"Dimensions.Demographic.Channel.Values: must hold at least one value"
    );
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {"Demographic": {"DeviceType": {"Values": []}}}})),
        @"Dimensions.Demographic.DeviceType.Values: must hold at least one value"
    );
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {"Location": {"Country": {"Values": []}}}})),
        @"Dimensions.Location.Country.Values: must hold at least one value"
    );
}

#[test]
fn either_dimensions_or_groups() {
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {}, "SegmentGroups": {}})),
        @"SegmentGroups: must be absent when Dimensions is given"
    );
}

#[test]
fn dates_must_be_dates() {
    insta::assert_snapshot!(
        refusal(attribute(json!({"AttributeType": "BEFORE", "Values": ["2026-01-31", "soon"]}))),
        @"Dimensions.Attributes.plan.Values[1]: must be a date such as 2026-01-31, or a date and time such as 2026-01-31T10:00:00Z"
    );
    for comparison in ["BEFORE", "AFTER", "ON", "BETWEEN"] {
        for (value, other) in [("soon", "2026-01-31"), ("2026-02-30", "2026-01-31"), ("2026-01-31T10:00:00", "2026-01-31")] {
            let refused = refusal(attribute(json!({"AttributeType": comparison, "Values": [value, other]})));
            assert!(refused.starts_with("Dimensions.Attributes.plan.Values[0]: must be a date"), "{comparison} {refused}");
        }
    }
}

#[test]
fn between_wants_two_dates_in_order() {
    for values in [vec!["2026-01-01"], vec!["2026-01-01", "2026-01-02", "2026-01-03"], vec!["soon"]] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                refusal(attribute(json!({"AttributeType": "BETWEEN", "Values": values}))),
                @"Dimensions.Attributes.plan.Values: must be two dates, from and to, or one text of the form from,to or from/to"
            );
        }
    }
    for values in
        [vec!["2026-01-02", "2026-01-01"], vec!["2026-01-02,2026-01-01"], vec!["2026-01-01T00:00:00Z/2026-01-01T00:00:00+01:00"]]
    {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                refusal(attribute(json!({"AttributeType": "BETWEEN", "Values": values}))),
                @"Dimensions.Attributes.plan.Values: must name two dates of which the first is not after the second"
            );
        }
    }
    for both in ["2026-01-01,soon", "/2026-01-01", "2026-01-01,2026-01-02,2026-01-03"] {
        let refused = refusal(attribute(json!({"AttributeType": "BETWEEN", "Values": [both]})));
        assert!(refused.starts_with("Dimensions.Attributes.plan.Values[0]: must be a date"), "{both} {refused}");
    }
}

#[test]
fn metrics_have_five_operators() {
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {"Metrics": {"Spend": {"ComparisonOperator": "equal", "Value": 1}}}})),
        @"Dimensions.Metrics.Spend.ComparisonOperator: must be one of GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN_OR_EQUAL, EQUAL"
    );
}

#[test]
fn a_point_is_on_the_earth() {
    let point = |latitude: f64, longitude: f64, range: f64| {
        let point = json!({"Coordinates": {"Latitude": latitude, "Longitude": longitude}, "RangeInKilometers": range});
        json!({"Dimensions": {"Location": {"GPSPoint": point}}})
    };
    insta::assert_snapshot!(
        refusal(point(90.1, 0.0, 1.0)),
        @"Dimensions.Location.GPSPoint.Coordinates.Latitude: must be a number from -90 to 90"
    );
    insta::assert_snapshot!(
        refusal(point(0.0, -180.1, 1.0)),
        @"Dimensions.Location.GPSPoint.Coordinates.Longitude: must be a number from -180 to 180"
    );
    insta::assert_snapshot!(
        refusal(point(0.0, 0.0, -1.0)),
        @"Dimensions.Location.GPSPoint.RangeInKilometers: must be 0 or more"
    );
    for (latitude, longitude, range) in [(90.0, 180.0, 0.0), (-90.0, -180.0, 1e9)] {
        assert!(compile(&segment("s", point(latitude, longitude, range)), &[]).is_ok());
    }
}

#[test]
fn a_segment_has_so_many_dimensions_groups_and_sources() {
    let named =
        |n: usize| -> serde_json::Map<String, Value> { (0..n).map(|i| (format!("a{i}"), json!({"Values": ["x"]}))).collect() };
    let groups = |n: usize| json!({"SegmentGroups": {"Groups": vec![json!({}); n]}});
    let spread =
        |n: usize| json!({"SegmentGroups": {"Groups": [{"Dimensions": [{"Attributes": named(n)}]}, {"Dimensions": [{}]}]}});
    let sources: Vec<Value> = ["a", "b", "c", "d", "e", "f"].iter().map(|id| segment(id, json!({}))).collect();
    insta::assert_snapshot!(
        refusal(json!({"Dimensions": {"Attributes": named(101)}})),
        @"Dimensions: holds 101 dimensions; at most 100 are allowed in a segment"
    );
    insta::assert_snapshot!(
        refusal(spread(100)),
        @"SegmentGroups.Groups: holds 101 dimensions; at most 100 are allowed in a segment"
    );
    insta::assert_snapshot!(refusal(groups(6)), @"SegmentGroups.Groups: holds 6 groups; at most 5 are allowed in a segment");
    insta::assert_snapshot!(
        refusal_over(over(&["a", "b", "c", "d", "e", "f"]), &sources),
        @"SegmentGroups.Groups: holds 6 source segments; at most 5 are allowed in a segment"
    );
    for fits in [json!({"Dimensions": {"Attributes": named(100)}}), spread(99), groups(5), over(&["a", "b", "c", "d", "e"])] {
        assert!(compile(&segment("s", fits), &sources).is_ok());
    }
    let tight = Limits { dimensions_per_segment: 1, ..Limits::default() };
    assert!(compile_within(&segment("s", spread(1)), &[], &tight).is_err());
}

#[test]
fn a_source_must_exist() {
    let pinned = |version: i32| json!({"SegmentGroups": {"Groups": [{"SourceSegments": [{"Id": "a", "Version": version}]}]}});
    let stored = [segment("a", json!({}))];
    insta::assert_snapshot!(
        refusal_over(over(&["a", "b"]), &stored),
        @"SegmentGroups.Groups[0].SourceSegments[1].Id: segment b does not exist"
    );
    insta::assert_snapshot!(
        refusal_over(pinned(2), &stored),
        @"SegmentGroups.Groups[0].SourceSegments[0].Id: segment a does not exist in version 2"
    );
    for below_first in [0, -1] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                refusal_over(pinned(below_first), &stored),
                @"SegmentGroups.Groups[0].SourceSegments[0].Version: must be 1 or more, or absent for the latest version"
            );
        }
    }
    insta::assert_snapshot!(
        refusal_over(over(&["a"]), &[segment("a", over(&["b"]))]),
        @"SegmentGroups.Groups[0].SourceSegments[0].Id: segment a cannot be used: SegmentGroups.Groups[0].SourceSegments[0].Id: segment b does not exist"
    );
}

#[test]
fn sources_must_not_come_back() {
    let (a, b) = (segment("a", over(&["b"])), segment("b", over(&["s"])));
    insta::assert_snapshot!(refusal(over(&["s"])), @"SegmentGroups.Groups[0].SourceSegments[0].Id: segment s is built on itself");
    insta::assert_snapshot!(
        refusal_over(over(&["a"]), &[a.clone(), b]),
        @"SegmentGroups.Groups[0].SourceSegments[0].Id: segment s is built on itself"
    );
    insta::assert_snapshot!(
        refusal_over(over(&["a"]), &[a, segment("b", over(&["a"]))]),
        @"SegmentGroups.Groups[0].SourceSegments[0].Id: segment a is built on itself"
    );
    let diamond = [segment("a", over(&["c"])), segment("b", over(&["c"])), segment("c", json!({}))];
    assert!(compile(&segment("s", over(&["a", "b", "c"])), &diamond).is_ok(), "two ways to a segment are no circle");
}

#[test]
fn chains_of_sources_end_after_five() {
    let mut stored: Vec<Value> = (1..6).map(|n| segment(&format!("s{n}"), over(&[&format!("s{}", n + 1)]))).collect();
    stored.push(segment("s6", json!({})));
    let too_deep = "the chain of source segments is longer than 5";
    assert_eq!(refusal_over(over(&["s1"]), &stored), format!("SegmentGroups.Groups[0].SourceSegments[0].Id: {too_deep}"));
    assert!(compile(&segment("s", over(&["s2"])), &stored).is_ok());
    // Found again through a longer way than the one it was compiled on.
    assert_eq!(refusal_over(over(&["s2", "s1"]), &stored), format!("SegmentGroups.Groups[0].SourceSegments[1].Id: {too_deep}"));
}

/// A chain that never ends must not be followed to find that out.
#[test]
fn a_chain_is_not_followed_beyond_the_limit() {
    let mut fetched = 0;
    let mut endless = |_: &SegmentId, _: Option<u32>| {
        fetched += 1;
        Some(spec(&segment(&format!("s{fetched}"), over(&[&format!("s{}", fetched + 1)]))))
    };
    let first = spec(&segment("s0", over(&["s1"])));
    let error = CompiledSegment::compile(&first, &mut endless, &Limits::default()).unwrap_err();
    assert_eq!((error.rule, fetched), (Rule::TooDeep { max: 5 }, 5));
}

#[test]
fn an_imported_source_stands_alone() {
    let stored = [import("i"), import("j"), segment("a", json!({}))];
    for sources in [["i", "a"], ["a", "i"], ["i", "j"]] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                refusal_over(over(&sources), &stored),
                @"SegmentGroups.Groups[0].SourceSegments: must be either one imported segment or dimensional segments only"
            );
        }
    }
    insta::assert_snapshot!(
        refusal_over(json!({"SegmentGroups": {"Groups": [{"SourceSegments": [{"Id": "i"}]}, {"Dimensions": [{}]}]}}), &stored),
        @"SegmentGroups.Groups[0].SourceSegments: must hold no second group, because one is based on an imported segment"
    );
}

#[test]
fn imported_segments_have_no_members_yet() {
    insta::assert_snapshot!(
        refusal_over(over(&["i"]), &[import("i")]),
        @"SegmentGroups.Groups[0].SourceSegments: segment i is imported, and its members are not available"
    );
    insta::assert_snapshot!(
        compile(&import("i"), &[]).unwrap_err(),
        @"SegmentType: segment i is imported, and its members are not available"
    );
}

#[test]
fn a_refusal_is_one_of_a_field() {
    let error = compile(&segment("s", over(&["b"])), &[]).unwrap_err();
    let text = error.to_string();
    let field = FieldError::from(error);
    assert_eq!(field.field, "SegmentGroups.Groups[0].SourceSegments[0].Id");
    assert_eq!(field.to_string(), text);
}

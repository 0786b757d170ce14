//! How criteria, entries, groups and source segments combine (spec §4.1, §4.3).

use serde_json::{Value, json};
use touchpoint_domain::ids::SegmentId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::CompiledSegment;

use crate::support::{check, check_segment, segment, spec};

/// An entry that the endpoint of these tests meets, or does not.
fn entry(holds: bool) -> Value {
    json!({"Attributes": {"plan": {"Values": [if holds { "gold" } else { "silver" }]}}})
}

/// A stored segment that the endpoint is in, or is not.
fn source(holds: bool) -> Value {
    json!({"Id": if holds { "in" } else { "out" }})
}

#[expect(clippy::needless_pass_by_value, reason = "so that the calls read as tables")]
fn check_groups(what: &str, groups: Value, expected: bool) {
    let gold = json!({"Attributes": {"plan": ["gold"]}});
    let stored = [segment("in", json!({"Dimensions": entry(true)})), segment("out", json!({"Dimensions": entry(false)}))];
    check_segment(what, &segment("s", json!({"SegmentGroups": groups})), &stored, &gold, expected);
}

/// For each quantifier, whether it holds of nothing, one that fails, one that holds, one of both, and two that hold.
const QUANTIFIERS: [(&str, [bool; 5]); 3] = [
    ("ALL", [true, false, true, false, true]),
    ("ANY", [true, false, true, true, true]),
    ("NONE", [true, true, false, false, false]),
];

const CASES: [&[bool]; 5] = [&[], &[false], &[true], &[true, false], &[true, true]];

#[test]
fn no_restriction_is_every_endpoint() {
    for members in [
        json!({}),
        json!({"Dimensions": {}}),
        json!({"Dimensions": {"Demographic": {}, "Location": {}, "Behavior": {}, "Attributes": {}, "Metrics": {}, "UserAttributes": {}}}),
        json!({"SegmentGroups": {}}),
        json!({"SegmentGroups": {"Groups": [], "Include": "ANY"}}),
        json!({"SegmentGroups": {"Groups": [{}]}}),
        json!({"SegmentGroups": {"Groups": [{"Dimensions": [], "SourceSegments": [], "Type": "ANY", "SourceType": "NONE"}]}}),
        json!({"SegmentGroups": {"Groups": [{"Dimensions": [{}]}]}}),
    ] {
        check_segment(
            "every endpoint",
            &segment("s", members),
            &[],
            &json!({"OptOut": "ALL", "EndpointStatus": "INACTIVE"}),
            true,
        );
    }
}

#[test]
fn all_criteria_of_an_entry_must_hold() {
    let both = json!({"Attributes": {"plan": {"Values": ["gold"]}, "Tags": {"Values": ["x"]}}, "Demographic": {"Channel": {"Values": ["SMS"]}}});
    check(&[
        ("all three", both.clone(), json!({"ChannelType": "SMS", "Attributes": {"plan": ["gold"], "Tags": ["x"]}}), true),
        ("two", both.clone(), json!({"ChannelType": "SMS", "Attributes": {"plan": ["gold"], "Tags": ["y"]}}), false),
        ("two others", both.clone(), json!({"ChannelType": "EMAIL", "Attributes": {"plan": ["gold"], "Tags": ["x"]}}), false),
        ("none", both, json!({}), false),
    ]);
}

#[test]
fn type_says_how_many_entries_must_hold() {
    for (r#type, answers) in QUANTIFIERS {
        for (holds, expected) in CASES.into_iter().zip(answers) {
            let entries: Vec<Value> = holds.iter().map(|holds| entry(*holds)).collect();
            check_groups(r#type, json!({"Groups": [{"Type": r#type, "Dimensions": entries}]}), expected);
        }
    }
}

#[test]
fn source_type_says_how_many_sources_must_contain_the_endpoint() {
    for (source_type, answers) in QUANTIFIERS {
        for (holds, expected) in CASES.into_iter().zip(answers) {
            let sources: Vec<Value> = holds.iter().map(|holds| source(*holds)).collect();
            check_groups(source_type, json!({"Groups": [{"SourceType": source_type, "SourceSegments": sources}]}), expected);
        }
    }
}

#[test]
fn include_says_how_many_groups_must_hold() {
    for (include, answers) in QUANTIFIERS {
        for (holds, expected) in CASES.into_iter().zip(answers) {
            let groups: Vec<Value> = holds.iter().map(|holds| json!({"Dimensions": [entry(*holds)]})).collect();
            check_groups(include, json!({"Include": include, "Groups": groups}), expected);
        }
    }
}

#[test]
fn absent_quantifiers_are_all_entries_any_source_all_groups() {
    check_groups("entries", json!({"Groups": [{"Dimensions": [entry(true), entry(false)]}]}), false);
    check_groups("sources", json!({"Groups": [{"SourceSegments": [source(true), source(false)]}]}), true);
    check_groups("groups", json!({"Groups": [{"Dimensions": [entry(true)]}, {"Dimensions": [entry(false)]}]}), false);
}

#[test]
fn a_group_is_the_sources_that_meet_the_dimensions() {
    for (in_source, meets, expected) in [(true, true, true), (true, false, false), (false, true, false), (false, false, false)] {
        check_groups(
            "both",
            json!({"Groups": [{"SourceSegments": [source(in_source)], "Dimensions": [entry(meets)]}]}),
            expected,
        );
    }
    let without = |meets| json!({"Groups": [{"Type": "NONE", "SourceSegments": [source(true)], "Dimensions": [entry(meets)]}]});
    check_groups("sources without those that meet the dimensions", without(true), false);
    check_groups("sources without those that meet the dimensions", without(false), true);
}

#[test]
fn the_example_of_a_group_less_another_segment() {
    let groups = json!({"Include": "ALL", "Groups": [
        {"Type": "ALL", "SourceType": "ANY", "SourceSegments": [], "Dimensions": [entry(true)]},
        {"Type": "ALL", "SourceType": "NONE", "SourceSegments": [source(false)], "Dimensions": []},
    ]});
    check_groups("not in the other", groups.clone(), true);
    let mut less = groups;
    less["Groups"][1]["SourceSegments"] = json!([source(true)]);
    check_groups("in the other", less, false);
}

#[test]
fn a_source_is_the_version_asked_for_or_the_latest() {
    let version = |version: i32, members: Value| {
        let mut segment = segment("v", members);
        segment["Version"] = version.into();
        segment
    };
    let stored = [version(1, json!({"Dimensions": entry(true)})), version(2, json!({"Dimensions": entry(false)}))];
    let gold = json!({"Attributes": {"plan": ["gold"]}});
    for (reference, expected) in
        [(json!({"Id": "v", "Version": 1}), true), (json!({"Id": "v", "Version": 2}), false), (json!({"Id": "v"}), false)]
    {
        let over = segment("s", json!({"SegmentGroups": {"Groups": [{"SourceSegments": [reference]}]}}));
        check_segment("version", &over, &stored, &gold, expected);
    }
}

#[test]
fn five_references_deep_is_deep_enough() {
    let mut stored = vec![segment("s5", json!({"Dimensions": entry(true)}))];
    for n in (0..5).rev() {
        let groups = json!({"Groups": [{"SourceType": "NONE", "SourceSegments": [{"Id": format!("s{}", n + 1)}]}]});
        stored.push(segment(&format!("s{n}"), json!({"SegmentGroups": groups})));
    }
    // Each link negates: s5 holds, s4 does not, …, s0 does not.
    for n in 0..=5 {
        let of_source = stored.iter().find(|segment| segment["Id"] == format!("s{n}")).unwrap();
        let gold = json!({"Attributes": {"plan": ["gold"]}});
        check_segment("chain", of_source, &stored, &gold, n % 2 == 1);
    }
}

#[test]
fn a_source_that_is_named_often_is_fetched_once() {
    let over = |id: &str, sources: &[&str]| {
        let sources: Vec<Value> = sources.iter().map(|id| json!({"Id": id})).collect();
        segment(id, json!({"SegmentGroups": {"Groups": [{"SourceSegments": sources}]}}))
    };
    let stored = [over("a", &["c"]), over("b", &["a", "c"]), segment("c", json!({}))];
    let mut fetched = Vec::new();
    let mut resolve = |id: &SegmentId, _: Option<u32>| {
        fetched.push(id.to_string());
        stored.iter().find(|segment| segment["Id"] == id.as_str()).map(spec)
    };
    CompiledSegment::compile(&spec(&over("s", &["a", "b", "c"])), &mut resolve, &Limits::default()).unwrap();
    assert_eq!(fetched, ["a", "c", "b"]);
}

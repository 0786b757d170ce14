//! Evaluation allocates nothing, whatever the segment asks for.

use allocation_counter::measure;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::view::EndpointView;

use crate::support::{NOW_MS, compile, endpoint, now, segment};

/// Every kind of criterion; those that fail for the endpoint below are under `NONE`, so that all are evaluated.
fn everything() -> Value {
    let values = |values: &[&str]| json!({"Values": values});
    let dates = |comparison: &str, values: &[&str]| json!({"AttributeType": comparison, "Values": values});
    let failing = |attribute: Value| json!({"Attributes": {"when": attribute}});
    json!({"SegmentGroups": {"Groups": [
        {"SourceSegments": [{"Id": "base"}], "Dimensions": [{
            "Demographic": {
                "Channel": values(&["PUSH", "EMAIL"]), "AppVersion": values(&["3.2.0"]), "Make": values(&["Apple"]),
                "Model": values(&["iPhone"]), "Platform": values(&["IOS"]), "DeviceType": values(&["phone"]),
            },
            "Location": {
                "Country": values(&["DEU"]),
                "GPSPoint": {"Coordinates": {"Latitude": 52.5, "Longitude": 13.4}, "RangeInKilometers": 50},
            },
            "Behavior": {"Recency": {"Duration": "DAY_7", "RecencyType": "ACTIVE"}},
            "Metrics": {"Spend": {"ComparisonOperator": "GREATER_THAN", "Value": 1}},
            "Attributes": {"plan": {"AttributeType": "CONTAINS", "Values": ["zz", "old"]}, "when": dates("ON", &["2026-03-10"])},
            "UserAttributes": {"First": {"AttributeType": "EXCLUSIVE", "Values": ["Bob"]}},
        }]},
        {"Type": "NONE", "Dimensions": [
            failing(dates("BEFORE", &["2020-01-01"])), failing(dates("AFTER", &["2030-01-01"])),
            failing(dates("BETWEEN", &["2020-01-01", "2021-01-01"])), failing(values(&["x"])),
            {"Location": {"Country": values(&["Narnia", "FRA"])}},
        ]},
    ]}})
}

#[test]
fn evaluation_allocates_nothing() {
    let base = segment("base", json!({"Dimensions": {"Attributes": {"plan": {"Values": ["gold"]}}}}));
    let compiled = compile(&segment("s", everything()), &[base]).unwrap();
    let document = endpoint(json!({
        "ChannelType": "APNS", "LastActive": NOW_MS - 1000,
        "Demographic": {"AppVersion": "3.2.0", "Make": "Apple", "Model": "iPhone", "Platform": "iOS"},
        "Location": {"Country": "DE", "Latitude": 52.4, "Longitude": 13.5}, "Metrics": {"Spend": 2.5},
        "Attributes": {"plan": ["gold"], "DeviceType": ["phone"], "when": ["soon", "2026-02-30", "2026-03-10T12:00:00+01:00"]},
        "User": {"UserId": "u", "UserAttributes": {"First": ["Ann"]}},
    }))
    .to_string();
    let endpoint = EndpointView::parse(&document).unwrap();
    let mut matches = false;
    let evaluated = measure(|| matches = compiled.matches(&endpoint, now()));
    assert!(matches, "all criteria are evaluated");
    assert_eq!(evaluated.count_total, 0);
}

#[test]
fn decoding_allocates_for_lists_only() {
    let lists = json!({"Attributes": {"a": ["1", "2"], "b": ["3"], "c": []}, "User": {"UserId": "u", "UserAttributes": {"d": ["4"]}}, "Metrics": {"m": 1}});
    let document = endpoint(lists).to_string();
    let decoded = measure(|| assert!(EndpointView::parse(&document).is_ok()));
    // Names and values of the two maps, and the metrics.
    assert_eq!(decoded.count_total, 5);
}

//! Random endpoints and random segments, from pools so small that they often meet.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::types::AttributeType;

use crate::support::{NOW_MS, endpoint, segment};

const NAMES: [&str; 4] = ["plan", "tags", "since", "DeviceType"];
const METRICS: [&str; 2] = ["Spend", "Visits"];
const NUMBERS: [f64; 6] = [0.0, 1.0, -1.5, 2.5, 166.0, 1e12];
const WORDS: [&str; 10] = ["", "a", "A", "gold", "gold member", "Gold", "iOS", "ios", "3.2.0", "mü\"\\n"];
/// Ascending, and never the same instant twice.
const DATES: [&str; 8] = [
    "2024-02-29",
    "2026-02-28T23:59:59.999Z",
    "2026-03-01",
    "2026-03-10T12:00:00+02:00",
    "2026-03-10T12:00:00Z",
    "2026-03-31T23:30:00-05:00",
    "2026-04-01T12:00:00.5Z",
    "2030-01-01T00:00:00+0530",
];
const NO_DATES: [&str; 4] = ["soon", "2026-02-30", "2026-03-10T12:00:00", "2026"];
const COUNTRIES: [&str; 10] = ["US", "usa", "USA", "DE", "DEU", "AT", "AUT", "AU", "Narnia", "JPN"];
const PLACES: [(f64, f64); 6] = [(52.5, 13.4), (52.5, 13.5), (48.1, 11.6), (-17.0, 179.9), (-17.0, -179.9), (90.0, 0.0)];
const HOUR_MS: i64 = 3_600_000;

/// One of the pool, or nothing.
fn maybe(pool: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    proptest::option::of(select(pool))
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(
        members.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.to_owned(), value)).collect(),
    )
}

fn stored_values() -> impl Strategy<Value = Vec<&'static str>> {
    let pool = [&WORDS[..], &DATES[..], &NO_DATES[..]].concat();
    vec(select(pool), 0..4)
}

fn stored_attributes() -> impl Strategy<Value = Value> {
    btree_map(select(&NAMES[..]), stored_values(), 0..4).prop_map(|lists| json!(lists))
}

pub(crate) fn endpoints() -> impl Strategy<Value = Value> {
    let channel = proptest::option::of(select(Channel::ALL.map(Channel::as_str).to_vec()));
    let location = (maybe(&COUNTRIES), proptest::option::of(select(&PLACES[..]))).prop_map(|(country, place)| {
        object(vec![
            ("Country", json!(country)),
            ("Latitude", json!(place.map(|(latitude, _)| latitude))),
            ("Longitude", json!(place.map(|(_, longitude)| longitude))),
        ])
    });
    let demographic =
        (maybe(&WORDS), maybe(&WORDS), maybe(&WORDS), maybe(&WORDS)).prop_map(|(version, make, model, platform)| {
            object(vec![
                ("AppVersion", json!(version)),
                ("Make", json!(make)),
                ("Model", json!(model)),
                ("Platform", json!(platform)),
            ])
        });
    let metrics = btree_map(select(&METRICS[..]), select(&NUMBERS[..]), 0..3).prop_map(|metrics| json!(metrics));
    // At, just before and between the edges of the windows.
    let hours = select(vec![-1, 0, 24, 25, 7 * 24, 8 * 24, 14 * 24, 30 * 24, 31 * 24]);
    let last_active = proptest::option::of((hours, 0..2_i64).prop_map(|(hours, ms)| NOW_MS - hours * HOUR_MS - ms));
    (channel, location, demographic, metrics, last_active, stored_attributes(), stored_attributes()).prop_map(
        |(channel, location, demographic, metrics, last_active, attributes, user_attributes)| {
            endpoint(object(vec![
                ("ChannelType", json!(channel)),
                ("Location", location),
                ("Demographic", demographic),
                ("Attributes", attributes),
                ("Metrics", metrics),
                ("User", json!({"UserId": "u", "UserAttributes": user_attributes})),
                ("LastActive", json!(last_active)),
            ]))
        },
    )
}

fn set_over(pool: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let dimension_type = select(vec![None, Some("INCLUSIVE"), Some("EXCLUSIVE")]);
    (dimension_type, vec(select(pool), 1..12))
        .prop_map(|(dimension_type, values)| object(vec![("DimensionType", json!(dimension_type)), ("Values", json!(values))]))
}

fn attribute_dimension() -> impl Strategy<Value = Value> {
    // Whatever the wire knows, so that a comparison added there is covered here.
    let comparisons: Vec<Option<&str>> =
        std::iter::once(None).chain(AttributeType::ALL.iter().map(|t| Some(t.as_str()))).collect();
    select(comparisons).prop_flat_map(|comparison| {
        let values = match comparison {
            Some("BEFORE" | "AFTER" | "ON") => vec(select(&DATES[..]), 1..4).prop_map(|dates| json!(dates)).boxed(),
            Some("BETWEEN" | "NOT_BETWEEN") => (subsequence(&DATES[..], 2), select(vec!["", ",", "/"]))
                .prop_map(|(ends, separator)| if separator.is_empty() { json!(ends) } else { json!([ends.join(separator)]) })
                .boxed(),
            _ => vec(select(&WORDS[..]), 1..12).prop_map(|words| json!(words)).boxed(),
        };
        values.prop_map(move |values| object(vec![("AttributeType", json!(comparison)), ("Values", values)]))
    })
}

fn attributes() -> impl Strategy<Value = Value> {
    btree_map(select(&NAMES[..]), attribute_dimension(), 1..3).prop_map(|criteria| json!(criteria))
}

fn metric_dimension() -> impl Strategy<Value = Value> {
    let operators = vec!["GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL", "EQUAL"];
    (select(operators), select(&NUMBERS[..]))
        .prop_map(|(operator, value)| json!({"ComparisonOperator": operator, "Value": value}))
}

fn gps_point() -> impl Strategy<Value = Value> {
    // No range is a distance between two of the places, where rounding would decide.
    let ranges = select(vec![None, Some(1.5), Some(30.5), Some(550.5), Some(7_000.5), Some(30_000.5)]);
    (select(&PLACES[..]), ranges).prop_map(|((latitude, longitude), range)| {
        object(vec![("Coordinates", json!({"Latitude": latitude, "Longitude": longitude})), ("RangeInKilometers", json!(range))])
    })
}

/// One criterion, as the path of members that leads to it and its value.
fn criterion() -> impl Strategy<Value = (Vec<&'static str>, Value)> {
    const CHANNELS: [&str; 6] = ["PUSH", "email", "SMS", "APNS", "FAX", "GCM"];
    let recency = (select(vec!["HR_24", "DAY_7", "DAY_14", "DAY_30"]), select(vec!["ACTIVE", "INACTIVE"]))
        .prop_map(|(duration, recency_type)| json!({"Duration": duration, "RecencyType": recency_type}));
    let metrics = btree_map(select(&METRICS[..]), metric_dimension(), 1..3).prop_map(|criteria| json!(criteria));
    prop_oneof![
        set_over(&CHANNELS).prop_map(|set| (vec!["Demographic", "Channel"], set)),
        set_over(&WORDS).prop_map(|set| (vec!["Demographic", "AppVersion"], set)),
        set_over(&WORDS).prop_map(|set| (vec!["Demographic", "Make"], set)),
        set_over(&WORDS).prop_map(|set| (vec!["Demographic", "Model"], set)),
        set_over(&WORDS).prop_map(|set| (vec!["Demographic", "Platform"], set)),
        set_over(&WORDS).prop_map(|set| (vec!["Demographic", "DeviceType"], set)),
        set_over(&COUNTRIES).prop_map(|set| (vec!["Location", "Country"], set)),
        gps_point().prop_map(|point| (vec!["Location", "GPSPoint"], point)),
        recency.prop_map(|recency| (vec!["Behavior", "Recency"], recency)),
        metrics.prop_map(|metrics| (vec!["Metrics"], metrics)),
        attributes().prop_map(|attributes| (vec!["Attributes"], attributes)),
        attributes().prop_map(|attributes| (vec!["UserAttributes"], attributes)),
    ]
}

fn dimensions() -> impl Strategy<Value = Value> {
    vec(criterion(), 0..4).prop_map(|criteria| {
        let mut dimensions = json!({});
        for (path, criterion) in criteria {
            let mut place = &mut dimensions;
            for member in path {
                place = &mut place[member];
            }
            *place = criterion;
        }
        dimensions
    })
}

fn quantifier() -> impl Strategy<Value = Value> {
    select(vec![Value::Null, "ALL".into(), "ANY".into(), "NONE".into()])
}

/// A group that may be based on the segments `s0` to `s{below - 1}`, of which `s0` has two versions.
fn group(below: usize) -> impl Strategy<Value = Value> {
    let sources = (0..below.max(1), select(vec![None, Some(1)])).prop_map(|(n, version)| {
        let version = if n == 0 { version.or(Some(2)) } else { version };
        object(vec![("Id", json!(format!("s{n}"))), ("Version", json!(version))])
    });
    let sources = vec(sources, 0..=if below == 0 { 0 } else { 2 });
    (quantifier(), quantifier(), sources, vec(dimensions(), 0..4)).prop_map(|(r#type, source_type, sources, dimensions)| {
        object(vec![
            ("Type", r#type),
            ("SourceType", source_type),
            ("SourceSegments", json!(sources)),
            ("Dimensions", json!(dimensions)),
        ])
    })
}

fn members(below: usize) -> impl Strategy<Value = Value> {
    let groups = (quantifier(), vec(group(below), 0..3))
        .prop_map(|(include, groups)| json!({"SegmentGroups": object(vec![("Include", include), ("Groups", json!(groups))])}));
    prop_oneof![1 => dimensions().prop_map(|dimensions| json!({"Dimensions": dimensions})), 4 => groups]
}

/// A segment, and the stored segments that it may be based on.
pub(crate) fn segments() -> impl Strategy<Value = (Value, Vec<Value>)> {
    (members(0), members(0), members(1), members(2), members(3)).prop_map(|(first, second, s1, s2, top)| {
        let mut newer = segment("s0", second);
        newer["Version"] = 2.into();
        (segment("top", top), vec![segment("s0", first), newer, segment("s1", s1), segment("s2", s2)])
    })
}

/// Segments whose texts are anything at all: most cannot be compiled.
pub(crate) fn odd_dimensions() -> impl Strategy<Value = Value> {
    let text = || prop_oneof![any::<String>(), "[0-9TZ:+./, -]{0,30}", Just(DATES.join(","))];
    let attribute = (select(AttributeType::ALL.to_vec()), vec(text(), 0..4))
        .prop_map(|(comparison, values)| json!({"AttributeType": comparison, "Values": values}));
    let set = || vec(text(), 0..4).prop_map(|values| json!({"Values": values}));
    let number = || prop_oneof![any::<f64>(), -200.0..200.0];
    let point = (number(), number(), number()).prop_map(|(latitude, longitude, range)| {
        json!({"Coordinates": {"Latitude": latitude, "Longitude": longitude}, "RangeInKilometers": range})
    });
    let named: BoxedStrategy<Map<String, Value>> =
        vec((text(), attribute), 0..3).prop_map(|named| named.into_iter().collect()).boxed();
    (named, set(), set(), point, any::<bool>()).prop_map(|(attributes, channel, country, point, with_point)| {
        let mut dimensions =
            json!({"Attributes": attributes, "Demographic": {"Channel": channel}, "Location": {"Country": country}});
        if with_point {
            dimensions["Location"]["GPSPoint"] = point;
        }
        dimensions
    })
}

pub(crate) fn any_texts() -> impl Strategy<Value = Vec<String>> {
    vec(prop_oneof![any::<String>(), "[0-9TZ:+./, -]{0,40}"], 0..6)
}

//! One criterion at a time (spec §4.2, §4.4). Dates are in `dates`.

use serde_json::{Value, json};

use crate::support::{NOW_MS, check};

const HOUR_MS: i64 = 3_600_000;

#[test]
fn a_set_dimension_compares_whole_values() {
    let app_version =
        |r#type: &str, values: &[&str]| json!({"Demographic": {"AppVersion": {"DimensionType": r#type, "Values": values}}});
    let by_default = json!({"Demographic": {"AppVersion": {"Values": ["3.2.0"]}}});
    let stored = json!({"Demographic": {"AppVersion": "3.2.0"}});
    let many: Vec<String> = (0..40).map(|n| format!("3.{n}.0")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    check(&[
        ("equal", app_version("INCLUSIVE", &["3.2.0"]), stored.clone(), true),
        ("one of several", app_version("INCLUSIVE", &["1", "3.2.0"]), stored.clone(), true),
        ("one of many", app_version("INCLUSIVE", &many), stored.clone(), true),
        ("none of many", app_version("EXCLUSIVE", &many), stored.clone(), false),
        ("a part is not equal", app_version("INCLUSIVE", &["3.2"]), stored.clone(), false),
        ("excluded", app_version("EXCLUSIVE", &["1", "3.2.0"]), stored.clone(), false),
        ("not excluded", app_version("EXCLUSIVE", &["1"]), stored.clone(), true),
        ("inclusive by default", by_default.clone(), stored, true),
        ("absent is not equal", by_default, json!({}), false),
        ("absent is not excluded", app_version("EXCLUSIVE", &["3.2.0"]), json!({}), true),
        ("absent is not empty", app_version("INCLUSIVE", &[""]), json!({"Demographic": {"Make": ""}}), false),
    ]);
}

#[test]
fn each_demographic_compares_its_own_field() {
    let stored = json!({"Demographic": {"AppVersion": "a", "Make": "b", "Model": "c", "Platform": "d", "PlatformVersion": "e"}});
    for (field, own) in [("AppVersion", "a"), ("Make", "b"), ("Model", "c"), ("Platform", "d")] {
        for value in ["a", "b", "c", "d", "e"] {
            let dimensions = json!({"Demographic": {field: {"Values": [value]}}});
            check(&[("only its own value", dimensions, stored.clone(), value == own)]);
        }
    }
}

#[test]
fn case_counts_except_for_channel_country_and_platform() {
    let demographic = |field: &str, value: &str| json!({"Demographic": {field: {"Values": [value]}}});
    let country = |value: &str| json!({"Location": {"Country": {"Values": [value]}}});
    let attribute = json!({"Attributes": {"plan": {"Values": ["Gold"]}}});
    check(&[
        ("AppVersion", demographic("AppVersion", "V1"), json!({"Demographic": {"AppVersion": "v1"}}), false),
        ("Make", demographic("Make", "apple"), json!({"Demographic": {"Make": "Apple"}}), false),
        ("Model", demographic("Model", "iphone"), json!({"Demographic": {"Model": "iPhone"}}), false),
        ("Platform", demographic("Platform", "IOS"), json!({"Demographic": {"Platform": "ios"}}), true),
        (
            "Platform excluded",
            json!({"Demographic": {"Platform": {"DimensionType": "EXCLUSIVE", "Values": ["iOS"]}}}),
            json!({"Demographic": {"Platform": "ios"}}),
            false,
        ),
        ("Channel", demographic("Channel", "email"), json!({"ChannelType": "EMAIL"}), true),
        ("Country", country("de"), json!({"Location": {"Country": "DE"}}), true),
        ("Country stored in lower case", country("DE"), json!({"Location": {"Country": "de"}}), true),
        ("attribute value", attribute.clone(), json!({"Attributes": {"plan": ["gold"]}}), false),
        ("attribute name", attribute, json!({"Attributes": {"Plan": ["Gold"]}}), false),
    ]);
}

#[test]
fn channel_push_is_the_push_family() {
    let channel =
        |r#type: &str, values: &[&str]| json!({"Demographic": {"Channel": {"DimensionType": r#type, "Values": values}}});
    let family = ["ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM", "PUSH"];
    let others = ["SMS", "VOICE", "EMAIL", "CUSTOM", "IN_APP"];
    for stored in family.iter().chain(&others) {
        let (push, endpoint) = (family.contains(stored), json!({"ChannelType": stored}));
        check(&[
            ("PUSH", channel("INCLUSIVE", &["PUSH"]), endpoint.clone(), push),
            ("not PUSH", channel("EXCLUSIVE", &["push"]), endpoint.clone(), !push),
            ("itself", channel("INCLUSIVE", &[*stored]), endpoint.clone(), true),
            ("another", channel("INCLUSIVE", &["FAX"]), endpoint.clone(), false),
            ("not another", channel("EXCLUSIVE", &["FAX"]), endpoint, true),
        ]);
    }
    check(&[
        ("one of two", channel("INCLUSIVE", &["SMS", "EMAIL"]), json!({"ChannelType": "EMAIL"}), true),
        ("one member is not the family", channel("INCLUSIVE", &["GCM"]), json!({"ChannelType": "APNS"}), false),
        ("no channel is no channel of the set", channel("INCLUSIVE", &["PUSH"]), json!({}), false),
        ("no channel is excluded by no set", channel("EXCLUSIVE", &["PUSH"]), json!({}), true),
    ]);
}

#[test]
fn device_type_compares_the_attribute_of_that_name() {
    let device = |r#type: &str| json!({"Demographic": {"DeviceType": {"DimensionType": r#type, "Values": ["phone", "tablet"]}}});
    check(&[
        ("never without the attribute", device("INCLUSIVE"), json!({"Demographic": {"Model": "phone"}}), false),
        ("always excluded without it", device("EXCLUSIVE"), json!({"Demographic": {"Model": "phone"}}), true),
        ("with it", device("INCLUSIVE"), json!({"Attributes": {"DeviceType": ["phone"]}}), true),
        ("with another value", device("INCLUSIVE"), json!({"Attributes": {"DeviceType": ["tv"]}}), false),
        ("excluded with it", device("EXCLUSIVE"), json!({"Attributes": {"DeviceType": ["tv", "tablet"]}}), false),
        ("not excluded with another", device("EXCLUSIVE"), json!({"Attributes": {"DeviceType": ["tv"]}}), true),
        ("empty", device("EXCLUSIVE"), json!({"Attributes": {"DeviceType": []}}), true),
        (
            "a user attribute does not count",
            device("INCLUSIVE"),
            json!({"User": {"UserAttributes": {"DeviceType": ["phone"]}}}),
            false,
        ),
    ]);
}

#[test]
fn countries_compare_over_both_code_forms() {
    let country = |r#type: &str, values: &[&str]| json!({"Location": {"Country": {"DimensionType": r#type, "Values": values}}});
    let stored = |code: &str| json!({"Location": {"Country": code}});
    check(&[
        ("alpha-2 finds alpha-3", country("INCLUSIVE", &["US"]), stored("USA"), true),
        ("alpha-3 finds alpha-2", country("INCLUSIVE", &["FR", "USA"]), stored("US"), true),
        ("not by a prefix", country("INCLUSIVE", &["AU"]), stored("AUT"), false),
        ("but by the table", country("INCLUSIVE", &["at"]), stored("aut"), true),
        ("excluded", country("EXCLUSIVE", &["DEU"]), stored("DE"), false),
        ("not excluded", country("EXCLUSIVE", &["DEU"]), stored("CL"), true),
        ("absent", country("INCLUSIVE", &["DE"]), json!({"Location": {"City": "DE"}}), false),
        ("absent, excluded", country("EXCLUSIVE", &["DE"]), json!({}), true),
        ("what is no code is a text", country("INCLUSIVE", &["Narnia"]), stored("NARNIA"), true),
        ("and equals no other", country("INCLUSIVE", &["Narnia"]), stored("Oz"), false),
    ]);
}

#[test]
fn the_default_range_is_ten_kilometres() {
    let near = |range: Option<f64>| {
        let mut point = json!({"Coordinates": {"Latitude": 52.5, "Longitude": 13.4}});
        if let Some(km) = range {
            point["RangeInKilometers"] = km.into();
        }
        json!({"Location": {"GPSPoint": point}})
    };
    // One tenth of a degree of longitude is 6.77 km there.
    let at = |longitude: f64| json!({"Location": {"Latitude": 52.5, "Longitude": longitude}});
    check(&[
        ("at the point", near(None), at(13.4), true),
        ("6.8 km away", near(None), at(13.5), true),
        ("13.5 km away", near(None), at(13.6), false),
        ("13.5 km away of 14", near(Some(14.0)), at(13.6), true),
        ("13.5 km away of 13", near(Some(13.0)), at(13.6), false),
        ("nowhere", near(Some(40_000.0)), json!({"Location": {"Country": "DE"}}), false),
        ("half a position", near(Some(40_000.0)), json!({"Location": {"Latitude": 52.5}}), false),
        ("the other half", near(Some(40_000.0)), json!({"Location": {"Longitude": 13.4}}), false),
    ]);
}

#[test]
fn recency_looks_back_from_now() {
    let recency = |duration: &str, r#type: &str| json!({"Behavior": {"Recency": {"Duration": duration, "RecencyType": r#type}}});
    for (duration, hours) in [("HR_24", 24), ("DAY_7", 7 * 24), ("DAY_14", 14 * 24), ("DAY_30", 30 * 24)] {
        for (what, last_active, active) in [
            ("now", Some(NOW_MS), true),
            ("at the start of the window", Some(NOW_MS - hours * HOUR_MS), true),
            ("just before the window", Some(NOW_MS - hours * HOUR_MS - 1), false),
            ("by a clock that is ahead", Some(NOW_MS + 1), true),
            ("never", None, false),
        ] {
            let endpoint: Value = last_active.map_or_else(|| json!({}), |at| json!({"LastActive": at}));
            check(&[
                (what, recency(duration, "ACTIVE"), endpoint.clone(), active),
                (what, recency(duration, "INACTIVE"), endpoint, !active),
            ]);
        }
    }
}

#[test]
fn metrics_compare_numbers() {
    let metric = |operator: &str, value: f64| json!({"Metrics": {"Spend": {"ComparisonOperator": operator, "Value": value}}});
    for (operator, below, same, above) in [
        ("GREATER_THAN", false, false, true),
        ("GREATER_THAN_OR_EQUAL", false, true, true),
        ("EQUAL", false, true, false),
        ("LESS_THAN_OR_EQUAL", true, true, false),
        ("LESS_THAN", true, false, false),
    ] {
        for (stored, expected) in [(json!(32.41), below), (json!(32.42), same), (json!(33), above)] {
            check(&[(operator, metric(operator, 32.42), json!({"Metrics": {"Spend": stored}}), expected)]);
        }
        check(&[
            ("a missing metric", metric(operator, 0.0), json!({"Metrics": {"Visits": 0}}), false),
            ("an attribute of that name", metric(operator, 1.0), json!({"Attributes": {"Spend": ["1"]}}), false),
        ]);
    }
    check(&[
        ("negative", metric("LESS_THAN", 0.0), json!({"Metrics": {"Spend": -0.5}}), true),
        ("an integer equals a decimal", metric("EQUAL", 166.0), json!({"Metrics": {"Spend": 166}}), true),
        ("exactly", metric("EQUAL", 0.3), json!({"Metrics": {"Spend": 0.1 + 0.2}}), false),
    ]);
}

#[test]
fn attributes_compare_lists_of_texts() {
    let plan = |r#type: &str, values: &[&str]| json!({"Attributes": {"plan": {"AttributeType": r#type, "Values": values}}});
    let stored = |values: &[&str]| json!({"Attributes": {"plan": values, "other": ["x"]}});
    check(&[
        ("inclusive by default", json!({"Attributes": {"plan": {"Values": ["gold"]}}}), stored(&["gold"]), true),
        ("some value equals some value", plan("INCLUSIVE", &["a", "gold"]), stored(&["b", "gold"]), true),
        ("no value equals", plan("INCLUSIVE", &["gol"]), stored(&["gold"]), false),
        ("no stored value", plan("INCLUSIVE", &["gold"]), stored(&[]), false),
        ("another attribute's value", plan("INCLUSIVE", &["x"]), stored(&["gold"]), false),
        ("absent", plan("INCLUSIVE", &["gold"]), json!({}), false),
        ("excluded by one of several", plan("EXCLUSIVE", &["gold"]), stored(&["b", "gold"]), false),
        ("not excluded", plan("EXCLUSIVE", &["gold", "silver"]), stored(&["b"]), true),
        ("nothing stored to exclude", plan("EXCLUSIVE", &["gold"]), stored(&[]), true),
        ("nothing there to exclude", plan("EXCLUSIVE", &["gold"]), json!({}), true),
        ("contains in the middle", plan("CONTAINS", &["ew"]), stored(&["new york"]), true),
        ("contains one of several", plan("CONTAINS", &["zz", "york"]), stored(&["a", "new york"]), true),
        ("contains minds case", plan("CONTAINS", &["EW"]), stored(&["new york"]), false),
        ("contains is not contained", plan("CONTAINS", &["new york"]), stored(&["new"]), false),
        ("contains beyond ascii", plan("CONTAINS", &["ü"]), stored(&["münchen"]), true),
        ("absent contains nothing", plan("CONTAINS", &[""]), json!({}), false),
        (
            "a user attribute is another",
            plan("INCLUSIVE", &["gold"]),
            json!({"User": {"UserAttributes": {"plan": ["gold"]}}}),
            false,
        ),
    ]);
    let user = json!({"UserAttributes": {"plan": {"Values": ["gold"]}}});
    check(&[
        ("a user attribute", user.clone(), json!({"User": {"UserAttributes": {"plan": ["gold"]}}}), true),
        ("of an endpoint without user id", user.clone(), json!({"User": {"UserId": "u"}}), false),
        ("an endpoint attribute is another", user, stored(&["gold"]), false),
    ]);
}

#[test]
fn escaped_texts_compare_as_what_they_mean() {
    let odd = "a \"b\"\\\n\u{1}ü😀";
    check(&[
        ("value", json!({"Attributes": {"plan": {"Values": [odd]}}}), json!({"Attributes": {"plan": [odd]}}), true),
        ("name", json!({"Attributes": {odd: {"Values": ["x"]}}}), json!({"Attributes": {odd: ["x"]}}), true),
        ("metric", json!({"Metrics": {odd: {"ComparisonOperator": "EQUAL", "Value": 1}}}), json!({"Metrics": {odd: 1}}), true),
    ]);
}

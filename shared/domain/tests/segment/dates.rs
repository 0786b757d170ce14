//! Attributes compared as dates (spec §4.2).

use serde_json::{Value, json};

use crate::support::{check, compile, endpoint, now, segment};
use touchpoint_domain::endpoint::view::EndpointView;

fn since(comparison: &str, values: &[&str]) -> Value {
    json!({"Attributes": {"since": {"AttributeType": comparison, "Values": values}}})
}

fn stored(values: &[&str]) -> Value {
    json!({"Attributes": {"since": values}})
}

#[test]
fn before_and_after_leave_out_the_instant_itself() {
    let noon = ["2026-03-10T12:00:00Z"];
    check(&[
        ("before", since("BEFORE", &noon), stored(&["2026-03-10T11:59:59.999Z"]), true),
        ("not before", since("BEFORE", &noon), stored(&["2026-03-10T12:00:00.000Z"]), false),
        ("after", since("AFTER", &noon), stored(&["2026-03-10T12:00:00.000000001Z"]), true),
        ("not after", since("AFTER", &noon), stored(&["2026-03-10T12:00:00.000Z"]), false),
        ("the same instant elsewhere", since("AFTER", &noon), stored(&["2026-03-10T13:00:00+01:00"]), false),
        ("before elsewhere", since("BEFORE", &noon), stored(&["2026-03-10T12:30:00+01:00"]), true),
        ("a date is its midnight", since("BEFORE", &noon), stored(&["2026-03-10"]), true),
        ("a date as criterion is midnight", since("AFTER", &["2026-03-10"]), stored(&["2026-03-10T00:00:01Z"]), true),
        ("and not its end", since("AFTER", &["2026-03-10"]), stored(&["2026-03-10"]), false),
    ]);
}

#[test]
fn any_stored_value_and_any_criterion_value_suffice() {
    let spread = ["2026-03-01", "soon", "2026-03-20"];
    check(&[
        ("before", since("BEFORE", &["2026-03-10"]), stored(&spread), true),
        ("after", since("AFTER", &["2026-03-10"]), stored(&spread), true),
        ("on", since("ON", &["2026-03-20"]), stored(&spread), true),
        ("not between, when none is", since("BETWEEN", &["2026-03-05", "2026-03-15"]), stored(&spread), false),
        ("before one of two", since("BEFORE", &["2026-02-01", "2026-03-02"]), stored(&["2026-03-01"]), true),
        ("before neither", since("BEFORE", &["2026-02-01", "2026-02-02"]), stored(&["2026-03-01"]), false),
        ("after one of two", since("AFTER", &["2026-03-02", "2026-02-01"]), stored(&["2026-03-01"]), true),
        ("after neither", since("AFTER", &["2026-03-02", "2026-03-03"]), stored(&["2026-03-01"]), false),
        ("on one of two", since("ON", &["2026-02-01", "2026-03-01"]), stored(&["2026-03-01"]), true),
    ]);
}

#[test]
fn on_is_the_same_day_in_utc() {
    check(&[
        ("first instant", since("ON", &["2026-03-10"]), stored(&["2026-03-10T00:00:00Z"]), true),
        ("last instant", since("ON", &["2026-03-10"]), stored(&["2026-03-10T23:59:59.999Z"]), true),
        ("the time of the criterion is ignored", since("ON", &["2026-03-10T12:00:00Z"]), stored(&["2026-03-10T01:00:00Z"]), true),
        ("the day before", since("ON", &["2026-03-10T12:00:00Z"]), stored(&["2026-03-09T23:59:59Z"]), false),
        ("the day after", since("ON", &["2026-03-10T12:00:00Z"]), stored(&["2026-03-11"]), false),
        ("the local day is not asked for", since("ON", &["2026-03-10"]), stored(&["2026-03-10T00:30:00+01:00"]), false),
        ("but the day in UTC", since("ON", &["2026-03-09"]), stored(&["2026-03-10T00:30:00+01:00"]), true),
        ("also of the criterion", since("ON", &["2026-03-10T00:30:00+01:00"]), stored(&["2026-03-09"]), true),
        ("before 1970", since("ON", &["1969-07-20"]), stored(&["1969-07-20T20:17:40Z"]), true),
    ]);
}

#[test]
fn between_includes_both_ends_in_every_layout() {
    for values in [
        vec!["2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z"],
        vec!["2026-03-01", "2026-03-31"],
        vec!["2026-03-01,2026-03-31"],
        vec!["2026-03-01/2026-03-31"],
        vec!["2026-03-01T00:00:00Z/2026-03-31T02:00:00+02:00"],
        vec!["2026-03-01, 2026-03-31"],
    ] {
        check(&[
            ("from", since("BETWEEN", &values), stored(&["2026-03-01"]), true),
            ("within", since("BETWEEN", &values), stored(&["2026-03-15T10:00:00Z"]), true),
            ("to", since("BETWEEN", &values), stored(&["2026-03-31"]), true),
            ("too early", since("BETWEEN", &values), stored(&["2026-02-28T23:59:59.999Z"]), false),
            ("too late", since("BETWEEN", &values), stored(&["2026-03-31T00:00:00.001Z"]), false),
        ]);
    }
    check(&[("one instant", since("BETWEEN", &["2026-03-01", "2026-03-01"]), stored(&["2026-03-01"]), true)]);
}

#[test]
fn what_is_no_date_matches_no_comparison_of_dates() {
    for comparison in ["BEFORE", "AFTER", "ON", "BETWEEN"] {
        let values: &[&str] = if comparison == "BETWEEN" { &["0001-01-01", "9998-01-01"] } else { &["2026-03-10"] };
        for (what, endpoint) in [
            ("a text", stored(&["soon", "", "2026-02-30", "10.03.2026", "1773144000"])),
            ("a local time", stored(&["2026-03-10T12:00:00"])),
            ("no value", stored(&[])),
            ("no attribute", json!({})),
        ] {
            check(&[(what, since(comparison, values), endpoint, false)]);
        }
    }
}

/// The usual way to write "never" is later than the last timestamp of the calendar library, and still a date.
#[test]
fn the_end_of_all_days_is_a_date() {
    for (comparison, values, expected) in [
        ("AFTER", vec!["2026-03-10"], true),
        ("BEFORE", vec!["2026-03-10"], false),
        ("ON", vec!["9999-12-31"], true),
        ("BETWEEN", vec!["2026-03-10", "9999-12-31T23:59:59Z"], true),
    ] {
        let compiled = compile(&segment("s", json!({"Dimensions": since(comparison, &values)})), &[]).unwrap();
        let document = endpoint(stored(&["9999-12-31T23:59:59Z"])).to_string();
        assert_eq!(compiled.matches(&EndpointView::parse(&document).unwrap(), now()), expected, "{comparison}");
    }
}

//! What a write does to the endpoint itself, rule by rule (spec §3.4–§3.7, §3.9).

use super::world::World;

/// Writes one body after the other to endpoint `E1` and checks members of the result; `null` stands for an absent one.
#[track_caller]
fn check(bodies: &[&str], expected: &str) {
    let mut world = World::new();
    for body in bodies {
        world.put("E1", body).unwrap();
    }
    world.check("e1", expected);
}

const EMAIL: &str = r#"{"ChannelType":"EMAIL","Address":"a@example.com"}"#;

#[test]
fn a_new_endpoint_has_its_defaults() {
    let mut world = World::new();
    world.put("E1", EMAIL).unwrap();
    let expected = concat!(
        r#"{"Id":"E1","ChannelType":"EMAIL","Address":"a@example.com","OptOut":"NONE","EndpointStatus":"ACTIVE","#,
        r#""CohortId":"43","CreationDate":"2026-03-01T12:00:01.000Z","EffectiveDate":"2026-03-01T12:00:01.000Z","#,
        r#""RequestId":"request-1","LastActive":1772366401000}"#
    );
    assert_eq!(world.doc("e1").unwrap().to_json().unwrap(), expected);
}

#[test]
fn members_are_stored_in_one_order() {
    let mut world = World::new();
    let body = r#"{"User":{"UserAttributes":{"First":["Ann"]},"UserId":"u1"},"Metrics":{"m":1},"Attributes":{"a":["x"]},
        "Demographic":{"Make":"m"},"Location":{"City":"c"},"RequestId":"r","Address":"a","ChannelType":"SMS"}"#;
    world.put("E1", body).unwrap();
    let json = world.doc("e1").unwrap().to_json().unwrap();
    let names = [
        "Id",
        "ChannelType",
        "Address",
        "OptOut",
        "EndpointStatus",
        "CohortId",
        "CreationDate",
        "EffectiveDate",
        "RequestId",
        "Location",
        "Demographic",
        "Attributes",
        "Metrics",
        "User",
        "UserId",
        "UserAttributes",
        "LastActive",
    ];
    let places: Vec<_> = names.iter().map(|name| json.find(&format!("\"{name}\":")).expect(name)).collect();
    assert!(places.is_sorted(), "{json}");
}

#[test]
fn the_example_of_the_specification() {
    check(
        &[
            r#"{"ChannelType":"EMAIL","Address":"a@example.com","Attributes":{"tags":["x","y"],"plan":["gold"]},
               "User":{"UserId":"u1","UserAttributes":{"First":["Ann"]}}}"#,
            r#"{"Attributes":{"tags":["z"]},"Demographic":{"Timezone":"Europe/Berlin"}}"#,
        ],
        r#"{"Attributes":{"tags":["z"],"plan":["gold"]},"Demographic":{"Timezone":"Europe/Berlin"},"OptOut":"NONE",
            "EndpointStatus":"ACTIVE","User":{"UserId":"u1","UserAttributes":{"First":["Ann"]}}}"#,
    );
}

#[test]
fn scalars_are_replaced_when_given_and_kept_when_not() {
    let first = r#"{"ChannelType":"EMAIL","Address":"a@example.com","OptOut":"ALL","RequestId":"r1"}"#;
    check(&[first, "{}"], r#"{"ChannelType":"EMAIL","Address":"a@example.com","OptOut":"ALL","RequestId":"request-1"}"#);
    check(
        &[first, r#"{"ChannelType":"SMS","Address":"+1555","OptOut":"NONE","RequestId":"r2"}"#],
        r#"{"ChannelType":"SMS","Address":"+1555","OptOut":"NONE","RequestId":"r2"}"#,
    );
}

#[test]
fn lists_are_replaced_name_by_name() {
    let first = r#"{"Attributes":{"a":["1","2"],"b":["3"]}}"#;
    for (second, expected) in [
        (r#"{}"#, r#"{"Attributes":{"a":["1","2"],"b":["3"]}}"#),
        (r#"{"Attributes":{}}"#, r#"{"Attributes":{"a":["1","2"],"b":["3"]}}"#),
        (r#"{"Attributes":{"a":["9"]}}"#, r#"{"Attributes":{"a":["9"],"b":["3"]}}"#),
        (r#"{"Attributes":{"a":[]}}"#, r#"{"Attributes":{"a":[],"b":["3"]}}"#),
        (r#"{"Attributes":{"a":null}}"#, r#"{"Attributes":{"a":[],"b":["3"]}}"#),
        (r#"{"Attributes":null}"#, r#"{"Attributes":{"a":["1","2"],"b":["3"]}}"#),
        (r#"{"Attributes":{"A":["other"]}}"#, r#"{"Attributes":{"A":["other"],"a":["1","2"],"b":["3"]}}"#),
    ] {
        check(&[first, second], expected);
    }
}

#[test]
fn metrics_are_replaced_name_by_name() {
    check(&[r#"{"Metrics":{"a":1,"b":2.5}}"#, r#"{"Metrics":{"a":-3}}"#], r#"{"Metrics":{"a":-3.0,"b":2.5}}"#);
    check(&[r#"{"Metrics":{"a":1}}"#, r#"{"Metrics":{}}"#], r#"{"Metrics":{"a":1.0}}"#);
}

#[test]
fn demographic_and_location_are_merged_member_by_member() {
    check(
        &[
            r#"{"Demographic":{"Make":"m1","Locale":"en_US"},"Location":{"City":"Ulm","Country":"DEU"}}"#,
            r#"{"Demographic":{"Make":"m2","Platform":"ios"},"Location":{"Country":"DE","PostalCode":"89073"}}"#,
        ],
        r#"{"Demographic":{"Locale":"en_US","Make":"m2","Platform":"ios"},
            "Location":{"City":"Ulm","Country":"DE","PostalCode":"89073"}}"#,
    );
    check(&[r#"{"Demographic":{},"Location":{}}"#], r#"{"Demographic":null,"Location":null}"#);
}

#[test]
fn coordinates_are_rounded_half_up_to_one_decimal() {
    for (given, stored) in
        [("52.25", 52.3), ("52.249", 52.2), ("-0.04", 0.0), ("-33.85", -33.8), ("-33.86", -33.9), ("90", 90.0), ("-90", -90.0)]
    {
        check(
            &[&format!(r#"{{"Location":{{"Latitude":{given},"Longitude":179.96}}}}"#)],
            &format!(r#"{{"Location":{{"Latitude":{stored:?},"Longitude":180.0}}}}"#),
        );
    }
}

#[test]
fn a_new_endpoint_without_address_is_opted_out() {
    for (bodies, opt_out) in [
        (&["{}"][..], "ALL"),
        (&[r#"{"ChannelType":"EMAIL","OptOut":"NONE"}"#], "ALL"),
        // An address that comes later changes nothing; only the caller does.
        (&["{}", EMAIL], "ALL"),
        (&["{}", r#"{"ChannelType":"EMAIL","Address":"a","OptOut":"NONE"}"#], "NONE"),
        (&["{}", r#"{"OptOut":"NONE"}"#], "NONE"),
        (&[EMAIL], "NONE"),
        (&[r#"{"ChannelType":"EMAIL","Address":"a","OptOut":"ALL"}"#], "ALL"),
    ] {
        check(bodies, &format!(r#"{{"OptOut":"{opt_out}"}}"#));
    }
}

#[test]
fn a_write_without_status_revives() {
    let off = r#"{"EndpointStatus":"INACTIVE"}"#;
    check(&[off], off);
    check(&[off, "{}"], r#"{"EndpointStatus":"ACTIVE"}"#);
    check(&[EMAIL, off], off);
    check(&[off, r#"{"EndpointStatus":"ACTIVE"}"#], r#"{"EndpointStatus":"ACTIVE"}"#);
}

#[test]
fn dates_are_now_or_as_given() {
    check(
        &[r#"{"EffectiveDate":"2025-05-24T21:26:33+02:00"}"#],
        r#"{"CreationDate":"2026-03-01T12:00:01.000Z","EffectiveDate":"2025-05-24T19:26:33.000Z","LastActive":1748114793000}"#,
    );
    // The last write wins even when it is about an earlier time; activity does not go back.
    check(
        &["{}", r#"{"EffectiveDate":"2025-05-24T19:26:33Z"}"#],
        r#"{"CreationDate":"2026-03-01T12:00:01.000Z","EffectiveDate":"2025-05-24T19:26:33.000Z","LastActive":1772366401000}"#,
    );
    check(
        &[r#"{"EffectiveDate":"2025-05-24T19:26:33Z"}"#, "{}"],
        r#"{"EffectiveDate":"2026-03-01T12:00:02.000Z","LastActive":1772366402000}"#,
    );
}

#[test]
fn imports_are_no_activity() {
    use touchpoint_domain::endpoint::patch::{Activity, EndpointWrite};
    use touchpoint_domain::endpoint::write::Operation;

    let mut world = World::new();
    let mut write = EndpointWrite::single("e1", Default::default(), "r");
    write.activity = Activity::DoesNot;
    let patch = write.parse(&world.limits).unwrap();
    world.apply(&[Operation::Write(Box::new(patch))]).unwrap();
    world.check("e1", r#"{"LastActive":null,"EffectiveDate":"2026-03-01T12:00:00.000Z"}"#);
}

/// What PutEvents says of an endpoint is written when it changes anything but when the endpoint was last seen, or that by much.
#[test]
fn a_report_that_says_nothing_new_is_not_written() {
    use jiff::SignedDuration;
    use touchpoint_domain::endpoint::patch::{Activity, EndpointWrite};
    use touchpoint_domain::endpoint::write::Operation;

    let full = r#"{"ChannelType":"SMS","Address":"+1","Attributes":{"a":["1"]},"Metrics":{"m":1},"User":{"UserId":"u","UserAttributes":{"n":["x"]}}}"#;
    for (within_s, report, written) in [
        (3600, full, false),
        (3600, r#"{"Address":"+1"}"#, false),
        (3600, r#"{"RequestId":"other"}"#, false),
        (3600, r#"{"EffectiveDate":"2026-03-01T12:30:00Z"}"#, false),
        (3600, r#"{"EffectiveDate":"2026-03-01T13:30:00Z"}"#, true),
        (0, full, true),
        (3600, r#"{"Address":"+2"}"#, true),
        (3600, r#"{"Attributes":{"a":["2"]}}"#, true),
        (3600, r#"{"Attributes":{"b":[]}}"#, true),
        (3600, r#"{"Metrics":{"m":2}}"#, true),
        (3600, r#"{"OptOut":"ALL"}"#, true),
        (3600, r#"{"EndpointStatus":"INACTIVE"}"#, true),
        (3600, r#"{"User":{"UserId":"v"}}"#, true),
        (3600, r#"{"User":{"UserId":"u","UserAttributes":{"n":["y"]}}}"#, true),
        (3600, r#"{"Location":{"City":"c"}}"#, true),
    ] {
        let mut world = World::new();
        world.put("E1", full).unwrap();
        let before = world.doc("e1").unwrap().clone();
        let mut write = EndpointWrite::single("e1", serde_json::from_str(report).unwrap(), "r");
        write.activity = Activity::Within(SignedDuration::from_secs(within_s));
        let patch = write.parse(&world.limits).unwrap();
        world.advance(10);
        world.apply(&[Operation::Write(Box::new(patch))]).unwrap();
        assert_eq!(*world.doc("e1").unwrap() != before, written, "{within_s} {report}");
    }
}

#[test]
fn ids_ignore_case_and_keep_their_first_spelling() {
    let mut world = World::new();
    world.put("User-1/Home", r#"{"Attributes":{"a":["1"]}}"#).unwrap();
    world.put("USER-1/HOME", r#"{"Attributes":{"b":["2"]}}"#).unwrap();
    world.check("user-1/home", r#"{"Id":"User-1/Home","Attributes":{"a":["1"],"b":["2"]}}"#);
    assert_eq!(world.stored.endpoints.len(), 1);
}

#[test]
fn a_cohort_survives_delete_and_create() {
    let mut world = World::new();
    world.put("E1", "{}").unwrap();
    let deleted = world.delete("e1").unwrap();
    assert_eq!(world.doc("e1"), None);
    world.put("e1", "{}").unwrap();
    assert_eq!(world.doc("e1").unwrap().cohort_id, deleted.cohort_id);
    assert_eq!(world.delete("e2"), None);
}

#[test]
fn the_response_is_the_document_for_clients() {
    let mut world = World::new();
    let body = r#"{"ChannelType":"SMS","Address":"+1555","Metrics":{"m":1},"User":{"UserId":"u1"},"RequestId":"r"}"#;
    world.put("E1", body).unwrap();
    let response = world.doc("e1").unwrap().to_response_json(&world.app).unwrap();
    let expected = serde_json::json!({
        "ApplicationId": "a".repeat(32), "Id": "E1", "ChannelType": "SMS", "Address": "+1555", "OptOut": "NONE",
        "EndpointStatus": "ACTIVE", "CohortId": "43", "CreationDate": "2026-03-01T12:00:01.000Z",
        "EffectiveDate": "2026-03-01T12:00:01.000Z", "RequestId": "r", "Metrics": {"m": 1.0}, "User": {"UserId": "u1"},
    });
    assert_eq!(response, expected);
}

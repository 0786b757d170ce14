//! How a body is refused: every message as the client gets it.
#![cfg(test)]

use touchpoint_wire::input::{CreateAppInput, UpdateCampaignInput, UpdateEndpointsBatchInput, UpdateJourneyInput};
use touchpoint_wire::{InputError, RequestParts};

const FREQUENCIES: &str = "ONCE, HOURLY, DAILY, WEEKLY, MONTHLY, EVENT, IN_APP_EVENT";
const INTEGER: &str = "an integer from -2147483648 to 2147483647";

/// The message for a body, or `accepted`.
fn answer<T>(parse: fn(&RequestParts<'_>) -> Result<T, InputError>, body: &[u8]) -> String {
    let path = ["application-id", "campaign-id", "journey-id"].map(|name| (name.to_owned(), "id".to_owned()));
    match parse(&RequestParts { path: &path, query: &[], body }) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn check<T>(parse: fn(&RequestParts<'_>) -> Result<T, InputError>, table: &[(&str, &str)]) {
    for (body, message) in table {
        assert_eq!(answer(parse, body.as_bytes()), *message, "{body}");
    }
}

#[test]
fn no_json() {
    check(
        UpdateCampaignInput::parse,
        &[
            ("", "WriteCampaignRequest: required; the body is empty"),
            (" \r\n", "WriteCampaignRequest: required; the body is empty"),
            ("{", "line 1 column 1: the body is not valid JSON (EOF while parsing an object)"),
            ("{\n\"Name\": nope}", "line 2 column 10: the body is not valid JSON (expected ident)"),
            ("{\"Name\":\"a\"} x", "line 1 column 14: the body is not valid JSON (trailing characters)"),
            ("{\"Name\":\"a\",}", "line 1 column 13: the body is not valid JSON (trailing comma)"),
            ("{'Name':1}", "line 1 column 2: the body is not valid JSON (key must be a string)"),
            ("{\"Name\":\"\\ud800\"}", "line 1 column 16: the body is not valid JSON (unexpected end of hex escape)"),
        ],
    );
    let text = answer(UpdateCampaignInput::parse, b"{\"Name\":\"\xff\"}");
    assert_eq!(text, "line 1 column 10: the body is not valid JSON (invalid unicode code point)");
}

#[test]
fn another_shape() {
    check(
        UpdateCampaignInput::parse,
        &[
            ("null", "WriteCampaignRequest: expected an object, found null"),
            ("[]", "WriteCampaignRequest: expected an object, found a list"),
            ("\"x\"", "WriteCampaignRequest: expected an object, found a string"),
            (r#"{"Schedule":"now"}"#, "Schedule: expected an object, found a string"),
            (r#"{"Schedule":["IMMEDIATE"]}"#, "Schedule: expected an object, found a list"),
            (r#"{"AdditionalTreatments":{}}"#, "AdditionalTreatments: expected a list, found an object"),
            (r#"{"tags":"team"}"#, "tags: expected an object, found a string"),
            (r#"{"tags":{"team":["x"]}}"#, "tags.team: expected a string, found a list"),
        ],
    );
}

#[test]
fn missing_and_repeated_members() {
    check(CreateAppInput::parse, &[("{}", "Name: required"), (r#"{"Name":"n"}"#, "accepted")]);
    check(
        UpdateCampaignInput::parse,
        &[
            (r#"{"Schedule":{}}"#, "Schedule.StartTime: required"),
            (r#"{"Schedule":{"StartTime":null}}"#, "Schedule.StartTime: expected a string, found null"),
            (r#"{"AdditionalTreatments":[{"SizePercent":1},{}]}"#, "AdditionalTreatments[1].SizePercent: required"),
            (r#"{"Name":"a","Name":"b"}"#, "Name: given more than once"),
            (r#"{"Schedule":{"StartTime":"a","StartTime":"b"}}"#, "Schedule.StartTime: given more than once"),
        ],
    );
}

#[test]
fn wrong_values() {
    let integer = |found: &str| format!("HoldoutPercent: expected {INTEGER}, found {found}");
    check(
        UpdateCampaignInput::parse,
        &[
            (r#"{"Name":5}"#, "Name: expected a string, found an integer"),
            (r#"{"HoldoutPercent":"10"}"#, &integer("a string")),
            (r#"{"HoldoutPercent":1.5}"#, &integer("a number with a fraction")),
            (r#"{"HoldoutPercent":3000000000}"#, &integer("an integer")),
            (r#"{"IsPaused":"true"}"#, "IsPaused: expected true or false, found a string"),
        ],
    );
    check(
        UpdateEndpointsBatchInput::parse,
        &[
            (r#"{"Item":[{"Attributes":{"a":"x"}}]}"#, "Item[0].Attributes.a: expected a list, found a string"),
            (r#"{"Item":[{},{"Attributes":{"a":["x",null]}}]}"#, "Item[1].Attributes.a[1]: expected a string, found null"),
            (r#"{"Item":[{"Metrics":{"m":"1"}}]}"#, "Item[0].Metrics.m: expected a number, found a string"),
            (r#"{"Item":[{"Location":{"Latitude":true}}]}"#, "Item[0].Location.Latitude: expected a number, found a boolean"),
            (r#"{"Item":[{"Metrics":{"m":1e999}}]}"#, "line 1 column 30: the body is not valid JSON (number out of range)"),
        ],
    );
}

#[test]
fn wrong_enums_and_times() {
    check(
        UpdateCampaignInput::parse,
        &[
            (
                r#"{"Schedule":{"StartTime":"IMMEDIATE","Frequency":"SOMETIMES"}}"#,
                &format!("Schedule.Frequency: unknown value \"SOMETIMES\"; expected one of {FREQUENCIES}"),
            ),
            (
                r#"{"Schedule":{"StartTime":"IMMEDIATE","Frequency":{"ONCE":null}}}"#,
                &format!("Schedule.Frequency: expected one of {FREQUENCIES}, found an object"),
            ),
        ],
    );
    check(
        UpdateJourneyInput::parse,
        &[
            (
                r#"{"Name":"j","Schedule":{"StartTime":"soon"}}"#,
                "Schedule.StartTime: expected an ISO 8601 date-time such as 2026-03-01T12:00:00Z",
            ),
            (
                r#"{"Name":"j","Schedule":{"StartTime":1563566400}}"#,
                "Schedule.StartTime: expected an ISO 8601 date-time such as 2026-03-01T12:00:00Z, found an integer",
            ),
            (
                r#"{"Name":"j","OpenHours":{"EMAIL":{"FUNDAY":[]}}}"#,
                "OpenHours.EMAIL.FUNDAY: unknown value \"FUNDAY\"; \
             expected one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY",
            ),
        ],
    );
}

#[test]
fn refused_values_are_not_repeated_at_length() {
    let long = "x".repeat(10_000);
    let body = format!(r#"{{"Schedule":{{"StartTime":"a","Frequency":"{long}"}}}}"#);
    let message = answer(UpdateCampaignInput::parse, body.as_bytes());
    assert!(message.starts_with("Schedule.Frequency: unknown value \"xxx") && message.len() < 250, "{message}");
    let body = format!(r#"{{"HoldoutPercent":"{long}, expected a map"}}"#);
    let message = answer(UpdateCampaignInput::parse, body.as_bytes());
    assert_eq!(message, format!("HoldoutPercent: expected {INTEGER}, found a string"));
}

#[test]
fn depth_costs_no_stack() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let message = answer(UpdateCampaignInput::parse, open.as_bytes());
    assert_eq!(message, "WriteCampaignRequest: expected an object, found a list");
    // Below a member that the model does not know, nothing is read into a type.
    let unknown = format!("{{\"Unknown\":{open}{close}}}");
    assert_eq!(answer(UpdateCampaignInput::parse, unknown.as_bytes()), "accepted");
}

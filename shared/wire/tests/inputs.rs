//! How requests are taken apart: path, query, body.
#![cfg(test)]

use touchpoint_wire::RequestParts;
use touchpoint_wire::input::{
    GetApplicationDateRangeKpiInput, GetAppsInput, UntagResourceInput, UpdateCampaignInput, UpdateEmailTemplateInput,
    UpdateEndpointInput,
};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Every path parameter that the operations here have, so that each test is about something else.
fn path() -> Vec<(String, String)> {
    pairs(&[
        ("application-id", "app"),
        ("campaign-id", "cam"),
        ("endpoint-id", "a/b c"),
        ("journey-id", "jou"),
        ("kpi-name", "kpi"),
        ("resource-arn", "arn"),
        ("template-name", "tem"),
    ])
}

macro_rules! parse {
    ($input:ident, query: $query:expr) => {
        $input::parse(&RequestParts { path: &path(), query: &pairs($query), body: b"" })
    };
    ($input:ident, body: $body:expr) => {
        $input::parse(&RequestParts { path: &path(), query: &[], body: $body.as_ref() })
    };
}

macro_rules! refused {
    ($($input:tt)*) => {
        parse!($($input)*).map(|input| format!("{input:?}")).expect_err("the request is refused").to_string()
    };
}

#[test]
fn parameters_and_body_are_where_they_belong() {
    let body = r#"{"Name":"n","Schedule":{"StartTime":"IMMEDIATE"}}"#;
    let input = parse!(UpdateCampaignInput, body: body).expect("read");
    assert_eq!((input.application_id.as_str(), input.campaign_id.as_str()), ("app", "cam"));
    assert_eq!(input.write_campaign_request.name.as_deref(), Some("n"));
    let input = parse!(UpdateEndpointInput, body: " {} \n").expect("read");
    assert_eq!(input.endpoint_id, "a/b c");
}

#[test]
fn queries_are_typed() {
    let query: &[(&str, &str)] = &[("token", "t"), ("page-size", ""), ("token", "second"), ("other", "x")];
    let input = parse!(GetAppsInput, query: query).expect("read");
    assert_eq!((input.token.as_deref(), input.page_size.as_deref()), (Some("t"), Some("")));

    let input = parse!(UntagResourceInput, query: &[("tagKeys", "a"), ("tagKeys", "b")]).expect("read");
    assert_eq!(input.tag_keys, ["a", "b"]);

    let query: &[(&str, &str)] = &[("start-time", "2019-07-19T22:00:00+02:00"), ("end-time", "2019-07-20")];
    let input = parse!(GetApplicationDateRangeKpiInput, query: query).expect("read");
    assert_eq!(input.start_time.expect("start").to_string(), "2019-07-19T20:00:00Z");
    assert_eq!(input.end_time.expect("end").to_string(), "2019-07-20T00:00:00Z");

    let template = |flag: &str| {
        UpdateEmailTemplateInput::parse(&RequestParts {
            path: &path(),
            query: &pairs(&[("create-new-version", flag), ("version", "3")]),
            body: b"{}",
        })
    };
    assert_eq!(template("true").expect("read").create_new_version, Some(true));
    assert_eq!(template("false").expect("read").create_new_version, Some(false));
    assert_eq!(template("yes").expect_err("refused").to_string(), "create-new-version: expected true or false");
}

#[test]
fn missing_and_malformed_parameters_are_named() {
    let nowhere = RequestParts { path: &[], query: &[], body: b"{}" };
    let error = UpdateEndpointInput::parse(&nowhere).expect_err("refused");
    assert_eq!(error.to_string(), "application-id: required");
    assert_eq!(refused!(UntagResourceInput, query: &[("tagkeys", "a")]), "tagKeys: required");
    for time in ["yesterday", "2019-07-19T20:00:00", "2019-02-30", "1563566400", ""] {
        assert_eq!(
            refused!(GetApplicationDateRangeKpiInput, query: &[("start-time", time)]),
            "start-time: expected an ISO 8601 date-time such as 2026-03-01T12:00:00Z",
            "{time}"
        );
    }
}

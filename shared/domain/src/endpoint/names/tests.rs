use serde_json::{Value, json};

use super::super::patch::EndpointWrite;
use super::*;

#[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
fn patch(request: Value) -> EndpointPatch {
    let request = serde_json::from_str(&request.to_string()).unwrap();
    EndpointWrite::single("e1", request, "request").parse(&Limits::default()).unwrap()
}

fn admit(names: &AttributeNames, patch: &mut EndpointPatch, limits: &Limits) -> Result<AttributeNames, String> {
    let grown = names.admit(std::iter::once(patch), limits).map_err(|refusal| refusal.to_string())?;
    Ok(grown.unwrap_or_else(|| names.clone()))
}

fn used(names: &AttributeNames) -> [Vec<&str>; 3] {
    AttributeKind::ALL.map(|kind| names.of(kind).collect())
}

fn of_two(limit: usize) -> (AttributeNames, Limits) {
    let limits = Limits { app_attribute_names: limit, ..Limits::default() };
    let mut first = patch(json!({"Attributes": {"a": ["1"]}, "Metrics": {"a": 1}}));
    (admit(&AttributeNames::default(), &mut first, &limits).unwrap(), limits)
}

#[test]
fn a_name_counts_once_in_each_of_the_three() {
    let (names, limits) = of_two(3);
    assert_eq!(used(&names), [vec!["a"], vec!["a"], vec![]]);
    let mut known = [patch(json!({"Attributes": {"a": []}})), patch(json!({"OptOut": "ALL"}))];
    assert_eq!(names.admit(known.iter_mut(), &limits).unwrap(), None);
    let more = admit(&names, &mut patch(json!({"User": {"UserAttributes": {"a": []}}})), &limits).unwrap();
    assert_eq!(used(&more), [vec!["a"], vec!["a"], vec!["a"]]);
    for (request, expected) in [
        (json!({"Attributes": {"a": [], "b": []}}), "Attributes.b"),
        (json!({"Metrics": {"b": 1}}), "Metrics.b"),
        (json!({"User": {"UserAttributes": {"b": []}}}), "User.UserAttributes.b"),
    ] {
        let reason = "would be one name too many: an app has at most 3 attribute names; remove some to make room";
        assert_eq!(admit(&more, &mut patch(request), &limits), Err(format!("{expected}: {reason}")));
    }
}

#[test]
fn names_of_one_batch_count_together() {
    let (names, limits) = of_two(3);
    let mut patches = [patch(json!({"Metrics": {"b": 1}})), patch(json!({"Metrics": {"b": 2, "c": 1}}))];
    let refusal = names.admit(patches.iter_mut(), &limits).unwrap_err();
    assert!(refusal.to_string().starts_with("Metrics.c: "), "{refusal}");
}

#[test]
fn removed_names_are_free_and_not_captured_again() {
    let (names, limits) = of_two(2);
    let left = names.without(AttributeKind::Custom, &["a*".to_owned(), "z".to_owned()], &limits).unwrap();
    assert_eq!(used(&left), [vec![], vec!["a"], vec![]]);
    let request = json!({"Attributes": {"a": ["1"], "abc": ["1"], "b": ["1"], "z": ["1"]}, "Metrics": {"a": 2}, "OptOut": "ALL"});
    let mut again = patch(request);
    let after = admit(&left, &mut again, &limits).unwrap();
    assert_eq!(used(&after), [vec!["b"], vec!["a"], vec![]]);
    assert_eq!(again, patch(json!({"Attributes": {"b": ["1"]}, "Metrics": {"a": 2}, "OptOut": "ALL"})));
}

#[test]
fn a_user_stays_when_its_attributes_are_left_out() {
    let names = AttributeNames::default().without(AttributeKind::User, &["?".to_owned()], &Limits::default()).unwrap();
    let mut written = patch(json!({"User": {"UserId": "u1", "UserAttributes": {"a": ["1"]}}}));
    assert_eq!(admit(&names, &mut written, &Limits::default()), Ok(names));
    assert_eq!(written, patch(json!({"User": {"UserId": "u1"}})));
}

#[test]
fn removals_are_bounded() {
    let limits = Limits::default();
    let many = |from: usize, count: usize| (from..from + count).map(|i| format!("n{i}")).collect::<Vec<_>>();
    let refusal = |patterns: &[String]| {
        AttributeNames::default().without(AttributeKind::Metric, patterns, &limits).unwrap_err().to_string()
    };
    assert_eq!(refusal(&many(0, 101)), "Blacklist: must have at most 100 names, has 101");
    assert_eq!(refusal(&["a".to_owned(), String::new()]), "Blacklist[1]: must be 1 to 50 characters long, is 0");
    assert_eq!(refusal(&["é".repeat(51)]), "Blacklist[0]: must be 1 to 50 characters long, is 51");
    let mut names = AttributeNames::default();
    for patterns in [many(0, 100), many(100, 100), many(200, 50), many(0, 100)] {
        names = names.without(AttributeKind::Metric, &patterns, &limits).unwrap();
    }
    let full = names.without(AttributeKind::Metric, &many(250, 1), &limits).unwrap_err();
    assert_eq!(full.to_string(), "Blacklist: an app removes at most 250 different names of a type; use * and ? for several");
    assert!(names.without(AttributeKind::Custom, &many(250, 1), &limits).is_ok());
}

#[test]
fn kinds_are_named_as_in_paths() {
    for kind in AttributeKind::ALL {
        assert_eq!(AttributeKind::parse(kind.as_str()), Ok(kind));
    }
    assert_eq!(
        AttributeKind::parse("metrics").unwrap_err().to_string(),
        "attribute-type: must be one of endpoint-custom-attributes, endpoint-metric-attributes, endpoint-user-attributes"
    );
}

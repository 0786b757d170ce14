use std::borrow::Cow;

use super::*;

const FULL: &str = r#"{"Id":"User-1-Email","ChannelType":"EMAIL","Address":"ann@example.com","OptOut":"ALL",
    "EndpointStatus":"INACTIVE","CohortId":"78","CreationDate":"2026-04-19T01:40:55.905Z",
    "EffectiveDate":"2026-09-25T11:52:42.165Z","RequestId":"r",
    "Location":{"Country":"IT","City":"Roma","PostalCode":"08026","Latitude":41.9,"Longitude":12.5},
    "Demographic":{"Locale":"it_IT","AppVersion":"3.2.0","Make":"Apple","Model":"iPhone","Platform":"iOS","Timezone":"Europe/Rome"},
    "Attributes":{"Source":["referral"],"Tags":[],"Two":["a","b"]},
    "Metrics":{"Spend":32.42,"Visits":166},
    "User":{"UserId":"user-1","UserAttributes":{"First":["Ann"],"Interests":["music","games"]}},
    "LastActive":1790000000000,"SharedAddress":true,"SomethingNew":{"deep":[1,{"er":null}]}}"#;

fn borrowed(text: &Text<'_>) -> bool {
    matches!(text.clone().into_cow(), Cow::Borrowed(_))
}

#[test]
fn every_member_that_rules_ask_for_is_read() {
    let view = EndpointView::parse(FULL).unwrap();
    assert_eq!(view.id, "User-1-Email");
    assert_eq!(view.channel, Some(Channel::Email));
    assert_eq!(view.address.as_deref(), Some("ann@example.com"));
    assert_eq!((view.opt_out, view.status, view.cohort), (OptOut::All, EndpointStatus::Inactive, 78));
    assert_eq!(view.location.country.as_deref(), Some("IT"));
    assert_eq!((view.location.latitude, view.location.longitude), (Some(41.9), Some(12.5)));
    assert_eq!(view.demographic.app_version.as_deref(), Some("3.2.0"));
    assert_eq!(view.demographic.make.as_deref(), Some("Apple"));
    assert_eq!(view.demographic.model.as_deref(), Some("iPhone"));
    assert_eq!(view.demographic.platform.as_deref(), Some("iOS"));
    assert_eq!(view.demographic.timezone.as_deref(), Some("Europe/Rome"));
    assert_eq!(view.user.id.as_deref(), Some("user-1"));
    assert_eq!((view.last_active, view.shared_address), (Some(1_790_000_000_000), true));
    assert_eq!((view.metrics.get("Spend"), view.metrics.get("Visits"), view.metrics.get("x")), (Some(32.42), Some(166.0), None));
    assert_eq!(view.metrics.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["Spend", "Visits"]);
}

#[test]
fn lists_keep_their_own_values() {
    let view = EndpointView::parse(FULL).unwrap();
    let values =
        |lists: &AttributeLists<'_>, name: &str| lists.get(name).map(|v| v.iter().map(|t| t.to_string()).collect::<Vec<_>>());
    assert_eq!(values(&view.attributes, "Source").unwrap(), ["referral"]);
    assert_eq!(values(&view.attributes, "Tags").unwrap(), [""; 0]);
    assert_eq!(values(&view.attributes, "Two").unwrap(), ["a", "b"]);
    assert_eq!(values(&view.attributes, "two"), None, "names are case-sensitive");
    assert_eq!(values(&view.user.attributes, "Interests").unwrap(), ["music", "games"]);
    let all: Vec<_> = view.attributes.iter().map(|(name, values)| (name, values.len())).collect();
    assert_eq!(all, [("Source", 1), ("Tags", 0), ("Two", 2)]);
}

#[test]
fn only_escaped_texts_are_copied() {
    let view = EndpointView::parse(r#"{"Id":"a\u0062","CohortId":"0","Address":"x","Attributes":{"n":["v","t\n"],"q\"":["r"]}}"#)
        .unwrap();
    assert_eq!((view.id.as_str(), borrowed(&view.id)), ("ab", false));
    assert!(view.address.as_ref().is_some_and(borrowed));
    let values = view.attributes.get("n").unwrap();
    assert_eq!(values.iter().map(|v| (v.as_str(), borrowed(v))).collect::<Vec<_>>(), [("v", true), ("t\n", false)]);
    assert_eq!(view.attributes.get("q\"").unwrap(), ["r"]);
}

#[test]
fn absent_members_have_the_defaults_of_a_new_endpoint() {
    let view = EndpointView::parse(r#"{"Id":"e","CohortId":"99"}"#).unwrap();
    assert_eq!((view.channel, view.address, view.last_active), (None, None, None));
    assert_eq!((view.opt_out, view.status, view.shared_address), (OptOut::None, EndpointStatus::Active, false));
    assert!(view.attributes.is_empty() && view.user.attributes.is_empty() && view.user.id.is_none());
}

#[test]
fn a_corrupt_document_is_refused_without_repeating_it() {
    for corrupt in [
        "",
        "[]",
        r#"{"Id":"secret@example.com""#,
        r#"{"Id":"e"}"#,
        r#"{"Id":"e","CohortId":"100"}"#,
        r#"{"Id":"e","CohortId":"-1"}"#,
        r#"{"Id":"e","CohortId":1}"#,
        r#"{"Id":"e","CohortId":"1","ChannelType":"secret@example.com"}"#,
        r#"{"Id":"e","CohortId":"1","OptOut":"secret@example.com"}"#,
        r#"{"Id":"e","CohortId":"1","Attributes":{"a":"secret@example.com"}}"#,
        r#"{"Id":"e","CohortId":"1","Metrics":{"a":"secret@example.com"}}"#,
    ] {
        let error = EndpointView::parse(corrupt).unwrap_err().to_string();
        assert!(error.starts_with("the stored endpoint document cannot be read at line "), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

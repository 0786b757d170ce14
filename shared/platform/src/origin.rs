//! A message's origin as the tags that travel with it through the mail provider, and back from them.
//!
//! SES allows ASCII letters, digits, `_` and `-` in a tag, at most 256 of them. Ids that Touchpoint makes fit as they are; ids that
//! a caller chose do not, and travel as URL-safe base64, cut over several tags where they are long.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::ports::MessageOrigin;

/// Longest value of one tag, in characters.
const TAG_CHARS: usize = 256;

/// Most tags that one id may be cut over; an id that needs more is left out.
const TAGS_PER_ID: usize = 8;

/// How an id is written into a tag's value.
#[derive(Clone, Copy)]
enum Form {
    /// As it is: ids that Touchpoint makes.
    Plain,
    /// As URL-safe base64: ids that callers choose.
    Encoded,
}

/// The tag of each part of an origin. Names are stored with the provider for as long as it reports on a message: never change one.
const APP: (&str, Form) = ("tp_app", Form::Plain);
const CAMPAIGN: (&str, Form) = ("tp_campaign", Form::Plain);
const ACTIVITY: (&str, Form) = ("tp_activity", Form::Plain);
const TREATMENT: (&str, Form) = ("tp_treatment", Form::Plain);
const JOURNEY: (&str, Form) = ("tp_journey", Form::Plain);
const JOURNEY_ACTIVITY: (&str, Form) = ("tp_journey_activity", Form::Encoded);
const ENDPOINT: (&str, Form) = ("tp_endpoint", Form::Encoded);

/// The tags (name, value) that carry `origin`. What is absent, or cannot be written as tags, has none.
#[must_use]
pub fn tags(origin: &MessageOrigin) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for (tag, value) in [
        (APP, Some(&origin.app_id)),
        (CAMPAIGN, origin.campaign_id.as_ref()),
        (ACTIVITY, origin.activity_id.as_ref()),
        (TREATMENT, origin.treatment_id.as_ref()),
        (JOURNEY, origin.journey_id.as_ref()),
        (JOURNEY_ACTIVITY, origin.journey_activity_id.as_ref()),
        (ENDPOINT, origin.endpoint_id.as_ref()),
    ] {
        if let Some(value) = value {
            write(tag, value, &mut tags);
        }
    }
    tags
}

/// The origin that `value_of`, a look-up of a tag's value by its name, carries. `None` without an app: not a message of ours.
pub fn from_tags<'a>(value_of: impl Fn(&str) -> Option<&'a str>) -> Option<MessageOrigin> {
    Some(MessageOrigin {
        app_id: read(APP, &value_of)?,
        campaign_id: read(CAMPAIGN, &value_of),
        activity_id: read(ACTIVITY, &value_of),
        treatment_id: read(TREATMENT, &value_of),
        journey_id: read(JOURNEY, &value_of),
        journey_activity_id: read(JOURNEY_ACTIVITY, &value_of),
        endpoint_id: read(ENDPOINT, &value_of),
    })
}

/// The name of the `part`th tag (from 0) of an id.
fn tag_name(name: &str, part: usize) -> String {
    if part == 0 { name.to_owned() } else { format!("{name}_{part}") }
}

fn write((name, form): (&str, Form), value: &str, tags: &mut Vec<(String, String)>) {
    let value = match form {
        Form::Plain => value.to_owned(),
        Form::Encoded => URL_SAFE_NO_PAD.encode(value),
    };
    let writable = value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if value.is_empty() || !writable || value.len() > TAG_CHARS * TAGS_PER_ID {
        return;
    }
    for (part, chunk) in value.as_bytes().chunks(TAG_CHARS).enumerate() {
        tags.push((tag_name(name, part), String::from_utf8_lossy(chunk).into_owned()));
    }
}

fn read<'a>((name, form): (&str, Form), value_of: &impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let mut value = value_of(name)?.to_owned();
    for part in 1..TAGS_PER_ID {
        match value_of(&tag_name(name, part)) {
            Some(more) => value.push_str(more),
            None => break,
        }
    }
    match form {
        Form::Plain => Some(value),
        Form::Encoded => URL_SAFE_NO_PAD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn there_and_back(origin: &MessageOrigin) -> Option<MessageOrigin> {
        let map: BTreeMap<String, String> = tags(origin).into_iter().collect();
        from_tags(|name| map.get(name).map(String::as_str))
    }

    #[test]
    fn an_origin_survives_the_tags_whatever_callers_called_their_endpoints() {
        let long = "ü/ $@".repeat(250);
        for endpoint in ["user-1", "a/b c@d.é", "UPPER lower", long.as_str()] {
            let origin = MessageOrigin {
                app_id: "a".repeat(32),
                campaign_id: Some("c".repeat(32)),
                activity_id: Some("d".repeat(32)),
                treatment_id: Some("0".into()),
                journey_activity_id: Some("Send #1".into()),
                endpoint_id: Some(endpoint.into()),
                ..MessageOrigin::default()
            };
            assert_eq!(there_and_back(&origin), Some(origin));
        }
    }

    #[test]
    fn every_tag_is_one_that_ses_accepts() {
        let origin = MessageOrigin {
            app_id: "a1".into(),
            campaign_id: Some("not an id".into()),
            endpoint_id: Some("x".repeat(900)),
            ..MessageOrigin::default()
        };
        let tags = tags(&origin);
        assert_eq!(
            tags.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["tp_app", "tp_endpoint", "tp_endpoint_1", "tp_endpoint_2", "tp_endpoint_3", "tp_endpoint_4"]
        );
        for (name, value) in tags {
            assert!(value.len() <= 256 && !value.is_empty(), "{name}");
            assert!(value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'), "{name}={value}");
        }
    }

    #[test]
    fn a_foreign_message_has_no_origin() {
        assert_eq!(from_tags(|_| None), None);
        assert_eq!(from_tags(|name| (name == "ses:configuration-set").then_some("set")), None);
    }
}

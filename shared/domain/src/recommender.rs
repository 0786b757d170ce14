//! Configurations of recommender models: what the API refuses, and what it fills in (spec §2.9, §7.6).

use touchpoint_wire::types::CreateRecommenderConfiguration;

use crate::arn;
use crate::field::FieldError;

const NAME_CHARS: usize = 128;
const DESCRIPTION_CHARS: usize = 128;
const ATTRIBUTES: usize = 10;
const ATTRIBUTE_CHARS: usize = 50;
const DISPLAY_NAME_CHARS: usize = 25;
const MOST_PER_MESSAGE: i32 = 5;
const ID_TYPES: [&str; 2] = ["PINPOINT_ENDPOINT_ID", "PINPOINT_USER_ID"];

/// Checks a configuration as a client sends it, and fills in what has a default: the type of ids, and how many items are asked for.
///
/// # Errors
///
/// The first fault, by the field's name on the wire.
pub fn configure(request: CreateRecommenderConfiguration) -> Result<CreateRecommenderConfiguration, FieldError> {
    if !arn::names(&request.recommendation_provider_uri, "personalize", "campaign/") {
        let rule = "must be the ARN of an Amazon Personalize campaign: arn:aws:personalize:…:…:campaign/…";
        return Err(FieldError::new("RecommendationProviderUri", rule));
    }
    arn::check_role("RecommendationProviderRoleArn", &request.recommendation_provider_role_arn)?;
    if let Some(name) = said(request.name.as_ref()) {
        check_label("Name", name, NAME_CHARS, is_name_char)?;
    }
    check_description(request.description.as_deref().unwrap_or_default())?;
    let id_type = said(request.recommendation_provider_id_type.as_ref()).unwrap_or(ID_TYPES[0]);
    if !ID_TYPES.contains(&id_type) {
        return Err(FieldError::new("RecommendationProviderIdType", format!("must be one of {}", ID_TYPES.join(", "))));
    }
    let id_type = Some(id_type.to_owned());
    let per_message = request.recommendations_per_message.unwrap_or(MOST_PER_MESSAGE);
    if !(1..=MOST_PER_MESSAGE).contains(&per_message) {
        let rule = format!("must be a whole number from 1 to {MOST_PER_MESSAGE}");
        return Err(FieldError::new("RecommendationsPerMessage", rule));
    }
    check_items(&request)?;
    Ok(CreateRecommenderConfiguration {
        recommendation_provider_id_type: id_type,
        recommendations_per_message: Some(per_message),
        ..request
    })
}

/// With a Lambda function the items have attributes of its making; without one they have a name that people read.
fn check_items(request: &CreateRecommenderConfiguration) -> Result<(), FieldError> {
    let attributes = request.attributes.iter().flatten();
    let count = request.attributes.as_ref().map_or(0, std::collections::BTreeMap::len);
    let display_name = said(request.recommendations_display_name.as_ref());
    match said(request.recommendation_transformer_uri.as_ref()) {
        Some(function) => {
            if !is_function(function) {
                let rule = "must be the name or the ARN of a Lambda function: arn:aws:lambda:…:…:function:…";
                return Err(FieldError::new("RecommendationTransformerUri", rule));
            }
            if count == 0 || count > ATTRIBUTES {
                let rule = format!("must have 1 to {ATTRIBUTES} members when RecommendationTransformerUri is given");
                return Err(FieldError::new("Attributes", rule));
            }
        }
        None if count > 0 => {
            return Err(FieldError::new("Attributes", "must be absent when RecommendationTransformerUri is not given"));
        }
        None if display_name.is_none() => {
            let rule = "required when RecommendationTransformerUri is not given";
            return Err(FieldError::new("RecommendationsDisplayName", rule));
        }
        None => {}
    }
    if let Some(name) = display_name {
        check_label("RecommendationsDisplayName", name, DISPLAY_NAME_CHARS, is_name_char)?;
    }
    for (name, shown) in attributes {
        let is_attribute_char = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let key: String = name.chars().take(ATTRIBUTE_CHARS).collect();
        check_label("Attributes", name, ATTRIBUTE_CHARS, is_attribute_char)
            .map_err(|error| FieldError::new("Attributes", format!("name {key:?} {}", error.reason)))?;
        check_label(&format!("Attributes.{key}"), shown, DISPLAY_NAME_CHARS, is_name_char)?;
    }
    Ok(())
}

fn said(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '_' | '-')
}

/// 1 to `max` of the characters that `allowed` allows, the first a letter or digit.
fn check_label(field: &str, text: &str, max: usize, allowed: fn(char) -> bool) -> Result<(), FieldError> {
    let begins_well = text.starts_with(char::is_alphanumeric);
    if begins_well && text.chars().count() <= max && text.chars().all(allowed) {
        return Ok(());
    }
    let blanks = if allowed(' ') { "blanks, " } else { "" };
    let rule = format!("must have 1 to {max} letters, digits, {blanks}underscores and hyphens, the first a letter or digit");
    Err(FieldError::new(field, rule))
}

fn check_description(text: &str) -> Result<(), FieldError> {
    // Two hyphens: the one on keyboards, and the one that Unicode calls so.
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | ';' | '(' | ')' | ',' | '.' | '-' | '\u{2010}');
    if text.chars().count() <= DESCRIPTION_CHARS && text.chars().all(allowed) {
        return Ok(());
    }
    let rule = format!("must have at most {DESCRIPTION_CHARS} letters, digits, blanks and _;(),.-");
    Err(FieldError::new("Description", rule))
}

fn is_function(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':' | '$');
    arn::names(text, "lambda", "function:") || (!text.starts_with("arn:") && text.len() <= 140 && text.chars().all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const MODEL: &str = "arn:aws:personalize:eu-west-1:123456789012:campaign/shop";
    const ROLE: &str = "arn:aws:iam::123456789012:role/personalize";
    const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:items";

    /// The smallest configuration, changed by `more`; a null takes a member away.
    #[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
    fn request(more: Value) -> CreateRecommenderConfiguration {
        let mut whole = json!({"RecommendationProviderUri": MODEL, "RecommendationProviderRoleArn": ROLE, "RecommendationsDisplayName": "Shoes"});
        for (name, value) in more.as_object().unwrap() {
            whole[name] = value.clone();
        }
        whole.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn what_has_a_default_is_filled_in() {
        let filled = configure(request(json!({}))).unwrap();
        assert_eq!(filled.recommendation_provider_id_type.as_deref(), Some("PINPOINT_ENDPOINT_ID"));
        assert_eq!(filled.recommendations_per_message, Some(5));
        let said = json!({"RecommendationProviderIdType": "PINPOINT_USER_ID", "RecommendationsPerMessage": 1});
        let kept = configure(request(said)).unwrap();
        assert_eq!(kept.recommendation_provider_id_type.as_deref(), Some("PINPOINT_USER_ID"));
        assert_eq!(kept.recommendations_per_message, Some(1));
    }

    #[test]
    fn configurations_that_clients_send() {
        let with_lambda = |more: Value| {
            let mut all = json!({"RecommendationTransformerUri": FUNCTION, "RecommendationsDisplayName": null});
            for (name, value) in more.as_object().unwrap() {
                all[name] = value.clone();
            }
            all
        };
        let many = |count: usize| json!({"Attributes": (0..count).map(|n| (format!("a{n}"), "A".into())).collect::<serde_json::Map<_, _>>()});
        let label = |field: &str, max: usize| {
            format!("{field}: must have 1 to {max} letters, digits, blanks, underscores and hyphens, the first a letter or digit")
        };
        let model =
            "RecommendationProviderUri: must be the ARN of an Amazon Personalize campaign: arn:aws:personalize:…:…:campaign/…";
        let role = "RecommendationProviderRoleArn: must be the ARN of a role: arn:aws:iam::123456789012:role/name";
        let accepted = || "accepted".to_owned();
        for (more, expected) in [
            (json!({"Name": "é".repeat(128), "Description": "Shoes; (for) men, 20-30_a."}), accepted()),
            (json!({"Name": "x".repeat(129)}), label("Name", 128)),
            (json!({"Name": " x"}), label("Name", 128)),
            (json!({"Name": "a/b"}), label("Name", 128)),
            (json!({"Description": "x".repeat(129)}), "Description: must have at most 128 letters, digits, blanks and _;(),.-".to_owned()),
            (json!({"Description": "<b>"}), "Description: must have at most 128 letters, digits, blanks and _;(),.-".to_owned()),
            (json!({"RecommendationProviderUri": "shop"}), model.to_owned()),
            (json!({"RecommendationProviderUri": FUNCTION}), model.to_owned()),
            (json!({"RecommendationProviderUri": "arn:aws:personalize:eu-west-1:1:campaign/"}), model.to_owned()),
            (json!({"RecommendationProviderUri": "arn:aws:personalize:eu-west-1:1:campaign/shop"}), model.to_owned()),
            (json!({"RecommendationProviderRoleArn": "arn:aws:iam::1:role/a"}), role.to_owned()),
            (json!({"RecommendationProviderRoleArn": ""}), role.to_owned()),
            (json!({"RecommendationProviderRoleArn": format!("{ROLE} ")}), role.to_owned()),
            (
                json!({"RecommendationProviderIdType": "USER"}),
                "RecommendationProviderIdType: must be one of PINPOINT_ENDPOINT_ID, PINPOINT_USER_ID".to_owned(),
            ),
            (json!({"RecommendationsPerMessage": 5}), accepted()),
            (json!({"RecommendationsPerMessage": 0}), "RecommendationsPerMessage: must be a whole number from 1 to 5".to_owned()),
            (json!({"RecommendationsPerMessage": 6}), "RecommendationsPerMessage: must be a whole number from 1 to 5".to_owned()),
            (
                json!({"RecommendationsDisplayName": null}),
                "RecommendationsDisplayName: required when RecommendationTransformerUri is not given".to_owned(),
            ),
            (json!({"RecommendationsDisplayName": "x".repeat(26)}), label("RecommendationsDisplayName", 25)),
            (
                json!({"Attributes": {"a": "A"}}),
                "Attributes: must be absent when RecommendationTransformerUri is not given".to_owned(),
            ),
            (with_lambda(many(1)), accepted()),
            (with_lambda(many(10)), accepted()),
            (with_lambda(json!({"RecommendationTransformerUri": "items", "Attributes": {"a_b-1": "A b"}})), accepted()),
            (
                with_lambda(many(0)),
                "Attributes: must have 1 to 10 members when RecommendationTransformerUri is given".to_owned(),
            ),
            (
                with_lambda(many(11)),
                "Attributes: must have 1 to 10 members when RecommendationTransformerUri is given".to_owned(),
            ),
            (
                with_lambda(json!({"Attributes": {"a b": "A"}})),
                "Attributes: name \"a b\" must have 1 to 50 letters, digits, underscores and hyphens, the first a letter or digit"
                    .to_owned(),
            ),
            (with_lambda(json!({"Attributes": {"a": "_"}})), label("Attributes.a", 25)),
            (
                with_lambda(json!({"Attributes": {"a": "A"}, "RecommendationTransformerUri": ROLE})),
                "RecommendationTransformerUri: must be the name or the ARN of a Lambda function: arn:aws:lambda:…:…:function:…"
                    .to_owned(),
            ),
        ] {
            let outcome = configure(request(more.clone())).map_or_else(|error| error.to_string(), |_| accepted());
            assert_eq!(outcome, expected, "{more}");
        }
    }
}

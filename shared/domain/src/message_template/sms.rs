//! SMS templates (spec §2.6, §7.1).

use touchpoint_wire::types::SMSTemplateRequest;

use super::text::{check_description, check_length, check_substitutions, compiles};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::template::Escape;

/// Checks an SMS template as a client sends it.
///
/// # Errors
///
/// The first fault, by the field's name on the wire.
pub fn validate_sms(template: &SMSTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    check_length("Body", template.body.as_ref(), limits.sms_template_chars)?;
    compiles("Body", template.body.as_deref(), Escape::None)?;
    check_description(template.template_description.as_ref(), limits)?;
    check_substitutions(template.default_substitutions.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn templates_that_clients_send() {
        for (source, expected) in [
            (json!({}), "accepted"),
            (json!({"Body": "é".repeat(1_600), "DefaultSubstitutions": "{\"a\":\"b\"}", "RecommenderId": "r"}), "accepted"),
            (json!({"Body": "Hi {{User.UserAttributes.[First Name]}}{{#if a}}!{{/if}}"}), "accepted"),
            (json!({"Body": "x".repeat(1_601)}), "Body: must have at most 1600 characters"),
            (json!({"Body": "Hi {{a"}), "Body: line 1, column 4: this {{ is never closed with }}"),
            (json!({"TemplateDescription": "x".repeat(501)}), "TemplateDescription: must have at most 500 characters"),
            (
                json!({"DefaultSubstitutions": "{\"a\":[]}"}),
                "DefaultSubstitutions: the value of \"a\" must be a text, a number or a boolean",
            ),
        ] {
            let template = serde_json::from_value(source.clone()).unwrap();
            let outcome = validate_sms(&template, &Limits::default());
            assert_eq!(outcome.map_or_else(|error| error.to_string(), |()| "accepted".to_owned()), expected);
        }
    }
}

//! Voice templates (spec §2.6, §7.1).

use touchpoint_wire::types::VoiceTemplateRequest;

use super::text::{check_description, check_length, check_substitutions, compiles, said};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::template::Escape;

/// Longer than the name of any voice.
const VOICE_CHARS: usize = 64;
/// Letters and digits between two hyphens of a language's code.
const SUBTAG_CHARS: usize = 8;
/// Longer than the code of any language.
const LANGUAGE_CHARS: usize = 35;

/// Checks a voice template as a client sends it.
///
/// Languages and voices are checked by their form: which ones there are is for the provider to say, and changes.
///
/// # Errors
///
/// The first fault, by the field's name on the wire.
pub fn validate_voice(template: &VoiceTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    check_length("Body", template.body.as_ref(), limits.voice_template_chars)?;
    compiles("Body", template.body.as_deref(), Escape::None)?;
    if said(template.language_code.as_ref()).is_some_and(|code| !is_language(code)) {
        return Err(FieldError::new("LanguageCode", "must be the code of a language such as en-US"));
    }
    if said(template.voice_id.as_ref()).is_some_and(|voice| !is_voice(voice)) {
        return Err(FieldError::new(
            "VoiceId",
            format!("must be the name of a voice such as Joanna: 1 to {VOICE_CHARS} letters"),
        ));
    }
    check_description(template.template_description.as_ref(), limits)?;
    check_substitutions(template.default_substitutions.as_ref())
}

/// `arb`, `en-US`, `en-GB-WLS`
fn is_language(code: &str) -> bool {
    let mut subtags = code.split('-');
    let is_first = |tag: &str| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_other = |tag: &str| (1..=SUBTAG_CHARS).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code.len() <= LANGUAGE_CHARS && subtags.next().is_some_and(is_first) && subtags.all(is_other)
}

fn is_voice(name: &str) -> bool {
    name.chars().count() <= VOICE_CHARS && name.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn templates_that_clients_send() {
        let language = "LanguageCode: must be the code of a language such as en-US";
        let voice = "VoiceId: must be the name of a voice such as Joanna: 1 to 64 letters";
        for (source, expected) in [
            (json!({}), "accepted"),
            (json!({"Body": "é".repeat(10_000), "LanguageCode": "en-US", "VoiceId": "Joanna"}), "accepted"),
            (json!({"LanguageCode": "arb", "VoiceId": "Céline"}), "accepted"),
            (json!({"LanguageCode": "en-GB-WLS", "VoiceId": ""}), "accepted"),
            (json!({"LanguageCode": ""}), "accepted"),
            (json!({"Body": "x".repeat(10_001)}), "Body: must have at most 10000 characters"),
            (json!({"Body": "{{/if}}"}), "Body: line 1, column 1: {{/if}} closes nothing"),
            (json!({"LanguageCode": "english"}), language),
            (json!({"LanguageCode": "e"}), language),
            (json!({"LanguageCode": "en_US"}), language),
            (json!({"LanguageCode": "en-"}), language),
            (json!({"LanguageCode": format!("en{}", "-abcdefgh".repeat(4))}), language),
            (json!({"VoiceId": "Joanna 2"}), voice),
            (json!({"VoiceId": "x".repeat(65)}), voice),
            (json!({"TemplateDescription": "x".repeat(501)}), "TemplateDescription: must have at most 500 characters"),
            (
                json!({"DefaultSubstitutions": "{\"a\":{}}"}),
                "DefaultSubstitutions: the value of \"a\" must be a text, a number or a boolean",
            ),
        ] {
            let template = serde_json::from_value(source.clone()).unwrap();
            let outcome = validate_voice(&template, &Limits::default());
            assert_eq!(outcome.map_or_else(|error| error.to_string(), |()| "accepted".to_owned()), expected);
        }
    }
}

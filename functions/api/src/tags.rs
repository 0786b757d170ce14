//! What a tag may look like (spec §1.10).

use std::collections::BTreeMap;

use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;

/// Tags by key.
pub(crate) type Tags = BTreeMap<String, String>;

const KEY_CHARS: usize = 128;
const VALUE_CHARS: usize = 256;
/// The longest part of a refused key that is repeated to the client, in characters.
const REPEATED_CHARS: usize = 64;
/// Keys with this prefix, in whatever case, are AWS's own.
const RESERVED: &str = "aws:";

/// Checks all tags that a resource would have.
pub(crate) fn check(tags: &Tags, limits: &Limits) -> Result<(), FieldError> {
    if tags.len() > limits.tags_per_resource {
        return Err(refusal(format!("at most {} per resource", limits.tags_per_resource)));
    }
    tags.iter().try_for_each(|(key, value)| check_one(key, value))
}

fn check_one(key: &str, value: &str) -> Result<(), FieldError> {
    let named = || key.chars().take(REPEATED_CHARS).collect::<String>();
    let key_chars = key.chars().count();
    if key_chars == 0 || key_chars > KEY_CHARS {
        return Err(refusal(format!("key {:?} must have 1 to {KEY_CHARS} characters", named())));
    }
    if key.get(..RESERVED.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(RESERVED)) {
        return Err(refusal(format!("key {:?} must not begin with the reserved {RESERVED}", named())));
    }
    if !key.chars().all(is_allowed) {
        return Err(refusal(format!("key {:?} may hold letters, digits, blanks and _.:/=+-@ only", named())));
    }
    if value.chars().count() > VALUE_CHARS {
        return Err(refusal(format!("value of {:?} must have at most {VALUE_CHARS} characters", named())));
    }
    if !value.chars().all(is_allowed) {
        return Err(refusal(format!("value of {:?} may hold letters, digits, blanks and _.:/=+-@ only", named())));
    }
    Ok(())
}

/// Control characters such as line breaks are no blanks here.
fn is_allowed(character: char) -> bool {
    character.is_alphanumeric() || "_.:/=+-@".contains(character) || (character.is_whitespace() && !character.is_control())
}

fn refusal(reason: String) -> FieldError {
    FieldError::new("tags", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(key: &str, value: &str) -> Result<(), String> {
        let tags = Tags::from([(key.to_owned(), value.to_owned())]);
        check(&tags, &Limits::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn keys_and_values() {
        let (key, value) = ("k".repeat(128), "v".repeat(256));
        for (key, value) in [("team", "growth"), ("a b", ""), ("_.:/=+-@", "_.:/=+-@"), ("Größe", "日本 1"), (&*key, &*value)]
        {
            assert_eq!(of(key, value), Ok(()), "{key}");
        }
        for (key, value, reason) in [
            ("", "x", r#"tags: key "" must have 1 to 128 characters"#),
            ("aws:x", "x", r#"tags: key "aws:x" must not begin with the reserved aws:"#),
            ("AWS:x", "x", r#"tags: key "AWS:x" must not begin with the reserved aws:"#),
            ("a*b", "x", r#"tags: key "a*b" may hold letters, digits, blanks and _.:/=+-@ only"#),
            ("a\nb", "x", r#"tags: key "a\nb" may hold letters, digits, blanks and _.:/=+-@ only"#),
            ("a", "<x>", r#"tags: value of "a" may hold letters, digits, blanks and _.:/=+-@ only"#),
            ("a", &"é".repeat(257), r#"tags: value of "a" must have at most 256 characters"#),
        ] {
            assert_eq!(of(key, value), Err(reason.to_owned()));
        }
        assert!(of(&"é".repeat(129), "").is_err());
    }

    #[test]
    fn fifty_and_no_more() {
        let tags = |count: usize| (0..count).map(|i| (format!("k{i}"), String::new())).collect::<Tags>();
        assert_eq!(check(&tags(50), &Limits::default()), Ok(()));
        let refused = check(&tags(51), &Limits::default()).unwrap_err();
        assert_eq!(refused.to_string(), "tags: at most 50 per resource");
    }
}

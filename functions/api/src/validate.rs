//! Rules of text and number that several resources share. Each refusal names the field and what would be right.

use touchpoint_domain::field::FieldError;

/// A name that people read: 1 to `max` characters, none of them a control character (spec §1.4).
pub(crate) fn name(field: &str, value: &str, max: usize) -> Result<(), FieldError> {
    let chars = value.chars().count();
    if chars == 0 || chars > max {
        return Err(FieldError::new(field, format!("must have 1 to {max} characters")));
    }
    printable(field, value)
}

/// A text that may be empty: at most `max` characters.
pub(crate) fn at_most(field: &str, value: Option<&str>, max: usize) -> Result<(), FieldError> {
    if value.is_some_and(|value| value.chars().count() > max) {
        return Err(FieldError::new(field, format!("must have at most {max} characters")));
    }
    Ok(())
}

/// The id of something of ours that a body names. A longer one names nothing, and does not fit into a key of the database.
pub(crate) fn id(field: &str, value: &str) -> Result<(), FieldError> {
    at_most(field, Some(value), 128)
}

/// No control characters, which would break headers and lists.
fn printable(field: &str, value: &str) -> Result<(), FieldError> {
    if value.chars().any(char::is_control) {
        return Err(FieldError::new(field, "must not hold control characters"));
    }
    Ok(())
}

/// A number within bounds, both included.
pub(crate) fn range(field: &str, value: Option<i32>, min: i32, max: i32) -> Result<(), FieldError> {
    match value {
        Some(value) if value < min || value > max => {
            Err(FieldError::new(field, format!("must be a whole number from {min} to {max}")))
        }
        Some(_) | None => Ok(()),
    }
}

/// The name of a message template: 1 to 128 letters, digits, `_` and `-`, the first a letter or digit (spec §1.4).
pub(crate) fn template_name(field: &str, value: &str) -> Result<(), FieldError> {
    let first = value.chars().next();
    let begins_well = first.is_some_and(|first| first.is_ascii_alphanumeric());
    let goes_on_well = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if begins_well && goes_on_well && value.len() <= 128 {
        return Ok(());
    }
    let rule = "must have 1 to 128 letters, digits, underscores and hyphens, the first a letter or digit";
    Err(FieldError::new(field, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "My shop, 2nd = best!", "Ümläut 日本", &"é".repeat(64)] {
            assert_eq!(name("Name", good, 64), Ok(()), "{good}");
        }
        for (bad, reason) in [
            (String::new(), "Name: must have 1 to 64 characters"),
            ("é".repeat(65), "Name: must have 1 to 64 characters"),
            ("a\tb".to_owned(), "Name: must not hold control characters"),
            ("a\u{7f}".to_owned(), "Name: must not hold control characters"),
        ] {
            assert_eq!(name("Name", &bad, 64).unwrap_err().to_string(), reason);
        }
    }

    #[test]
    fn ranges() {
        for (value, good) in [(None, true), (Some(0), true), (Some(100), true), (Some(-1), false), (Some(101), false)] {
            assert_eq!(range("Daily", value, 0, 100).is_ok(), good, "{value:?}");
        }
    }

    #[test]
    fn template_names() {
        for good in ["a", "0", "Welcome_mail-2", &"x".repeat(128)] {
            assert_eq!(template_name("template-name", good), Ok(()), "{good}");
        }
        for bad in ["", "_a", "-a", "a b", "a.b", "a/b", "é", &"x".repeat(129)] {
            assert!(template_name("template-name", bad).is_err(), "{bad}");
        }
    }
}

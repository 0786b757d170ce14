//! Rules of texts that templates of several types share.

use crate::field::FieldError;
use crate::limits::Limits;
use crate::template::{Escape, Substitutions, Template};

/// A text that was given and is not empty.
pub(super) fn said(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// At most `max` characters.
pub(super) fn check_length(field: &str, text: Option<&String>, max: usize) -> Result<(), FieldError> {
    match text {
        Some(text) if text.chars().count() > max => Err(FieldError::new(field, format!("must have at most {max} characters"))),
        Some(_) | None => Ok(()),
    }
}

/// `TemplateDescription`
pub(crate) fn check_description(text: Option<&String>, limits: &Limits) -> Result<(), FieldError> {
    check_length("TemplateDescription", text, limits.description_chars)
}

/// `DefaultSubstitutions`: a JSON object by variable path.
pub(crate) fn check_substitutions(text: Option<&String>) -> Result<(), FieldError> {
    let Some(text) = said(text) else { return Ok(()) };
    Substitutions::defaults(text).map(drop).map_err(|error| FieldError::new("DefaultSubstitutions", error.to_string()))
}

/// A text with variables that the template engine can read.
pub(crate) fn compiles(field: &str, source: Option<&str>, escape: Escape) -> Result<(), FieldError> {
    Template::compile(source.unwrap_or_default(), escape).map(drop).map_err(|error| FieldError::new(field, error.to_string()))
}

/// An absolute URL of any scheme: deep links have their own. What has variables is known only when it is rendered.
pub(super) fn check_url(field: &str, text: Option<&String>) -> Result<(), FieldError> {
    match said(text) {
        Some(url) if !url.contains("{{") && !is_absolute(url) => {
            Err(FieldError::new(field, "must be an absolute URL such as https://example.com/a or shop://basket, without blanks"))
        }
        Some(_) | None => Ok(()),
    }
}

fn is_absolute(url: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    let is_rest = |rest: &str| !rest.is_empty() && !rest.chars().any(|c| c.is_whitespace() || c.is_control());
    url.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && is_rest(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for good in ["https://example.com/?a=b#c", "shop://basket", "tel:+15550100", "HTTP://x", "", "{{Attributes.url}}"] {
            assert_eq!(check_url("Url", Some(&good.to_owned())), Ok(()), "{good}");
        }
        for bad in ["example.com", "/basket", "https:", ":x", "1a:b", "my shop://x", "https://a b", "https://a\nb"] {
            assert!(check_url("Url", Some(&bad.to_owned())).is_err(), "{bad}");
        }
    }
}

//! Rules of text that the messages of all channels share.

use crate::field::FieldError;
use crate::template::{Escape, Template};

/// A text, if given, of at most so many characters.
pub(super) fn at_most(field: &str, text: Option<&str>, chars: usize) -> Result<(), FieldError> {
    match text {
        Some(text) if text.chars().count() > chars => Err(FieldError::new(field, format!("must be at most {chars} characters"))),
        Some(_) | None => Ok(()),
    }
}

/// A text, if given, whose variables are written correctly.
pub(super) fn compiles(field: &str, text: Option<&str>) -> Result<(), FieldError> {
    let compiled = Template::compile(text.unwrap_or_default(), Escape::None);
    compiled.map(drop).map_err(|error| FieldError::new(field, error.to_string()))
}

/// Whether a text has variables, so that only what it becomes for a recipient can be judged.
pub(super) fn is_personalised(text: &str) -> bool {
    text.contains("{{")
}

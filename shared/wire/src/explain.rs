//! Why a body was refused, in the client's words: which member, and what it should be.
//!
//! serde speaks of Rust types (`invalid type: string "x", expected i32`). What it says is translated into JSON terms, and
//! the refused value is left out, which may be an address or a whole message.

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Track};

use crate::input_parts::InputError;

/// Reads the body again, this time keeping track of the path, and explains what is wrong with it.
pub(crate) fn explain<T: DeserializeOwned>(shape: &'static str, body: &[u8]) -> Result<T, InputError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let mut track = Track::new();
    let read = T::deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track));
    let document = read.map_err(|error| describe(shape, &track.path(), &error))?;
    // What follows the document was not read by anything that has a path.
    json.end().map_err(|error| not_json(&error))?;
    Ok(document)
}

fn describe(shape: &'static str, path: &Path, error: &serde_json::Error) -> InputError {
    match error.classify() {
        Category::Syntax | Category::Eof | Category::Io => not_json(error),
        Category::Data => {
            let (member, reason) = translate(&without_position(error));
            InputError::Body { path: full_path(shape, path, member.as_deref()), reason }
        }
    }
}

fn not_json(error: &serde_json::Error) -> InputError {
    InputError::Json { line: error.line(), column: error.column(), reason: without_position(error) }
}

fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).map_or(message.clone(), str::to_owned)
}

/// The path to a member of the object at `path`, or to the object itself.
fn full_path(shape: &str, path: &Path, member: Option<&str>) -> String {
    let is_root = path.iter().len() == 0;
    match member {
        None if is_root => shape.to_owned(),
        None => path.to_string(),
        Some(member) if is_root => member.to_owned(),
        Some(member) => format!("{path}.{member}"),
    }
}

/// The member of the current object that is meant, if it is not the object itself, and the reason.
fn translate(message: &str) -> (Option<String>, String) {
    if let Some(member) = quoted_after(message, "missing field ") {
        return (Some(member), "required".to_owned());
    }
    if let Some(member) = quoted_after(message, "duplicate field ") {
        return (Some(member), "given more than once".to_owned());
    }
    // The path ends with the member already.
    if let Some((_, known)) = message.strip_prefix("unknown field `").and_then(|rest| rest.rsplit_once("`, expected ")) {
        return (None, format!("unknown member; expected {}", known.replace('`', "")));
    }
    let mismatch = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let reason = match mismatch.and_then(|mismatch| mismatch.rsplit_once(", expected ")) {
        Some((found, expected)) => format!("expected {}, found {}", expected_in_json(expected), found_in_json(found)),
        None => message.to_owned(),
    };
    (None, reason)
}

fn quoted_after(message: &str, prefix: &str) -> Option<String> {
    message.strip_prefix(prefix)?.strip_prefix('`')?.strip_suffix('`').map(str::to_owned)
}

fn expected_in_json(expected: &str) -> &str {
    match expected {
        "i32" => "an integer from -2147483648 to 2147483647",
        "i64" => "an integer",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        structure if structure.starts_with("struct ") => "an object",
        other => other,
    }
}

/// serde writes the kind of what it found, then the value itself.
fn found_in_json(found: &str) -> &'static str {
    const KINDS: [(&str, &str); 7] = [
        ("string", "a string"),
        ("integer", "an integer"),
        ("floating point", "a number with a fraction"),
        ("boolean", "a boolean"),
        ("sequence", "a list"),
        ("map", "an object"),
        ("null", "null"),
    ];
    KINDS.into_iter().find(|(kind, _)| found.starts_with(kind)).map_or("another value", |(_, json)| json)
}

//! Values that do not come from the endpoint: a template's defaults, and what a message says for one recipient (spec §7.1, §7.3).

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::path;
use super::value::Value;

/// More names than any path into an endpoint has; bounds how deep a substitution can nest a document.
const MAX_SEGMENTS: usize = 16;

/// Why a `DefaultSubstitutions` text is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSubstitutions {
    #[error("must hold a JSON object such as {{\"User.UserAttributes.FirstName\":\"friend\"}}: {0}")]
    NotAnObject(String),
    #[error("the value of {0:?} must be a text, a number or a boolean")]
    NotAScalar(String),
    #[error("{0:?} has more than 16 names")]
    TooDeep(String),
}

/// Values by variable path, ready to be laid over or under endpoints' documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Substitutions {
    entries: Vec<(Vec<String>, Value<'static>)>,
}

impl Substitutions {
    /// Reads a `DefaultSubstitutions` text: a JSON object of scalars by variable path. `null` says nothing, as if absent.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn defaults(text: &str) -> Result<Self, BadSubstitutions> {
        let values: BTreeMap<String, Json> =
            serde_json::from_str(text).map_err(|error| BadSubstitutions::NotAnObject(error.to_string()))?;
        let mut entries = Vec::with_capacity(values.len());
        for (name, json) in values {
            let value = match &json {
                Json::Null => continue,
                Json::Bool(value) => Value::Bool(*value),
                Json::Number(number) => number.as_f64().map_or(Value::Null, Value::number),
                Json::String(text) => Value::Text(Cow::Owned(text.clone())),
                Json::Array(_) | Json::Object(_) => return Err(BadSubstitutions::NotAScalar(name)),
            };
            let path = variable(&name);
            if path.len() > MAX_SEGMENTS {
                return Err(BadSubstitutions::TooDeep(name));
            }
            let value = if holds_lists(&path) { Value::List(vec![value]) } else { value };
            entries.push((path, value));
        }
        Ok(Self { entries })
    }

    /// The substitutions of one message: lists of texts by variable path (spec §8.2). One with nothing to show says nothing.
    #[must_use]
    pub fn message(values: &BTreeMap<String, Vec<String>>) -> Self {
        let entries = values.iter().map(|(name, texts)| {
            let items = texts.iter().map(|text| Value::Text(Cow::Owned(text.clone()))).collect();
            (variable(name), Value::List(items))
        });
        Self { entries: entries.filter(|(path, value)| path.len() <= MAX_SEGMENTS && !value.is_blank()).collect() }
    }

    /// Lays the values over `document`: they win over what it holds.
    pub(super) fn lay_over<'a>(&'a self, document: &mut Value<'a>) {
        for (path, value) in &self.entries {
            put(document, path, value, Over::Anything);
        }
    }

    /// Lays the values under `document`: they show where it has nothing to show.
    pub(super) fn lay_under<'a>(&'a self, document: &mut Value<'a>) {
        for (path, value) in &self.entries {
            put(document, path, value, Over::Blanks);
        }
    }
}

/// The path that a key stands for; a key that is no path is the name of one variable.
fn variable(name: &str) -> Vec<String> {
    path::parse(name).unwrap_or_else(|| vec![name.to_owned()])
}

/// Whether an endpoint holds lists there, so that `{{….[0]}}` and `{{#each}}` find a default as they find an attribute.
fn holds_lists(path: &[String]) -> bool {
    match path {
        [root, _] => root == "Attributes" || root == "Recommendations",
        [root, middle, _] => root == "User" && middle == "UserAttributes",
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Anything,
    Blanks,
}

/// Puts `value` at `path`, making the objects on the way. A way that is blocked by a value of another kind stays blocked.
fn put<'a>(target: &mut Value<'a>, path: &[String], value: &'a Value<'static>, over: Over) {
    let Some((segment, rest)) = path.split_first() else {
        if over == Over::Anything || target.is_blank() {
            *target = borrowed(value);
        }
        return;
    };
    if *target == Value::Null {
        *target = Value::Object(Vec::new());
    }
    match target {
        Value::Object(members) => {
            if let Some((_, member)) = members.iter_mut().rfind(|(name, _)| name == segment) {
                put(member, rest, value, over);
            } else {
                let mut member = Value::Null;
                put(&mut member, rest, value, over);
                members.push((Cow::Owned(segment.clone()), member));
            }
        }
        Value::List(items) => {
            if let Some(item) = segment.parse().ok().and_then(|position: usize| items.get_mut(position)) {
                put(item, rest, value, over);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// The same value with its texts lent, not copied: it is laid into a document for every message.
fn borrowed<'a>(value: &'a Value<'static>) -> Value<'a> {
    match value {
        Value::Text(text) => Value::Text(Cow::Borrowed(text)),
        Value::List(items) => Value::List(items.iter().map(borrowed).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.clone(),
    }
}

//! From method and path to the operation and its path parameters.
//!
//! Ids stand in paths percent-encoded, slashes and blanks among them. Whether they still are when they arrive depends on
//! what stands in front: a plain HTTP server hands the path over as it was sent, an HTTP API of API Gateway decodes it
//! first. [`PathForm`] says which.

use std::cmp::Reverse;
use std::sync::LazyLock;

use http::Method;
use percent_encoding::percent_decode_str;
use touchpoint_wire::Operation;
use touchpoint_wire::extension::Extension;

use crate::error::ApiError;

/// What the path of a request still tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathForm {
    /// As the client sent it: a slash within an id is `%2F`.
    Encoded,
    /// Decoded on the way and encoded again as a whole: a slash within an id looks like any other.
    Decoded,
}

/// Path parameters by the names of the template (`application-id`), decoded.
pub(crate) type PathParameters = Vec<(String, String)>;

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// To an operation, with what its path names.
    To(Routed, PathParameters),
    /// A browser asks what it may do with a path that exists.
    Preflight { allowed: String },
}

/// The longest id or word of ours in a path, in bytes; keys of the database hold twice that. A longer one names nothing.
const WORD_BYTES: usize = 512;

/// Parameters whose values callers choose freely, and which may therefore hold slashes. All others are ids and words of
/// ours, and end at the next slash.
const FREE_TEXT: [&str; 3] = ["endpoint-id", "user-id", "resource-arn"];

/// Where browsers report the end of a session, with a request that they send while the page closes (spec §9.1.4). The model
/// does not know it.
const BEACON: &str = "/v1/apps/{application-id}/events/legacy";

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(templates);

#[derive(Debug)]
enum Part {
    Fixed(&'static str),
    Word(&'static str),
    FreeText(&'static str),
}

#[derive(Debug)]
struct Template {
    uri: &'static str,
    parts: Vec<Part>,
    operations: Vec<Routed>,
}

/// What a method on a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Routed {
    Operation(Operation),
    /// `PutEvents` by its other path.
    Beacon,
    /// One that Pinpoint did not have.
    Extension(Extension),
}

impl Routed {
    pub(crate) fn uri(self) -> &'static str {
        match self {
            Self::Operation(operation) => operation.uri(),
            Self::Beacon => BEACON,
            Self::Extension(extension) => extension.uri(),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Operation(operation) => operation.name(),
            Self::Beacon => Operation::PutEvents.name(),
            Self::Extension(extension) => extension.name(),
        }
    }

    fn method(self) -> &'static str {
        match self {
            Self::Operation(operation) => operation.method(),
            Self::Beacon => Operation::PutEvents.method(),
            Self::Extension(extension) => extension.method(),
        }
    }
}

/// Finds the operation.
///
/// Where several templates fit a decoded path, the one with the most fixed text is meant.
///
/// # Errors
/// 404 when no template fits, 405 when one does but has no such method, 400 when the path is not UTF-8.
pub(crate) fn route(method: &Method, path: &str, form: PathForm) -> Result<Route, ApiError> {
    let parts = split(path, form)?;
    let fits = |template: &'static Template| Some((template, bind(&template.parts, &parts, form)?));
    let (template, parameters) = TEMPLATES.iter().find_map(fits).ok_or_else(ApiError::unknown_path)?;
    if method == Method::OPTIONS {
        return Ok(Route::Preflight { allowed: template.allowed() });
    }
    let found = template.operations.iter().find(|operation| operation.method() == method.as_str());
    let found = *found.ok_or_else(|| ApiError::method_not_allowed(method, template.allowed()))?;
    Ok(Route::To(found, parameters))
}

impl Template {
    /// The methods of the path, as in the header `Allow`.
    fn allowed(&self) -> String {
        let mut methods: Vec<&str> = self.operations.iter().map(|operation| operation.method()).collect();
        methods.push("OPTIONS");
        methods.join(", ")
    }

    fn fixed_characters(&self) -> usize {
        let fixed = |part: &Part| match part {
            Part::Fixed(text) => text.len(),
            Part::Word(_) | Part::FreeText(_) => 0,
        };
        self.parts.iter().map(fixed).sum()
    }
}

fn templates() -> Vec<Template> {
    let mut templates: Vec<Template> = Vec::new();
    let operations = Operation::ALL.into_iter().map(Routed::Operation);
    let extensions = Extension::ALL.into_iter().map(Routed::Extension);
    for operation in operations.chain([Routed::Beacon]).chain(extensions) {
        let uri = operation.uri();
        match templates.iter_mut().find(|template| template.uri == uri) {
            Some(template) => template.operations.push(operation),
            None => templates.push(Template { uri, parts: parse(uri), operations: vec![operation] }),
        }
    }
    templates.sort_by_key(|template| Reverse(template.fixed_characters()));
    templates
}

fn parse(uri: &'static str) -> Vec<Part> {
    let parameter = |part: &'static str| part.strip_prefix('{')?.strip_suffix('}');
    let part = |part: &'static str| match parameter(part) {
        Some(name) if FREE_TEXT.contains(&name) => Part::FreeText(name),
        Some(name) => Part::Word(name),
        None => Part::Fixed(part),
    };
    uri.split('/').skip(1).map(part).collect()
}

/// The decoded parts between the slashes. One trailing slash means nothing (spec §1.1).
fn split(path: &str, form: PathForm) -> Result<Vec<String>, ApiError> {
    let decode = |text: &str| match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err(ApiError::bad_request("path: must be UTF-8, percent-encoded")),
    };
    let trim = |path: &str| {
        let path = path.strip_prefix('/').unwrap_or(path);
        path.strip_suffix('/').unwrap_or(path).to_owned()
    };
    match form {
        PathForm::Encoded => trim(path).split('/').map(decode).collect(),
        PathForm::Decoded => Ok(trim(&decode(path)?).split('/').map(str::to_owned).collect()),
    }
}

/// The parameters, if the template fits. A template has at most one free text, which takes what the others leave.
fn bind(template: &[Part], path: &[String], form: PathForm) -> Option<PathParameters> {
    let surplus = path.len().checked_sub(template.len())?;
    let has_free_text = template.iter().any(|part| matches!(part, Part::FreeText(_)));
    if surplus > 0 && !(form == PathForm::Decoded && has_free_text) {
        return None;
    }
    let mut parameters = PathParameters::new();
    let mut rest = path;
    for part in template {
        let taken = match part {
            Part::Fixed(_) | Part::Word(_) => 1,
            Part::FreeText(_) => 1 + surplus,
        };
        let (here, after) = rest.split_at_checked(taken)?;
        let text = here.join("/");
        match part {
            Part::Fixed(fixed) if *fixed == text => {}
            Part::Word(name) if !text.is_empty() && text.len() <= WORD_BYTES => parameters.push(((*name).to_owned(), text)),
            Part::FreeText(name) if !text.is_empty() => parameters.push(((*name).to_owned(), text)),
            Part::Fixed(_) | Part::Word(_) | Part::FreeText(_) => return None,
        }
        rest = after;
    }
    Some(parameters)
}

#[cfg(test)]
mod tests;

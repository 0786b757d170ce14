//! A request, taken apart by the router, and the readers that the generated inputs are made of.

use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::explain::explain;
use crate::timestamp;

/// A request whose path was matched against an operation's template.
#[derive(Clone, Copy, Debug)]
pub struct RequestParts<'a> {
    /// Parameter names from the template (`application-id`) with their percent-decoded values.
    pub path: &'a [(String, String)],
    /// Query parameters in order, percent-decoded, repeated ones repeated.
    pub query: &'a [(String, String)],
    /// The body as it came, possibly empty.
    pub body: &'a [u8],
}

/// Why a request is not one of its operation. Each is the client's fault: a `BadRequestException`.
///
/// The messages are written for the client. A path may hold keys of the client's own maps, addresses among them:
/// do not log it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// A path or query parameter is absent.
    #[error("{name}: required")]
    MissingParameter { name: &'static str },
    /// A query parameter has a value it cannot have.
    #[error("{name}: expected {expected}")]
    Parameter { name: &'static str, expected: &'static str },
    /// The operation needs a body, and the request has none.
    #[error("{shape}: required; the body is empty")]
    MissingBody { shape: &'static str },
    /// The body is not JSON. Line and column count from 1; column 0 is the end of the line before.
    #[error("line {line} column {column}: the body is not valid JSON ({reason})")]
    Json { line: usize, column: usize, reason: String },
    /// The body is JSON, but not of the operation's shape. `path` is that of the member (`Schedule.Frequency`,
    /// `Item[3].ChannelType`), or the name of the shape where the whole body is meant.
    #[error("{path}: {reason}")]
    Body { path: String, reason: String },
}

impl RequestParts<'_> {
    /// A parameter of the path.
    ///
    /// # Errors
    /// When the path has none of this name.
    pub fn path_parameter(&self, name: &'static str) -> Result<String, InputError> {
        value(self.path, name).map(str::to_owned).ok_or(InputError::MissingParameter { name })
    }

    /// Of a repeated parameter the first counts.
    #[must_use]
    pub fn query_text(&self, name: &str) -> Option<String> {
        value(self.query, name).map(str::to_owned)
    }

    pub(crate) fn query_flag(&self, name: &'static str) -> Result<Option<bool>, InputError> {
        match value(self.query, name) {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(InputError::Parameter { name, expected: "true or false" }),
        }
    }

    /// A date alone means its midnight in UTC (spec §1.6).
    ///
    /// # Errors
    /// When the parameter is there and no date-time.
    pub fn query_time(&self, name: &'static str) -> Result<Option<Timestamp>, InputError> {
        let Some(text) = value(self.query, name) else {
            return Ok(None);
        };
        match timestamp::parse_or_date(text) {
            Some(timestamp) => Ok(Some(timestamp)),
            None => Err(InputError::Parameter { name, expected: timestamp::EXPECTED }),
        }
    }

    /// A required parameter that may be repeated: at least one value.
    pub(crate) fn query_list(&self, name: &'static str) -> Result<Vec<String>, InputError> {
        let named = self.query.iter().filter(|(key, _)| key == name);
        let values: Vec<String> = named.map(|(_, value)| value.clone()).collect();
        if values.is_empty() { Err(InputError::MissingParameter { name }) } else { Ok(values) }
    }

    /// The body as a document of the shape named `shape`.
    ///
    /// # Errors
    /// When the body is empty, no JSON, or not of that shape.
    pub fn document<T: DeserializeOwned>(&self, shape: &'static str) -> Result<T, InputError> {
        if self.body.trim_ascii().is_empty() {
            return Err(InputError::MissingBody { shape });
        }
        // Keeping track of the path costs an allocation per member: it is only done again for a body that failed.
        serde_json::from_slice(self.body).or_else(|_| explain(shape, self.body))
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

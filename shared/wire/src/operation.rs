//! The facts about an operation that its name stands for.

use std::fmt;
use std::str::FromStr;

pub use crate::generated::operation::Operation;

/// One row of the operation table.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) uri: &'static str,
    pub(crate) success_status: u16,
    pub(crate) errors: &'static [&'static str],
}

impl Row {
    pub(crate) const fn new(
        name: &'static str,
        method: &'static str,
        uri: &'static str,
        success_status: u16,
        errors: &'static [&'static str],
    ) -> Self {
        Self { name, method, uri, success_status, errors }
    }
}

impl Operation {
    /// The operation's name, as SDKs and IAM policies spell it: `UpdateEndpointsBatch`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The HTTP method, in upper case.
    #[must_use]
    pub const fn method(self) -> &'static str {
        self.row().method
    }

    /// The path as a template: `/v1/apps/{application-id}/campaigns`. Each parameter is one whole segment.
    #[must_use]
    pub const fn uri(self) -> &'static str {
        self.row().uri
    }

    /// The status code of a successful answer (spec §1.2).
    #[must_use]
    pub const fn success_status(self) -> u16 {
        self.row().success_status
    }

    /// The names of the errors that the model lists for the operation, by name.
    ///
    /// Empty for the three operations on tags, which answer errors all the same.
    #[must_use]
    pub const fn errors(self) -> &'static [&'static str] {
        self.row().errors
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// A string that names no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no operation has this name")]
pub struct UnknownOperation;

impl FromStr for Operation {
    type Err = UnknownOperation;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|operation| operation.name() == name).ok_or(UnknownOperation)
    }
}

//! Why a segment cannot be compiled, in the words that the client reads.

use crate::field::FieldError;
use crate::ids::SegmentId;

/// One field of a segment and the rule that it broke.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct SegmentError {
    /// The path from the segment, such as `SegmentGroups.Groups[1].Dimensions[0].Attributes.plan.Values`.
    pub field: String,
    pub rule: Rule,
}

/// The rules of a segment (spec §2.3, §4).
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Rule {
    #[error("must be absent when Dimensions is given")]
    OnlyOneOfTwo,
    #[error("must hold at least one value")]
    NoValues,
    #[error("is {chars} characters long; at most {max} are allowed")]
    TooLong { chars: usize, max: usize },
    #[error("must be one of {allowed}")]
    NotOneOf { allowed: &'static str },
    #[error("must be a date such as 2026-01-31, or a date and time such as 2026-01-31T10:00:00Z")]
    NotADate,
    #[error("must be two dates, from and to, or one text of the form from,to or from/to")]
    NotARange,
    #[error("must name two dates of which the first is not after the second")]
    RangeReversed,
    #[error("must be a number from {min} to {max}")]
    OutOfRange { min: f64, max: f64 },
    #[error("must be 0 or more")]
    Negative,
    #[error("holds {count} {what}; at most {max} are allowed in a segment")]
    TooMany { what: &'static str, count: usize, max: usize },
    #[error("must be 1 or more, or absent for the latest version")]
    NoSuchVersion,
    #[error("segment {id} does not exist{}", in_version(*version))]
    MissingSource { id: SegmentId, version: Option<u32> },
    #[error("segment {id} is built on itself")]
    Cycle { id: SegmentId },
    #[error("the chain of source segments is longer than {max}")]
    TooDeep { max: usize },
    #[error("must be either one imported segment or dimensional segments only")]
    MixedSources,
    #[error("must hold no second group, because one is based on an imported segment")]
    SecondGroup,
    #[error("segment {id} is imported, and its members are not available")]
    Imported { id: SegmentId },
    #[error("segment {id} cannot be used: {error}")]
    UnusableSource { id: SegmentId, error: Box<SegmentError> },
}

fn in_version(version: Option<u32>) -> String {
    version.map_or_else(String::new, |version| format!(" in version {version}"))
}

impl SegmentError {
    pub(super) fn new(field: impl Into<String>, rule: Rule) -> Self {
        Self { field: field.into(), rule }
    }

    /// The same refusal seen from the object that holds the field.
    pub(super) fn within(self, parent: impl std::fmt::Display) -> Self {
        Self { field: format!("{parent}.{}", self.field), rule: self.rule }
    }
}

impl From<SegmentError> for FieldError {
    fn from(error: SegmentError) -> Self {
        Self::new(error.field, error.rule.to_string())
    }
}

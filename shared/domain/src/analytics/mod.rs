//! Reports: what the analytics pages of Pinpoint's console drew as charts, as tables (spec §12.4).
//!
//! A report is made of whole days (UTC): a day in which the window begins or ends counts whole. Where a column has nothing to say, such as
//! a rate of nobody, the row has no such member.

pub mod demographics;
pub mod events;
pub mod heatmap;
mod numbers;
pub mod retention;
pub mod revenue;
mod sliding;
pub mod table;
pub mod usage;

pub use self::table::{Table, Value};
use crate::field::FieldError;

/// The reports that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    Usage,
    SessionsHeatmap,
    Retention,
    Revenue,
    Events,
    Demographics,
}

impl Report {
    pub const ALL: [Self; 6] =
        [Self::Usage, Self::SessionsHeatmap, Self::Retention, Self::Revenue, Self::Events, Self::Demographics];

    /// As paths name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::SessionsHeatmap => "sessions-heatmap",
            Self::Retention => "retention",
            Self::Revenue => "revenue",
            Self::Events => "events",
            Self::Demographics => "demographics",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.name() == name)
    }
}

/// One of a few words that a parameter may be.
///
/// # Errors
/// Names the parameter and the words.
pub fn one_of<T: Copy>(parameter: &str, text: &str, words: &[(&str, T)]) -> Result<T, FieldError> {
    let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
    found.ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        FieldError::new(parameter, format!("must be one of {}", words.join(", ")))
    })
}

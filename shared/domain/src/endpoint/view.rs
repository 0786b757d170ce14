//! Reading a stored endpoint document without copying it.
//!
//! A campaign reads every endpoint of its app, so this decode is the hottest code of the project. Texts that hold no
//! JSON escapes are borrowed from the document, members that no rule asks for are skipped unread, and lists lie flat in
//! a few vectors. Documents are written by [`crate::endpoint`] only; one that cannot be read is corrupt.

mod lists;
mod text;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

pub use lists::{AttributeLists, Metrics};
pub use text::Text;

use super::channel::Channel;

/// What evaluation, planning and sending need to know of an endpoint (spec §3.1).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EndpointView<'a> {
    /// The id as it was first written, not in lower case.
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(default, rename = "ChannelType")]
    pub channel: Option<Channel>,
    #[serde(borrow, default)]
    pub address: Option<Text<'a>>,
    #[serde(default)]
    pub opt_out: OptOut,
    #[serde(default, rename = "EndpointStatus")]
    pub status: EndpointStatus,
    /// 0 to 99.
    #[serde(rename = "CohortId", deserialize_with = "cohort")]
    pub cohort: u8,
    #[serde(borrow, default)]
    pub location: LocationView<'a>,
    #[serde(borrow, default)]
    pub demographic: DemographicView<'a>,
    #[serde(borrow, default)]
    pub attributes: AttributeLists<'a>,
    #[serde(borrow, default)]
    pub metrics: Metrics<'a>,
    #[serde(borrow, default)]
    pub user: UserView<'a>,
    /// When the endpoint was last active, in epoch milliseconds; `None` if it never was (spec §4.4).
    #[serde(default)]
    pub last_active: Option<i64>,
    /// Another active endpoint has an address that differs from this one's by case or blanks only.
    #[serde(default)]
    pub shared_address: bool,
}

/// `OptOut` (spec §3.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OptOut {
    /// Campaigns and journeys skip the endpoint.
    All,
    #[default]
    None,
}

/// `EndpointStatus` (spec §3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndpointStatus {
    #[default]
    Active,
    Inactive,
}

/// `Location`, as far as a segment can ask for it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct LocationView<'a> {
    /// ISO 3166 alpha-2 or alpha-3, as the caller wrote it.
    #[serde(borrow)]
    pub country: Option<Text<'a>>,
    /// Degrees; stored together with the longitude or not at all.
    pub latitude: Option<f64>,
    /// Degrees.
    pub longitude: Option<f64>,
}

/// `Demographic`, as far as a segment or a schedule can ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DemographicView<'a> {
    #[serde(borrow)]
    pub app_version: Option<Text<'a>>,
    #[serde(borrow)]
    pub make: Option<Text<'a>>,
    #[serde(borrow)]
    pub model: Option<Text<'a>>,
    #[serde(borrow)]
    pub platform: Option<Text<'a>>,
    /// An IANA name, unchecked.
    #[serde(borrow)]
    pub timezone: Option<Text<'a>>,
}

/// `User`: attributes are copied into each endpoint of a user, so that no read joins them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UserView<'a> {
    #[serde(borrow, rename = "UserId")]
    pub id: Option<Text<'a>>,
    #[serde(borrow, rename = "UserAttributes")]
    pub attributes: AttributeLists<'a>,
}

/// A stored text that is no endpoint document. Says where, never what: the text holds personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored endpoint document cannot be read at line {line}, column {column}")]
pub struct UnreadableEndpoint {
    pub line: usize,
    pub column: usize,
}

impl<'a> EndpointView<'a> {
    /// Reads a stored endpoint document.
    pub fn parse(document: &'a str) -> Result<Self, UnreadableEndpoint> {
        serde_json::from_str(document).map_err(|error| UnreadableEndpoint { line: error.line(), column: error.column() })
    }
}

/// A cohort is stored as the text that the API answers with.
fn cohort<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let text = Text::deserialize(deserializer)?;
    text.parse().ok().filter(|cohort| *cohort < 100).ok_or_else(|| D::Error::custom("a cohort is 0 to 99"))
}

#[cfg(test)]
mod tests;

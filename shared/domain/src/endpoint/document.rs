//! The stored form of an endpoint: one JSON document, owned and typed.
//!
//! Writes go through this type; the hot reading path uses the borrowed view instead. The document has the members of the
//! API's `EndpointResponse` without `ApplicationId`, and two that only the server knows: `LastActive` and `SharedAddress`.
//! A user's attributes are part of each of the user's documents, so that reading needs no join.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{EndpointDemographic, EndpointLocation, EndpointResponse, EndpointUser};

use super::channel::Channel;
pub use super::view::{EndpointStatus, OptOut};
use crate::ids::{AppId, EndpointKey, UserId};
use crate::time::parse_date;

/// Names with lists of text values: endpoint attributes and user attributes (spec §3.1).
pub type AttributeLists = BTreeMap<String, Vec<String>>;

/// The user of an endpoint. Without an id the attributes are the endpoint's own, until it gets a user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DocumentUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub user_attributes: AttributeLists,
}

/// An endpoint as it is stored. Members are written in the order of the fields; absent ones are not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EndpointDocument {
    /// The id as it was first written; its key is the lower-case form (spec §1.4).
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub opt_out: OptOut,
    pub endpoint_status: EndpointStatus,
    /// `"0"` to `"99"` (spec §3.7).
    pub cohort_id: String,
    /// Wire date (spec §1.6).
    pub creation_date: String,
    /// Wire date: when the endpoint was last written, or what the caller gave for it.
    pub effective_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<EndpointLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demographic: Option<EndpointDemographic>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: AttributeLists,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<String, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<DocumentUser>,
    /// Epoch milliseconds of the latest activity (spec §4.4); absent when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_active: Option<i64>,
    /// Another active endpoint of the same family has an address that differs only by case or blanks at its ends, so a
    /// run must look out for the duplicate.
    #[serde(default, skip_serializing_if = "is_false")]
    pub shared_address: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl EndpointDocument {
    /// Reads the stored JSON.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The JSON to store.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    #[must_use]
    pub fn key(&self) -> EndpointKey {
        EndpointKey::of(&self.id)
    }

    #[must_use]
    pub fn user_id(&self) -> Option<&UserId> {
        self.user.as_ref().and_then(|user| user.user_id.as_ref())
    }

    /// The attributes of the user, or the endpoint's own when it has no user yet.
    #[must_use]
    pub fn user_attributes(&self) -> Option<&AttributeLists> {
        self.user.as_ref().map(|user| &user.user_attributes)
    }

    /// `EffectiveDate` as an instant.
    #[must_use]
    pub fn effective(&self) -> Option<Timestamp> {
        parse_date(&self.effective_date).ok()
    }

    /// How many attribute names the endpoint uses: attributes, metrics and user attributes together (spec §2.2).
    #[must_use]
    pub fn attribute_names(&self) -> usize {
        self.attributes.len() + self.metrics.len() + self.user_attributes().map_or(0, BTreeMap::len)
    }

    /// Sets user id and attributes; neither leaves no user at all.
    pub(crate) fn set_user(&mut self, user_id: Option<UserId>, user_attributes: AttributeLists) {
        self.user = (user_id.is_some() || !user_attributes.is_empty()).then_some(DocumentUser { user_id, user_attributes });
    }

    /// The endpoint as the API returns it: with the app's id, without what only the server knows.
    #[must_use]
    pub fn to_response(&self, app: &AppId) -> EndpointResponse {
        EndpointResponse {
            address: self.address.clone(),
            application_id: Some(app.as_str().to_owned()),
            attributes: some_unless_empty(&self.attributes),
            channel_type: self.channel_type.map(Into::into),
            cohort_id: Some(self.cohort_id.clone()),
            creation_date: Some(self.creation_date.clone()),
            demographic: self.demographic.clone(),
            effective_date: Some(self.effective_date.clone()),
            endpoint_status: Some(status_text(self.endpoint_status).to_owned()),
            id: Some(self.id.clone()),
            location: self.location.clone(),
            metrics: some_unless_empty(&self.metrics),
            opt_out: Some(opt_out_text(self.opt_out).to_owned()),
            request_id: self.request_id.clone(),
            user: self.user.as_ref().map(|user| EndpointUser {
                user_attributes: some_unless_empty(&user.user_attributes),
                user_id: user.user_id.as_ref().map(|id| id.as_str().to_owned()),
            }),
        }
    }

    /// [`Self::to_response`] as JSON.
    pub fn to_response_json(&self, app: &AppId) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self.to_response(app))
    }
}

fn some_unless_empty<V: Clone>(map: &BTreeMap<String, V>) -> Option<BTreeMap<String, V>> {
    (!map.is_empty()).then(|| map.clone())
}

const fn opt_out_text(opt_out: OptOut) -> &'static str {
    match opt_out {
        OptOut::All => "ALL",
        OptOut::None => "NONE",
    }
}

const fn status_text(status: EndpointStatus) -> &'static str {
    match status {
        EndpointStatus::Active => "ACTIVE",
        EndpointStatus::Inactive => "INACTIVE",
    }
}

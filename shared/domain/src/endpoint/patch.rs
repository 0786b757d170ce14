//! A write as the caller sends it, and the same write once it is known to be well formed.
//!
//! [`EndpointWrite`] is the request; [`EndpointWrite::parse`] turns it into an [`EndpointPatch`], which cannot be wrong by
//! itself. What depends on the stored endpoint (missing channel type, size, the user's endpoints) is decided when the patch
//! is merged.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::{EndpointBatchItem, EndpointBatchRequest, EndpointDemographic, EndpointLocation, EndpointRequest};

use super::channel::Channel;
use super::document::{AttributeLists, EndpointStatus, OptOut};
use super::refusal::{Refusal, WriteError};
use super::rules;
pub use super::rules::{ID_BYTES, id as check_id};
use crate::field::FieldError;
use crate::ids::{EndpointKey, UserId};
use crate::limits::Limits;
use crate::time::parse_date;

/// Whether a write is a sign of life of the endpoint (spec §4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// UpdateEndpoint, UpdateEndpointsBatch.
    Counts,
    /// PutEvents: it counts, but SDKs send the whole endpoint with every request. What would change nothing but when the endpoint was
    /// last seen is not written while the last activity that is stored is no older than this.
    Within(SignedDuration),
    /// Imports, and what an operator does.
    DoesNot,
}

/// One endpoint to be created or updated, as the caller sent it.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointWrite {
    /// The endpoint's id in the caller's spelling.
    pub id: String,
    pub request: EndpointRequest,
    /// Stored as `RequestId` when the request names none.
    pub request_id: String,
    pub activity: Activity,
    /// Position in its batch, from 0; `None` outside a batch. Only for messages.
    pub item: Option<usize>,
}

impl EndpointWrite {
    /// The write of an `UpdateEndpoint` call.
    #[must_use]
    pub fn single(id: impl Into<String>, request: EndpointRequest, request_id: impl Into<String>) -> Self {
        Self { id: id.into(), request, request_id: request_id.into(), activity: Activity::Counts, item: None }
    }

    /// The writes of an `UpdateEndpointsBatch` call, in its order.
    pub fn batch(batch: EndpointBatchRequest, request_id: &str, limits: &Limits) -> Result<Vec<Self>, FieldError> {
        let count = batch.item.len();
        if count == 0 || count > limits.endpoints_per_batch {
            let most = limits.endpoints_per_batch;
            return Err(FieldError::new("Item", format!("must have 1 to {most} endpoints, has {count}")));
        }
        batch.item.into_iter().enumerate().map(|(index, item)| Self::batch_item(index, item, request_id)).collect()
    }

    fn batch_item(index: usize, item: EndpointBatchItem, request_id: &str) -> Result<Self, FieldError> {
        let Some(id) = item.id else {
            return Err(FieldError::new(format!("Item[{index}].Id"), "must be given"));
        };
        let request = EndpointRequest {
            address: item.address,
            attributes: item.attributes,
            channel_type: item.channel_type,
            demographic: item.demographic,
            effective_date: item.effective_date,
            endpoint_status: item.endpoint_status,
            location: item.location,
            metrics: item.metrics,
            opt_out: item.opt_out,
            request_id: item.request_id,
            user: item.user,
        };
        let request_id = request_id.to_owned();
        Ok(Self { id, request, request_id, activity: Activity::Counts, item: Some(index) })
    }

    /// Checks everything that can be checked without the stored endpoint (spec §1.4, §2.2, §3.1, §3.3).
    pub fn parse(self, limits: &Limits) -> Result<EndpointPatch, Refusal> {
        let item = self.item;
        self.parse_fields(limits).map_err(|error| Refusal { item, error: WriteError::Field(error) })
    }

    fn parse_fields(self, limits: &Limits) -> Result<EndpointPatch, FieldError> {
        rules::id(self.item.map_or("EndpointId", |_| "Id"), &self.id)?;
        let request = self.request;
        let channel = request.channel_type.map(Channel::from);
        let address = request.address.map(|address| rules::address(address, limits)).transpose()?;
        let opt_out = request.opt_out.map(|text| rules::opt_out(&text)).transpose()?;
        let status = request.endpoint_status.map(|text| rules::status(&text)).transpose()?;
        let effective = match &request.effective_date {
            Some(text) => Some(parse_date(text).map_err(|error| FieldError::new("EffectiveDate", error.to_string()))?),
            None => None,
        };
        let attributes = rules::lists("Attributes", request.attributes.unwrap_or_default(), limits)?;
        let metrics = rules::metrics(request.metrics.unwrap_or_default(), limits)?;
        let user = match request.user {
            Some(user) => {
                let id = user.user_id.map_or(Ok(UserMove::Stay), |id| rules::user_id("User.UserId", id))?;
                let attributes = rules::lists("User.UserAttributes", user.user_attributes.unwrap_or_default(), limits)?;
                Some(UserPatch { id, attributes })
            }
            None => None,
        };
        Ok(EndpointPatch {
            key: EndpointKey::of(&self.id),
            id: self.id,
            item: self.item,
            channel,
            address,
            opt_out,
            // A write that does not speak of the status revives the endpoint (spec §3.6).
            status: status.unwrap_or(EndpointStatus::Active),
            effective,
            request_id: request.request_id.unwrap_or(self.request_id),
            location: request.location.map(rules::location).transpose()?,
            demographic: request.demographic.map(rules::demographic).transpose()?,
            attributes,
            metrics,
            user,
            activity: self.activity,
        })
    }
}

/// A well-formed write of one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointPatch {
    pub key: EndpointKey,
    pub(super) id: String,
    pub(super) item: Option<usize>,
    pub(super) channel: Option<Channel>,
    pub(super) address: Option<String>,
    pub(super) opt_out: Option<OptOut>,
    pub(super) status: EndpointStatus,
    pub(super) effective: Option<Timestamp>,
    pub(super) request_id: String,
    pub(super) location: Option<EndpointLocation>,
    pub(super) demographic: Option<EndpointDemographic>,
    pub(super) attributes: AttributeLists,
    pub(super) metrics: BTreeMap<String, f64>,
    pub(super) user: Option<UserPatch>,
    pub(super) activity: Activity,
}

/// What a write says of the user.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UserPatch {
    pub(super) id: UserMove,
    pub(super) attributes: AttributeLists,
}

/// Where a write wants the endpoint to belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UserMove {
    /// No user id was given.
    Stay,
    /// The empty user id was given: away from its user.
    Detach,
    /// To this user, new or not.
    Attach(UserId),
}

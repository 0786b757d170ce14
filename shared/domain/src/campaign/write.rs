//! The two writes of a campaign, whole: merge, check, and see what follows. What the API calls.

use jiff::Timestamp;
use touchpoint_wire::types::WriteCampaignRequest;

use super::document::{Identity, document, merge};
use super::state::{Asked, Campaign, Changed, Defaults, on_create, on_update};
use super::validate::{validate, validate_new_starts};
use crate::field::FieldError;
use crate::limits::Limits;

/// A new campaign from a request; `defaults` are the app's settings as they are now.
pub fn create(
    request: WriteCampaignRequest,
    identity: &Identity,
    defaults: Defaults,
    quotas: &Limits,
    now: Timestamp,
) -> Result<Changed, FieldError> {
    validate(&request, quotas)?;
    validate_new_starts(&request, now)?;
    on_create(document(request, identity), defaults, now)
}

/// A stored campaign after a request. `identity` is that of the campaign with its new version, date of change and segment version.
pub fn update(
    stored: &Campaign,
    request: WriteCampaignRequest,
    identity: &Identity,
    quotas: &Limits,
    now: Timestamp,
) -> Result<Changed, FieldError> {
    validate_new_starts(&request, now)?;
    let asked = Asked::by(&request);
    let merged = merge(&stored.doc, request);
    validate(&merged, quotas)?;
    on_update(stored, document(merged, identity), asked, now)
}

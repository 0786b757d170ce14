//! Places in the quotas of active campaigns, taken and given back with the campaign's own write (spec §2.4).

use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::places::Placed as _;
use touchpoint_store::places::{released, taking};
use touchpoint_store::resources::Change;

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;

/// The campaign with the places that it needs, and no others, and the writes that make it so. They fail when another campaign takes
/// the same place first: look again then.
///
/// # Errors
/// 400 when as many campaigns are active as may be.
pub(crate) async fn settled(api: &Api, call: &Call, campaign: Campaign) -> Result<(Campaign, Vec<Change>), ApiError> {
    let (mut campaign, mut changes) = released(campaign);
    let (holder, limits) = (campaign.holder(), &api.config.limits);
    for quota in campaign.lacking() {
        let free = api.store.places().free(quota, quota.places(limits), &holder).await?;
        let place = free.ok_or_else(|| ApiError::bad_request(quota.refusal(limits)))?;
        changes.push(taking(&holder, quota, place, call.now));
        campaign.server.places.insert(quota, place);
    }
    Ok((campaign, changes))
}

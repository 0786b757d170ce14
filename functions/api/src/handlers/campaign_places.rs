//! Places in the quotas of active campaigns, taken and given back with the campaign's own write (spec §2.4).

use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::ids::{AppId, CampaignId};
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
    let (app, id) = (AppId::new(campaign.doc.application_id.as_str()), CampaignId::new(campaign.doc.id.as_str()));
    let limits = &api.config.limits;
    for quota in campaign.lacking() {
        let free = api.store.places().free(quota, quota.places(limits), &app, &id).await?;
        let place = free.ok_or_else(|| ApiError::bad_request(quota.refusal(limits)))?;
        changes.push(taking(&app, &id, quota, place, call.now));
        campaign.server.places.insert(quota, place);
    }
    Ok((campaign, changes))
}

//! The runs of a campaign, which the API calls activities (spec §6.10).

use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_wire::input::GetCampaignActivitiesInput;
use touchpoint_wire::types::ActivitiesResponse;

use super::versioned::Versioned;
use crate::Api;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;

/// `GetCampaignActivities`, newest first; runs under way with their counts so far.
pub(crate) async fn list(api: &Api, input: GetCampaignActivitiesInput) -> Result<Reply, ApiError> {
    let (app, campaign) = (AppId::new(input.application_id), CampaignId::new(input.campaign_id));
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    Versioned::campaign(&app, campaign.as_str()).head(api).await?;
    let runs = api.store.runs().activities(&app, &campaign, page).await?;
    Reply::of(&ActivitiesResponse { item: runs.items, next_token: runs.next })
}

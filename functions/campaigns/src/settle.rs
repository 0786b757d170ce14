//! The end of a run, and of a campaign.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use touchpoint_domain::campaign::run::RunKey;
use touchpoint_domain::campaign::schedule::watch_name;
use touchpoint_domain::campaign::shard::{ShardState, counts};
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_store::StoreError;

use crate::start::StoredCampaign;
use crate::{Campaigns, CampaignsError};

/// Tries to settle what others change at the same time.
const ATTEMPTS: u32 = 8;

/// A watch that may be needed again this soon is left alone: deleting it could cross with setting it.
const SOON: SignedDuration = SignedDuration::from_mins(10);

/// Writes the final counts into the activity, once, and settles the campaign.
pub(crate) async fn run(campaigns: &Campaigns, key: &RunKey, shards: &[ShardState]) -> Result<(), CampaignsError> {
    for _ in 0..ATTEMPTS {
        let Some(stored) = campaigns.store.runs().get(key).await? else {
            return Ok(());
        };
        if stored.run.is_over() {
            return campaign(campaigns, &key.app, &key.campaign).await;
        }
        let ended = stored.run.ended(&counts(shards), campaigns.clock.now());
        match campaigns.store.resources().commit(vec![stored.replaced_by(&ended)?]).await {
            Ok(()) => tracing::info!(app = %key.app, campaign = %key.campaign, run = %key.run, "a run is over"),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CampaignsError::Contended(key.campaign.clone()))
}

/// Brings the campaign's state in line with its runs, and ends the watch when there is nothing left to look after.
pub(crate) async fn campaign(campaigns: &Campaigns, app: &AppId, campaign: &CampaignId) -> Result<(), CampaignsError> {
    for _ in 0..ATTEMPTS {
        let stored = StoredCampaign::load(&campaigns.store, app, campaign).await?;
        let running = campaigns.store.runs().running(app, campaign).await?;
        let treatments: BTreeSet<String> = running.iter().map(|stored| stored.run.treatment().to_owned()).collect();
        if let Some(stored) = &stored
            && let Some(settled) = stored.campaign.settled(&treatments)
        {
            match campaigns.store.resources().commit(stored.replaced_by(&settled)?).await {
                Ok(()) => tracing::info!(%app, %campaign, status = %settled.status(), "a campaign's state changed"),
                Err(StoreError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        let soon = campaigns.clock.now().saturating_add(SOON).unwrap_or(jiff::Timestamp::MAX);
        let starts_soon = stored.is_some_and(|stored| stored.campaign.overdue(soon).is_some());
        if running.is_empty() && !starts_soon {
            campaigns.scheduler.delete(&watch_name(campaign)).await?;
        }
        return Ok(());
    }
    Err(CampaignsError::Contended(campaign.clone()))
}

//! One step of a run: cut what may be cut, and see whether it is over.

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use tokio::time::Instant;
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::campaign::run::{Control, RunKey};
use touchpoint_domain::campaign::shard::{ShardState, is_over};
use touchpoint_domain::ids::{AppId, CampaignId, RunId};
use touchpoint_store::resources::{Kind, Scope};

use crate::{Campaigns, CampaignsError, cut, seal, settle};

/// Shards that are cut at a time.
const SHARDS_AT_ONCE: usize = 8;

/// Advances all runs of a campaign that are under way; one that is in trouble does not stop the others.
pub(crate) async fn advance_all(
    campaigns: &Campaigns,
    app: &AppId,
    campaign: &CampaignId,
    until: Instant,
) -> Result<(), CampaignsError> {
    let mut advanced = Ok(());
    for stored in campaigns.store.runs().running(app, campaign).await? {
        advanced = advanced.and(Box::pin(advance(campaigns, &stored.run.key(), until)).await.map(|_| ()));
    }
    advanced
}

/// Advances a run of which only the id is known. Once its app is gone there is nothing to do.
pub(crate) async fn advance_run(campaigns: &Campaigns, app: &AppId, run: &RunId, until: Instant) -> Result<(), CampaignsError> {
    match campaigns.plans.get(&campaigns.store, app, run).await? {
        Some(plan) => {
            let key = RunKey { app: app.clone(), campaign: plan.plan.campaign.clone(), run: run.clone() };
            Box::pin(advance(campaigns, &key, until)).await.map(|_| ())
        }
        None => Ok(()),
    }
}

/// Advances a run. Returns its shards as they are then; none when it is over or gone.
pub(crate) async fn advance(campaigns: &Campaigns, key: &RunKey, until: Instant) -> Result<Vec<ShardState>, CampaignsError> {
    let _turn = campaigns.turns.take(&key.run).await;
    let runs = campaigns.store.runs();
    let Some(stored) = runs.get(key).await? else {
        return Ok(Vec::new());
    };
    if stored.run.is_over() {
        settle::campaign(campaigns, &key.app, &key.campaign).await?;
        return Ok(Vec::new());
    }
    let mut shards = runs.shards(&key.app, &key.run).await?;
    // A run that began while its app was being deleted was not told.
    let control = if app_exists(campaigns, &key.app).await? { stored.run.server.control } else { Control::Cancelled };
    let changed = match control {
        Control::Running => match campaigns.plans.get(&campaigns.store, &key.app, &key.run).await? {
            Some(plan) => cut_shards(campaigns, &plan, &shards, until).await?,
            None => return Ok(Vec::new()),
        },
        Control::Paused => Changed::No,
        Control::Cancelled => seal::shards(campaigns, key, &shards).await?,
    };
    if changed == Changed::Yes {
        // A chunk that was finished while we cut has told nobody who could see that it was the last one.
        shards = runs.shards(&key.app, &key.run).await?;
    }
    if is_over(&shards) {
        settle::run(campaigns, key, &shards).await?;
        return Ok(Vec::new());
    }
    Ok(shards)
}

/// Nothing begins and nothing goes on in an app that is deleted; its data stays a little longer than the app itself.
pub(crate) async fn app_exists(campaigns: &Campaigns, app: &AppId) -> Result<bool, CampaignsError> {
    Ok(campaigns.store.resources().get(&Scope::Account, Kind::App, app.as_str()).await?.is_some())
}

/// Whether the shards are no longer as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    Yes,
    No,
}

impl Changed {
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Yes { self } else { other }
    }
}

async fn cut_shards(
    campaigns: &Campaigns,
    plan: &CompiledRun,
    shards: &[ShardState],
    until: Instant,
) -> Result<Changed, CampaignsError> {
    let open = shards.iter().zip(0_u8..).filter(|(state, _)| state.room() > 0);
    stream::iter(open)
        .map(|(state, shard)| Box::pin(cut::cut(campaigns, plan, shard, state.clone(), until)))
        .buffer_unordered(SHARDS_AT_ONCE)
        .try_fold(Changed::No, |all, one| async move { Ok(all.or(one)) })
        .await
}

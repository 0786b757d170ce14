//! Looking after a campaign while it has runs: whatever was lost with a process is taken up again here.

use jiff::SignedDuration;
use tokio::time::Instant;
use touchpoint_domain::campaign::chunk::ChunkId;
use touchpoint_domain::campaign::run::{Control, Run};
use touchpoint_domain::campaign::shard::ShardState;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_store::outbox::OutboxChannel;

use crate::start::StoredCampaign;
use crate::{Campaigns, CampaignsError, advance, settle, start};

/// Looks after a campaign once.
pub(crate) async fn watch(
    campaigns: &Campaigns,
    app: &AppId,
    campaign: &CampaignId,
    until: Instant,
) -> Result<(), CampaignsError> {
    let stored = StoredCampaign::load(&campaigns.store, app, campaign).await?;
    if let Some(missed) = stored.and_then(|stored| stored.campaign.overdue(campaigns.clock.now())) {
        Box::pin(start::start(campaigns, app, campaign, missed, until)).await?;
    }
    let mut looked_after = Ok(());
    for stored in campaigns.store.runs().running(app, campaign).await? {
        // A run that is in trouble must not keep the others from being looked after.
        looked_after = looked_after.and(Box::pin(look_after(campaigns, &stored.run, until)).await);
    }
    settle::campaign(campaigns, app, campaign).await?;
    looked_after
}

async fn look_after(campaigns: &Campaigns, run: &Run, until: Instant) -> Result<(), CampaignsError> {
    let shards = advance::advance(campaigns, &run.key(), until).await?;
    wake(campaigns, run, &shards).await
}

/// Gives chunks to a sender that nobody works on.
async fn wake(campaigns: &Campaigns, run: &Run, shards: &[ShardState]) -> Result<(), CampaignsError> {
    match run.server.control {
        Control::Running | Control::Cancelled => {}
        Control::Paused => return Ok(()),
    }
    let key = run.key();
    let open = shards.iter().zip(0_u8..).flat_map(|(state, shard)| state.open.iter().map(move |number| (shard, *number)));
    let ids: Vec<ChunkId> = open.map(|(shard, number)| ChunkId { run: key.run.clone(), shard, number }).collect();
    let (now, lease) = (campaigns.clock.now(), SignedDuration::try_from(campaigns.options.lease).unwrap_or(SignedDuration::MAX));
    let outbox = campaigns.store.outbox(OutboxChannel::Email);
    let chunks = outbox.with_progress(&ids).await?;
    if chunks.len() < ids.len() {
        tracing::error!(app = %key.app, run = %key.run, missing = ids.len() - chunks.len(), "chunks of a run have expired");
    }
    for (chunk, progress) in chunks {
        if progress.finished {
            campaigns.store.runs().close(&chunk).await?;
        } else if progress.needs_waking(chunk.created, run.server.resumed, now, lease) {
            tracing::info!(chunk = %chunk.id, "a chunk is given to a sender again");
            outbox.wake(&key.app, &chunk.id, now).await?;
        }
    }
    Ok(())
}

//! Ending a cancelled run's planning: each shard gets a last, empty chunk, so that nobody who has not heard of it can add one.

use touchpoint_domain::campaign::chunk::{ChunkId, Draft, Rest};
use touchpoint_domain::campaign::run::RunKey;
use touchpoint_domain::campaign::shard::ShardState;
use touchpoint_store::outbox::{OutboxChannel, Release};

use crate::advance::Changed;
use crate::cut::note;
use crate::{Campaigns, CampaignsError};

/// Chunks of one shard that may turn up while it is sealed.
const ATTEMPTS: u32 = 8;

/// Seals the shards that are not cut to their end.
pub(crate) async fn shards(campaigns: &Campaigns, key: &RunKey, shards: &[ShardState]) -> Result<Changed, CampaignsError> {
    let mut changed = Changed::No;
    for (state, shard) in shards.iter().zip(0_u8..).filter(|(state, _)| !state.done) {
        changed = Changed::Yes;
        seal(campaigns, key, shard, state.planned).await?;
    }
    Ok(changed)
}

async fn seal(campaigns: &Campaigns, key: &RunKey, shard: u8, mut number: u32) -> Result<(), CampaignsError> {
    for _ in 0..ATTEMPTS {
        let id = ChunkId { run: key.run.clone(), shard, number };
        let last = Draft::default().finish(id, key.app.clone(), Rest::Nothing, campaigns.clock.now());
        let chunk = match campaigns.store.outbox(OutboxChannel::Email).release(&last).await? {
            Release::Stored => last,
            // Cut before the run was cancelled: its sender will say that it was stopped.
            Release::Taken(taken) => taken,
        };
        match note(campaigns, &chunk).await? {
            Some(state) if !state.done => number = state.planned,
            // Sealed, or somebody else goes on: whoever advances next will see.
            Some(_) | None => return Ok(()),
        }
    }
    Ok(())
}

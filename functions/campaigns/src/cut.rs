//! Cutting one shard of a run into chunks.
//!
//! Two that cut the same shard may see different endpoints, because these reads are not strongly consistent. That does not matter: only
//! one of them stores chunk number n, the other one takes it as it is, and both go on from where it ends.

use tokio::time::Instant;
use touchpoint_domain::campaign::chunk::{CHUNK_RECIPIENTS, Chunk, ChunkId, Draft, Member, Rest};
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::campaign::shard::ShardState;
use touchpoint_domain::endpoint::records::AddressKey;
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::outcome::Reason;
use touchpoint_store::StoreError;
use touchpoint_store::endpoints::StoredEndpoint;
use touchpoint_store::outbox::{OutboxChannel, Release};
use touchpoint_wire::types::ChannelType;

use crate::advance::Changed;
use crate::pages::Pages;
use crate::{Campaigns, CampaignsError};

/// How many endpoints are read per recipient where nothing is known yet.
const USUAL_SPARSITY: f64 = 2.0;

/// Cuts chunks of a shard while it may have more, and while there is time.
pub(crate) async fn cut(
    campaigns: &Campaigns,
    run: &CompiledRun,
    shard: u8,
    mut state: ShardState,
    until: Instant,
) -> Result<Changed, CampaignsError> {
    let mut pages = Pages::new(&campaigns.store, &run.plan.app, shard, state.cursor.clone());
    let mut changed = Changed::No;
    while state.room() > 0 && Instant::now() < until {
        let id = ChunkId { run: run.plan.run.clone(), shard, number: state.planned };
        let draft = draft(campaigns, run, &mut pages, &state, until).await?;
        let rest = if pages.is_at_end() { Rest::Nothing } else { Rest::More };
        if draft.scanned() == 0 && rest == Rest::More {
            break;
        }
        let drafted = draft.finish(id, run.plan.app.clone(), rest, campaigns.clock.now());
        let chunk = match campaigns.store.outbox(OutboxChannel::Email).release(&drafted).await? {
            Release::Stored => drafted,
            Release::Taken(taken) => {
                if let Some(next) = &taken.next {
                    pages.go_behind(next.clone());
                }
                taken
            }
        };
        changed = Changed::Yes;
        state = match note(campaigns, &chunk).await? {
            Some(state) => state,
            None => break,
        };
    }
    Ok(changed)
}

/// Notes in its shard that a chunk is stored. `None` when somebody else has: then the shard is theirs to go on with.
pub(crate) async fn note(campaigns: &Campaigns, chunk: &Chunk) -> Result<Option<ShardState>, StoreError> {
    match campaigns.store.runs().planned(chunk).await {
        Ok(state) => Ok(Some(state)),
        Err(StoreError::Conflict) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads endpoints until a chunk is full, the shard ends, or time is up.
async fn draft(
    campaigns: &Campaigns,
    run: &CompiledRun,
    pages: &mut Pages<'_>,
    state: &ShardState,
    until: Instant,
) -> Result<Draft, CampaignsError> {
    let mut draft = Draft::default();
    let sparsity = sparsity(state);
    while !draft.is_full() && Instant::now() < until {
        let missing = CHUNK_RECIPIENTS.saturating_sub(draft.recipients());
        let Some(endpoint) = pages.next((missing as f64 * sparsity).ceil() as usize).await? else {
            break;
        };
        let member = member(campaigns, run, &endpoint).await?;
        draft.push(endpoint.key, member);
    }
    Ok(draft)
}

/// Endpoints per recipient in this shard so far.
fn sparsity(state: &ShardState) -> f64 {
    let passed = state.counts.get(Reason::FilteredOutBySegment) + state.counts.get(Reason::OtherTreatment);
    let all = state.counts.total();
    match all.saturating_sub(passed) {
        0 => USUAL_SPARSITY,
        members => all as f64 / members as f64,
    }
}

/// What the run makes of an endpoint, with its address claimed if others have the same.
async fn member(campaigns: &Campaigns, run: &CompiledRun, endpoint: &StoredEndpoint) -> Result<Member, StoreError> {
    let now = campaigns.clock.now();
    let Ok(view) = EndpointView::parse(&endpoint.doc) else {
        tracing::error!(app = %run.plan.app, run = %run.plan.run, "a stored endpoint cannot be read");
        return Ok(Member::NotInSegment);
    };
    match run.plan_member(&view, now) {
        Member::Recipient if view.shared_address => {
            let address = AddressKey::of(ChannelType::Email, view.address.as_deref().unwrap_or_default());
            let owner = owner_of(campaigns, run, &address, &endpoint.key).await?;
            Ok(if owner == endpoint.key { Member::Recipient } else { Member::LeftOut(Reason::DuplicateAddress) })
        }
        member @ (Member::Recipient | Member::NotInSegment | Member::OtherTreatment | Member::LeftOut(_)) => Ok(member),
    }
}

async fn owner_of(
    campaigns: &Campaigns,
    run: &CompiledRun,
    address: &AddressKey,
    key: &EndpointKey,
) -> Result<EndpointKey, StoreError> {
    let outbox = campaigns.store.outbox(OutboxChannel::Email);
    outbox.claim_address(&run.plan.occasion, address, key, campaigns.clock.now()).await
}

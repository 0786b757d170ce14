//! How many endpoints a segment has: the same rules as a campaign's, over the same pages, without sending.

use jiff::Timestamp;
use tokio::task::JoinSet;
use touchpoint_domain::endpoint::view::{EndpointStatus, EndpointView, OptOut};
use touchpoint_domain::ids::{AppId, SHARDS, SegmentId};
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::{CompiledSegment, SegmentError};
use touchpoint_store::{Consistency, Store, StoreError};

/// Endpoints read at a time.
const PAGE: usize = 1_000;

/// Why a segment cannot be counted.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Segment(#[from] SegmentError),
    #[error("counting was cut short: {0}")]
    Join(#[from] tokio::task::JoinError),
}

/// The size of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentCount {
    pub total: u64,
    /// Those among them that are active, not opted out, and have a channel and an address.
    pub eligible: u64,
}

/// Counts a segment as it is at `now`; `None` when there is no such segment.
pub async fn count(
    store: &Store,
    app: &AppId,
    segment: &SegmentId,
    now: Timestamp,
    limits: &Limits,
) -> Result<Option<SegmentCount>, CountError> {
    let Some(spec) = store.segment(app, segment, None).await? else { return Ok(None) };
    let sources = store.segment_sources(app, &spec, limits).await?;
    let compiled = CompiledSegment::compile(&spec, &mut |id, version| sources.get(&(id.clone(), version)).cloned(), limits)?;
    let mut shards = JoinSet::new();
    for shard in 0..SHARDS {
        shards.spawn(count_shard(store.clone(), app.clone(), shard, compiled.clone(), now));
    }
    let mut sum = SegmentCount::default();
    while let Some(counted) = shards.join_next().await {
        let counted = counted??;
        sum.total += counted.total;
        sum.eligible += counted.eligible;
    }
    Ok(Some(sum))
}

async fn count_shard(
    store: Store,
    app: AppId,
    shard: u8,
    segment: CompiledSegment,
    now: Timestamp,
) -> Result<SegmentCount, StoreError> {
    let (mut count, mut after) = (SegmentCount::default(), None);
    loop {
        let page = store.endpoints().page(&app, shard, after.as_deref(), PAGE, Consistency::Eventual).await?;
        for endpoint in &page.items {
            if let Ok(view) = EndpointView::parse(&endpoint.doc)
                && segment.matches(&view, now)
            {
                count.total += 1;
                count.eligible += u64::from(is_eligible(&view));
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(count);
        }
    }
}

fn is_eligible(endpoint: &EndpointView<'_>) -> bool {
    endpoint.opt_out == OptOut::None
        && endpoint.status == EndpointStatus::Active
        && endpoint.channel.is_some()
        && endpoint.address.as_ref().is_some_and(|address| !address.is_empty())
}

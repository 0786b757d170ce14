//! The campaign engine: starts runs, cuts them into chunks, looks after them, and ends them.
//!
//! What happens when a campaign is due, whoever calls and however often:
//!
//! 1. **start**: what the run needs is read once and frozen in a plan; plan, activity and the campaign's new state are one transaction;
//! 2. **advance**: each shard is read from where its last chunk ended; a chunk is stored unless one of its number exists, in which case
//!    that one counts; at most two chunks of a shard are unfinished at a time;
//! 3. a chunk that the sender has finished shows up in the outbox table's stream, and the run advances again;
//! 4. **watch**: again and again while a run is under way, because any of the above may be lost with the process that did it: starts
//!    that were missed are made, chunks that nobody works on are given to the sender again;
//! 5. **settle**: when all shards are cut and all chunks finished, the activity gets its counts, and the campaign its end.

mod advance;
mod cut;
mod pages;
mod resolve;
mod seal;
mod settle;
mod start;
mod turns;
mod watch;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::dynamodb::{Event as DynamoDbEvent, EventRecord as StreamRecord};
use aws_lambda_events::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use futures::stream::{self, StreamExt as _};
use serde::Deserialize;
use tokio::time::Instant;
use touchpoint_domain::ids::{AppId, CampaignId, RunId};
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler};
use touchpoint_store::outbox::OutboxChange;
use touchpoint_store::runs::{PlanCache, PlanUnavailable};
use touchpoint_store::{Store, StoreError};

use self::turns::Turns;

/// Compiled plans that are kept.
const PLANS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(31);
/// Runs that are advanced at a time.
const RUNS_AT_ONCE: usize = 4;

/// What a deployer may set.
#[derive(Clone, Debug)]
pub struct CampaignsOptions {
    /// How long one invocation works before it leaves the rest to the next.
    pub budget: Duration,
    /// How long a sender's claim holds; a chunk that nothing has happened to for as long is given to a sender again.
    pub lease: Duration,
}

/// Everything that the engine needs.
#[derive(Debug)]
pub struct Campaigns {
    store: Store,
    clock: Arc<dyn Clock>,
    scheduler: Arc<dyn Scheduler>,
    options: CampaignsOptions,
    plans: PlanCache,
    turns: Turns,
}

impl Campaigns {
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, scheduler: Arc<dyn Scheduler>, options: CampaignsOptions) -> Self {
        Self { store, clock, scheduler, options, plans: PlanCache::new(PLANS), turns: Turns::default() }
    }
}

/// What the function is invoked with: a schedule's task, or a batch of the outbox table's stream.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum CampaignsEvent {
    Task(ScheduledTask),
    Stream(DynamoDbEvent),
}

/// Work that was not done; it is to be tried again.
#[derive(Debug, thiserror::Error)]
pub enum CampaignsError {
    #[error("task is for {target}, not for campaigns")]
    WrongTarget { target: &'static str },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Plan(#[from] PlanUnavailable),
    #[error("a schedule could not be set: {0}")]
    Schedule(#[from] PortError),
    #[error("campaign {0} kept changing while it was worked on")]
    Contended(CampaignId),
}

/// Does what the event asks for. An error concerns a task as a whole; the failures in the answer are records of a stream. Both are to
/// be delivered again.
pub async fn handle(campaigns: &Campaigns, event: CampaignsEvent) -> Result<DynamoDbEventResponse, CampaignsError> {
    let until = Instant::now() + campaigns.options.budget;
    // Boxed, here and where a run is advanced: the compiler gives up on futures that are nested as deep as these.
    match event {
        CampaignsEvent::Task(task) => {
            Box::pin(perform(campaigns, task, until)).await?;
            Ok(DynamoDbEventResponse::default())
        }
        CampaignsEvent::Stream(event) => Ok(Box::pin(advance_finished(campaigns, event, until)).await),
    }
}

async fn perform(campaigns: &Campaigns, task: ScheduledTask, until: Instant) -> Result<(), CampaignsError> {
    match task {
        ScheduledTask::StartCampaign { app, campaign, scheduled } => {
            start::start(campaigns, &AppId::new(app), &CampaignId::new(campaign), scheduled, until).await
        }
        ScheduledTask::WatchCampaign { app, campaign } => {
            watch::watch(campaigns, &AppId::new(app), &CampaignId::new(campaign), until).await
        }
        ScheduledTask::PurgeApp { .. } => Err(CampaignsError::WrongTarget { target: "jobs" }),
        ScheduledTask::ForwardParked { .. } | ScheduledTask::MergeArchive => {
            Err(CampaignsError::WrongTarget { target: "ingest" })
        }
    }
}

/// Advances each run of which a chunk was finished, once.
async fn advance_finished(campaigns: &Campaigns, event: DynamoDbEvent, until: Instant) -> DynamoDbEventResponse {
    let (runs, mut failed) = finished(event.records);
    let failures: Vec<Vec<String>> = stream::iter(runs)
        .map(|((app, run), sequence_numbers)| async move {
            match advance::advance_run(campaigns, &app, &run, until).await {
                Ok(()) => Vec::new(),
                Err(error) => {
                    tracing::warn!(%error, %app, %run, "a run was not advanced");
                    sequence_numbers
                }
            }
        })
        .buffer_unordered(RUNS_AT_ONCE)
        .collect()
        .await;
    failed.extend(failures.into_iter().flatten());
    let mut response = DynamoDbEventResponse::default();
    response.batch_item_failures.extend(failed.into_iter().map(|sequence_number| {
        let mut failure = DynamoDbBatchItemFailure::default();
        failure.item_identifier = Some(sequence_number);
        failure
    }));
    response
}

/// Runs, each with the sequence numbers of the records that tell of it.
type Runs = BTreeMap<(AppId, RunId), Vec<String>>;

/// The runs of which a chunk was finished, and the records that cannot be read.
fn finished(records: Vec<StreamRecord>) -> (Runs, Vec<String>) {
    let (mut runs, mut unreadable) = (Runs::new(), Vec::new());
    for record in records {
        let sequence_number = record.change.sequence_number.unwrap_or_default();
        match OutboxChange::of(&record.change.old_image, &record.change.new_image) {
            Ok(OutboxChange::Finished { app, run }) => runs.entry((app, run)).or_default().push(sequence_number),
            Ok(OutboxChange::Released(_) | OutboxChange::Woken { .. } | OutboxChange::Nothing) => {}
            Err(error) => {
                tracing::error!(%error, sequence_number, "an outbox record cannot be read");
                unreadable.push(sequence_number);
            }
        }
    }
    (runs, unreadable)
}

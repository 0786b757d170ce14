//! Work that takes longer than a request may: so far, removing what belonged to deleted apps.
//!
//! A task is done in bounded pieces and may be begun again at any time: it goes on where it stopped. What does not fit into one
//! invocation schedules itself again.

mod purge;

use std::sync::Arc;
use std::time::Duration;

use object_store::ObjectStore;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler};
use touchpoint_store::{Store, StoreError};

/// Everything that the tasks need.
#[derive(Clone, Debug)]
pub struct Jobs {
    store: Store,
    clock: Arc<dyn Clock>,
    scheduler: Arc<dyn Scheduler>,
    archive: Arc<dyn ObjectStore>,
    budget: Duration,
}

impl Jobs {
    /// `budget` is how long one invocation may work before it leaves the rest to the next.
    #[must_use]
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        scheduler: Arc<dyn Scheduler>,
        archive: Arc<dyn ObjectStore>,
        budget: Duration,
    ) -> Self {
        Self { store, clock, scheduler, archive, budget }
    }
}

/// A task that was not done; it is to be tried again.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error("task is for {target}, not for jobs")]
    WrongTarget { target: &'static str },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the archive failed: {0}")]
    Archive(#[from] object_store::Error),
    #[error("the rest of the work could not be scheduled")]
    Schedule(#[from] PortError),
}

/// Does what a schedule asks for.
pub async fn handle(jobs: &Jobs, task: ScheduledTask) -> Result<(), JobError> {
    match task {
        ScheduledTask::PurgeApp { app } => purge::purge(jobs, app).await,
        ScheduledTask::StartCampaign { .. } | ScheduledTask::WatchCampaign { .. } => {
            Err(JobError::WrongTarget { target: "campaigns" })
        }
        ScheduledTask::ForwardParked { .. } | ScheduledTask::MergeArchive => Err(JobError::WrongTarget { target: "ingest" }),
    }
}

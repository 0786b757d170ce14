//! Reads the `events` stream: everything that happened, once, and what follows from it.
//!
//! What happens to a batch (the records of one shard, in order), whoever delivers it and however often:
//!
//! 1. **decode**: what is no record of ours is set aside in the archive, and the rest goes on; so does what no app is left for;
//! 2. **endpoints**: those that events are reported of exist, and know when they were last active;
//! 3. **claims**: which of the events are new; clients and producers repeat themselves;
//! 4. **rollups**: the new ones are counted;
//! 5. **archive**: they are kept;
//! 6. **forward**: they go to the app's own stream, if it has one;
//! 7. **triggers**: campaigns and journeys that wait for them are told.
//!
//! Each step may be done again with the same result, so a batch that failed half way is simply delivered again, whole.

mod apps;
pub mod archive;
mod batch;
mod decode;
mod endpoints;
pub mod forward;
mod rollups;
mod triggers;

use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::kinesis::KinesisEvent;
use aws_lambda_events::streams::KinesisEventResponse;
use bytes::Bytes;
use jiff::civil::Date;
use object_store::ObjectStore;
use serde::Deserialize;
use tokio::time::Instant;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::metrics::Position;
use touchpoint_platform::archive::ArchiveError;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{Destinations, PortError, ScheduledTask, Scheduler, Triggers};
use touchpoint_store::{Store, StoreError};

use self::apps::Apps;

/// What a deployer may set.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// How far an endpoint's activity must have moved on before it is written again.
    pub activity_interval: Duration,
    /// How many days rollups are kept.
    pub metrics_days: u32,
    pub limits: Limits,
    /// How long one invocation works before it leaves the rest to the next.
    pub budget: Duration,
}

/// The world as this function needs it.
#[derive(Clone, Debug)]
pub struct IngestPorts {
    pub archive: Arc<dyn ObjectStore>,
    pub destinations: Arc<dyn Destinations>,
    pub triggers: Arc<dyn Triggers>,
    pub scheduler: Arc<dyn Scheduler>,
}

/// Everything that reading the stream needs.
#[derive(Debug)]
pub struct Ingest {
    store: Store,
    clock: Arc<dyn Clock>,
    ports: IngestPorts,
    options: IngestOptions,
    apps: Apps,
}

impl Ingest {
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, ports: IngestPorts, options: IngestOptions) -> Self {
        Self { store, clock, ports, options, apps: Apps::default() }
    }
}

/// What the function is invoked with: a schedule's task, or a batch of the events stream.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum IngestEvent {
    Task(ScheduledTask),
    Stream(KinesisEvent),
}

/// Where in the stream a batch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The shard's id, `shardId-000000000000`.
    pub shard: String,
    pub first: Position,
    pub last: Position,
}

/// An event on its way to the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    pub app: AppId,
    /// The day of `event_timestamp` in UTC.
    pub date: Date,
    /// The event as JSON, without a newline.
    pub json: Bytes,
}

/// Work that was not done; it is to be tried again.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    #[error("task is for {target}, not for ingest")]
    WrongTarget { target: &'static str },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the archive failed: {0}")]
    Archive(#[from] object_store::Error),
    #[error(transparent)]
    Reading(#[from] ArchiveError),
    #[error(transparent)]
    Port(#[from] PortError),
    #[error("an event cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("there was not enough time")]
    OutOfTime,
}

/// Does what the event asks for. An error concerns a task as a whole; the failure in the answer is the record from which on the batch
/// is to be delivered again.
pub async fn handle(ingest: &Ingest, event: IngestEvent) -> Result<KinesisEventResponse, IngestError> {
    let until = Instant::now() + ingest.options.budget;
    // Boxed: the compiler gives up on futures that are nested as deep as these.
    match event {
        IngestEvent::Task(task) => {
            Box::pin(perform(ingest, task, until)).await?;
            Ok(KinesisEventResponse::default())
        }
        IngestEvent::Stream(event) => Ok(Box::pin(consume(ingest, &event, until)).await),
    }
}

/// Deals with a batch. What is not dealt with is delivered again: all of it, or what was too much at a time.
async fn consume(ingest: &Ingest, event: &KinesisEvent, until: Instant) -> KinesisEventResponse {
    let mut response = KinesisEventResponse::default();
    let Some(batch) = decode::decode(event) else { return response };
    let (place, rest) = (batch.place.clone(), batch.rest.clone());
    let taken = match tokio::time::timeout_at(until, batch::take(ingest, batch)).await {
        Ok(taken) => taken,
        Err(_) => Err(IngestError::OutOfTime),
    };
    match taken {
        Ok(()) => rest.iter().for_each(|position| response.add_failure(position.as_str())),
        Err(error) => {
            let (shard, first, last) = (&place.shard, place.first.as_str(), place.last.as_str());
            tracing::warn!(%error, shard, first, last, "a batch was not dealt with");
            response.add_failure(first);
        }
    }
    response
}

async fn perform(ingest: &Ingest, task: ScheduledTask, until: Instant) -> Result<(), IngestError> {
    match task {
        ScheduledTask::ForwardParked { app } => forward::forward_parked(ingest, &AppId::new(app), until).await,
        ScheduledTask::MergeArchive => archive::merge(ingest, until).await,
        ScheduledTask::PurgeApp { .. } => Err(IngestError::WrongTarget { target: "jobs" }),
        ScheduledTask::StartCampaign { .. } | ScheduledTask::WatchCampaign { .. } => {
            Err(IngestError::WrongTarget { target: "campaigns" })
        }
    }
}

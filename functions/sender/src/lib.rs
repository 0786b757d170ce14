//! Sends what campaigns have put into the outbox: chunk by chunk, window by window.
//!
//! What happens to a chunk, whoever delivers it and however often:
//!
//! 1. a window is claimed: one conditional update, which exactly one sender wins, ever;
//! 2. its endpoints are read again, strongly consistent, and whoever has opted out or is gone meanwhile is left out;
//! 3. the rest is rendered and handed to the channel; what is refused for the moment is tried again while there is time;
//! 4. the outcomes are recorded, in the same update that claims the next window;
//! 5. `_campaign.send` events are emitted from the recorded outcomes, and again if it is not certain that they were;
//! 6. when all windows are recorded and emitted, the chunk is counted in its shard and finished.
//!
//! A sender that dies between 1 and 4 leaves a window in doubt. Once the lease is over, somebody records it as such; it is never sent
//! again. Everything a window may take (its time for sending, then for recording) ends before its lease does.

mod deliver;
mod emit;
mod error;
mod fresh;
mod mail;
mod options;
mod persist;
mod window;
mod work;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lambda_events::dynamodb::{Event as DynamoDbEvent, EventRecord as StreamRecord};
use aws_lambda_events::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use futures::stream::{self, StreamExt as _};
use tokio::time::Instant;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkId};
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EmailChannel, EventStream};
use touchpoint_store::outbox::{OutboxChange, OutboxChannel};
use touchpoint_store::runs::PlanCache;
use touchpoint_store::{Store, StoreError};

use self::error::WorkError;
pub use self::options::SenderOptions;

/// Compiled plans that are kept: a sender works for few campaigns at a time.
const PLANS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(31);

/// Everything that sending needs.
#[derive(Debug)]
pub struct Sender {
    store: Store,
    clock: Arc<dyn Clock>,
    events: Arc<dyn EventStream>,
    email: Arc<dyn EmailChannel>,
    options: SenderOptions,
    plans: PlanCache,
    /// Tells the claims of this sender from those of all others.
    instance: String,
    deliveries: AtomicU64,
}

impl Sender {
    #[must_use]
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        events: Arc<dyn EventStream>,
        email: Arc<dyn EmailChannel>,
        options: SenderOptions,
    ) -> Self {
        let instance = format!("{:012x}", uuid::Uuid::new_v4().as_u64_pair().0 >> 16);
        Self { store, clock, events, email, options, plans: PlanCache::new(PLANS), instance, deliveries: AtomicU64::new(0) }
    }

    /// The same sender under a name of the caller's choice, so that a simulated run can be replayed. No two senders may share one.
    #[must_use]
    pub fn named(self, instance: impl Into<String>) -> Self {
        Self { instance: instance.into(), ..self }
    }

    /// The owner of the claims of one delivery of one chunk: never the same twice, so that a claim that this process has lost sight of
    /// is somebody else's even to itself.
    fn new_owner(&self) -> String {
        format!("{}.{:x}", self.instance, self.deliveries.fetch_add(1, Ordering::Relaxed))
    }
}

/// A chunk to work on, as the stream tells of it.
enum Delivery {
    Released(Box<Chunk>),
    Woken(ChunkId),
}

/// The stream records that are about one chunk.
struct Job {
    delivery: Delivery,
    sequence_numbers: Vec<String>,
}

/// Works off the chunks that a batch of the outbox table's stream tells of. Records of chunks that could not be worked to the end are
/// returned as failures, to be delivered again.
pub async fn handle(sender: &Sender, event: DynamoDbEvent) -> DynamoDbEventResponse {
    let until = Instant::now() + sender.options.batch_budget;
    let (jobs, mut failed) = jobs(event.records);
    let failures: Vec<Vec<String>> = stream::iter(jobs)
        .map(|job| async move {
            // Boxed: the compiler gives up on futures that are nested deeper.
            match Box::pin(work_on(sender, job.delivery, until)).await {
                Ok(()) => Vec::new(),
                Err(error) => {
                    tracing::warn!(%error, "a chunk was not worked to its end");
                    job.sequence_numbers
                }
            }
        })
        .buffer_unordered(sender.options.chunks_at_once)
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

/// The work in a batch, each chunk once, and the sequence numbers of records that cannot be read.
fn jobs(records: Vec<StreamRecord>) -> (Vec<Job>, Vec<String>) {
    let mut jobs = BTreeMap::<ChunkId, Job>::new();
    let mut unreadable = Vec::new();
    for record in records {
        let sequence_number = record.change.sequence_number.unwrap_or_default();
        let (id, delivery) = match OutboxChange::of(&record.change.old_image, &record.change.new_image) {
            Ok(OutboxChange::Released(chunk)) => (chunk.id.clone(), Delivery::Released(chunk)),
            Ok(OutboxChange::Woken { chunk }) => (chunk.clone(), Delivery::Woken(chunk)),
            Ok(OutboxChange::Finished { .. } | OutboxChange::Nothing) => continue,
            Err(error) => {
                tracing::error!(%error, sequence_number, "an outbox record cannot be read");
                unreadable.push(sequence_number);
                continue;
            }
        };
        match jobs.get_mut(&id) {
            Some(job) => job.sequence_numbers.push(sequence_number),
            None => {
                jobs.insert(id, Job { delivery, sequence_numbers: vec![sequence_number] });
            }
        }
    }
    (jobs.into_values().collect(), unreadable)
}

async fn work_on(sender: &Sender, delivery: Delivery, until: Instant) -> Result<(), WorkError> {
    let chunk = match delivery {
        Delivery::Released(chunk) => *chunk,
        Delivery::Woken(id) => match sender.store.outbox(OutboxChannel::Email).chunk(&id).await? {
            Some(chunk) => chunk,
            None => {
                let reason = "a chunk was woken that does not exist".to_owned();
                return Err(StoreError::Corrupt { what: format!("chunk {id}"), reason }.into());
            }
        },
    };
    work::work_off(sender, chunk, until).await
}

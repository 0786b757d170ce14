//! The functions that the template deploys to Lambda, wired to what stands in for AWS here.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use aws_lambda_events::dynamodb::Event;
use aws_lambda_events::streams::DynamoDbEventResponse;
use object_store::ObjectStore;
use touchpoint_api::{Api, ApiConfig, FixedKeys, Ports};
use touchpoint_campaigns::{Campaigns, CampaignsEvent, CampaignsOptions};
use touchpoint_domain::quotas::Quotas;
use touchpoint_feedback::Feedback;
use touchpoint_ingest::{Ingest, IngestEvent, IngestOptions, IngestPorts};
use touchpoint_jobs::Jobs;
use touchpoint_platform::config::partition_of;
use touchpoint_platform::ports::{ScheduledTask, Target, Vault};
use touchpoint_platform::triggers::Unheard;
use touchpoint_sender::{Sender, SenderOptions};
use touchpoint_store::Store;

use crate::clock::LocalClock;
use crate::destinations::LocalDestinations;
use crate::email::LocalEmail;
use crate::events::LocalEventStream;
use crate::ledger::Ledger;
use crate::scheduler::{HandlerError, LocalScheduler, Tasks};
use crate::streams::Consumer;
use crate::text::LocalText;

/// Where the local system says it is, in ARNs and events.
pub const REGION: &str = "us-east-1";
pub const ACCOUNT: &str = "000000000000";

/// The access key that may do everything here. It guards nothing: it is there so that clients sign as they do elsewhere.
const KEY_ID: &str = "local";
const SECRET: &str = "local";

/// How long one call of a function may work, as on Lambda.
const BUDGET: Duration = Duration::from_secs(600);

/// As the template has them by default.
const ACTIVITY_INTERVAL: Duration = Duration::from_secs(3600);
const METRICS_DAYS: u32 = 90;

/// Chunks that one call of the sender works on at a time. Few, because one machine does all the work: with more of them each window
/// only takes longer, and more are in doubt after a kill.
const CHUNKS_AT_ONCE: usize = 4;

/// What the functions have in common.
#[derive(Clone, Debug)]
pub struct World {
    pub store: Store,
    pub ledger: Ledger,
    pub clock: LocalClock,
    pub scheduler: LocalScheduler,
    pub vault: Arc<dyn Vault>,
    /// Where all events are kept.
    pub archive: Arc<dyn ObjectStore>,
    /// How long a claimed window may stay unrecorded before it is in doubt.
    pub lease: Duration,
    pub quotas: Quotas,
}

impl World {
    /// The API.
    #[must_use]
    pub fn api(&self) -> Api {
        let config = ApiConfig {
            partition: partition_of(REGION).to_owned(),
            region: REGION.to_owned(),
            account: ACCOUNT.to_owned(),
            limits: self.quotas.limits.clone(),
        };
        let clock = Arc::new(self.clock.clone());
        let ports = Ports {
            scheduler: Arc::new(self.scheduler.clone()),
            events: Arc::new(self.events()),
            email: Arc::new(LocalEmail::new(self.ledger.clone(), clock.clone())),
            text: Arc::new(LocalText::new(self.ledger.clone(), clock.clone())),
            vault: Arc::clone(&self.vault),
            archive: Arc::clone(&self.archive),
        };
        let fixed = FixedKeys::none().with_admin(KEY_ID, SECRET);
        Api::new(self.store.clone(), clock, ports, config, fixed).with_rates(self.quotas.rates.clone())
    }

    /// The function that hears what mailbox providers report.
    #[must_use]
    pub fn feedback(&self) -> Feedback {
        Feedback::new(self.store.clone(), Arc::new(self.events()), Arc::new(self.clock.clone()))
    }

    /// The function that sends what is in the outbox table.
    #[must_use]
    pub fn sender(&self) -> Sender {
        let clock = Arc::new(self.clock.clone());
        let email = LocalEmail::new(self.ledger.clone(), clock.clone());
        let options = SenderOptions { chunks_at_once: CHUNKS_AT_ONCE, ..SenderOptions::new(ACCOUNT, self.lease, BUDGET) };
        Sender::new(self.store.clone(), clock, Arc::new(self.events()), Arc::new(email), options)
    }

    /// The campaign engine.
    #[must_use]
    pub fn campaigns(&self) -> Campaigns {
        let options = CampaignsOptions { budget: BUDGET, lease: self.lease };
        Campaigns::new(self.store.clone(), Arc::new(self.clock.clone()), Arc::new(self.scheduler.clone()), options)
    }

    /// The reader of the event stream.
    #[must_use]
    pub fn ingest(&self) -> Ingest {
        let ports = IngestPorts {
            archive: Arc::clone(&self.archive),
            destinations: Arc::new(LocalDestinations::new(self.ledger.clone())),
            triggers: Arc::new(Unheard),
            scheduler: Arc::new(self.scheduler.clone()),
        };
        let options = IngestOptions {
            activity_interval: ACTIVITY_INTERVAL,
            metrics_days: METRICS_DAYS,
            limits: self.quotas.limits.clone(),
            budget: BUDGET,
        };
        Ingest::new(self.store.clone(), Arc::new(self.clock.clone()), ports, options)
    }

    /// What is done after a request.
    #[must_use]
    pub fn jobs(&self) -> Jobs {
        let (clock, scheduler) = (Arc::new(self.clock.clone()), Arc::new(self.scheduler.clone()));
        Jobs::new(self.store.clone(), clock, scheduler, Arc::clone(&self.archive), BUDGET)
    }

    fn events(&self) -> LocalEventStream {
        LocalEventStream::new(self.ledger.clone())
    }
}

/// The functions that schedules call.
#[derive(Debug)]
pub struct Scheduled {
    pub campaigns: Arc<Campaigns>,
    pub ingest: Arc<Ingest>,
    pub jobs: Arc<Jobs>,
}

#[async_trait]
impl Tasks for Scheduled {
    async fn run(&self, task: ScheduledTask) -> Result<(), HandlerError> {
        match task.target() {
            Target::Campaigns => {
                let campaigns = Arc::clone(&self.campaigns);
                let event = CampaignsEvent::Task(task);
                instance(async move || touchpoint_campaigns::handle(&campaigns, event).await).await??;
            }
            Target::Ingest => {
                let ingest = Arc::clone(&self.ingest);
                let event = IngestEvent::Task(task);
                instance(async move || touchpoint_ingest::handle(&ingest, event).await).await??;
            }
            Target::Jobs => {
                let jobs = Arc::clone(&self.jobs);
                instance(async move || touchpoint_jobs::handle(&jobs, task).await).await??;
            }
        }
        Ok(())
    }
}

/// The sender as a reader of the outbox table's stream.
#[derive(Debug)]
pub struct Sending(pub Arc<Sender>);

#[async_trait]
impl Consumer for Sending {
    async fn consume(&self, event: Event) -> Result<DynamoDbEventResponse, HandlerError> {
        let sender = Arc::clone(&self.0);
        instance(async move || touchpoint_sender::handle(&sender, event).await).await
    }
}

/// The campaign engine as a reader of the outbox table's stream.
#[derive(Debug)]
pub struct Advancing(pub Arc<Campaigns>);

#[async_trait]
impl Consumer for Advancing {
    async fn consume(&self, event: Event) -> Result<DynamoDbEventResponse, HandlerError> {
        let campaigns = Arc::clone(&self.0);
        let event = CampaignsEvent::Stream(event);
        Ok(instance(async move || touchpoint_campaigns::handle(&campaigns, event).await).await??)
    }
}

/// Makes one call of a function on a thread of its own, as Lambda makes it in an instance of its own: it neither keeps others from
/// their turn while it computes, nor need it be able to move between threads.
pub(crate) async fn instance<T, F>(call: F) -> Result<T, HandlerError>
where
    T: Send + 'static,
    F: AsyncFnOnce() -> T + Send + 'static,
{
    let runtime = tokio::runtime::Handle::current();
    Ok(tokio::task::spawn_blocking(move || runtime.block_on(call())).await?)
}

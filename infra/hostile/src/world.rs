//! The world: a database, a provider, schedules and streams, and functions that are called in it, die in it and are called again.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::dynamodb::Event as StreamEvent;
use dynoxide::Database;
use jiff::Timestamp;
use serde_json::json;
use touchpoint_api::{Api, ApiConfig, FixedKeys, Ports};
use touchpoint_campaigns::{Campaigns, CampaignsEvent, CampaignsOptions};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{ScheduledTask, When};
use touchpoint_platform::testing::{Postbox, vault};
use touchpoint_sender::{Sender, SenderOptions};
use touchpoint_store::{Store, TableNames, schema};

use crate::audience::{Person, audience};
use crate::channel::{HostileEmail, Ledger};
use crate::chaos::{Chaos, Hostility};
use crate::connector::Wire;
use crate::database::{client, memory};
use crate::dice::Dice;
use crate::events::{EventLog, HostileEvents};
use crate::front::Front;
use crate::scheduler::{HostileScheduler, Schedules};
use crate::stream::Consumer;
use crate::time::RuntimeClock;

const ACCOUNT: &str = "000000000000";
const LEASE: Duration = Duration::from_secs(60);
/// How long a function may run, as Lambda would let it.
const FUNCTION_TIMEOUT: Duration = Duration::from_secs(50);
/// Rounds until the dust must have settled; a round lets a minute or so pass.
const MAX_ROUNDS: u32 = 400;

/// Which function a batch is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Campaigns,
    Sender,
}

/// How an invocation ended.
enum Ended {
    /// Everything is dealt with, or from this sequence number on it is not.
    Answered(Option<String>),
    Failed,
}

/// A story in a hostile world, and what is left of it.
pub struct World {
    pub seed: u64,
    pub hostility: Hostility,
    dice: Dice,
    database: Arc<Database>,
    clock: RuntimeClock,
    pub ledger: Ledger,
    pub log: EventLog,
    schedules: Schedules,
    for_sender: Consumer,
    for_campaigns: Consumer,
    pub people: Vec<Person>,
    pub app: String,
    pub campaign: String,
    pub holdout: u64,
    /// Endpoint ids and the moment by which their opt-out was stored.
    pub opted_out: Vec<(String, u64)>,
    pub deleted: bool,
    /// Invocations that died.
    pub deaths: u32,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("seed", &self.seed).field("hostility", &self.hostility).finish_non_exhaustive()
    }
}

impl World {
    /// A world with an audience and a campaign that is due in an hour.
    pub async fn new(seed: u64, hostility: Option<Hostility>) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let drawn = Hostility::of(&mut dice);
        let hostility = hostility.unwrap_or(drawn);
        let database = memory()?;
        let clock = RuntimeClock::starting_at("2030-01-01T00:00:00Z".parse()?);
        let faithful = client(Wire::faithful(Arc::clone(&database)));
        let tables = TableNames::with_prefix("hostile-");
        schema::create_all(&faithful, &tables).await?;
        let arn = schema::stream_arn(&faithful, &tables.outbox_email).await?;
        let people = audience(&mut dice);
        let holdout = if dice.chance(300) { 20 } else { 0 };
        let mut world = Self {
            seed,
            hostility,
            clock,
            ledger: Ledger::default(),
            log: EventLog::default(),
            schedules: Schedules::default(),
            for_sender: Consumer::at_the_beginning(Arc::clone(&database), &arn)?,
            for_campaigns: Consumer::at_the_beginning(Arc::clone(&database), &arn)?,
            database,
            dice,
            people,
            app: String::new(),
            campaign: String::new(),
            holdout,
            opted_out: Vec::new(),
            deleted: false,
            deaths: 0,
        };
        world.populate().await?;
        Ok(world)
    }

    async fn populate(&mut self) -> anyhow::Result<()> {
        let front = self.front()?;
        self.app = front.app().await?;
        for batch in self.people.chunks(100) {
            let items: Vec<_> = batch.iter().map(|person| person.item.clone()).collect();
            let body = json!({"Item": items});
            front.call("PUT", &format!("/v1/apps/{}/endpoints", self.app), Some(&body)).await?;
        }
        let segment = front.gold(&self.app).await?;
        self.campaign = front.campaign(&self.app, &segment, "2030-01-01T01:00:00Z", self.holdout).await?;
        Ok(())
    }

    /// A store on which nothing goes wrong.
    #[must_use]
    pub fn store(&self) -> Store {
        Store::new(client(Wire::faithful(Arc::clone(&self.database))), TableNames::with_prefix("hostile-"))
    }

    /// The API, as a client uses it while the world is calm.
    pub fn front(&self) -> anyhow::Result<Front> {
        let calm = Chaos::new(Hostility::none(), Dice::new(0));
        let scheduler = HostileScheduler::new(calm, self.schedules.clone());
        let config = ApiConfig {
            partition: "aws".to_owned(),
            region: "us-east-1".to_owned(),
            account: ACCOUNT.to_owned(),
            limits: Limits::default(),
        };
        let postbox = Arc::new(Postbox::default());
        let ports = Ports {
            scheduler: Arc::new(scheduler),
            events: postbox.clone(),
            email: postbox.clone(),
            text: postbox,
            vault: vault()?,
            archive: touchpoint_platform::archive::memory(),
        };
        let api = Api::new(self.store(), Arc::new(self.clock), ports, config, FixedKeys::none());
        Ok(Front(api.with_ids_seed(self.seed)))
    }

    /// Lets the world go on until nothing is left to do. Fails if that takes too long.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        for round in 0..MAX_ROUNDS {
            self.interfere(round).await?;
            let fired = self.fire().await;
            let delivered = self.deliver(Function::Sender).await? | self.deliver(Function::Campaigns).await?;
            if !fired && !delivered && self.schedules.is_empty() {
                return Ok(());
            }
            // Nobody is at work: time passes until the next minute's schedules.
            tokio::time::sleep(Duration::from_secs(20 + self.dice.below(60))).await;
        }
        anyhow::bail!("seed {}: still at work after {MAX_ROUNDS} rounds", self.seed)
    }

    /// What people do meanwhile: opt out, pause and resume the campaign, delete it.
    async fn interfere(&mut self, round: u32) -> anyhow::Result<()> {
        let front = self.front()?;
        if self.dice.chance(150) {
            let index = self.dice.below(self.people.len() as u64) as usize;
            if let Some(person) = self.people.get(index) {
                let path = format!("/v1/apps/{}/endpoints/{}", self.app, person.id);
                front.call("PUT", &path, Some(&json!({"OptOut": "ALL"}))).await?;
                self.opted_out.push((person.id.clone(), self.ledger.tick()));
            }
        }
        let campaign = format!("/v1/apps/{}/campaigns/{}", self.app, self.campaign);
        let status = if self.deleted { String::new() } else { front.status(&self.app, &self.campaign).await? };
        if self.seed % 4 == 1 && status == "EXECUTING" && self.dice.chance(300) && round < MAX_ROUNDS / 4 {
            front.call("PUT", &campaign, Some(&json!({"IsPaused": true}))).await?;
        } else if status == "PAUSED" && self.dice.chance(400) {
            front.call("PUT", &campaign, Some(&json!({"IsPaused": false}))).await?;
        } else if self.seed % 8 == 2 && status == "EXECUTING" && self.dice.chance(400) {
            front.call("DELETE", &campaign, None).await?;
            self.deleted = true;
        }
        Ok(())
    }

    /// Calls what is due. A task that failed or died stays due.
    async fn fire(&mut self) -> bool {
        let mut due = self.schedules.due(self.clock.now());
        self.dice.shuffle(&mut due);
        let any = !due.is_empty();
        for (name, when, task) in due {
            // What fires once is taken away only when it is done, unless it was set again meanwhile.
            match self.invoke_task(&task).await {
                Ended::Answered(_) if matches!(when, When::At(_)) => self.remove_if_unchanged(&name, when),
                Ended::Answered(_) | Ended::Failed => {}
            }
        }
        any
    }

    fn remove_if_unchanged(&self, name: &str, when: When) {
        let now = self.schedules.due(self.clock.now());
        if now.iter().any(|(other, at, _)| other == name && *at == when) {
            self.schedules.remove(name);
        }
    }

    async fn invoke_task(&mut self, task: &ScheduledTask) -> Ended {
        let twin = self.dice.chance(self.hostility.double).then(|| self.process());
        let ended = self.process().campaigns(CampaignsEvent::Task(task.clone()));
        let (ended, twin) = match twin {
            Some(twin) => {
                let (ended, twin) = tokio::join!(ended, twin.campaigns(CampaignsEvent::Task(task.clone())));
                (ended, Some(twin))
            }
            None => (ended.await, None),
        };
        self.count(&ended);
        twin.iter().for_each(|twin| self.count(twin));
        ended
    }

    /// Delivers everything that the stream has for a function; false when there was nothing.
    async fn deliver(&mut self, function: Function) -> anyhow::Result<bool> {
        let mut any = false;
        // Bounded: what fails again and again comes back in the next round.
        for _ in 0..60 {
            let redeliver = self.hostility.redeliver;
            let consumer = match function {
                Function::Campaigns => &mut self.for_campaigns,
                Function::Sender => &mut self.for_sender,
            };
            let Some(batch) = consumer.batch(&mut self.dice, redeliver)? else { break };
            any = true;
            let ended = self.invoke_batch(function, &batch).await;
            let first = batch.records.first().and_then(|record| record.change.sequence_number.clone());
            let failed = match ended {
                Ended::Answered(failed) => failed,
                Ended::Failed => first,
            };
            let consumer = match function {
                Function::Campaigns => &mut self.for_campaigns,
                Function::Sender => &mut self.for_sender,
            };
            consumer.settle(batch, failed.as_deref());
        }
        Ok(any)
    }

    async fn invoke_batch(&mut self, function: Function, batch: &StreamEvent) -> Ended {
        let twin = self.dice.chance(self.hostility.double).then(|| self.process());
        let ended = self.process().consume(function, batch.clone());
        let (ended, twin) = match twin {
            Some(twin) => {
                let (ended, twin) = tokio::join!(ended, twin.consume(function, batch.clone()));
                (ended, Some(twin))
            }
            None => (ended.await, None),
        };
        self.count(&ended);
        twin.iter().for_each(|twin| self.count(twin));
        ended
    }

    fn count(&mut self, ended: &Ended) {
        self.deaths += u32::from(matches!(ended, Ended::Failed));
    }

    fn process(&mut self) -> Process {
        let chaos = Chaos::new(self.hostility, self.dice.fork());
        let http = Wire::hostile(Arc::clone(&self.database), chaos.clone());
        let seed = self.dice.roll();
        let store = Store::new(client(http), TableNames::with_prefix("hostile-")).with_jitter_seed(seed);
        Process {
            store,
            chaos,
            seed,
            clock: self.clock,
            ledger: self.ledger.clone(),
            log: self.log.clone(),
            schedules: self.schedules.clone(),
        }
    }

    /// Ids of the people who opted out.
    #[must_use]
    pub fn opted_out_ids(&self) -> BTreeSet<&str> {
        self.opted_out.iter().map(|(id, _)| id.as_str()).collect()
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// One invocation of a function: its own connections and its own luck.
struct Process {
    store: Store,
    chaos: Chaos,
    seed: u64,
    clock: RuntimeClock,
    ledger: Ledger,
    log: EventLog,
    schedules: Schedules,
}

impl Process {
    async fn campaigns(self, event: CampaignsEvent) -> Ended {
        let scheduler = HostileScheduler::new(self.chaos.clone(), self.schedules.clone());
        let options = CampaignsOptions { budget: FUNCTION_TIMEOUT, lease: LEASE };
        let campaigns = Campaigns::new(self.store, Arc::new(self.clock), Arc::new(scheduler), options);
        alive(&self.chaos, async {
            match touchpoint_campaigns::handle(&campaigns, event).await {
                Ok(response) => Ended::Answered(first_failure(&response)),
                Err(_) => Ended::Failed,
            }
        })
        .await
    }

    async fn consume(self, function: Function, event: StreamEvent) -> Ended {
        match function {
            Function::Campaigns => self.campaigns(CampaignsEvent::Stream(event)).await,
            Function::Sender => {
                let events = HostileEvents::new(self.chaos.clone(), self.log.clone());
                let email = HostileEmail::new(self.chaos.clone(), self.ledger.clone());
                let options = SenderOptions::new(ACCOUNT, LEASE, FUNCTION_TIMEOUT);
                let sender = Sender::new(self.store, Arc::new(self.clock), Arc::new(events), Arc::new(email), options);
                let sender = sender.named(format!("{:012x}", self.seed));
                alive(&self.chaos, async { Ended::Answered(first_failure(&touchpoint_sender::handle(&sender, event).await)) })
                    .await
            }
        }
    }
}

/// Drives an invocation until it ends, or dies.
async fn alive(chaos: &Chaos, invocation: impl Future<Output = Ended>) -> Ended {
    tokio::select! {
        biased;
        () = chaos.death() => Ended::Failed,
        ended = invocation => ended,
    }
}

fn first_failure(response: &aws_lambda_events::streams::DynamoDbEventResponse) -> Option<String> {
    response.batch_item_failures.first().and_then(|failure| failure.item_identifier.clone())
}

//! A stream, a database, an archive, and readers that are called, die, and are called again.

use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::kinesis::{KinesisEvent, KinesisEventRecord};
use dynoxide::Database;
use jiff::{SignedDuration, Timestamp};
use object_store::memory::InMemory;
use serde_json::json;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::places::{Holder, Quota};
use touchpoint_ingest::{Ingest, IngestEvent, IngestOptions, IngestPorts, handle};
use touchpoint_platform::clock::Clock as _;
use touchpoint_platform::ports::When;
use touchpoint_store::places::taking;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::{Store, TableNames, schema};

use super::feed::{APP, AWAITED, BEGINS, Feed, SHARDS, Told};
use super::ports::{HostileArchive, HostileOutlets, Outlets};
use crate::chaos::{Chaos, Hostility};
use crate::connector::Wire;
use crate::database::{client, memory};
use crate::dice::Dice;
use crate::scheduler::{HostileScheduler, Schedules};
use crate::time::RuntimeClock;

/// How far an endpoint's activity moves before it is written.
pub const ACTIVITY_INTERVAL: Duration = Duration::from_secs(3_600);
/// The campaign that waits.
pub const WAITING: &str = "dddddddddddddddddddddddddddddddd";
const BUDGET: Duration = Duration::from_secs(50);
const MAX_ROUNDS: u32 = 2_000;
const MAX_BATCH: u64 = 16;

/// A story of readers in a hostile world, and what is left of it.
pub struct World {
    pub seed: u64,
    pub feed: Feed,
    pub outlets: Outlets,
    pub archive: Arc<InMemory>,
    /// Whether the app has a stream of its own.
    pub streams: bool,
    /// Invocations that died.
    pub deaths: u32,
    hostility: Hostility,
    dice: Dice,
    database: Arc<Database>,
    clock: RuntimeClock,
    schedules: Schedules,
    /// How many records of each shard are dealt with.
    done: [usize; SHARDS],
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("seed", &self.seed).field("hostility", &self.hostility).finish_non_exhaustive()
    }
}

/// A part of a shard's records.
#[derive(Clone, Copy, Debug)]
struct Cut {
    shard: usize,
    from: usize,
    to: usize,
}

impl World {
    /// A world in which everything has been told, and nothing read.
    pub async fn new(seed: u64, hostility: Option<Hostility>) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let drawn = Hostility::of(&mut dice);
        let begins: Timestamp = BEGINS.parse()?;
        let feed = Feed::draw(&mut dice.fork(), begins.as_millisecond());
        let database = memory()?;
        schema::create_all(&client(Wire::faithful(Arc::clone(&database))), &TableNames::with_prefix("hostile-")).await?;
        let streams = dice.chance(800);
        let world = Self {
            seed,
            feed,
            outlets: Outlets::default(),
            archive: Arc::new(InMemory::new()),
            streams,
            deaths: 0,
            // A reader has fewer effects than a run of a campaign: it has to die at more of them to die as often.
            hostility: hostility.unwrap_or(Hostility { kill: 3 * drawn.kill, ..drawn }),
            dice,
            database,
            clock: RuntimeClock::starting_at(begins + SignedDuration::from_hours(14)),
            schedules: Schedules::default(),
            done: [0; SHARDS],
        };
        world.populate(begins).await?;
        Ok(world)
    }

    /// An app with some of its endpoints, a campaign that waits, and perhaps a stream of its own.
    async fn populate(&self, begins: Timestamp) -> anyhow::Result<()> {
        let (store, app) = (self.store(), AppId::new(APP));
        let scope = || Scope::App(app.clone());
        let known = begins - SignedDuration::from_hours(240);
        let record = Record::new(Scope::Account, Kind::App, APP, json!({"Id": APP, "Name": "shop"}), known);
        store.resources().create(&record).await?;
        for id in ["e0", "e2", "e4"] {
            let body = json!({
                "Demographic": {"Platform": "Android", "AppVersion": "1.0", "Timezone": "Europe/Berlin"}, "User": {"UserId": "u1"}
            });
            let write = EndpointWrite::single(id, serde_json::from_value(body)?, "earlier");
            store.endpoints().apply(&app, vec![write], known, &Limits::default()).await?;
        }
        let campaign = json!({
            "ApplicationId": APP, "Arn": "arn", "CreationDate": "2029-12-01T00:00:00Z", "LastModifiedDate": "2029-12-01T00:00:00Z",
            "Id": WAITING, "SegmentId": "s", "SegmentVersion": 1, "State": {"CampaignStatus": "EXECUTING"},
            "Schedule": {"StartTime": "2029-12-01T00:00:00Z", "Frequency": "EVENT", "EventFilter": {
                "FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": [AWAITED]}}
            }}
        });
        let record = Record::new(scope(), Kind::Campaign, WAITING, campaign, known);
        let place = taking(&Holder::new(APP, WAITING), Quota::EventCampaigns, 3, known);
        store.resources().commit(vec![Change::Create(record), place]).await?;
        if self.streams {
            let stream = json!({
                "ApplicationId": APP, "DestinationStreamArn": "arn:aws:kinesis:eu-west-1:000000000000:stream/s",
                "RoleArn": "arn:aws:iam::000000000000:role/r", "ExternalId": APP
            });
            store.resources().create(&Record::new(scope(), Kind::EventStream, "eventstream", stream, known)).await?;
        }
        Ok(())
    }

    /// A store on which nothing goes wrong.
    #[must_use]
    pub fn store(&self) -> Store {
        Store::new(client(Wire::faithful(Arc::clone(&self.database))), TableNames::with_prefix("hostile-"))
    }

    /// Lets the world go on until everything is read and nothing is left to do. Fails if that takes too long.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        for _ in 0..MAX_ROUNDS {
            let read = (0..SHARDS).all(|shard| self.done.get(shard) == self.feed.shards.get(shard).map(Vec::len).as_ref());
            if read && self.schedules.is_empty() {
                return Ok(());
            }
            if !read {
                self.deliver().await?;
            }
            if read || self.dice.chance(200) {
                self.fire().await;
            }
            tokio::time::sleep(Duration::from_millis(self.dice.below(3_000))).await;
        }
        anyhow::bail!("seed {}: still at work after {MAX_ROUNDS} rounds, at {:?}", self.seed, self.done)
    }

    /// Delivers a batch of one shard, or of both at once; at times to a second reader too, with borders of its own.
    async fn deliver(&mut self) -> anyhow::Result<()> {
        let first = self.dice.below(SHARDS as u64) as usize;
        let mut cuts = vec![self.cut(first)];
        if self.dice.chance(400) {
            cuts.push(self.cut(1 - first));
        }
        let real = cuts.len();
        if self.dice.chance(self.hostility.double) {
            cuts.push(self.cut(first));
        }
        let mut invocations = Vec::with_capacity(cuts.len());
        for cut in &cuts {
            let event = self.event(*cut);
            invocations.push(self.process().read(event));
        }
        let ended = futures::future::join_all(invocations).await;
        for (number, (cut, ended)) in cuts.into_iter().zip(ended).enumerate() {
            self.deaths += u32::from(ended.is_none());
            // Where a batch failed, all of it comes again; what a second reader has done is nobody's business.
            let dealt_with = number < real && ended == Some(true);
            if dealt_with && let Some(done) = self.done.get_mut(cut.shard) {
                *done = cut.to.max(*done);
            }
        }
        Ok(())
    }

    /// A batch that begins where the last one ended, or before.
    fn cut(&mut self, shard: usize) -> Cut {
        let done = self.done.get(shard).copied().unwrap_or_default();
        let all = self.feed.shards.get(shard).map_or(0, Vec::len);
        let back = if self.dice.chance(self.hostility.redeliver) { self.dice.below(8) as usize } else { 0 };
        let from = done.saturating_sub(back);
        let to = all.min(from + 1 + self.dice.below(MAX_BATCH) as usize);
        Cut { shard, from, to }
    }

    fn event(&self, cut: Cut) -> KinesisEvent {
        let told = self.feed.shards.get(cut.shard).and_then(|shard| shard.get(cut.from..cut.to)).unwrap_or_default();
        let mut event = KinesisEvent::default();
        event.records = told.iter().map(|told| record(cut.shard, told)).collect();
        event
    }

    /// Calls what is due.
    async fn fire(&mut self) {
        for (name, when, task) in self.schedules.due(self.clock.now()) {
            let ended = self.process().run(IngestEvent::Task(task)).await;
            self.deaths += u32::from(ended.is_none());
            if ended == Some(true) && matches!(when, When::At(_)) {
                self.schedules.remove(&name);
            }
        }
    }

    fn process(&mut self) -> Process {
        let chaos = Chaos::new(self.hostility, self.dice.fork());
        let http = Wire::hostile(Arc::clone(&self.database), chaos.clone());
        let store = Store::new(client(http), TableNames::with_prefix("hostile-")).with_jitter_seed(self.dice.roll());
        let outlets = Arc::new(HostileOutlets::new(chaos.clone(), self.outlets.clone()));
        let ports = IngestPorts {
            archive: Arc::new(HostileArchive::new(chaos.clone(), Arc::clone(&self.archive))),
            destinations: outlets.clone(),
            triggers: outlets,
            scheduler: Arc::new(HostileScheduler::new(chaos.clone(), self.schedules.clone())),
        };
        let options =
            IngestOptions { activity_interval: ACTIVITY_INTERVAL, metrics_days: 90, limits: Limits::default(), budget: BUDGET };
        Process { ingest: Ingest::new(store, Arc::new(self.clock), ports, options), chaos }
    }
}

fn record(shard: usize, told: &Told) -> KinesisEventRecord {
    let mut record = KinesisEventRecord::default();
    record.event_id = Some(format!("shardId-{shard:012}:{}", told.position));
    record.kinesis.sequence_number = told.position.to_string();
    *record.kinesis.approximate_arrival_timestamp += Duration::from_millis(told.arrived.unsigned_abs());
    *record.kinesis.data = told.raw.clone();
    record
}

/// One invocation of the function.
struct Process {
    ingest: Ingest,
    chaos: Chaos,
}

impl Process {
    async fn read(self, event: KinesisEvent) -> Option<bool> {
        self.run(IngestEvent::Stream(event)).await
    }

    /// Whether everything was dealt with; `None` when the process died.
    async fn run(self, event: IngestEvent) -> Option<bool> {
        tokio::select! {
            biased;
            () = self.chaos.death() => None,
            ended = handle(&self.ingest, event) => Some(ended.is_ok_and(|response| response.batch_item_failures.is_empty())),
        }
    }
}

//! The function with everything around it in memory.

use std::collections::{BTreeMap, HashSet};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use async_trait::async_trait;
use futures::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use object_store::ObjectStore as _;
use object_store::memory::InMemory;
use object_store::path::Path;
use serde_json::json;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::metrics::Position;
use touchpoint_ingest::{Ingest, IngestError, IngestEvent, IngestOptions, IngestPorts, Place, forward, handle};
use touchpoint_platform::archive::testing::Faulty;
use touchpoint_platform::clock::{Clock as _, ManualClock};
use touchpoint_platform::ports::{
    Destination, Destinations, Firing, Forwarded, PortError, ScheduledTask, Scheduler, Triggers, When,
};
use touchpoint_store::Store;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::testing::{EmbeddedDb, memory};

/// Schedules by name.
#[derive(Debug, Default)]
pub(crate) struct Schedules(Mutex<BTreeMap<String, ScheduledTask>>);

impl Schedules {
    pub(crate) fn all(&self) -> Vec<(String, ScheduledTask)> {
        self.0.lock().unwrap().iter().map(|(name, task)| (name.clone(), task.clone())).collect()
    }
}

#[async_trait]
impl Scheduler for Schedules {
    async fn put(&self, name: &str, _: When, task: ScheduledTask) -> Result<(), PortError> {
        self.0.lock().unwrap().insert(name.to_owned(), task);
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
}

/// How the destination answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Up,
    Down,
    /// Takes nothing of endpoints whose id begins with this.
    DownFor(char),
    /// Takes some and some not, differently with every call.
    Flaky,
}

/// The apps' streams: what arrived, by ARN.
#[derive(Debug)]
pub(crate) struct Arrivals {
    state: Mutex<State>,
    calls: AtomicU32,
    taken: Mutex<Vec<(String, Forwarded)>>,
}

impl Arrivals {
    pub(crate) fn set(&self, state: State) {
        *self.state.lock().unwrap() = state;
    }

    pub(crate) fn calls(&self) -> u32 {
        self.calls.load(Ordering::SeqCst)
    }

    /// What arrived at a stream, every event when it did so first.
    pub(crate) fn firsts(&self, arn: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        self.all(arn).into_iter().filter(|event| seen.insert(event.clone())).collect()
    }

    /// All that arrived at a stream.
    pub(crate) fn all(&self, arn: &str) -> Vec<String> {
        let taken = self.taken.lock().unwrap();
        let here = taken.iter().filter(|(to, _)| to == arn);
        here.map(|(_, event)| String::from_utf8(event.json.to_vec()).unwrap()).collect()
    }
}

#[async_trait]
impl Destinations for Arrivals {
    async fn put(&self, to: &Destination, events: &[Forwarded]) -> Vec<Result<(), PortError>> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let state = *self.state.lock().unwrap();
        let mut failed = HashSet::new();
        let mut results = Vec::new();
        for (index, event) in events.iter().enumerate() {
            let down = match state {
                State::Up => false,
                State::Down => true,
                State::DownFor(first) => event.partition_key.starts_with(first),
                State::Flaky => (index as u32 + call).is_multiple_of(7),
            };
            if down || failed.contains(&event.partition_key) {
                failed.insert(event.partition_key.clone());
                results.push(Err(PortError::Unavailable("down".to_owned())));
            } else {
                self.taken.lock().unwrap().push((to.arn.clone(), event.clone()));
                results.push(Ok(()));
            }
            // A process may die here.
            tokio::task::yield_now().await;
        }
        results
    }
}

#[derive(Debug)]
struct NoTriggers;

#[async_trait]
impl Triggers for NoTriggers {
    async fn fire(&self, _: Vec<Firing>) -> Result<(), PortError> {
        Ok(())
    }
}

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) archive: Faulty,
    pub(crate) arrivals: Arc<Arrivals>,
    pub(crate) schedules: Arc<Schedules>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) ingest: Ingest,
    _database: EmbeddedDb,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::working(Duration::from_secs(60)).await
    }

    /// A world whose invocations last this long. Its clock is two hours ahead, so that the files written in it are old enough.
    pub(crate) async fn working(budget: Duration) -> Self {
        Self::at(Timestamp::now() + SignedDuration::from_hours(2), budget).await
    }

    /// A world in which it is `now`.
    pub(crate) async fn at(now: Timestamp, budget: Duration) -> Self {
        let (store, database) = memory().await;
        let archive = Faulty::new(InMemory::new());
        let taken = Mutex::default();
        let arrivals = Arc::new(Arrivals { state: Mutex::new(State::Up), calls: AtomicU32::new(0), taken });
        let schedules = Arc::new(Schedules::default());
        let clock = Arc::new(ManualClock::at(now));
        let ports = IngestPorts {
            archive: Arc::new(archive.clone()),
            destinations: arrivals.clone(),
            triggers: Arc::new(NoTriggers),
            scheduler: schedules.clone(),
        };
        let options =
            IngestOptions { activity_interval: Duration::from_secs(3600), metrics_days: 90, limits: Limits::default(), budget };
        let ingest = Ingest::new(store.clone(), clock.clone(), ports, options);
        Self { store, archive, arrivals, schedules, clock, ingest, _database: database }
    }

    /// Sets the app's stream, as PutEventStream does.
    pub(crate) async fn set_stream(&self, arn: &str) {
        let doc = json!({
            "ApplicationId": app(),
            "DestinationStreamArn": arn,
            "RoleArn": "arn:aws:iam::123456789012:role/stream",
        });
        let scope = Scope::App(app());
        let change = match self.stream().await {
            Some(record) => Change::Replace(Record { doc, ..record }),
            None => Change::Create(Record::new(scope, Kind::EventStream, "eventstream", doc, self.clock.now())),
        };
        self.store.resources().commit(vec![change]).await.unwrap();
    }

    /// As DeleteEventStream does.
    pub(crate) async fn delete_stream(&self) {
        let Record { scope, kind, id, rev, .. } = self.stream().await.unwrap();
        self.store.resources().commit(vec![Change::Delete { scope, kind, id, rev }]).await.unwrap();
    }

    pub(crate) async fn stream(&self) -> Option<Record> {
        self.store.resources().get(&Scope::App(app()), Kind::EventStream, "eventstream").await.unwrap()
    }

    /// Whether events of the app are marked as parked.
    pub(crate) async fn is_marked(&self) -> bool {
        self.stream().await.is_some_and(|record| !record.srv.is_null())
    }

    pub(crate) async fn forward(&self, events: Vec<Forwarded>, from: &Place) -> Result<(), IngestError> {
        forward::forward(&self.ingest, &app(), events, from).await
    }

    pub(crate) async fn run(&self, task: ScheduledTask) -> Result<(), IngestError> {
        handle(&self.ingest, IngestEvent::Task(task)).await.map(drop)
    }

    /// Lets every schedule fire once.
    pub(crate) async fn fire(&self) {
        for (_, task) in self.schedules.all() {
            self.run(task).await.unwrap();
        }
    }

    /// The names of all objects under a prefix.
    pub(crate) async fn objects(&self, prefix: &str) -> Vec<String> {
        let listed: Vec<_> = self.archive.list(Some(&Path::from(prefix))).try_collect().await.unwrap();
        listed.into_iter().map(|object| object.location.to_string()).collect()
    }
}

pub(crate) fn app() -> AppId {
    AppId::new("a".repeat(32))
}

/// The records `first..=last` of a shard.
pub(crate) fn place(shard: u32, first: u64, last: u64) -> Place {
    let position = |number: u64| Position::new(number.to_string());
    Place { shard: format!("shardId-{shard:012}"), first: position(first), last: position(last) }
}

/// Events of endpoints: `("a", 1)` is the first of endpoint `a`.
pub(crate) fn events(of: &[(&str, u64)]) -> Vec<Forwarded> {
    of.iter().map(|(endpoint, number)| event(endpoint, *number)).collect()
}

pub(crate) fn event(endpoint: &str, number: u64) -> Forwarded {
    Forwarded { partition_key: endpoint.to_owned(), json: text(endpoint, number).into() }
}

pub(crate) fn text(endpoint: &str, number: u64) -> String {
    format!(r#"{{"event_id":"{endpoint}/{number}"}}"#)
}

/// Lets a process die after its work was woken `polls` times: what it did so far is done, and nothing else. `None` when it died.
pub(crate) async fn dying<T>(polls: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), polls);
    std::future::poll_fn(|context| match (left, work.as_mut().poll(context)) {
        (_, Poll::Ready(done)) => Poll::Ready(Some(done)),
        (0, Poll::Pending) => Poll::Ready(None),
        (_, Poll::Pending) => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

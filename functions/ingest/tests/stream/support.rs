//! A reader of the stream over an embedded database, told of batches.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use aws_lambda_events::kinesis::KinesisEvent;
use aws_lambda_events::streams::KinesisEventResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use object_store::memory::InMemory;
use serde_json::{Value, json};
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_domain::limits::Limits;
use touchpoint_domain::metrics::{Measure, Page, Subject};
use touchpoint_ingest::{Ingest, IngestEvent, IngestOptions, IngestPorts, handle};
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::ports::{Destination, Destinations, Firing, Forwarded, PortError, Triggers};
use touchpoint_platform::testing::Unscheduled;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_store::testing::{self, EmbeddedDb};
use touchpoint_store::{CapacityMeter, Store};

pub(crate) const NOON: &str = "2026-05-01T12:00:00Z";

/// What campaigns and journeys were told; the streams of apps are not looked at here.
#[derive(Debug, Default)]
pub(crate) struct Listener(Mutex<Vec<Firing>>);

#[async_trait]
impl Triggers for Listener {
    async fn fire(&self, firings: Vec<Firing>) -> Result<(), PortError> {
        self.0.lock().unwrap().extend(firings);
        Ok(())
    }
}

#[async_trait]
impl Destinations for Listener {
    async fn put(&self, _to: &Destination, events: &[Forwarded]) -> Vec<Result<(), PortError>> {
        vec![Ok(()); events.len()]
    }
}

pub(crate) struct Reader {
    pub(crate) app: AppId,
    pub(crate) store: Store,
    pub(crate) database: EmbeddedDb,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) options: IngestOptions,
    pub(crate) ingest: Ingest,
    listener: Arc<Listener>,
    meter: Arc<CapacityMeter>,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Reader {
    /// An app at noon, of which nobody has reported anything.
    pub(crate) async fn new() -> Self {
        let (store, database) = testing::memory().await;
        let app = AppId::new("a".repeat(32));
        let record = Record::new(Scope::Account, Kind::App, app.as_str(), json!({"Id": app.as_str(), "Name": "shop"}), at(NOON));
        store.resources().create(&record).await.unwrap();
        let options = IngestOptions {
            activity_interval: Duration::from_secs(3_600),
            metrics_days: 90,
            limits: Limits::default(),
            budget: Duration::from_secs(60),
        };
        let (clock, listener) = (Arc::new(ManualClock::at(at(NOON))), Arc::new(Listener::default()));
        let meter = Arc::new(CapacityMeter::default());
        let ingest = reader(store.clone().with_meter(meter.clone()), &clock, &listener, options.clone());
        Self { app, store, database, clock, options, ingest, listener, meter }
    }

    /// Another reader, which remembers nothing.
    pub(crate) fn another(&self) -> Ingest {
        reader(self.store.clone(), &self.clock, &self.listener, self.options.clone())
    }

    /// Reads a batch of the first shard, with the positions of its records.
    pub(crate) async fn read(&self, batch: &[(u64, Value)]) {
        let response = self.read_of("shardId-000000000000", batch).await;
        assert!(response.batch_item_failures.is_empty(), "{response:?}");
    }

    pub(crate) async fn read_of(&self, shard: &str, batch: &[(u64, Value)]) -> KinesisEventResponse {
        handle(&self.ingest, IngestEvent::Stream(kinesis(shard, batch))).await.unwrap()
    }

    /// A report of an endpoint that arrives now: events as (id, type, minutes after noon).
    pub(crate) fn report(&self, endpoint: &str, events: &[(&str, &str, i64)]) -> Value {
        report(&self.app, endpoint, events)
    }

    pub(crate) async fn endpoint(&self, id: &str) -> Value {
        let stored = self.store.endpoints().get(&self.app, &EndpointKey::of(id)).await.unwrap();
        stored.map_or(Value::Null, |stored| serde_json::from_str(&stored.doc).unwrap())
    }

    pub(crate) async fn page(&self, subject: Subject, date: &str) -> Page {
        let date: Date = date.parse().unwrap();
        let mut pages = self.store.metrics().range(&self.app, &subject, date, date).await.unwrap();
        pages.remove(&date).unwrap_or_default()
    }

    /// How many events of the type were counted on the day of the tests.
    pub(crate) async fn counted(&self, event_type: &str) -> u64 {
        self.page(Subject::Event(event_type.to_owned()), "2026-05-01").await.count(Measure::Events, None)
    }

    pub(crate) fn fired(&self) -> Vec<Firing> {
        self.listener.0.lock().unwrap().clone()
    }

    /// Write units since the last time: of endpoints and claims; pages are counted apart, because they are shared by a batch.
    pub(crate) fn written(&self, table: Table) -> f64 {
        let tables = self.store.tables();
        let units = match table {
            Table::Endpoints => self.meter.of(&tables.endpoints).write,
            Table::Metrics => self.meter.of(&tables.metrics).write,
        };
        self.meter.reset();
        units
    }
}

impl Reader {
    /// Write units of all tables since the last time.
    pub(crate) fn meter_total(&self) -> f64 {
        let units = self.meter.total().write;
        self.meter.reset();
        units
    }

    pub(crate) fn ports(&self) -> IngestPorts {
        ports(&self.listener)
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    Endpoints,
    Metrics,
}

fn reader(store: Store, clock: &Arc<ManualClock>, listener: &Arc<Listener>, options: IngestOptions) -> Ingest {
    Ingest::new(store, clock.clone(), ports(listener), options)
}

fn ports(listener: &Arc<Listener>) -> IngestPorts {
    IngestPorts {
        archive: Arc::new(InMemory::new()),
        destinations: listener.clone(),
        triggers: listener.clone(),
        scheduler: Arc::new(Unscheduled),
    }
}

/// A report that arrives at noon, or with the last of its events.
pub(crate) fn report(app: &AppId, endpoint: &str, events: &[(&str, &str, i64)]) -> Value {
    let moment = |minutes: i64| (at(NOON) + SignedDuration::from_mins(minutes)).as_millisecond();
    let arrived = moment(events.iter().map(|(_, _, minutes)| *minutes).max().unwrap_or(0).max(0));
    let events: Vec<Value> =
        events.iter().map(|(id, kind, minutes)| json!({"id": id, "type": kind, "at": moment(*minutes)})).collect();
    json!({"report": {
        "app": app, "endpoint": endpoint, "given": "empty", "request": "req", "arrived": arrived, "events": events
    }})
}

/// An event of Touchpoint's own, at noon.
pub(crate) fn service(app: &AppId, id: &str, event_type: &str, attributes: &Value) -> Value {
    json!({
        "event_id": id, "event_type": event_type, "event_timestamp": at(NOON).as_millisecond(), "event_version": "3.1",
        "arrival_timestamp": at(NOON).as_millisecond(), "application": {"app_id": app, "sdk": {}},
        "client": {"client_id": "e1"}, "device": {"platform": {}}, "session": {}, "attributes": attributes, "metrics": {}
    })
}

pub(crate) fn kinesis(shard: &str, batch: &[(u64, Value)]) -> KinesisEvent {
    let raw: Vec<(u64, Vec<u8>)> = batch.iter().map(|(position, json)| (*position, json.to_string().into_bytes())).collect();
    kinesis_of(shard, &raw)
}

pub(crate) fn kinesis_of(shard: &str, batch: &[(u64, Vec<u8>)]) -> KinesisEvent {
    let records: Vec<Value> = batch
        .iter()
        .map(|(position, raw)| {
            json!({
                "eventID": format!("{shard}:{position}"), "eventName": "aws:kinesis:record", "eventSource": "aws:kinesis",
                "kinesis": {
                    "approximateArrivalTimestamp": 1_777_636_800.0, "data": STANDARD.encode(raw), "partitionKey": "p",
                    "sequenceNumber": position.to_string(), "kinesisSchemaVersion": "1.0"
                }
            })
        })
        .collect();
    serde_json::from_value(json!({ "Records": records })).unwrap()
}

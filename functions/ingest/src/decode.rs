//! A batch of the stream, read: what it says of whom, and what of it cannot be read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aws_lambda_events::kinesis::{KinesisEvent, KinesisEventRecord};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;
use touchpoint_domain::event::stream::{self, Record, Report};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::metrics::Position;

use crate::Place;

/// How many bytes of records are worked on at a time; the rest of a larger batch is left to the next delivery. What a batch needs
/// in memory is a small multiple of it.
const MAX_BYTES: usize = 16 << 20;

/// The records of one shard, in order, each once.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) place: Place,
    pub(crate) records: Vec<Told<'a>>,
    /// What is no record of ours.
    pub(crate) unreadable: Vec<Unreadable<'a>>,
    /// From where on the batch is left to the next delivery.
    pub(crate) rest: Option<Position>,
}

/// A record as it came, and the reason why it goes no further. The reason says where, never what.
#[derive(Debug)]
pub(crate) struct Unreadable<'a> {
    pub(crate) position: Position,
    pub(crate) raw: &'a [u8],
    pub(crate) reason: String,
}

/// What one record says.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) position: Position,
    /// When it arrived; the same whenever it is delivered.
    pub(crate) arrived: Timestamp,
    pub(crate) app: AppId,
    pub(crate) what: What<'a>,
}

#[derive(Debug)]
pub(crate) enum What<'a> {
    /// Events that an app reported of an endpoint.
    Report(Box<Report<'a>>),
    /// Events of Touchpoint's own, all of one app.
    Service { owner: Cow<'a, str>, events: Vec<ServiceEvent<'a>> },
}

/// An event in its envelope.
#[derive(Debug)]
pub(crate) struct ServiceEvent<'a> {
    pub(crate) head: Head<'a>,
    pub(crate) json: &'a str,
}

/// What has to be known of every event.
#[derive(Debug, Deserialize)]
pub(crate) struct Head<'a> {
    #[serde(borrow)]
    pub(crate) event_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) event_type: Cow<'a, str>,
    /// Epoch milliseconds; of mails, when they were sent.
    pub(crate) event_timestamp: i64,
    /// Epoch milliseconds.
    pub(crate) arrival_timestamp: Option<i64>,
    #[serde(borrow)]
    application: Application<'a>,
    #[serde(borrow, default)]
    client: Client<'a>,
}

#[derive(Debug, Deserialize)]
struct Application<'a> {
    #[serde(borrow)]
    app_id: Cow<'a, str>,
}

#[derive(Debug, Default, Deserialize)]
struct Client<'a> {
    #[serde(borrow, default)]
    client_id: Option<Cow<'a, str>>,
}

impl Head<'_> {
    /// The endpoint, or what stands for one where there is none.
    pub(crate) fn client(&self) -> &str {
        self.client.client_id.as_deref().unwrap_or(&self.event_id)
    }
}

/// Why a record is not one of ours.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("no record of events: {0}")]
    Json(#[from] serde_json::Error),
    #[error("its events must be of one app")]
    Apps,
    #[error("it must have an owner and events, and each of these an id")]
    Nameless,
    #[error("a date is out of range")]
    Date,
}

/// Reads a batch; `None` when there is nothing in it.
pub(crate) fn decode(event: &KinesisEvent) -> Option<Batch<'_>> {
    let by_position: BTreeMap<Position, &KinesisEventRecord> =
        event.records.iter().map(|record| (Position::new(record.kinesis.sequence_number.as_str()), record)).collect();
    let first = by_position.keys().next()?.clone();
    let shard = event.records.first().and_then(|record| record.event_id.as_deref()).unwrap_or_default();
    let shard = shard.split(':').next().unwrap_or_default().to_owned();
    let place = Place { shard, last: first.clone(), first };
    let mut batch = Batch { place, records: Vec::new(), unreadable: Vec::new(), rest: None };
    let mut bytes = 0_usize;
    for (position, record) in by_position {
        let raw = record.kinesis.data.as_slice();
        bytes = bytes.saturating_add(raw.len());
        if bytes > MAX_BYTES && position != batch.place.first {
            batch.rest = Some(position);
            break;
        }
        batch.place.last = position.clone();
        match told(record, position.clone(), raw) {
            Ok(told) => batch.records.push(told),
            Err(unfit) => batch.unreadable.push(Unreadable { position, raw, reason: unfit.to_string() }),
        }
    }
    Some(batch)
}

fn told<'a>(record: &KinesisEventRecord, position: Position, raw: &'a [u8]) -> Result<Told<'a>, Unfit> {
    match stream::decode(raw)? {
        Record::Report(report) => {
            let arrived = Timestamp::from_millisecond(report.arrived).map_err(|_| Unfit::Date)?;
            if report.app.is_empty() || report.endpoint.is_empty() || report.events.iter().any(|event| event.id.is_empty()) {
                return Err(Unfit::Nameless);
            }
            if report.events.iter().any(|event| Timestamp::from_millisecond(event.at).is_err()) {
                return Err(Unfit::Date);
            }
            Ok(Told { position, arrived, app: AppId::new(&*report.app), what: What::Report(report) })
        }
        Record::Bundle(bundle) => {
            let millisecond = record.kinesis.approximate_arrival_timestamp.timestamp_millis();
            let arrived = Timestamp::from_millisecond(millisecond).map_err(|_| Unfit::Date)?;
            let events = bundle.events.into_iter().map(service_event).collect::<Result<Vec<_>, _>>()?;
            let app = events.first().map(|event| event.head.application.app_id.clone()).unwrap_or_default();
            if app.is_empty() || bundle.owner.is_empty() {
                return Err(Unfit::Nameless);
            }
            if events.iter().any(|event| event.head.application.app_id != app) {
                return Err(Unfit::Apps);
            }
            let app = AppId::new(app);
            Ok(Told { position, arrived, app, what: What::Service { owner: bundle.owner, events } })
        }
    }
}

fn service_event(json: &RawValue) -> Result<ServiceEvent<'_>, Unfit> {
    let head: Head<'_> = serde_json::from_str(json.get())?;
    if head.event_id.is_empty() || head.event_type.is_empty() {
        return Err(Unfit::Nameless);
    }
    for at in [Some(head.event_timestamp), head.arrival_timestamp].into_iter().flatten() {
        Timestamp::from_millisecond(at).map_err(|_| Unfit::Date)?;
    }
    Ok(ServiceEvent { head, json: json.get() })
}

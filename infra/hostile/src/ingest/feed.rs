//! What is on the stream: reports of endpoints and events of Touchpoint's own, told once or several times, whole or in part.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use touchpoint_domain::event::stream::{EndpointGiven, Report, ReportedEvent, ReportedSession, bundle, report};
use touchpoint_domain::ids::EndpointKey;

use crate::dice::Dice;

pub const APP: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// An app that was deleted; what is told of it is of nobody's concern.
pub const DELETED: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
/// The type of event that a campaign waits for.
pub const AWAITED: &str = "buy";
/// The story begins in the evening, and goes on past midnight.
pub const BEGINS: &str = "2030-01-01T20:00:00Z";
pub const SHARDS: usize = 2;
const CAMPAIGN: &str = "cccccccccccccccccccccccccccccccc";
const ENDPOINTS: u64 = 6;
const RECORDS: u64 = 30;
/// Positions begin where they have one digit less than they end with.
const FIRST_POSITION: u64 = 85;
const HOUR_MS: i64 = 3_600_000;

/// One record of a shard.
#[derive(Clone, Debug)]
pub struct Told {
    pub position: u64,
    /// Epoch milliseconds.
    pub arrived: i64,
    pub raw: Vec<u8>,
}

/// An event that has happened, as it was told for the first time.
#[derive(Clone, Debug)]
pub enum Happened {
    Reported { report: Report<'static>, event: usize },
    Service { endpoint: String, event: Value },
}

/// What is told, and what has happened.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    pub shards: [Vec<Told>; SHARDS],
    /// Events of the app that exists, each once; of one shard in their order.
    pub happened: Vec<Happened>,
    /// What was told first of each endpoint: when that arrived.
    pub first_told: BTreeMap<EndpointKey, i64>,
    /// The latest that was told of each endpoint.
    pub latest: BTreeMap<EndpointKey, i64>,
    /// Records that nobody can read.
    pub garbage: usize,
}

/// Everything that was told before, to be told again.
#[derive(Debug, Default)]
struct Memory {
    reports: Vec<Report<'static>>,
    others: Vec<(usize, Value)>,
    counted: BTreeSet<String>,
    events: u64,
}

impl Feed {
    #[must_use]
    pub fn draw(dice: &mut Dice, begins_ms: i64) -> Self {
        let (mut feed, mut memory, mut now) = (Self::default(), Memory::default(), begins_ms);
        for _ in 0..RECORDS {
            now += (dice.below(20 * 60) * 1_000) as i64;
            match dice.below(100) {
                0..50 => {
                    let report = memory.new_report(dice, now);
                    feed.tell_report(&mut memory, report, now);
                }
                50..68 => {
                    if let Some(report) = memory.retried(dice, now) {
                        feed.tell_report(&mut memory, report, now);
                    }
                }
                68..82 => {
                    let (shard, record) = memory.of_service(dice, now);
                    feed.tell_others(&mut memory, shard, record, now);
                }
                82..92 => {
                    let again = dice.below(memory.others.len() as u64) as usize;
                    if let Some((shard, record)) = memory.others.get(again).cloned() {
                        feed.tell_others(&mut memory, shard, record, now);
                    }
                }
                92..96 => {
                    let mut report = memory.new_report(dice, now);
                    report.app = DELETED.into();
                    feed.put(dice.below(2) as usize, now, &report_json(&report));
                }
                _ => {
                    feed.garbage += 1;
                    feed.put(dice.below(2) as usize, now, &json!({"neither": "report", "nor": "event"}));
                }
            }
        }
        feed
    }

    fn put(&mut self, shard: usize, arrived: i64, record: &Value) {
        if let Some(shard) = self.shards.get_mut(shard) {
            let position = FIRST_POSITION + 2 * shard.len() as u64;
            shard.push(Told { position, arrived, raw: record.to_string().into_bytes() });
        }
    }

    fn tell_report(&mut self, memory: &mut Memory, report: Report<'static>, now: i64) {
        let key = EndpointKey::of(&report.endpoint);
        self.put(shard_of(key.as_str()), now, &report_json(&report));
        self.first_told.entry(key.clone()).or_insert(now);
        for (index, event) in report.events.iter().enumerate() {
            let latest = self.latest.entry(key.clone()).or_insert(event.at);
            *latest = event.at.max(*latest);
            if memory.counted.insert(format!("{key}/{}", event.id)) {
                self.happened.push(Happened::Reported { report: report.clone(), event: index });
            }
        }
        memory.reports.push(report);
    }

    fn tell_others(&mut self, memory: &mut Memory, shard: usize, record: Value, now: i64) {
        self.put(shard, now, &record);
        let events = match record.pointer("/bundle/events").and_then(Value::as_array) {
            Some(events) => events.clone(),
            None => vec![record.clone()],
        };
        for event in events {
            let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
            if memory.counted.insert(text("/event_id")) {
                self.happened.push(Happened::Service { endpoint: text("/client/client_id"), event });
            }
        }
        memory.others.push((shard, record));
    }
}

impl Memory {
    fn new_report(&mut self, dice: &mut Dice, now: i64) -> Report<'static> {
        let number = dice.below(ENDPOINTS);
        let count = 1 + dice.below(5);
        let mut events: Vec<_> = (0..count).map(|_| self.new_event(dice, now)).collect();
        if dice.chance(200)
            && let Some(first) = events.first().cloned()
        {
            // The very same event twice in one request.
            events.push(first);
        }
        // Some clients spell an id now one way, now the other.
        let endpoint = if dice.chance(200) { format!("E{number}") } else { format!("e{number}") };
        let request = format!("request-{}", self.events);
        Report {
            app: APP.into(),
            endpoint: endpoint.into(),
            given: EndpointGiven::Empty,
            request: request.into(),
            arrived: now,
            events,
        }
    }

    fn new_event(&mut self, dice: &mut Dice, now: i64) -> ReportedEvent<'static> {
        self.events += 1;
        let kind = ["_session.start", "_session.stop", "_monetization.purchase", AWAITED, "look"];
        let kind = kind.get(dice.below(5) as usize).copied().unwrap_or(AWAITED);
        // Mostly of a moment ago, at times of yesterday or of the next hours.
        let late = [0, 0, 0, -26, -2, 3].get(dice.below(6) as usize).copied().unwrap_or(0) * HOUR_MS;
        let at = now + late - (dice.below(600) * 1_000) as i64;
        let session = dice.chance(700).then(|| ReportedSession {
            id: format!("s{}", dice.below(3)).into(),
            start: at,
            stop: Some(at + 1_000),
            duration: Some(dice.below(9) as i64),
        });
        let price = dice.below(50) as f64;
        ReportedEvent {
            id: format!("{}", self.events).into(),
            event_type: kind.into(),
            at,
            session,
            attributes: [(Cow::Borrowed("size"), Cow::Owned(format!("v{}", dice.below(3))))].into(),
            metrics: [(Cow::Borrowed("_item_price"), price)].into(),
            package_name: None,
            title: None,
            version_code: None,
            sdk_name: Some("sdk".into()),
            sdk_version: None,
        }
    }

    /// A client that saw no answer: some or all events of an earlier request, perhaps with new ones among them.
    fn retried(&mut self, dice: &mut Dice, now: i64) -> Option<Report<'static>> {
        let again = dice.below(self.reports.len() as u64) as usize;
        let mut report = self.reports.get(again)?.clone();
        if dice.chance(500) {
            report.events.retain(|_| dice.chance(700));
        }
        if dice.chance(400) || report.events.is_empty() {
            let place = dice.below(report.events.len() as u64 + 1) as usize;
            let event = self.new_event(dice, now);
            report.events.insert(place, event);
        }
        // A producer's repetition is the same to the last byte; a client's is another request.
        if dice.chance(700) {
            (report.arrived, report.request) = (now, format!("retry-{}", self.events).into());
        }
        Some(report)
    }

    /// Messages that were sent, and what became of them.
    fn of_service(&mut self, dice: &mut Dice, now: i64) -> (usize, Value) {
        self.events += 1;
        let owner = format!("run#{}", self.events);
        let shard = shard_of(&owner);
        let mut event = |event_type: &str, attributes: Value| {
            self.events += 1;
            json!({
                "event_id": format!("{owner}#{}", self.events), "event_type": event_type, "event_timestamp": now,
                "arrival_timestamp": now, "event_version": "3.1", "application": {"app_id": APP, "sdk": {}},
                "client": {"client_id": format!("e{}", dice.below(ENDPOINTS))}, "device": {"platform": {}}, "session": {},
                "attributes": attributes, "metrics": {}, "client_context": {"custom": {}}, "awsAccountId": "000000000000"
            })
        };
        let about = json!({"campaign_id": CAMPAIGN, "campaign_activity_id": "r1", "treatment_id": "0"});
        if event_is_open(dice_bit(&owner)) {
            return (shard, event("_email.open", about));
        }
        let mut sent = about;
        if let Some(sent) = sent.as_object_mut() {
            sent.insert("campaign_send_status".to_owned(), "SUCCESS".into());
        }
        let events = (0..3).map(|_| event("_campaign.send", sent.clone())).collect();
        (shard, bundle(&owner, events))
    }
}

fn dice_bit(owner: &str) -> u64 {
    touchpoint_domain::hash::fnv1a64(owner.as_bytes())
}

fn event_is_open(bits: u64) -> bool {
    bits.is_multiple_of(3)
}

/// Where the records of one partition key are.
fn shard_of(key: &str) -> usize {
    usize::from(touchpoint_domain::hash::fnv1a64(key.as_bytes()) % 2 == 1)
}

/// A report cannot fail to be JSON: its texts are texts and its numbers finite.
fn report_json(told: &Report<'_>) -> Value {
    report(told).unwrap_or_default()
}

//! Reports as apps send them, in the order of time: real ones, where `DATA` names a directory with `events-100k.json.gz` (a PutEvents
//! request a line), and otherwise made-up ones like them.

use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::GzDecoder;
use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::ids::EndpointKey;

pub(crate) const APP: &str = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

/// What Lambda hands over at a time at most: 6 MB, in which the records are base64.
pub(crate) const BATCH_BYTES: usize = 6_000_000 / 4 * 3;

const MADE_UP_SESSIONS: u64 = 9_000;
const ENDPOINTS: u64 = 3_000;

/// A record of the stream.
pub(crate) struct Told {
    pub(crate) arrived: i64,
    pub(crate) raw: Vec<u8>,
    pub(crate) events: usize,
}

/// All records, in batches as large as they can be.
pub(crate) fn batches() -> Vec<Vec<Told>> {
    let mut told = std::env::var("DATA").ok().and_then(|folder| real(&folder)).unwrap_or_else(made_up);
    told.sort_by_key(|told| told.arrived);
    let (mut batches, mut bytes) = (vec![Vec::new()], 0);
    for told in told {
        bytes += told.raw.len();
        if bytes > BATCH_BYTES {
            batches.push(Vec::new());
            bytes = told.raw.len();
        }
        batches.last_mut().unwrap().push(told);
    }
    batches
}

/// The endpoints that the reports are about, with the traits that demographics count.
pub(crate) fn documents() -> HashMap<EndpointKey, EndpointDocument> {
    let lines = std::env::var("DATA").ok().and_then(|folder| lines(&format!("{folder}/endpoints-20k.json.gz")));
    let texts = lines.unwrap_or_else(|| (0..ENDPOINTS).map(made_up_endpoint).collect());
    let documents = texts.iter().map(|line| EndpointDocument::from_json(line).unwrap());
    documents.map(|document| (document.key(), document)).collect()
}

fn made_up_endpoint(number: u64) -> String {
    let [platform, country] = [["ANDROID", "IOS"][number as usize % 2], ["DE", "FR", "IT", "US"][number as usize % 4]];
    json!({
        "Id": format!("user-{number:06}-email"), "ChannelType": "EMAIL", "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": "7",
        "CreationDate": "2026-04-01T00:00:00.000Z", "EffectiveDate": "2026-04-01T00:00:00.000Z", "Location": {"Country": country},
        "Demographic": {
            "Platform": platform, "AppVersion": format!("3.{}", number % 7), "Make": "m", "Model": format!("n{}", number % 30),
        },
        "User": {"UserId": format!("user-{number:06}")},
    })
    .to_string()
}

fn lines(path: &str) -> Option<Vec<String>> {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).ok()?).read_to_string(&mut text).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

fn told(endpoint: &str, events: &[Value]) -> Told {
    let arrived = events.iter().filter_map(|event| event["at"].as_i64()).max().unwrap_or_default();
    let count = events.len();
    let report = json!({"report": {
        "app": APP, "endpoint": endpoint, "given": "empty", "request": "00000000-0000-4000-8000-000000000000", "arrived": arrived,
        "events": events
    }});
    Told { arrived, raw: report.to_string().into_bytes(), events: count }
}

fn real(folder: &str) -> Option<Vec<Told>> {
    let lines = lines(&format!("{folder}/events-100k.json.gz"))?;
    let requests = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let told = requests.flat_map(|request| {
        let items = request["BatchItem"].as_object().unwrap().clone();
        items.into_iter().map(|(endpoint, item)| {
            let events = item["Events"].as_object().unwrap().iter().map(|(id, event)| reported(id, event));
            told(&endpoint, &events.collect::<Vec<_>>())
        })
    });
    Some(told.collect())
}

fn reported(id: &str, event: &Value) -> Value {
    let moment = |date: &Value| date.as_str().map(|date| date.parse::<Timestamp>().unwrap().as_millisecond());
    let mut reported = json!({"id": id, "type": event["EventType"], "at": moment(&event["Timestamp"])});
    if let Some(session) = event["Session"].as_object() {
        let mut told = json!({"id": session["Id"], "start": moment(&session["StartTimestamp"])});
        if let Some(stop) = session.get("StopTimestamp") {
            told["stop"] = json!(moment(stop));
            told["duration"] = session["Duration"].clone();
        }
        reported["session"] = told;
    }
    for (name, member) in [("attributes", "Attributes"), ("metrics", "Metrics")] {
        if let Some(values) = event.get(member) {
            reported[name] = values.clone();
        }
    }
    reported
}

/// Sessions of a shop over three weeks, each with what was looked at and bought.
fn made_up() -> Vec<Told> {
    let mut state = 42_u64;
    let mut below = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let begin = 1_790_000_000_000_u64;
    (0..MADE_UP_SESSIONS)
        .map(|number| {
            let start = begin + below(21 * 86_400) * 1_000;
            let id = format!("{number:08x}");
            let session = json!({"id": id, "start": start});
            let mut events = vec![json!({"id": format!("{id}-0"), "type": "_session.start", "at": start, "session": session})];
            for step in 1..=below(4) {
                let category = ["shoes", "books", "games"][below(3) as usize];
                let kind = ["product.view", "cart.add", "level_complete"][below(3) as usize];
                events.push(json!({
                    "id": format!("{id}-{step}"), "type": kind, "at": start + step * 60_000, "session": session,
                    "attributes": {"sku": format!("sku-{}", below(500)), "category": category},
                    "metrics": {"price": below(12_000) as f64 / 100.0}
                }));
            }
            let stop = start + 300_000;
            let session = json!({"id": id, "start": start, "stop": stop, "duration": stop - start});
            events.push(json!({"id": format!("{id}-stop"), "type": "_session.stop", "at": stop, "session": session}));
            told(&format!("user-{:06}-email", below(ENDPOINTS)), &events)
        })
        .collect()
}

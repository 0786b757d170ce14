//! What must be left when everything was read, whatever happened on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use anyhow::{Context as _, bail, ensure};
use flate2::read::MultiGzDecoder;
use futures::TryStreamExt as _;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use serde_json::Value;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::stream::envelope::app_event;
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_domain::metrics::facts::{Whose, count_reported, count_service};
use touchpoint_domain::metrics::{Cell, Deltas, Page, Position};

use super::feed::{APP, AWAITED, Happened};
use super::world::{ACTIVITY_INTERVAL, WAITING, World};

/// An event as it is in its envelope.
#[derive(Debug)]
struct Event {
    id: String,
    key: String,
    date: Date,
    json: Value,
}

type Documents = BTreeMap<EndpointKey, EndpointDocument>;

/// Fails with the first invariant that does not hold.
pub async fn check(world: &World) -> anyhow::Result<()> {
    let documents = endpoints(world).await.context("endpoints")?;
    pages(world, &documents).await.context("pages")?;
    let events = world.feed.happened.iter().map(|happened| event(happened, &documents)).collect::<anyhow::Result<Vec<_>>>()?;
    archive(world, &events).await.context("archive")?;
    forwarded(world, &events).context("the app's stream")?;
    fired(world, &events).context("triggers")
}

/// Every endpoint that was told of exists, and was last active when it was told, as far as it has to be known.
async fn endpoints(world: &World) -> anyhow::Result<Documents> {
    let (store, app) = (world.store(), AppId::new(APP));
    let mut documents = Documents::new();
    for (key, latest) in &world.feed.latest {
        let stored = store.endpoints().get(&app, key).await?.with_context(|| format!("{key} does not exist"))?;
        let document = stored.document()?;
        let first = world.feed.first_told.get(key).copied().unwrap_or_default();
        let active = document.last_active.with_context(|| format!("{key} was never active"))?;
        let interval = ACTIVITY_INTERVAL.as_millis() as i64;
        ensure!(
            (latest - interval..=*latest.max(&first)).contains(&active),
            "{key} was last active {active}, not about {latest}"
        );
        documents.insert(key.clone(), document);
    }
    Ok(documents)
}

/// Every page says what one comes to who counts each event once.
async fn pages(world: &World, documents: &Documents) -> anyhow::Result<()> {
    let mut deltas = Deltas::default();
    for happened in &world.feed.happened {
        match happened {
            Happened::Reported { report, event } => {
                let document = documents.get(&EndpointKey::of(&report.endpoint));
                let whose = Whose { app: APP, endpoint: &report.endpoint, document };
                report.events.get(*event).into_iter().for_each(|event| count_reported(&mut deltas, &whose, event));
            }
            Happened::Service { event, .. } => count_service(&mut deltas, &event.to_string())?,
        }
    }
    let keys: Vec<_> = deltas.0.keys().cloned().collect();
    let stored = world.store().metrics().read(&keys).await?;
    for (key, delta) in &deltas.0 {
        let mut expected = Page::default();
        expected.apply(delta, "recount", &Position::new("1"));
        let page = &stored.get(key).with_context(|| format!("there is no page {} of {}", key.period, key.subject))?.page;
        let names: BTreeSet<_> = page.cells.keys().chain(expected.cells.keys()).collect();
        for name in names {
            let (found, counted) = (page.cells.get(name), expected.cells.get(name));
            ensure!(same(found, counted), "{} of {}: {name} is {found:?}, not {counted:?}", key.period, key.subject);
        }
    }
    Ok(())
}

fn same(one: Option<&Cell>, other: Option<&Cell>) -> bool {
    let about = |one: f64, other: f64| (one - other).abs() < 1e-6;
    match (one, other) {
        (Some(Cell::Count(one)), Some(Cell::Count(other))) => one == other,
        (Some(Cell::Stats(one)), Some(Cell::Stats(other))) => one == other,
        (Some(Cell::Distinct(one)), Some(Cell::Distinct(other))) => about(one.estimate(), other.estimate()),
        (Some(Cell::Cohort(one)), Some(Cell::Cohort(other))) => about(one.estimate(), other.estimate()),
        (Some(Cell::Count(_) | Cell::Stats(_) | Cell::Distinct(_) | Cell::Cohort(_)) | None, _) => false,
    }
}

fn event(happened: &Happened, documents: &Documents) -> anyhow::Result<Event> {
    let (key, json) = match happened {
        Happened::Reported { report, event } => {
            let document = documents.get(&EndpointKey::of(&report.endpoint)).context("no document")?;
            let event = report.events.get(*event).context("no event")?;
            (document.id.clone(), app_event(report, event, Some(document)))
        }
        Happened::Service { endpoint, event } => (endpoint.clone(), event.clone()),
    };
    let id = json.pointer("/event_id").and_then(Value::as_str).context("no id")?.to_owned();
    let at = json.pointer("/event_timestamp").and_then(Value::as_i64).context("no date")?;
    let date = Timestamp::from_millisecond(at)?.to_zoned(TimeZone::UTC).date();
    Ok(Event { id, key, date, json })
}

/// The archive holds every event under its day at least once, nothing else, and what could not be read.
async fn archive(world: &World, events: &[Event]) -> anyhow::Result<()> {
    let expected: BTreeMap<&str, &Event> = events.iter().map(|event| (event.id.as_str(), event)).collect();
    let (mut found, mut rejected) = (BTreeSet::new(), 0);
    let objects: Vec<_> = world.archive.list(None).try_collect().await?;
    for object in objects {
        let path = object.location.as_ref();
        if path.starts_with("rejected/") {
            rejected += 1;
            continue;
        }
        let (mut text, raw) = (String::new(), world.archive.get(&object.location).await?.bytes().await?);
        MultiGzDecoder::new(&raw[..]).read_to_string(&mut text)?;
        if path.starts_with("parked/") {
            left_behind(world, &text).with_context(|| format!("{path} was left"))?;
            continue;
        }
        ensure!(path.starts_with("events/"), "{path} is of no kind");
        for line in text.lines() {
            let json: Value = serde_json::from_str(line)?;
            let id = json.pointer("/event_id").and_then(Value::as_str).unwrap_or_default();
            let Some(event) = expected.get(id) else { bail!("{path} holds {id}, which has not happened") };
            ensure!(event.json == json, "{path}: {json} is not {}", event.json);
            ensure!(path.contains(&format!("app={APP}/date={}/", event.date)), "{path} holds an event of {}", event.date);
            found.insert(event.id.as_str());
        }
    }
    let missing: Vec<_> = expected.keys().filter(|id| !found.contains(**id)).collect();
    ensure!(missing.is_empty(), "events are missing: {missing:?}");
    ensure!(rejected == world.feed.garbage, "{rejected} records were set aside, not {}", world.feed.garbage);
    Ok(())
}

/// A reader that died while it parked events, which the next one could forward, leaves a file that nobody looks after. That does no
/// harm as long as what it holds has been forwarded.
fn left_behind(world: &World, lines: &str) -> anyhow::Result<()> {
    let forwarded = world.outlets.forwarded();
    for line in lines.lines() {
        let json: Value = serde_json::from_str(line)?;
        let event = json.pointer("/event").context("no event")?.to_string();
        ensure!(forwarded.iter().any(|taken| taken.json == event), "{event} has not been forwarded");
    }
    Ok(())
}

/// The app's stream has every event, and those of one endpoint, told for the first time, in their order.
fn forwarded(world: &World, events: &[Event]) -> anyhow::Result<()> {
    let forwarded = world.outlets.forwarded();
    let (mut found, mut seen) = (BTreeMap::<String, Vec<String>>::new(), BTreeSet::new());
    for event in &forwarded {
        let json: Value = serde_json::from_slice(&event.json)?;
        let id = json.pointer("/event_id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if seen.insert(id.clone()) {
            found.entry(event.partition_key.clone()).or_default().push(id);
        }
    }
    let mut expected = BTreeMap::<String, Vec<String>>::new();
    for event in events.iter().filter(|_| world.streams) {
        expected.entry(event.key.clone()).or_default().push(event.id.clone());
    }
    // What Touchpoint itself tells of an endpoint comes by another way: it has its own order.
    let by_way = |all: BTreeMap<String, Vec<String>>| {
        let mut ways = BTreeMap::<(String, String), Vec<String>>::new();
        for (key, ids) in all {
            for id in ids {
                let way = id.split('#').take(2).collect::<Vec<_>>();
                let way = if way.len() == 1 { String::new() } else { way.join("#") };
                ways.entry((key.clone(), way)).or_default().push(id);
            }
        }
        ways
    };
    let (found, expected) = (by_way(found), by_way(expected));
    ensure!(found == expected, "{found:#?} is not {expected:#?}");
    Ok(())
}

/// The campaign was told of all events that it waits for, and of no others.
fn fired(world: &World, events: &[Event]) -> anyhow::Result<()> {
    let fired = world.outlets.fired();
    let awaited = |event: &&Event| event.json.pointer("/event_type").and_then(Value::as_str) == Some(AWAITED);
    let expected: BTreeSet<&str> = events.iter().filter(awaited).map(|event| event.id.as_str()).collect();
    let found: BTreeSet<&str> = fired.iter().map(|firing| firing.event_id.as_str()).collect();
    ensure!(found == expected, "{found:?} were fired, not {expected:?}");
    let waiting = touchpoint_platform::ports::Waiting::Campaign(WAITING.to_owned());
    ensure!(fired.iter().all(|firing| firing.waiting == waiting), "somebody else was told");
    Ok(())
}

//! What counting costs in writes, over reports in the order of time. `cargo test --test cost -- --nocapture` prints it.

use std::collections::HashMap;

use touchpoint_domain::event::stream::{Record, decode};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::metrics::facts::{Whose, count_reported};
use touchpoint_domain::metrics::{Deltas, Page, PageKey, Position};

#[cfg(test)]
#[path = "data/mod.rs"]
mod data;

/// What an item has beside its page: its key, revision and time to live.
const ITEM_BYTES: usize = 120;
/// What a write unit writes.
const UNIT_BYTES: usize = 1_024;
/// The most that rollups may cost per event when thousands come at a time.
const MOST_PER_EVENT: f64 = 0.02;

#[test]
fn pages_cost_little_per_event() {
    let (mut pages, mut position) = (HashMap::<PageKey, Page>::new(), 0_u64);
    let (mut writes, mut units, mut events, mut records, mut batches) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let documents = data::documents();
    for batch in data::batches() {
        let mut deltas = Deltas::default();
        for told in &batch {
            let Record::Report(report) = decode(&told.raw).unwrap() else { panic!("no report") };
            let document = documents.get(&EndpointKey::of(&report.endpoint));
            let whose = Whose { app: &report.app, endpoint: &report.endpoint, document };
            report.events.iter().for_each(|event| count_reported(&mut deltas, &whose, event));
            position += 1;
        }
        for (key, delta) in deltas.0 {
            let page = pages.entry(key).or_default();
            page.apply(&delta, "shardId-000000000000", &Position::new(position.to_string()));
            units += (page.encode().len() + ITEM_BYTES).div_ceil(UNIT_BYTES);
            writes += 1;
        }
        batches += 1;
        records += batch.len();
        events += batch.iter().map(|told| told.events).sum::<usize>();
    }
    let per_event = units as f64 / events as f64;
    println!("{events} events in {records} entries and {batches} batches: {} pages, written {writes} times", pages.len());
    println!("rollups: {units} write units, {per_event:.4} per event, {:.4} per entry", units as f64 / records as f64);
    println!("with one claim per entry: {:.4} per event", (units + records) as f64 / events as f64);
    let largest = pages.values().map(|page| page.encode().len()).max().unwrap_or_default();
    println!("the largest page has {largest} bytes");
    assert!(per_event <= MOST_PER_EVENT, "{per_event} write units per event");
}

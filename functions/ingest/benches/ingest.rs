//! What reading a batch takes without its network: records are decoded, told apart, counted, merged into pages, put into envelopes and
//! compressed for the archive. Claims and endpoints are answered from memory. `DATA` names a directory with real events.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark of fixed data")]

use std::collections::HashMap;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::stream::claim::{Claims, Fresh, settle};
use touchpoint_domain::event::stream::envelope::app_event;
use touchpoint_domain::event::stream::{Record, Report, decode};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::metrics::facts::{Whose, count_reported};
use touchpoint_domain::metrics::{Deltas, Page, Position};
use touchpoint_platform::archive::Lines;

#[path = "../tests/data/mod.rs"]
mod data;

type Documents = HashMap<EndpointKey, EndpointDocument>;

fn read(batch: &[data::Told]) -> Vec<Box<Report<'_>>> {
    let decoded = batch.iter().map(|told| decode(&told.raw).unwrap());
    let reports = decoded.filter_map(|record| match record {
        Record::Report(report) => Some(report),
        Record::Bundle(_) => None,
    });
    reports.collect()
}

fn claim(reports: &[Box<Report<'_>>]) -> Vec<Fresh> {
    let mut owners = HashMap::<EndpointKey, Claims>::new();
    let claimed = reports.iter().enumerate().map(|(number, report)| {
        let claims = owners.entry(EndpointKey::of(&report.endpoint)).or_default();
        let arrived = Timestamp::from_millisecond(report.arrived).unwrap();
        settle(claims, &Position::new(number.to_string()), arrived, report.events.iter().map(|event| &*event.id)).fresh
    });
    claimed.collect()
}

fn count(documents: &Documents, reports: &[Box<Report<'_>>], fresh: &[Fresh]) -> Deltas {
    let mut deltas = Deltas::default();
    for (report, fresh) in reports.iter().zip(fresh) {
        let document = documents.get(&EndpointKey::of(&report.endpoint));
        let whose = Whose { app: &report.app, endpoint: &report.endpoint, document };
        fresh.of(&report.events).for_each(|event| count_reported(&mut deltas, &whose, event));
    }
    deltas
}

fn pages(deltas: &Deltas) -> usize {
    let encoded = deltas.0.values().map(|delta| {
        let mut page = Page::default();
        page.apply(delta, "shardId-000000000000", &Position::new("1"));
        page.encode().len()
    });
    encoded.sum()
}

fn archive(documents: &Documents, reports: &[Box<Report<'_>>], fresh: &[Fresh]) -> usize {
    let mut lines = Lines::default();
    for (report, fresh) in reports.iter().zip(fresh) {
        let document = documents.get(&EndpointKey::of(&report.endpoint));
        for event in fresh.of(&report.events) {
            lines.push(&serde_json::to_vec(&app_event(report, event, document)).unwrap());
        }
    }
    lines.finish().len()
}

fn ingest(c: &mut Criterion) {
    let (batches, documents) = (data::batches(), data::documents());
    let batch = &batches[0];
    let events: usize = batch.iter().map(|told| told.events).sum();
    let mut group = c.benchmark_group("ingest");
    group.throughput(Throughput::Elements(events as u64)).sample_size(10);
    let reports = read(batch);
    let fresh = claim(&reports);
    let deltas = count(&documents, &reports, &fresh);
    group.bench_function("decode", |b| b.iter(|| black_box(read(batch)).len()));
    group.bench_function("claim", |b| b.iter(|| black_box(claim(&reports)).len()));
    group.bench_function("count", |b| b.iter(|| black_box(count(&documents, &reports, &fresh)).0.len()));
    group.bench_function("pages", |b| b.iter(|| black_box(pages(&deltas))));
    group.bench_function("archive", |b| b.iter(|| black_box(archive(&documents, &reports, &fresh))));
    group.bench_function("whole batch", |b| {
        b.iter(|| {
            let reports = read(batch);
            let fresh = claim(&reports);
            black_box(pages(&count(&documents, &reports, &fresh)) + archive(&documents, &reports, &fresh))
        });
    });
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);

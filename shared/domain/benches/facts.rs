//! How many events a second one core turns into deltas, and what it takes to put them onto pages: events of a shop, made up.

#![expect(clippy::unwrap_used, reason = "a benchmark of fixed data")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::stream::ReportedEvent;
use touchpoint_domain::metrics::facts::{Whose, count_reported, count_service};
use touchpoint_domain::metrics::testing::{Happened, sample};
use touchpoint_domain::metrics::{Deltas, Page, Position};

const EVENTS: usize = 10_000;

/// A reported event, ready to be counted.
struct Reported {
    app: String,
    endpoint: String,
    document: Option<EndpointDocument>,
    event: String,
}

fn count_all(reported: &[(&Reported, ReportedEvent<'_>)]) -> Deltas {
    let mut deltas = Deltas::default();
    for (of, event) in reported {
        let whose = Whose { app: &of.app, endpoint: &of.endpoint, document: of.document.as_ref() };
        count_reported(&mut deltas, &whose, event);
    }
    deltas
}

fn facts(criterion: &mut Criterion) {
    let (mut reported, mut service) = (Vec::new(), Vec::new());
    for happened in sample(1, 2 * EVENTS) {
        match happened {
            Happened::Reported { app, endpoint, document, event } => {
                let document = document.map(|document| serde_json::from_value(document).unwrap());
                reported.push(Reported { app, endpoint, document, event: event.to_string() });
            }
            Happened::Service(envelope) => service.push(envelope.to_string()),
        }
    }
    let events: Vec<_> = reported.iter().map(|of| (of, serde_json::from_str(&of.event).unwrap())).collect();

    let mut group = criterion.benchmark_group("facts");
    group.throughput(Throughput::Elements(events.len() as u64));
    group.bench_function("reported", |bench| bench.iter(|| count_all(black_box(&events))));
    group.throughput(Throughput::Elements(service.len() as u64));
    group.bench_function("service", |bench| {
        bench.iter(|| {
            let mut deltas = Deltas::default();
            black_box(&service).iter().for_each(|envelope| count_service(&mut deltas, envelope).unwrap());
            deltas
        });
    });
    group.finish();

    let deltas = count_all(&events);
    let mut group = criterion.benchmark_group("pages");
    group.throughput(Throughput::Elements(deltas.0.len() as u64));
    group.bench_function("apply, encode and decode", |bench| {
        bench.iter(|| {
            for delta in deltas.0.values() {
                let mut page = Page::default();
                page.apply(delta, "shardId-000000000000", &Position::new("1"));
                black_box(Page::decode(&page.encode()).unwrap());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, facts);
criterion_main!(benches);

//! What PutEvents costs the function, warm: 100 events of 10 endpoints in a request, parsed, judged, made into records, the records
//! written as the stream takes them, and answered. No network, no signature, and the database is not asked: app and names are known.
//!
//! `cargo bench -p touchpoint-api --bench put_events`

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark of fixed data")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Value, json};
use touchpoint_api::{Api, ApiConfig, Caller, FixedKeys, PathForm, Ports, handle_as};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};
use touchpoint_platform::testing::{Postbox, Unscheduled, vault};
use touchpoint_store::testing::memory;

const ENDPOINTS: usize = 10;
const EVENTS: usize = 100;

/// Writes every record as it would leave, and drops it.
#[derive(Debug)]
struct Written;

#[async_trait]
impl EventStream for Written {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        for record in records {
            black_box(record.data.to_string());
        }
        Ok(())
    }
}

fn event(index: usize) -> Value {
    json!({
        "EventType": if index.is_multiple_of(3) { "_session.start" } else { "product_viewed" },
        "Timestamp": "2026-03-01T11:59:58.123Z",
        "AppPackageName": "com.example.shop", "AppTitle": "Shop", "AppVersionCode": "321",
        "ClientSdkVersion": "6.1.0", "SdkName": "aws-amplify",
        "Attributes": {"page": "/start", "category": "shoes", "product": format!("product-{index}"), "currency": "EUR"},
        "Metrics": {"price": 19.99, "position": index},
        "Session": {"Id": "7f3c3f70-2c3a-4b56-9a4c-0a4a3b1a9f11", "StartTimestamp": "2026-03-01T11:58:00Z"},
    })
}

fn body() -> Bytes {
    let entry = |endpoint: usize| {
        let own = (0..EVENTS / ENDPOINTS).map(|n| (format!("0d9e1c7a-71bb-4d64-8a0e-{endpoint:04}{n:08}"), event(n)));
        json!({"Endpoint": {}, "Events": own.collect::<BTreeMap<_, _>>()})
    };
    let entries: BTreeMap<_, _> = (0..ENDPOINTS).map(|n| (format!("b2a7f0c1-55aa-4f0e-9d3e-{n:012}"), entry(n))).collect();
    Bytes::from(json!({ "BatchItem": entries }).to_string())
}

fn put_events(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (store, _database) = runtime.block_on(memory());
    let postbox = Arc::new(Postbox::default());
    let ports = Ports {
        scheduler: Arc::new(Unscheduled),
        events: Arc::new(Written),
        email: postbox.clone(),
        text: postbox,
        vault: vault().unwrap(),
        archive: touchpoint_platform::archive::memory(),
    };
    let config = ApiConfig {
        partition: "aws".to_owned(),
        region: "eu-west-1".to_owned(),
        account: "123456789012".to_owned(),
        limits: Limits::default(),
    };
    let clock = Arc::new(ManualClock::at("2026-03-01T12:00:00Z".parse().unwrap()));
    let api = Api::new(store, clock, ports, config, FixedKeys::none());
    let admin = Caller::admin("bench");
    let ask = |path: &str, body: &Bytes| {
        let request = http::Request::post(path).body(body.clone()).unwrap();
        runtime.block_on(handle_as(&api, &admin, request, PathForm::Encoded))
    };
    let made = ask("/v1/apps", &Bytes::from_static(br#"{"Name":"shop"}"#));
    let made: Value = serde_json::from_slice(made.body()).unwrap();
    let (path, body) = (format!("/v1/apps/{}/events", made["Id"].as_str().unwrap()), body());
    let first = ask(&path, &body);
    let text = String::from_utf8(first.body().to_vec()).unwrap();
    assert_eq!((first.status().as_u16(), text.matches("Accepted").count()), (202, EVENTS + ENDPOINTS), "{text}");

    let mut group = criterion.benchmark_group("put_events");
    group.throughput(Throughput::Elements(EVENTS as u64));
    group.bench_function("100 events of 10 endpoints", |bencher| bencher.iter(|| black_box(ask(&path, &body))));
    group.finish();
}

criterion_group!(benches, put_events);
criterion_main!(benches);

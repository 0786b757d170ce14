//! How many endpoints a second one core holds against a segment: decoded, as stored, and by the naive implementation
//! that the tests compare with.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a benchmark of fixed data")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::CompiledSegment;

#[path = "../tests/segment/naive.rs"]
mod naive;

const ENDPOINTS: u64 = 2_000;
/// 2026-03-15T12:00:00Z.
const NOW_MS: i64 = 1_773_576_000_000;

/// A fixed sequence of numbers (the generator of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of<'p>(&mut self, pool: &[&'p str]) -> &'p str {
        pool[self.below(pool.len() as u64) as usize]
    }
}

/// A stored document of about 800 bytes, as an online shop's endpoints are.
fn document(n: u64, numbers: &mut Numbers) -> Value {
    let channel = numbers.one_of(&["EMAIL", "EMAIL", "EMAIL", "SMS", "GCM", "APNS"]);
    let day = |numbers: &mut Numbers| format!("2026-{:02}-{:02}", 1 + numbers.below(12), 1 + numbers.below(28));
    let mut document = json!({
        "Id": format!("user-{n:06}-{}", channel.to_lowercase()), "ChannelType": channel,
        "Address": format!("user-{n:06}@example.com"), "OptOut": "NONE", "EndpointStatus": "ACTIVE",
        "CohortId": numbers.below(100).to_string(),
        "CreationDate": "2025-04-19T01:40:55.905Z", "EffectiveDate": "2026-03-01T11:52:42.165Z",
        "RequestId": "5f0e1a3c-7d42-4b0e-9d0a-3f1c2b4d5e6f",
        "Location": {
            "Country": numbers.one_of(&["US", "US", "US", "BR", "FR", "IT", "ES", "DE", "GBR", "JPN"]),
            "City": numbers.one_of(&["Castiglione Torinese", "Maury-la-Forêt", "Lake Earl", "Fernandezmouth"]),
            "PostalCode": format!("{:05}", numbers.below(100_000)),
        },
        "Demographic": {
            "Locale": numbers.one_of(&["en_US", "it_IT", "fr_FR", "de_DE"]),
            "AppVersion": numbers.one_of(&["3.2.0", "3.0.1", "2.9.4"]), "Timezone": "Europe/Rome",
        },
        "Attributes": {"Source": [numbers.one_of(&["referral", "ads", "organic"])]},
        "Metrics": {"LifetimeSpend": numbers.below(100_000) as f64 / 100.0, "Sessions": numbers.below(200)},
        "User": {"UserId": format!("user-{n:06}"), "UserAttributes": {
            "FirstName": [numbers.one_of(&["Alina", "Auguste", "David", "José \"Pepe\""])],
            "LastName": [numbers.one_of(&["Galtarossa", "Peron", "Roberts", "Bell"])],
            "Plan": [numbers.one_of(&["free", "free", "pro", "team"])],
            "Interests": [numbers.one_of(&["music", "games"]), numbers.one_of(&["books", "cooking"])],
            "RenewalDate": [format!("{}T00:00:00.000Z", day(numbers))],
        }},
        "LastActive": NOW_MS - (numbers.below(60 * 24) * 3_600_000) as i64,
    });
    if numbers.below(2) == 0 {
        document["Location"]["Latitude"] = json!(40.0 + numbers.below(150) as f64 / 10.0);
        document["Location"]["Longitude"] = json!(numbers.below(200) as f64 / 10.0);
    }
    document
}

fn segment(groups: &Value) -> Value {
    json!({"Id": "s", "Version": 1, "SegmentType": "DIMENSIONAL", "SegmentGroups": groups})
}

/// What a marketer asks for on an ordinary day.
fn ordinary() -> Value {
    segment(&json!({"Groups": [{"Dimensions": [{
        "Demographic": {"Channel": {"Values": ["EMAIL"]}},
        "Location": {"Country": {"Values": ["US", "DEU", "FR"]}},
        "UserAttributes": {"Plan": {"Values": ["pro", "team"]}},
        "Behavior": {"Recency": {"Duration": "DAY_30", "RecencyType": "ACTIVE"}},
    }]}]}))
}

/// Three groups in which nothing is cheap: nearly every criterion of nearly every endpoint is evaluated.
fn costly() -> Value {
    let renewal = |comparison: &str, values: &[&str]| json!({"UserAttributes": {"RenewalDate": {"AttributeType": comparison, "Values": values}}});
    segment(&json!({"Include": "ALL", "Groups": [
        {"Type": "ANY", "Dimensions": [
            renewal("ON", &["2026-03-10"]), renewal("BEFORE", &["2026-01-05"]), renewal("AFTER", &["2026-07-01"]),
            {"UserAttributes": {"LastName": {"AttributeType": "CONTAINS", "Values": ["ber", "aros"]}}},
        ]},
        {"Type": "NONE", "Dimensions": [
            {"Location": {"GPSPoint": {"Coordinates": {"Latitude": 52.5, "Longitude": 13.4}, "RangeInKilometers": 50}}},
            {"Metrics": {"LifetimeSpend": {"ComparisonOperator": "GREATER_THAN", "Value": 990}}},
            {"Attributes": {"Source": {"AttributeType": "EXCLUSIVE", "Values": ["referral", "ads", "organic"]}}},
        ]},
        {"SourceType": "ANY", "SourceSegments": [{"Id": "team"}, {"Id": "not-team"}]},
    ]}))
}

fn sources() -> Vec<Value> {
    let source = |id: &str, comparison: &str| {
        let plan = json!({"UserAttributes": {"Plan": {"AttributeType": comparison, "Values": ["team"]}}});
        json!({"Id": id, "Version": 1, "Dimensions": plan})
    };
    vec![source("team", "INCLUSIVE"), source("not-team", "EXCLUSIVE")]
}

fn compile(segment: &Value) -> CompiledSegment {
    let read = |segment: &Value| serde_json::from_value(segment.clone()).unwrap();
    let mut resolve =
        |id: &touchpoint_domain::ids::SegmentId, _version| sources().iter().find(|source| source["Id"] == id.as_str()).map(read);
    CompiledSegment::compile(&read(segment), &mut resolve, &Limits::default()).unwrap()
}

fn evaluation(c: &mut Criterion) {
    let mut numbers = Numbers(42);
    let values: Vec<Value> = (0..ENDPOINTS).map(|n| document(n, &mut numbers)).collect();
    let documents: Vec<String> = values.iter().map(Value::to_string).collect();
    let decoded: Vec<EndpointView<'_>> = documents.iter().map(|document| EndpointView::parse(document).unwrap()).collect();
    let now = Timestamp::from_millisecond(NOW_MS).unwrap();
    let stored = sources();

    let mut group = c.benchmark_group("segment");
    group.throughput(Throughput::Elements(ENDPOINTS));
    group.bench_function("decode", |b| {
        b.iter(|| documents.iter().filter(|document| black_box(EndpointView::parse(document)).is_ok()).count());
    });
    for (name, segment) in [("ordinary", ordinary()), ("costly", costly())] {
        let compiled = compile(&segment);
        let members = decoded.iter().filter(|endpoint| compiled.matches(endpoint, now)).count();
        assert!((100..1_900).contains(&members), "{name}: {members} members");
        group.bench_function(BenchmarkId::new("decoded", name), |b| {
            b.iter(|| decoded.iter().filter(|endpoint| compiled.matches(black_box(endpoint), now)).count());
        });
        group.bench_function(BenchmarkId::new("decode and evaluate", name), |b| {
            let matches = |document: &str| compiled.matches(&EndpointView::parse(document).unwrap(), now);
            b.iter(|| documents.iter().filter(|document| matches(black_box(document))).count());
        });
        group.bench_function(BenchmarkId::new("naive, parsed", name), |b| {
            b.iter(|| values.iter().filter(|value| naive::contains(&segment, &stored, black_box(value), NOW_MS)).count());
        });
    }
    group.finish();
}

criterion_group!(benches, evaluation);
criterion_main!(benches);

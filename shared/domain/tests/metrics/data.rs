//! The same over a month of a shop's events, where `TOUCHPOINT_DATA` names the folder that holds them: `events-100k.json.gz`,
//! requests of PutEvents line by line, and `endpoints-20k.json.gz`.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Instant;

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use touchpoint_domain::metrics::testing::Happened;

use crate::counting::{Between, pages_of, recount};

fn lines(path: &Path) -> impl Iterator<Item = Value> {
    let file = std::fs::File::open(path).unwrap();
    BufReader::new(GzDecoder::new(file)).lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

fn ms(value: &Value) -> Option<i64> {
    value.as_str().map(|text| text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

/// An event of a request as it stands in the stream.
fn event(id: &str, event: &Value) -> Value {
    let mut reported = json!({ "id": id, "type": event["EventType"], "at": ms(&event["Timestamp"]) });
    if let Some(session) = event.get("Session") {
        reported["session"] = json!({ "id": session["Id"], "start": ms(&session["StartTimestamp"]) });
        if let Some(stop) = ms(&session["StopTimestamp"]) {
            reported["session"]["stop"] = json!(stop);
        }
        if let Some(duration) = session["Duration"].as_i64() {
            reported["session"]["duration"] = json!(duration);
        }
    }
    for (from, to) in [("Attributes", "attributes"), ("Metrics", "metrics")] {
        if let Some(map) = event.get(from) {
            reported[to] = map.clone();
        }
    }
    reported
}

#[test]
fn a_month_of_a_shop_equals_its_recount() {
    let Some(folder) = std::env::var_os("TOUCHPOINT_DATA") else {
        return;
    };
    let folder = Path::new(&folder);
    let endpoints: HashMap<String, Value> = lines(&folder.join("endpoints-20k.json.gz"))
        .map(|document| (document["Id"].as_str().unwrap().to_owned(), document))
        .collect();
    let mut happened = Vec::new();
    for request in lines(&folder.join("events-100k.json.gz")) {
        for (endpoint, item) in request["BatchItem"].as_object().unwrap() {
            for (id, one) in item["Events"].as_object().unwrap() {
                let document = endpoints.get(endpoint).cloned();
                happened.push(Happened::Reported {
                    app: "0".repeat(32),
                    endpoint: endpoint.clone(),
                    document,
                    event: event(id, one),
                });
            }
        }
    }
    let started = Instant::now();
    let pages = pages_of(happened.chunks(5_000), Between::Stored);
    println!("{} events onto {} pages in {:?}", happened.len(), pages.len(), started.elapsed());
    assert_eq!(recount(&happened).differences(&pages), Vec::<String>::new());

    let mut sizes: Vec<_> = pages.iter().map(|(key, page)| (page.encode().len(), page.cells.len(), key)).collect();
    sizes.sort_unstable_by_key(|(bytes, ..)| std::cmp::Reverse(*bytes));
    println!("{} bytes in all", sizes.iter().map(|(bytes, ..)| bytes).sum::<usize>());
    for (bytes, cells, key) in sizes.iter().take(12) {
        println!("{bytes:>7} bytes {cells:>5} series {} {}", key.subject, key.period);
    }
    assert!(sizes[0].0 < 64 * 1024);
}

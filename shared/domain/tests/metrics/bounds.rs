//! What clients choose does not make pages grow without end.

use serde_json::json;
use touchpoint_domain::metrics::testing::Happened;
use touchpoint_domain::metrics::{Dimension, MAX_NAMES, MAX_TRAITS, MAX_VALUES, Measure, OTHER, OTHER_TRAIT, Page};

use crate::counting::{Between, pages_of, recount, reported};

const AT: i64 = 1_790_553_600_000;

fn page<'p>(pages: &'p crate::counting::Pages, subject: &str) -> &'p Page {
    pages.iter().find(|(key, _)| key.subject.to_string() == subject).unwrap().1
}

fn many(n: usize, event: impl Fn(usize) -> Happened) -> Vec<Happened> {
    (0..n).map(event).collect()
}

#[test]
fn values_beyond_the_bound_are_counted_together() {
    let happened = many(1_200, |n| {
        reported(
            json!({ "id": n.to_string(), "type": "view", "at": AT, "attributes": { "sku": format!("sku {n:04}"), "shop": "1" } }),
        )
    });
    let pages = pages_of(happened.chunks(100), Between::Stored);
    let page = page(&pages, "event#view");
    assert_eq!(page.of(Measure::Values).count(), MAX_VALUES + 2);
    assert_eq!(page.count(Measure::Values, Some((Dimension::Value, OTHER))), 700);
    assert_eq!(page.count(Measure::Values, Some((Dimension::Value, "sku 0499"))), 1);
    assert_eq!(page.count(Measure::Values, Some((Dimension::Value, "1"))), 1_200);
    assert_eq!(recount(&happened).differences(&pages), Vec::<String>::new());
}

#[test]
fn so_are_attributes_and_metrics_with_too_many_names() {
    let happened = many(600, |n| {
        let name = format!("name {n:04}");
        reported(json!({ "id": n.to_string(), "type": "view", "at": AT, "attributes": { &name: "x" }, "metrics": { &name: n } }))
    });
    let pages = pages_of(happened.chunks(50), Between::Stored);
    let page = page(&pages, "event#view");
    assert_eq!(page.of(Measure::Values).count(), MAX_NAMES + 1);
    assert_eq!(page.of(Measure::Metric).count(), MAX_NAMES + 1);
    assert_eq!(page.count(Measure::Values, Some((Dimension::Attribute, OTHER))), 400);
    assert_eq!(recount(&happened).differences(&pages), Vec::<String>::new());
}

#[test]
fn traits_too() {
    let happened = many(700, |n| Happened::Reported {
        app: "a".repeat(32),
        endpoint: n.to_string(),
        document: Some(json!({
            "Id": n.to_string(), "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": "1",
            "CreationDate": "2026-01-01T00:00:00.000Z", "EffectiveDate": "2026-01-01T00:00:00.000Z",
            "Demographic": { "Model": format!("model {:03}", n % 350) },
        })),
        event: json!({ "id": "1", "type": "view", "at": AT }),
    });
    let pages = pages_of(happened.chunks(70), Between::Stored);
    let page = page(&pages, "usage");
    assert_eq!(page.of(Measure::Demographic).count(), MAX_TRAITS + 1);
    assert!(page.of(Measure::Demographic).any(|(series, _)| series.dimension(Dimension::Value) == Some(OTHER_TRAIT)));
    assert_eq!(recount(&happened).differences(&pages), Vec::<String>::new());
}

#[test]
fn the_longest_values_fit_into_an_item() {
    // Numbers that do not deflate well, in as many attributes as an event may have.
    let noise = |n: usize, k: usize| {
        (0..12)
            .map(|i| format!("{:016x}", touchpoint_domain::hash::fnv1a64(format!("{n}/{k}/{i}").as_bytes())))
            .collect::<String>()
    };
    let happened = many(400, |n| {
        let attributes: serde_json::Map<_, _> = (0..40).map(|k| (format!("k{k}"), json!(noise(n, k)))).collect();
        reported(json!({ "id": n.to_string(), "type": "view", "at": AT, "attributes": attributes }))
    });
    let pages = pages_of(happened.chunks(100), Between::Stored);
    let page = page(&pages, "event#view");
    assert!(page.encode().len() < 300 * 1024, "{}", page.encode().len());
    assert_eq!(page.count(Measure::Values, None), 400 * 40);
}

#[test]
fn nobody_can_write_our_own_names() {
    let happened =
        [reported(json!({ "id": "1", "type": "view", "at": AT, "attributes": { "a\u{1f}v=b": OTHER.to_owned() + "x" } }))];
    let pages = pages_of([&happened[..]], Between::Kept);
    let page = page(&pages, "event#view");
    let (series, _) = page.of(Measure::Values).next().unwrap();
    assert_eq!(series.to_string(), "values|k=a v=b|v= otherx");
}

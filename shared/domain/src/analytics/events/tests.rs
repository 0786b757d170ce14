use serde_json::json;

use super::*;
use crate::kpi::story::Story;
use crate::metrics::Subject;

fn parameters(attribute: &str, value: &str, metric: &str, by: &str) -> Parameters {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Parameters { attribute: given(attribute), value: given(value), metric: given(metric), by: given(by) }
}

#[test]
fn what_goes_with_what() {
    for (attribute, value, metric, by, expected) in [
        ("", "", "", "", "ByDay(All)"),
        ("", "", "", "day", "ByDay(All)"),
        ("", "", "", "hour", "ByHour(All)"),
        ("a", "v", "", "hour", r#"ByHour(With { attribute: "a", value: "v" })"#),
        ("a", "", "", "", r#"Values { attribute: "a" }"#),
        ("", "", "m", "", r#"Metric { metric: "m" }"#),
        ("", "", "m", "day", r#"Metric { metric: "m" }"#),
        ("a", "", "", "day", "value: required together with attribute and by"),
        ("", "v", "", "", "attribute: required together with value"),
        ("a", "v", "m", "", "metric: must not stand together with attribute"),
        ("", "", "m", "hour", "by: must be day together with metric"),
        ("", "", "", "week", "by: must be one of day, hour"),
    ] {
        let found = match Question::of(parameters(attribute, value, metric, by)) {
            Ok(question) => format!("{question:?}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expected);
    }
}

fn story() -> Story {
    let mut story = Story::default();
    let event = |colour: &str, price: f64, session: &str| json!({"attributes": {"colour": colour}, "metrics": {"price": price}, "session": {"id": session, "start": 0}});
    story
        .reported("cart.add", "2026-03-01T09:00:00Z", "e1", event("red", 10.0, "1"))
        .reported("cart.add", "2026-03-01T09:30:00Z", "e1", event("red", 30.0, "1"))
        .reported("cart.add", "2026-03-01T22:00:00Z", "e2", event("blue", 5.0, "1"))
        .reported("cart.add", "2026-03-03T00:30:00Z", "e2", event("red", 1.0, "2"))
        .reported("cart.empty", "2026-03-03T00:30:00Z", "e2", json!({}));
    story
}

fn answer(parameters: Parameters) -> Vec<String> {
    let pages = story().pages(&Subject::Event("cart.add".to_owned()));
    let window = Window { start: "2026-03-01T09:00:00Z".parse().unwrap(), end: "2026-03-03T01:00:00Z".parse().unwrap() };
    let table = Question::of(parameters).unwrap().answer(&pages, &window);
    std::iter::once(table.columns.join(",")).chain(table.rows.iter().map(|row| Table::texts(row).join(","))).collect()
}

#[test]
fn by_day_and_hour() {
    let expected =
        ["date,events,endpoints,sessions,events_per_session", "2026-03-01,3,2,2,1.5", "2026-03-02,0,0,0,", "2026-03-03,1,1,1,1"];
    assert_eq!(answer(parameters("", "", "", "")), expected);
    assert_eq!(answer(parameters("colour", "red", "", "day")), ["date,events", "2026-03-01,2", "2026-03-02,0", "2026-03-03,1"]);
    let hours = answer(parameters("", "", "", "hour"));
    assert_eq!(hours.len(), 1 + 15 + 24 + 1);
    assert_eq!(
        (hours[1].as_str(), hours[14].as_str(), hours[40].as_str()),
        ("2026-03-01,9,2", "2026-03-01,22,1", "2026-03-03,0,1")
    );
    let red: Vec<_> = answer(parameters("colour", "red", "", "hour")).into_iter().filter(|row| !row.ends_with(",0")).collect();
    assert_eq!(red, ["date,hour,events", "2026-03-01,9,2", "2026-03-03,0,1"]);
}

#[test]
fn values_and_metrics() {
    assert_eq!(answer(parameters("colour", "", "", "")), ["value,events", "red,3", "blue,1"]);
    assert_eq!(answer(parameters("size", "", "", "")), ["value,events"]);
    assert_eq!(
        answer(parameters("", "", "price", "")),
        ["date,count,sum,min,max,average", "2026-03-01,3,45,5,30,15", "2026-03-02,0,0,,,", "2026-03-03,1,1,1,1,1"]
    );
}

#[test]
fn values_that_are_too_many_are_counted_together() {
    let mut story = Story::default();
    for number in 0..520 {
        story.reported("x", "2026-03-01T09:00:00Z", "e", json!({"attributes": {"k": format!("v{number:03}")}}));
    }
    let window = Window { start: "2026-03-01T00:00:00Z".parse().unwrap(), end: "2026-03-01T23:00:00Z".parse().unwrap() };
    let pages = story.pages(&Subject::Event("x".to_owned()));
    let table = Question::of(parameters("k", "", "", "")).unwrap().answer(&pages, &window);
    assert_eq!((table.rows.len(), Table::texts(&table.rows[0])), (501, vec!["(other)".to_owned(), "20".to_owned()]));
}

#[test]
fn by_type_over_all_days() {
    let story = story();
    let types = ["cart.add", "cart.empty", "cart.none"];
    let pages = types.map(|name| (name.to_owned(), story.pages(&Subject::Event(name.to_owned()))));
    let table = by_type(&BTreeMap::from(pages));
    let rows: Vec<_> = table.rows.iter().map(|row| Table::texts(row).join(",")).collect();
    assert_eq!(rows, ["cart.add,4,2,3,1.3333333333333333", "cart.empty,1,1,0,"]);
}

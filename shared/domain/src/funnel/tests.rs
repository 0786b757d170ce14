use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn steps(request: Value) -> Result<Steps, String> {
    let request = serde_json::from_value(request).map_err(|error| error.to_string())?;
    Steps::of(&request).map_err(|error| error.to_string())
}

fn event(id: &str, endpoint: &str, event_type: &str, at: i64) -> String {
    json!({"event_id": id, "event_type": event_type, "event_timestamp": at, "client": {"client_id": endpoint}}).to_string()
}

/// Endpoints by step, share and drop-off in per cent.
fn told(funnel: Funnel) -> Vec<String> {
    let percent = |part: f64| (part * 100.0).round();
    let text = |o: Outcome| format!("{} {} {} {}", o.event_type, o.endpoints, percent(o.share), percent(o.drop_off));
    funnel.outcome().into_iter().map(text).collect()
}

#[test]
fn from_looking_to_buying() {
    let request = json!({"Steps": [{"EventType": "look"}, {"EventType": "cart"}, {"EventType": "buy"}]});
    let mut funnel = Funnel::new(steps(request).unwrap(), 0, 1_000);
    for (id, endpoint, what, at) in [
        // All of it, in whatever order the archive has it.
        ("1", "a", "buy", 30),
        ("2", "A", "cart", 20),
        ("3", "a", "look", 10),
        // Bought before it looked.
        ("4", "b", "buy", 1),
        ("5", "b", "look", 2),
        ("6", "b", "cart", 2),
        // Only looked.
        ("7", "c", "look", 5),
        ("8", "d", "look", 5),
        // Began too late, or never.
        ("9", "e", "look", 1_001),
        ("10", "f", "buy", 500),
        ("11", "g", "else", 500),
    ] {
        funnel.add(&event(id, endpoint, what, at));
    }
    funnel.add("no event");
    funnel.add(&json!({"event_id": "x", "event_type": "look", "event_timestamp": 1}).to_string());
    let found = told(funnel);
    // Whether b's cart came behind its look in the same millisecond is a matter of their ids.
    assert!(
        found == ["look 4 100 0", "cart 2 50 50", "buy 1 25 50"] || found == ["look 4 100 0", "cart 1 25 75", "buy 1 25 0"],
        "{found:?}"
    );
}

#[test]
fn attributes_and_metrics_of_a_step() {
    let request = json!({"Steps": [
        {"EventType": "buy", "Attributes": {"colour": ["red", "blue"]}},
        {"EventType": "buy", "Metrics": {"price": {"ComparisonOperator": "GREATER_THAN", "Value": 10.0}}},
    ]});
    let mut funnel = Funnel::new(steps(request).unwrap(), 0, 100);
    let mut buy = |endpoint: &str, at: i64, colour: &str, price: f64| {
        let mut json: Value = serde_json::from_str(&event(&format!("{endpoint}{at}"), endpoint, "buy", at)).unwrap();
        json["attributes"] = json!({"colour": colour});
        json["metrics"] = json!({"price": price});
        funnel.add(&json.to_string());
    };
    buy("a", 1, "red", 20.0);
    buy("a", 2, "green", 11.0);
    // One event completes one step.
    buy("b", 1, "blue", 20.0);
    buy("b", 2, "green", 10.0);
    buy("c", 1, "green", 20.0);
    buy("c", 2, "re\"d", 20.0);
    assert_eq!(told(funnel), ["buy 2 100 0", "buy 1 50 50"]);
}

#[test]
fn nobody_is_no_share() {
    let request = json!({"Steps": [{"EventType": "a"}, {"EventType": "b"}]});
    assert_eq!(told(Funnel::new(steps(request).unwrap(), 0, 1)), ["a 0 0 0", "b 0 0 0"]);
}

#[test]
fn refusals() {
    let step = || json!({"EventType": "a"});
    let with = |member: &str, value: Value| {
        let mut step = step();
        step[member] = value;
        json!({"Steps": [{"EventType": "b"}, step]})
    };
    for (request, refusal) in [
        (json!({"Steps": [step()]}), "Steps: must be 2 to 10"),
        (json!({"Steps": vec![step(); 11]}), "Steps: must be 2 to 10"),
        (json!({"Steps": [step(), step()], "WithinHours": 0}), "WithinHours: must be from 1 to 2160"),
        (json!({"Steps": [step(), step()], "WithinHours": 2161}), "WithinHours: must be from 1 to 2160"),
        (with("EventType", json!("")), "Steps[1].EventType: must not be empty"),
        (with("Attributes", json!({"k": []})), "Steps[1].Attributes.k: must be 1 to 50 values"),
        (
            with("Metrics", json!({"m": {"ComparisonOperator": "ABOUT", "Value": 1.0}})),
            "Steps[1].Metrics.m.ComparisonOperator: must be one of GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN_OR_EQUAL, EQUAL",
        ),
    ] {
        assert_eq!(steps(request).unwrap_err(), refusal);
    }
    assert!(steps(json!({"Steps": [step(), step()], "Within": 1})).unwrap_err().contains("unknown field `Within`"));
}

/// How far a try can come that begins with `marks[first]`, by trying everything.
fn best_try(marks: &[Mark], first: usize, steps: usize, within: Option<i64>) -> usize {
    fn go(marks: &[Mark], from: usize, step: usize, steps: usize, latest: i64) -> usize {
        if step == steps {
            return step;
        }
        let next = (from..marks.len()).filter(|index| marks[*index].fits.has(step) && marks[*index].at_ms <= latest);
        next.map(|index| go(marks, index + 1, step + 1, steps, latest)).max().unwrap_or(step)
    }
    if !marks[first].fits.has(0) {
        return 0;
    }
    go(marks, first + 1, 1, steps, within.map_or(i64::MAX, |within| marks[first].at_ms + within))
}

proptest! {
    #[test]
    fn as_far_as_by_trying_everything(
        events in proptest::collection::vec((0..12_i64, 0..16_u16), 0..10),
        steps in 2..5_usize,
        within in proptest::option::of(0..8_i64),
    ) {
        let mark = |(id, (at_ms, fits)): (u64, (i64, u16))| Mark { at_ms, id, fits: steps::Fits(fits) };
        let given: Vec<Mark> = (0..).zip(events).map(mark).collect();
        let mut marks = given.clone();
        marks.sort_by_key(|mark| (mark.at_ms, mark.id));
        let expected = (0..marks.len()).map(|first| best_try(&marks, first, steps, within)).max().unwrap_or(0);
        prop_assert_eq!(completed(given, steps, within), expected);
    }
}

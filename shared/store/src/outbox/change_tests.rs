use serde_json::{Value, json};

use super::*;

/// An item as streams show it, from strings and numbers.
fn item(members: &Value) -> serde_dynamo::Item {
    let members = members.as_object().unwrap().iter().map(|(name, value)| {
        let value = match value {
            Value::String(text) => Streamed::S(text.clone()),
            other => Streamed::N(other.to_string()),
        };
        (name.clone(), value)
    });
    std::collections::HashMap::from_iter(members).into()
}

fn change(old: &Value, new: &Value) -> OutboxChange {
    OutboxChange::of(&item(old), &item(new)).unwrap()
}

#[test]
fn records_and_what_they_mean() {
    let none = json!({});
    let chunk = json!({
        "id": "r#03#000001", "app": "a", "run": "r", "recipients": "[\"e\"]", "left_out": "{}", "scanned": 1, "created": 0
    });
    let progress = |members: Value| {
        let mut progress = json!({"id": "r#03#000001#p", "app": "a", "run": "r"});
        progress.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        progress
    };
    assert!(matches!(change(&none, &chunk), OutboxChange::Released(released) if released.id.number == 1));
    let woken = OutboxChange::Woken { chunk: "r#03#000001".parse().unwrap() };
    let finished = OutboxChange::Finished { app: AppId::new("a"), run: RunId::new("r") };
    for (old, new, expected) in [
        (chunk.clone(), chunk.clone(), OutboxChange::Nothing),
        (chunk, none.clone(), OutboxChange::Nothing),
        (none.clone(), progress(json!({"claimed": 1})), OutboxChange::Nothing),
        (none.clone(), progress(json!({"wake": 5})), woken.clone()),
        (progress(json!({"wake": 5})), progress(json!({"wake": 6})), woken),
        (progress(json!({"wake": 5})), progress(json!({"wake": 5, "claimed": 1})), OutboxChange::Nothing),
        (progress(json!({"claimed": 1})), progress(json!({"claimed": 1, "finished": 1})), finished),
        (progress(json!({"finished": 1})), progress(json!({"finished": 1, "wake": 9})), OutboxChange::Nothing),
        (none, json!({"id": "o#addr#EMAIL#00", "owner": "e"}), OutboxChange::Nothing),
    ] {
        assert_eq!(change(&old, &new), expected, "{old} {new}");
    }
}

#[test]
fn a_damaged_record_is_an_error() {
    for new in [
        json!({"id": "r#03#000001", "recipients": "["}),
        json!({"id": "nonsense#p", "wake": 1}),
        json!({"id": "r#03#000001#p", "finished": 1}),
    ] {
        assert!(matches!(OutboxChange::of(&item(&json!({})), &item(&new)), Err(StoreError::Corrupt { .. })), "{new}");
    }
}

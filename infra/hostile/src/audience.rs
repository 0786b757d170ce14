//! Who is written to: a small audience with everything in it that a campaign has to look out for.

use serde_json::{Value, json};

use crate::dice::Dice;

/// One endpoint to create.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub item: Value,
}

/// Between 30 and 150 endpoints.
#[must_use]
pub fn audience(dice: &mut Dice) -> Vec<Person> {
    let size = 30 + dice.below(120);
    (0..size).map(|i| person(i, dice)).collect()
}

fn person(i: u64, dice: &mut Dice) -> Person {
    let id = format!("person-{i:03}");
    let plan = if dice.chance(800) { "gold" } else { "free" };
    let mut item = json!({
        "Id": id, "ChannelType": "EMAIL", "Address": format!("{id}@example.com"),
        "Attributes": {"plan": [plan]},
        "User": {"UserId": format!("user-{i:03}"), "UserAttributes": {"FirstName": ["Ada"]}},
    });
    let change = match dice.below(20) {
        0 => json!({"OptOut": "ALL"}),
        1 => json!({"EndpointStatus": "INACTIVE"}),
        2 => json!({"ChannelType": "SMS", "Address": "+15550100"}),
        // The same mailbox as the person before, written differently.
        3 => json!({"Address": format!("Person-{:03}@Example.com", i.saturating_sub(1))}),
        _ => json!({}),
    };
    if let (Some(item), Some(change)) = (item.as_object_mut(), change.as_object()) {
        item.extend(change.clone());
    }
    Person { id, item }
}

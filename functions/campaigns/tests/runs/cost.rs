//! What a campaign costs in the database's own units.

use std::sync::Arc;

use serde_json::{Value, json};
use touchpoint_domain::ids::{EndpointKey, shard_of};
use touchpoint_store::{CapacityMeter, Units};

use crate::world::World;

/// Capacity units that a message may cost, from planning to the last record (per recipient, in shards of some size).
const MOST: Units = Units { read: 0.8, write: 0.2 };

/// Endpoints as they are in an app with several channels: about 800 bytes each, a little more than half of them with email.
fn endpoint(number: usize) -> (String, Value) {
    let (channel, address) = match number % 9 {
        0..5 => ("EMAIL", format!("user-{number:06}@example.com")),
        5 | 6 => ("SMS", format!("+4930{number:07}")),
        _ => ("GCM", format!("{number:0152}")),
    };
    let request = json!({
        "ChannelType": channel, "Address": address,
        "Location": {"Country": "IT", "City": "Castiglione Torinese", "PostalCode": "08026"},
        "Demographic": {"Locale": "it_IT", "AppVersion": "3.2.0", "Timezone": "Europe/Rome"},
        "Attributes": {"Source": ["referral"]}, "Metrics": {"LifetimeSpend": 32.42, "Sessions": 166.0},
        "User": {"UserId": format!("user-{number:06}"), "UserAttributes": {
            "FirstName": ["Alina"], "LastName": ["Galtarossa"], "Plan": ["pro"], "Interests": ["music", "games"],
            "RenewalDate": ["2027-02-25T00:00:00.000Z"]
        }}
    });
    (format!("user-{number:06}-{}", channel.to_lowercase()), request)
}

/// What a campaign to the endpoints with email costs, and how many they were.
async fn cost(endpoints: Vec<(String, Value)>) -> (Units, usize) {
    let mut world = World::new().await;
    world.endpoints(endpoints).await;
    let dimensions = json!({"Demographic": {"Channel": {"Values": ["EMAIL"], "DimensionType": "INCLUSIVE"}}});
    let segment = json!({"Id": "s2", "Version": 1, "SegmentType": "DIMENSIONAL", "Dimensions": dimensions});
    let scope = touchpoint_store::resources::Scope::App(world.app.clone());
    world.put(scope, touchpoint_store::resources::Kind::Segment, "s2", segment).await;
    world.campaign(json!({"SegmentId": "s2"})).await;
    let meter = Arc::new(CapacityMeter::default());
    let metered = world.store.clone().with_meter(Arc::clone(&meter));
    world.restart(&metered);
    world.drain().await;
    (meter.total(), world.mailbox.mails().len())
}

#[tokio::test]
async fn a_message_costs_no_more_than_it_may() {
    // Two shards of the size that they have in an app with 20,000 endpoints; the other thirty shards cost what an empty app does.
    let crowded = (0..).map(endpoint).filter(|(id, _)| shard_of(&EndpointKey::of(id)) < 2).take(2 * 625).collect();
    let (empty, nobody) = cost(Vec::new()).await;
    let (total, sent) = cost(crowded).await;
    assert_eq!(nobody, 0);
    assert!((600..800).contains(&sent), "{sent}");
    let per_message = |all: f64, base: f64| (all - base * 30.0 / 32.0) / sent as f64;
    let (read, write) = (per_message(total.read, empty.read), per_message(total.write, empty.write));
    println!("{read:.3} read units and {write:.3} write units per message; an app without endpoints: {empty:?}");
    assert!(read <= MOST.read && write <= MOST.write, "{read:.3} read units and {write:.3} write units per message");
    // An empty app must not cost much either.
    assert!(empty.write <= 110.0 && empty.read <= 80.0, "{empty:?}");
}

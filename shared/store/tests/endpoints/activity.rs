//! What endpoints report moves their last activity on, and nothing else.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use touchpoint_domain::ids::EndpointKey;
use touchpoint_store::CapacityMeter;
use touchpoint_store::endpoints::StoredEndpoint;

use crate::support::App;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

async fn stored(app: &App) -> StoredEndpoint {
    app.store.endpoints().get(&app.id, &EndpointKey::of("e1")).await.unwrap().unwrap()
}

#[tokio::test]
async fn activity_is_written_when_it_has_moved_far_enough() {
    let app = App::with_names().await;
    app.put("e1", json!({"ChannelType": "EMAIL", "Address": "a@example.com", "User": {"UserId": "u1"}})).await.unwrap();
    let before = app.json("e1").await;
    let at = |minutes: i64| {
        let last = Timestamp::from_millisecond(before["LastActive"].as_i64().unwrap()).unwrap();
        last + SignedDuration::from_mins(minutes)
    };
    let meter = Arc::new(CapacityMeter::default());
    let metered = app.store.clone().with_meter(meter.clone());
    for (minutes, expected, units) in
        [(-600, 0, 0.0), (60, 0, 0.0), (61, 61, 1.0), (62, 61, 0.0), (122, 122, 1.0), (60 * 24, 60 * 24, 1.0)]
    {
        let document = metered.endpoints().touch(&app.id, stored(&app).await, at(minutes), HOUR).await.unwrap().unwrap();
        let now = app.json("e1").await;
        assert_eq!(now["LastActive"], at(expected).as_millisecond(), "after {minutes} minutes");
        assert_eq!(serde_json::to_value(&document).unwrap(), now);
        assert_eq!(meter.total().write, units, "after {minutes} minutes");
        meter.reset();
        let without = |mut json: serde_json::Value| {
            json.as_object_mut().unwrap().remove("LastActive");
            json
        };
        assert_eq!(without(now), without(before.clone()), "nothing else has changed");
    }
}

#[tokio::test]
async fn a_race_is_run_again_and_what_is_gone_stays_gone() {
    let app = App::with_names().await;
    app.put("e1", json!({"ChannelType": "EMAIL", "Address": "a@example.com"})).await.unwrap();
    let old = stored(&app).await;
    app.put("e1", json!({"OptOut": "ALL"})).await.unwrap();
    let at = Timestamp::from_millisecond(app.doc("e1").await.unwrap().last_active.unwrap()).unwrap() + 2 * HOUR;
    let touched = app.store.endpoints().touch(&app.id, old.clone(), at, HOUR).await.unwrap().unwrap();
    assert_eq!((app.json("e1").await["OptOut"].as_str(), touched.last_active), (Some("ALL"), Some(at.as_millisecond())));
    app.store.endpoints().delete(&app.id, &EndpointKey::of("e1")).await.unwrap();
    assert_eq!(app.store.endpoints().touch(&app.id, old, at + 2 * HOUR, HOUR).await.unwrap(), None);
    assert!(app.doc("e1").await.is_none());
}

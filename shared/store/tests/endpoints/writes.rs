//! What writes and deletes leave in the table.

use std::sync::Arc;

use serde_json::{Value, json};
use touchpoint_domain::ids::{EndpointKey, UserId};
use touchpoint_store::CapacityMeter;
use touchpoint_store::endpoints::ApplyError;

use super::audit::{audit, by_id};
use super::support::{App, body, item};

#[tokio::test]
async fn an_endpoint_is_one_item_beside_its_user_and_address() {
    let app = App::new().await;
    app.put("E1", body("EMAIL", "Ann@example.com", "u1")).await.unwrap();
    let scan = app.database.client().scan().table_name(&app.store.tables().endpoints).send().await.unwrap();
    let mut items: Vec<Value> = scan
        .items()
        .iter()
        .map(|item| {
            let text = |name: &str| item.get(name).map_or(Value::Null, |value| value.as_s().unwrap().as_str().into());
            assert!(item["rev"].as_n().is_ok());
            json!([text("pk"), text("sk"), text("user"), text("doc")])
        })
        .collect();
    items.sort_by_key(ToString::to_string);
    let app_id = &app.id;
    let doc = concat!(
        r#"{"Id":"E1","ChannelType":"EMAIL","Address":"Ann@example.com","OptOut":"NONE","EndpointStatus":"ACTIVE","#,
        r#""CohortId":"43","CreationDate":"2026-03-01T12:00:00.000Z","EffectiveDate":"2026-03-01T12:00:00.000Z","#,
        r#""RequestId":"request","User":{"UserId":"u1"},"LastActive":1772366400000}"#
    );
    let expected = [
        json!([format!("{app_id}#03"), "e1", "u1", doc]),
        json!([format!("{app_id}#a#EMAIL#140369096a6caa05"), "address", null, r#"{"Members":{"e1":"Ann@example.com"}}"#]),
        json!([format!("{app_id}#u#u1"), "user", null, r#"{"Endpoints":["e1"]}"#]),
    ];
    assert_eq!(items, expected);
}

#[tokio::test]
async fn a_write_changes_what_it_must_and_no_more() {
    let app = App::new().await;
    let cost = async |id: &str, body: Value| {
        let meter = Arc::new(CapacityMeter::default());
        let store = app.store.clone().with_meter(Arc::clone(&meter));
        super::support::put(&store, &app.id, id, body, &app.limits).await.unwrap();
        meter.of(&app.store.tables().endpoints).write
    };
    // Three items in a transaction, which costs twice; then none, because the clock stands still; then one.
    assert_eq!(cost("e1", body("EMAIL", "a@x", "u1")).await, 6.0);
    assert_eq!(cost("e1", body("EMAIL", "a@x", "u1")).await, 0.0);
    assert_eq!(cost("e1", json!({ "Attributes": { "a": ["1"] } })).await, 1.0);
    assert_eq!(cost("e2", body("SMS", "+1", "u1")).await, 6.0);
    // Both endpoints and the user.
    assert_eq!(cost("e1", json!({ "User": { "UserAttributes": { "First": ["Ann"] } } })).await, 6.0);
    let same_attributes = json!({ "Metrics": { "m": 1 }, "User": { "UserAttributes": { "First": ["Ann"] } } });
    assert_eq!(cost("e2", same_attributes).await, 1.0);
    assert_eq!(app.json("e2").await["User"], json!({ "UserId": "u1", "UserAttributes": { "First": ["Ann"] } }));
    audit(&app).await;
}

#[tokio::test]
async fn a_batch_with_a_mistake_writes_nothing() {
    let app = App::new().await;
    let good = || item("e1", body("EMAIL", "a@x", "u1"));
    for (bad, expected) in [
        (item("e2", json!({ "OptOut": "?" })), "Item[1].OptOut: must be ALL or NONE"),
        (item("e2", json!({ "Address": "a" })), "Missing ChannelType (Item[1])"),
    ] {
        let error = app.put_batch(vec![good(), bad]).await.unwrap_err();
        assert!(matches!(&error, ApplyError::Refused(refusal) if refusal.to_string() == expected), "{error}");
        assert!(audit(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_batch_of_many_users_is_stored() {
    let app = App::new().await;
    let items = (0..100).map(|n| item(&format!("e{n}"), body("EMAIL", &format!("{n}@x"), &format!("u{}", n / 3)))).collect();
    app.put_batch(items).await.unwrap();
    assert_eq!(audit(&app).await.len(), 100);
    assert_eq!(app.ids_of("u7").await, ["e21", "e22", "e23"]);
}

#[tokio::test]
async fn a_batch_that_hangs_together_is_stored_in_pieces() {
    let app = App::new().await;
    // One address for all: each endpoint takes it over from the one before, and each has a user of its own.
    let items = (0..100).map(|n| item(&format!("e{n:02}"), body("GCM", "token", &format!("u{n}")))).collect();
    app.put_batch(items).await.unwrap();
    let documents = by_id(audit(&app).await);
    assert_eq!(documents.len(), 100);
    let active: Vec<_> = documents.iter().filter(|(_, doc)| doc["EndpointStatus"] == "ACTIVE").map(|(id, _)| id).collect();
    assert_eq!(active, ["e99"]);
}

#[tokio::test]
async fn the_limit_of_a_user_evicts_or_refuses() {
    let app = App::new().await;
    for n in 0..15 {
        let channel = if n == 4 || n == 9 { "APNS" } else { "EMAIL" };
        app.put(&format!("e{n}"), body(channel, &format!("{n}"), "u1")).await.unwrap();
    }
    let error = app.put("e15", body("SMS", "+1", "u1")).await.unwrap_err();
    assert_eq!(error.to_string(), "Exceeded maximum endpoint per user count: 15");
    app.put("e16", body("GCM", "token", "u1")).await.unwrap();
    let documents = by_id(audit(&app).await);
    assert_eq!(documents["e4"]["EndpointStatus"], "INACTIVE");
    assert_eq!(documents["e4"]["User"], Value::Null);
    assert_eq!(documents.len(), 16);
}

#[tokio::test]
async fn a_deleted_endpoint_is_given_back_and_gone() {
    let app = App::new().await;
    app.put("E1", body("EMAIL", "a@x", "u1")).await.unwrap();
    app.put("e2", body("EMAIL", "A@x", "u1")).await.unwrap();
    let (endpoints, key) = (app.store.endpoints(), EndpointKey::of("e1"));
    let deleted = endpoints.delete(&app.id, &key).await.unwrap().unwrap();
    assert_eq!((deleted.id.as_str(), deleted.shared_address), ("E1", true));
    assert_eq!(endpoints.delete(&app.id, &key).await.unwrap(), None);
    assert_eq!(app.doc("e1").await, None);
    assert_eq!(app.json("e2").await["SharedAddress"], Value::Null);
    assert_eq!(app.ids_of("u1").await, ["e2"]);
    audit(&app).await;
    app.put("e3", json!({})).await.unwrap();
    assert!(endpoints.delete(&app.id, &EndpointKey::of("E3")).await.unwrap().is_some());
    audit(&app).await;
}

#[tokio::test]
async fn a_deleted_user_takes_its_endpoints_along() {
    let app = App::new().await;
    for n in 0..15 {
        app.put(&format!("e{n}"), body("EMAIL", &format!("{n}@x"), "u1")).await.unwrap();
    }
    app.put("other", body("EMAIL", "0@X", "u2")).await.unwrap();
    let endpoints = app.store.endpoints();
    let deleted = endpoints.delete_user(&app.id, &UserId::new("u1")).await.unwrap();
    let expected: Vec<_> = (0..15).map(|n| format!("e{n}")).collect();
    assert_eq!(deleted.into_iter().map(|document| document.id).collect::<Vec<_>>(), expected);
    assert!(endpoints.delete_user(&app.id, &UserId::new("u1")).await.unwrap().is_empty());
    let documents = by_id(audit(&app).await);
    assert_eq!(documents.keys().collect::<Vec<_>>(), ["other"]);
    assert_eq!(documents["other"]["SharedAddress"], Value::Null);
}

#[tokio::test]
async fn apps_do_not_meet() {
    let app = App::new().await;
    let other = touchpoint_domain::ids::AppId::new("b".repeat(32));
    app.put("e1", body("EMAIL", "a@x", "u1")).await.unwrap();
    super::support::put(&app.store, &other, "e1", body("EMAIL", "a@x", "u1"), &app.limits).await.unwrap();
    app.store.endpoints().delete(&other, &EndpointKey::of("e1")).await.unwrap();
    assert_eq!(app.json("e1").await["EndpointStatus"], "ACTIVE");
    audit(&app).await;
}

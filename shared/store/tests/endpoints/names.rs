//! The attribute names of an app: registered before an endpoint has them, and free of charge once they are known.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::names::AttributeKind;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::limits::Limits;
use touchpoint_store::endpoints::ApplyError;
use touchpoint_store::{CapacityMeter, Store, Units};

use super::support::{App, now};

impl App {
    async fn put_at(&self, store: &Store, id: &str, body: Value, at: Timestamp) -> Result<(), ApplyError> {
        let write = EndpointWrite::single(id, serde_json::from_value(body).unwrap(), "request");
        store.endpoints().apply(&self.id, vec![write], at, &self.limits).await
    }

    /// A store of another process: it remembers nothing.
    fn another_process(&self) -> Store {
        Store::new(self.database.client(), self.store.tables().clone())
    }

    async fn names(&self, kind: AttributeKind) -> Vec<String> {
        let registered = self.another_process().attribute_names().read(&self.id, now()).await.unwrap();
        registered.names.of(kind).map(str::to_owned).collect()
    }

    async fn remove(&self, store: &Store, pattern: &str, at: Timestamp) {
        let registry = store.attribute_names();
        let read = registry.read(&self.id, at).await.unwrap();
        let left = read.names.without(AttributeKind::Custom, &[pattern.to_owned()], &self.limits).unwrap();
        registry.replace(&self.id, &read, left, at).await.unwrap();
    }
}

fn plan(value: &str) -> Value {
    json!({ "Attributes": { "plan": [value] } })
}

fn seconds(count: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_secs(count)
}

#[tokio::test]
async fn known_names_cost_nothing() {
    let app = App::new().await;
    let meter = Arc::new(CapacityMeter::default());
    let store = app.another_process().with_meter(Arc::clone(&meter));
    let cost = async |id: &str, body: Value, at: Timestamp| {
        meter.reset();
        app.put_at(&store, id, body, at).await.unwrap();
        meter.of(&app.store.tables().resources)
    };
    // What is looked for and not there costs half of what is read.
    let (nothing, looked) = (Units { read: 0.0, write: 0.0 }, Units { read: 1.0, write: 0.0 });
    assert_eq!(cost("e1", json!({ "OptOut": "ALL" }), now()).await, nothing);
    assert!(cost("e1", plan("gold"), now()).await.write >= 1.0);
    assert_eq!(cost("e1", plan("silver"), now()).await, nothing);
    assert_eq!(cost("e2", plan("gold"), seconds(59)).await, nothing);
    assert_eq!(cost("e2", plan("tin"), seconds(60)).await, looked);
    assert_eq!(cost("e2", plan("gold"), seconds(61)).await, nothing);
    assert_eq!(cost("e3", plan("gold"), seconds(1)).await, looked, "a clock that was set back says nothing about age");
    assert_eq!(cost("e3", plan("tin"), seconds(1)).await, nothing);
}

#[tokio::test]
async fn a_write_that_is_refused_registers_nothing() {
    let app = App { limits: Limits { app_attribute_names: 2, ..Limits::default() }, ..App::new().await };
    let refused = async |body: Value| app.put("e1", body).await.unwrap_err().to_string();
    assert_eq!(refused(json!({ "Address": "a@x", "Attributes": { "a": [] } })).await, "Missing ChannelType");
    let message = "Attributes.c: would be one name too many: an app has at most 2 attribute names; remove some to make room";
    assert_eq!(refused(json!({ "Attributes": { "a": [], "b": [], "c": [] } })).await, message);
    assert!(app.names(AttributeKind::Custom).await.is_empty());
    assert_eq!(app.json("e1").await, Value::Null);
    let batch = vec![json!({ "Id": "e1", "Metrics": { "a": 1 } }), json!({ "Id": "e2", "Metrics": { "b": 1, "c": 1 } })];
    let error = app.put_batch(batch).await.unwrap_err().to_string();
    assert!(error.starts_with("Item[1].Metrics.c: would be one name too many"), "{error}");
    app.put("e1", json!({ "Attributes": { "a": [] }, "Metrics": { "b": 1 } })).await.unwrap();
    app.put("e2", json!({ "Attributes": { "a": ["x"] } })).await.unwrap();
    assert!(refused(json!({ "Attributes": { "b": [] } })).await.starts_with("Attributes.b: "));
}

#[tokio::test]
async fn a_removed_name_is_left_out_at_once_here_and_within_a_minute_elsewhere() {
    let app = App::new().await;
    let (here, there) = (app.another_process(), app.another_process());
    for (store, id) in [(&here, "e1"), (&there, "e2")] {
        app.put_at(store, id, plan("gold"), now()).await.unwrap();
    }
    app.remove(&here, "pl*", now()).await;
    app.put_at(&here, "e1", json!({ "Attributes": { "plan": ["silver"], "city": ["Bonn"] } }), now()).await.unwrap();
    assert_eq!(app.json("e1").await["Attributes"], json!({ "city": ["Bonn"], "plan": ["gold"] }));
    app.put_at(&there, "e2", plan("silver"), seconds(60)).await.unwrap();
    assert_eq!(app.json("e2").await["Attributes"], json!({ "plan": ["gold"] }));
    assert_eq!(app.names(AttributeKind::Custom).await, ["city"]);
}

#[tokio::test]
async fn room_that_was_made_elsewhere_is_found() {
    let app = App { limits: Limits { app_attribute_names: 1, ..Limits::default() }, ..App::new().await };
    let (here, there) = (app.another_process(), app.another_process());
    app.put_at(&here, "e1", plan("gold"), now()).await.unwrap();
    app.remove(&there, "plan", now()).await;
    app.put_at(&here, "e1", json!({ "Attributes": { "city": ["Bonn"] } }), now()).await.unwrap();
    assert_eq!(app.names(AttributeKind::Custom).await, ["city"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_room_is_given_away_once() {
    let app = Arc::new(App { limits: Limits { app_attribute_names: 3, ..Limits::default() }, ..App::new().await });
    let tasks: Vec<_> = (0..6)
        .map(|n| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                let store = app.another_process();
                app.put_at(&store, &format!("e{n}"), json!({ "Attributes": { format!("name{n}"): ["x"] } }), now()).await
            })
        })
        .collect();
    let mut accepted = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => accepted += 1,
            Err(error) => assert!(error.to_string().contains("would be one name too many"), "{error}"),
        }
    }
    assert_eq!(accepted, 3);
    assert_eq!(app.names(AttributeKind::Custom).await.len(), 3);
}

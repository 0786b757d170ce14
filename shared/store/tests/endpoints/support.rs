//! An app in an embedded database, written to by request bodies.

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};
use touchpoint_domain::limits::Limits;
use touchpoint_store::Store;
use touchpoint_store::endpoints::ApplyError;
use touchpoint_store::testing::{self, EmbeddedDb};

pub(crate) struct App {
    pub(crate) id: AppId,
    pub(crate) store: Store,
    pub(crate) database: EmbeddedDb,
    pub(crate) limits: Limits,
}

impl App {
    pub(crate) async fn new() -> Self {
        let (store, database) = testing::memory().await;
        Self { id: AppId::new("a".repeat(32)), store, database, limits: Limits::default() }
    }

    /// An app that knows the names of attributes that its tests use, so that these write endpoints and nothing else.
    pub(crate) async fn with_names() -> Self {
        let app = Self::new().await;
        let names =
            json!({ "Custom": { "Used": ["mine", "other"] }, "Metric": { "Used": ["left"] }, "User": { "Used": ["First"] } });
        let registry = app.store.attribute_names();
        let read = registry.read(&app.id, now()).await.unwrap();
        registry.replace(&app.id, &read, serde_json::from_value(names).unwrap(), now()).await.unwrap();
        app
    }

    pub(crate) async fn put(&self, id: &str, body: Value) -> Result<(), ApplyError> {
        put(&self.store, &self.id, id, body, &self.limits).await
    }

    /// Items are bodies with an `Id`.
    pub(crate) async fn put_batch(&self, items: Vec<Value>) -> Result<(), ApplyError> {
        let batch = serde_json::from_value(json!({ "Item": items })).unwrap();
        let writes = EndpointWrite::batch(batch, "request", &self.limits).unwrap();
        self.store.endpoints().apply(&self.id, writes, now(), &self.limits).await
    }

    pub(crate) async fn doc(&self, id: &str) -> Option<EndpointDocument> {
        let stored = self.store.endpoints().get(&self.id, &EndpointKey::of(id)).await.unwrap();
        stored.map(|stored| stored.document().unwrap())
    }

    /// The stored document; `null` when there is none.
    pub(crate) async fn json(&self, id: &str) -> Value {
        let doc = self.doc(id).await;
        doc.map_or(Value::Null, |doc| serde_json::to_value(doc).unwrap())
    }

    /// The ids of a user's endpoints.
    pub(crate) async fn ids_of(&self, user: &str) -> Vec<String> {
        let documents = self.store.endpoints().of_user(&self.id, &UserId::new(user)).await.unwrap();
        documents.into_iter().map(|document| document.id).collect()
    }
}

pub(crate) async fn put(store: &Store, app: &AppId, id: &str, body: Value, limits: &Limits) -> Result<(), ApplyError> {
    let write = EndpointWrite::single(id, serde_json::from_value(body).unwrap(), "request");
    store.endpoints().apply(app, vec![write], now(), limits).await
}

pub(crate) fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// A body with an address on a channel and a user.
pub(crate) fn body(channel: &str, address: &str, user: &str) -> Value {
    json!({ "ChannelType": channel, "Address": address, "User": { "UserId": user } })
}

pub(crate) fn item(id: &str, body: Value) -> Value {
    let mut item = body;
    item["Id"] = id.into();
    item
}

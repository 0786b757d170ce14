//! Rollups as events leave them, for tests of what is read from them.

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::event::stream::ReportedEvent;
use touchpoint_domain::metrics::facts::{Whose, count_reported, count_service};
use touchpoint_domain::metrics::{Deltas, Page, Position};
use touchpoint_store::Store;

/// Events of one app, counted together.
#[derive(Debug)]
pub(crate) struct Counted {
    app: String,
    deltas: Deltas,
}

impl Counted {
    /// Nothing yet, of the app with this path.
    pub(crate) fn of(app: &str) -> Self {
        Self { app: app.trim_start_matches("/v1/apps/").to_owned(), deltas: Deltas::default() }
    }

    /// An event of a channel or provider.
    pub(crate) fn service(&mut self, event_type: &str, at: &str, client: &str, attributes: Value) -> &mut Self {
        let mut envelope = json!({
            "event_id": "x", "event_type": event_type, "event_timestamp": ms(at), "application": {"app_id": self.app},
            "client": {"client_id": client}, "metrics": {},
        });
        envelope["attributes"] = attributes;
        count_service(&mut self.deltas, &envelope.to_string()).unwrap();
        self
    }

    /// An event that an app reported.
    pub(crate) fn reported(&mut self, event_type: &str, at: &str, endpoint: &str, mut event: Value) -> &mut Self {
        event["id"] = "x".into();
        event["type"] = event_type.into();
        event["at"] = ms(at).into();
        let json = event.to_string();
        let event: ReportedEvent<'_> = serde_json::from_str(&json).unwrap();
        count_reported(&mut self.deltas, &Whose { app: &self.app, endpoint, document: None }, &event);
        self
    }

    /// Stores the pages.
    pub(crate) async fn store(&self, store: &Store) {
        for (key, delta) in &self.deltas.0 {
            let mut page = Page::default();
            page.apply(delta, "s", &Position::new("1"));
            store.metrics().put(key, &page, None, None).await.unwrap();
        }
    }
}

pub(crate) fn ms(at: &str) -> i64 {
    at.parse::<Timestamp>().unwrap().as_millisecond()
}

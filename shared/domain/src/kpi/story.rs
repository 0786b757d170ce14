//! Pages for tests, made from events as the stream carries them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::endpoint::document::EndpointDocument;
use crate::event::stream::ReportedEvent;
use crate::metrics::facts::{Whose, count_reported, count_service};
use crate::metrics::{Deltas, Page, Period, Position, Subject};

pub(crate) const APP: &str = "a0";

/// What happened so far.
#[derive(Debug, Default)]
pub(crate) struct Story(Deltas);

impl Story {
    /// An event of a channel or provider.
    pub(crate) fn service(&mut self, event_type: &str, at: &str, client: &str, attributes: Value) -> &mut Self {
        self.priced(event_type, at, client, attributes, None)
    }

    /// The same, of a text with a price.
    pub(crate) fn priced(
        &mut self,
        event_type: &str,
        at: &str,
        client: &str,
        attributes: Value,
        price: Option<f64>,
    ) -> &mut Self {
        let metrics = price.map_or_else(|| json!({}), |price| json!({"price_in_millicents_usd": price}));
        let mut envelope = json!({
            "event_id": "x", "event_type": event_type, "event_timestamp": ms(at), "application": {"app_id": APP},
            "client": {"client_id": client}, "metrics": metrics,
            "facets": {"email_channel": {"mail_event": {"mail": {"message_id": "m"}}}},
        });
        envelope["attributes"] = attributes;
        count_service(&mut self.0, &envelope.to_string()).unwrap();
        self
    }

    /// An event that an app reported; `event` has what it has besides id, type and time.
    pub(crate) fn reported(&mut self, event_type: &str, at: &str, endpoint: &str, mut event: Value) -> &mut Self {
        event["id"] = "x".into();
        event["type"] = event_type.into();
        event["at"] = ms(at).into();
        self.of_endpoint(endpoint, None, &event)
    }

    /// The same by an endpoint of which more is known.
    pub(crate) fn of_endpoint(&mut self, endpoint: &str, document: Option<&EndpointDocument>, event: &Value) -> &mut Self {
        let json = event.to_string();
        let event: ReportedEvent<'_> = serde_json::from_str(&json).unwrap();
        count_reported(&mut self.0, &Whose { app: APP, endpoint, document }, &event);
        self
    }

    /// The pages of a subject by day.
    pub(crate) fn pages(&self, subject: &Subject) -> BTreeMap<Date, Page> {
        let mut pages = BTreeMap::new();
        for (key, delta) in &self.0.0 {
            if let Period::Day(day) = key.period
                && key.subject == *subject
            {
                let mut page = Page::default();
                page.apply(delta, "s", &Position::new("1"));
                pages.insert(day, page);
            }
        }
        pages
    }
}

pub(crate) fn ms(at: &str) -> i64 {
    at.parse::<Timestamp>().unwrap().as_millisecond()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An endpoint with what is said of it.
pub(crate) fn endpoint(said: &Value) -> EndpointDocument {
    let mut document = json!({
        "Id": "e", "ApplicationId": APP, "CreationDate": "2026-01-01T00:00:00Z", "EffectiveDate": "2026-01-01T00:00:00Z",
        "OptOut": "NONE", "RequestId": "r", "CohortId": "7", "EndpointStatus": "ACTIVE",
    });
    said.as_object().unwrap().iter().for_each(|(name, value)| document[name] = value.clone());
    serde_json::from_value(document).unwrap()
}

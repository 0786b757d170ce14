//! An event of the archive, as far as funnels look at it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

/// An event in the envelope of spec §10.2.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelEvent<'a> {
    pub id: Cow<'a, str>,
    pub event_type: Cow<'a, str>,
    pub at_ms: i64,
    pub endpoint: Cow<'a, str>,
    pub attributes: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    pub metrics: BTreeMap<Cow<'a, str>, f64>,
}

impl<'a> FunnelEvent<'a> {
    /// `None` for what is no such event, or has no endpoint.
    #[must_use]
    pub fn read(json: &'a str) -> Option<Self> {
        let envelope: Envelope<'a> = serde_json::from_str(json).ok()?;
        Some(Self {
            id: envelope.event_id,
            event_type: envelope.event_type,
            at_ms: envelope.event_timestamp,
            endpoint: envelope.client.client_id,
            attributes: envelope.attributes.into_iter().map(|(key, value)| (key.0, value.0)).collect(),
            metrics: envelope.metrics.into_iter().map(|(key, value)| (key.0, value)).collect(),
        })
    }
}

/// A text that is borrowed where it holds no escapes. (serde borrows the keys and values of maps only when it is told so by type.)
#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    event_id: Cow<'a, str>,
    #[serde(borrow)]
    event_type: Cow<'a, str>,
    event_timestamp: i64,
    #[serde(borrow)]
    client: Client<'a>,
    #[serde(borrow, default)]
    attributes: BTreeMap<Text<'a>, Text<'a>>,
    #[serde(borrow, default)]
    metrics: BTreeMap<Text<'a>, f64>,
}

#[derive(Deserialize)]
struct Client<'a> {
    #[serde(borrow)]
    client_id: Cow<'a, str>,
}

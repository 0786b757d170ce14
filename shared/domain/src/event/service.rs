//! The envelope of what the service reports of campaigns and journeys (spec §10.2).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What every such event has.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    pub app: &'a str,
    /// The AWS account that this runs in.
    pub account: &'a str,
    /// The same for the same happening, however often the event is emitted.
    pub event_id: &'a str,
    /// The endpoint's id in any spelling.
    pub endpoint: &'a str,
    /// The endpoint as events show it; `None` if it is gone.
    pub document: Option<&'a str>,
    /// When it happened.
    pub at: Timestamp,
    /// When the event is emitted.
    pub now: Timestamp,
}

impl Service<'_> {
    pub(super) fn event(&self, event_type: &str, attributes: Map<String, Value>) -> Value {
        let custom = self.document.and_then(super::endpoint::public_text);
        let mut event = json!({
            "event_id": self.event_id,
            "event_type": event_type,
            "event_timestamp": self.at.as_millisecond(),
            "arrival_timestamp": self.now.as_millisecond(),
            "event_version": "3.1",
            "application": {"app_id": self.app, "sdk": {}},
            "client": {"client_id": self.endpoint},
            "device": {"platform": {}},
            "session": {},
            "client_context": {"custom": custom.map_or_else(|| json!({}), |endpoint| json!({"endpoint": endpoint}))},
            "awsAccountId": self.account,
        });
        if let Some(members) = event.as_object_mut() {
            members.insert("attributes".to_owned(), Value::Object(attributes));
        }
        event
    }
}

/// Attributes of those that are there.
pub(super) fn attributes<const N: usize>(members: [(&str, Option<&str>); N]) -> Map<String, Value> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
}

//! What is kept of a text that a carrier network accepted, so that its receipt can be told from others and tells whose it was
//! (spec §10.5). What the text says is not kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::direct_send::{DirectSend, TextFate, TextShown, text_event};

/// An accepted text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentText {
    /// The channel's id of it.
    pub message_id: String,
    pub app: String,
    /// The request, or the run, that it was sent by.
    pub request_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origination_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso_country: Option<String>,
    /// `Transactional` or `Promotional`.
    pub kind: String,
    pub parts: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub context: BTreeMap<String, String>,
    /// Attributes of spec §10.5 that say which campaign or journey it belongs to; none for a direct message.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub belongs_to: BTreeMap<String, String>,
}

/// How a text ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEnd {
    /// A `record_status` of each kind, as in spec §10.5.
    Success(&'static str),
    Failure(&'static str),
    OptedOut,
}

/// What a network reports of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextReceipt {
    pub message_id: String,
    pub end: TextEnd,
    /// When that was so.
    pub at: Timestamp,
    /// In thousandths of a cent.
    pub price_in_millicents_usd: Option<f64>,
    /// What the network says of these; it knows better than whoever sent.
    pub parts: Option<usize>,
    pub iso_country: Option<String>,
    pub origination_number: Option<String>,
}

/// US dollars as an event tells a price: in thousandths of a cent, to the third digit.
#[must_use]
pub fn millicents(dollars: f64) -> Option<f64> {
    (dollars.is_finite() && dollars >= 0.0).then(|| (dollars * 1e8).round() / 1e3)
}

/// The event of a receipt. A text has one event of each type, however often the network repeats itself.
#[must_use]
pub fn receipt_event(sent: &SentText, receipt: &TextReceipt, account: &str, arrived: Timestamp) -> Value {
    let fate = match receipt.end {
        TextEnd::Success(status) => TextFate::Arrived(status),
        TextEnd::Failure(status) => TextFate::Failed(status),
        TextEnd::OptedOut => TextFate::OptedOut,
    };
    let direct = DirectSend {
        app: &sent.app,
        account,
        request_id: &sent.request_id,
        event_id: &sent.message_id,
        endpoint: sent.endpoint.as_deref(),
        message_id: Some(&sent.message_id),
        trace_id: sent.trace_id.as_deref(),
        context: &sent.context,
        at: receipt.at,
    };
    let shown = TextShown {
        to: &sent.to,
        origination_number: receipt.origination_number.as_deref().or(sent.origination_number.as_deref()),
        iso_country: receipt.iso_country.as_deref().or(sent.iso_country.as_deref()),
        kind: &sent.kind,
        parts: receipt.parts.unwrap_or(sent.parts),
    };
    let mut event = text_event(&direct, &shown, fate);
    if let Some(members) = event.as_object_mut() {
        members.insert("arrival_timestamp".to_owned(), arrived.as_millisecond().into());
        if let Some(price) = receipt.price_in_millicents_usd {
            members.insert("metrics".to_owned(), json!({"price_in_millicents_usd": price}));
        }
        if let Some(attributes) = members.get_mut("attributes").and_then(Value::as_object_mut) {
            attributes.extend(sent.belongs_to.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
        }
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_in_thousandths_of_a_cent() {
        for (dollars, expected) in [
            (0.00645, Some(645.0)),
            (0.09582, Some(9582.0)),
            (0.0, Some(0.0)),
            (0.000_012_345, Some(1.235)),
            (1.0, Some(100_000.0)),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(millicents(dollars), expected, "{dollars}");
        }
    }
}

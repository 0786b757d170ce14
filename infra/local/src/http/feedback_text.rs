//! What a carrier would say of a text in the outbox: an event of AWS End User Messaging.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::LocalError;
use crate::outbox::Message;

/// Thousandths of a cent in a US dollar.
const MILLICENTS: f64 = 100_000.0;

/// What is said of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextReport<'a> {
    /// `delivered`, `failed` or `opted_out`.
    pub(super) kind: &'a str,
    pub(super) price_in_millicents: Option<f64>,
    /// A `record_status` of a failure.
    pub(super) reason: Option<&'a str>,
}

/// The event.
pub(super) fn notification(message: &Message, report: TextReport<'_>, at: Timestamp) -> Result<Value, LocalError> {
    let (event_type, status) = match report.kind {
        "delivered" => ("TEXT_DELIVERED", "DELIVERED"),
        "failed" => ("TEXT_UNREACHABLE", report.reason.unwrap_or("UNREACHABLE")),
        "opted_out" => ("TEXT_BLOCKED", "OPTED_OUT"),
        _ => return Err(LocalError::bad_request("type: must be one of delivered, failed, opted_out, for a text")),
    };
    let price = report.price_in_millicents.unwrap_or_default();
    if !(0.0..=1e9).contains(&price) {
        return Err(LocalError::bad_request("price_in_millicents: must be from 0 to 1000000000"));
    }
    Ok(json!({
        "eventType": event_type,
        "eventVersion": "1.0",
        "eventTimestamp": at.as_millisecond(),
        "isFinal": true,
        "destinationPhoneNumber": message.to,
        "messageId": message.message_id,
        "messageStatus": status,
        "totalMessagePrice": price / MILLICENTS,
    }))
}

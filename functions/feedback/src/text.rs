//! What is reported of texts: the delivery log of SNS, which comes by a subscription of its log group, and the events of AWS End User
//! Messaging, which come by a topic.
//!
//! A report of a text that is on its way, or that may still change, is no event: that it was accepted is told by who sent it.

use jiff::Timestamp;
use serde::Deserialize;
use touchpoint_domain::event::{TextEnd, TextReceipt, millicents};

use crate::notification::{BadNotification, malformed};
use crate::text_status::{of_response, of_status};

/// An entry of SNS's delivery log.
#[derive(Deserialize)]
struct Logged {
    notification: LoggedNotification,
    delivery: LoggedDelivery,
    status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoggedNotification {
    message_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoggedDelivery {
    #[serde(rename = "priceInUSD")]
    price_in_usd: Option<f64>,
    number_of_message_parts: Option<usize>,
    #[serde(default)]
    provider_response: String,
}

/// Reads an entry of SNS's log, which was written at `at`, in epoch milliseconds. The number in it is masked.
pub(crate) fn logged(entry: &str, at: i64) -> Result<TextReceipt, BadNotification> {
    let Logged { notification, delivery, status } = serde_json::from_str(entry).map_err(|error| malformed(&error))?;
    Ok(TextReceipt {
        message_id: notification.message_id,
        end: of_response(status == "SUCCESS", &delivery.provider_response),
        at: time(at)?,
        price_in_millicents_usd: delivery.price_in_usd.and_then(millicents),
        parts: delivery.number_of_message_parts,
        iso_country: None,
        origination_number: None,
    })
}

/// An event of AWS End User Messaging.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    event_timestamp: i64,
    is_final: Option<bool>,
    message_id: String,
    message_status: String,
    iso_country_code: Option<String>,
    origination_phone_number: Option<String>,
    total_message_parts: Option<usize>,
    total_message_price: Option<f64>,
}

/// Reads an event of AWS End User Messaging; `None` while it is not known how the text ends.
pub(crate) fn told(message: &str) -> Result<Option<TextReceipt>, BadNotification> {
    let told: Told = serde_json::from_str(message).map_err(|error| malformed(&error))?;
    let Some(end) = of_status(&told.message_status).filter(|end| is_the_end(*end, told.is_final)) else { return Ok(None) };
    Ok(Some(TextReceipt {
        message_id: told.message_id,
        end,
        at: time(told.event_timestamp)?,
        price_in_millicents_usd: told.total_message_price.and_then(millicents),
        parts: told.total_message_parts,
        iso_country: told.iso_country_code,
        origination_number: told.origination_phone_number,
    }))
}

/// A failure may pass while the network goes on trying. What arrived has arrived.
fn is_the_end(end: TextEnd, is_final: Option<bool>) -> bool {
    match end {
        TextEnd::Success(_) | TextEnd::OptedOut => true,
        TextEnd::Failure(_) => is_final != Some(false),
    }
}

fn time(milliseconds: i64) -> Result<Timestamp, BadNotification> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| BadNotification::BadTime)
}

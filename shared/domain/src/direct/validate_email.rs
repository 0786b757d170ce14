//! What is refused in the email of a direct message (spec §2.8, §8.3).

use touchpoint_wire::types::{EmailMessage, SimpleEmail};

use super::content::mime;
use crate::email::{sender_is_plausible, validate_headers};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::message_template::compiles;
use crate::template::Escape;

/// Bytes of a whole message, attachments included.
const MIME_BYTES: usize = 10 * 1024 * 1024;
/// Addresses that answers may go to.
const REPLY_TO: usize = 50;
const ADDRESS_RULE: &str = "must be an address such as news@example.com or Name <news@example.com>";

pub(super) fn validate_email(email: &EmailMessage, limits: &Limits) -> Result<(), FieldError> {
    compiles("Body", email.body.as_deref(), Escape::None)?;
    sender("FromAddress", email.from_address.as_deref())?;
    sender("FeedbackForwardingAddress", email.feedback_forwarding_address.as_deref())?;
    let reply_to = email.reply_to_addresses.as_deref().unwrap_or_default();
    if reply_to.len() > REPLY_TO {
        return Err(FieldError::new("ReplyToAddresses", format!("must have at most {REPLY_TO} addresses")));
    }
    for (position, address) in reply_to.iter().enumerate() {
        if !sender_is_plausible(address) {
            return Err(FieldError::new(format!("ReplyToAddresses[{position}]"), ADDRESS_RULE));
        }
    }
    if let Some(data) = email.raw_email.as_ref().map(|raw| raw.data.as_deref().unwrap_or_default()) {
        raw(data).map_err(|error| error.within("RawEmail"))?;
    }
    email.simple_email.as_ref().map_or(Ok(()), |simple| self::simple(simple, limits).map_err(|error| error.within("SimpleEmail")))
}

fn sender(field: &str, address: Option<&str>) -> Result<(), FieldError> {
    match address {
        None | Some("") => Ok(()),
        Some(address) if sender_is_plausible(address) => Ok(()),
        Some(_) => Err(FieldError::new(field, ADDRESS_RULE)),
    }
}

fn raw(data: &str) -> Result<(), FieldError> {
    match mime(data) {
        None => Err(FieldError::new("Data", "must be base64")),
        Some(mime) if mime.is_empty() => Err(FieldError::new("Data", "must hold a message in MIME")),
        Some(mime) if mime.len() > MIME_BYTES => Err(FieldError::new("Data", format!("must have at most {MIME_BYTES} bytes"))),
        Some(_) => Ok(()),
    }
}

fn simple(simple: &SimpleEmail, limits: &Limits) -> Result<(), FieldError> {
    for (field, part, escape) in [
        ("Subject.Data", &simple.subject, Escape::None),
        ("TextPart.Data", &simple.text_part, Escape::None),
        ("HtmlPart.Data", &simple.html_part, Escape::Html),
    ] {
        compiles(field, part.as_ref().and_then(|part| part.data.as_deref()), escape)?;
    }
    validate_headers(simple.headers.as_deref().unwrap_or_default(), limits)
}

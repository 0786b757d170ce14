//! The text message of a campaign (spec §6.5): whom it comes from, and how long it may be.

use touchpoint_wire::types::CampaignSmsMessage;

use super::text::{at_most, compiles};
use crate::field::FieldError;
use crate::limits::Limits;

/// Longest sender id, in characters.
const SENDER_ID_CHARS: usize = 11;
/// Longest id that a regulator gives out to senders and their texts.
const REGISTERED_CHARS: usize = 50;
/// Digits of a short code, and of the longest number there is.
const ORIGINATION_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// Checks an `SMSMessage`.
pub(super) fn validate(sms: &CampaignSmsMessage, limits: &Limits) -> Result<(), FieldError> {
    at_most("Body", sms.body.as_deref(), limits.sms_template_chars)?;
    compiles("Body", sms.body.as_deref())?;
    at_most("EntityId", sms.entity_id.as_deref(), REGISTERED_CHARS)?;
    at_most("TemplateId", sms.template_id.as_deref(), REGISTERED_CHARS)?;
    if said(&sms.sender_id).is_some_and(|id| !is_sender_id(id)) {
        let rule = format!("must have 1 to {SENDER_ID_CHARS} letters, digits, - and _, at least one of them a letter");
        return Err(FieldError::new("SenderId", rule));
    }
    if said(&sms.origination_number).is_some_and(|number| !is_number(number)) {
        return Err(FieldError::new("OriginationNumber", "must be a phone number such as +15550100, or a short code"));
    }
    Ok(())
}

fn is_sender_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    id.len() <= SENDER_ID_CHARS && id.chars().all(allowed) && id.chars().any(|c| c.is_ascii_alphabetic())
}

fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    ORIGINATION_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

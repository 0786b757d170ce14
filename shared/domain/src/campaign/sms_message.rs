//! The text message of a campaign (spec §6.5): whom it comes from, and how long it may be.

use touchpoint_wire::types::CampaignSmsMessage;

use super::text::{at_most, compiles};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::origination::{check_number, check_sender_id};

/// Longest id that a regulator gives out to senders and their texts.
const REGISTERED_CHARS: usize = 50;

/// Checks an `SMSMessage`.
pub(super) fn validate(sms: &CampaignSmsMessage, limits: &Limits) -> Result<(), FieldError> {
    at_most("Body", sms.body.as_deref(), limits.sms_template_chars)?;
    compiles("Body", sms.body.as_deref())?;
    at_most("EntityId", sms.entity_id.as_deref(), REGISTERED_CHARS)?;
    at_most("TemplateId", sms.template_id.as_deref(), REGISTERED_CHARS)?;
    check_sender_id("SenderId", sms.sender_id.as_deref())?;
    check_number("OriginationNumber", sms.origination_number.as_deref())
}

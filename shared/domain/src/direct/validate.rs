//! What is refused in a request to send direct messages, as a whole (spec §2.8, §8.1, §8.3). What is wrong with one recipient alone is
//! said in that recipient's result.

use std::collections::BTreeMap;

use touchpoint_wire::types::{
    AddressConfiguration, DirectMessageConfiguration, MessageRequest, SMSMessage, SendUsersMessageRequest, TemplateConfiguration,
    VoiceMessage,
};

use super::recipient::Overrides;
use super::validate_email::validate_email;
use super::validate_push::{json_object, validate_pushes};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::message_template::compiles;
use crate::origination::{check_number, check_sender_id};
pub use crate::origination::{is_number as is_origination, is_sender_id};
use crate::template::Escape;

/// Characters of a voice message (spec §2.8).
const VOICE_CHARS: usize = 6_000;
/// Characters of a name such as a keyword, a voice or a registration.
const NAME_CHARS: usize = 128;
/// Bytes of an id that can be looked up: the database's keys are no longer.
const ID_BYTES: usize = 1_024;

/// Checks `SendMessages`.
///
/// # Errors
/// The first fault, by its path in the request.
pub fn validate_messages(request: &MessageRequest, limits: &Limits) -> Result<(), FieldError> {
    let none = (BTreeMap::new(), BTreeMap::new());
    let addresses = request.addresses.as_ref().unwrap_or(&none.0);
    let endpoints = request.endpoints.as_ref().unwrap_or(&none.1);
    let most = limits.direct_recipients;
    match addresses.len() + endpoints.len() {
        0 => return Err(FieldError::new("Addresses", format!("must name 1 to {most} recipients, together with Endpoints"))),
        all if all > most => {
            return Err(FieldError::new("Addresses", format!("must name at most {most} recipients, together with Endpoints")));
        }
        _ => {}
    }
    validate_message(&request.message_configuration, request.template_configuration.as_ref(), limits)?;
    for (address, own) in addresses {
        validate_address(address, own, limits).map_err(|error| error.within("Addresses"))?;
    }
    for (id, own) in endpoints {
        validate_id(id)
            .and_then(|()| validate_own(&own.into()).map_err(|error| error.within(id)))
            .map_err(|e| e.within("Endpoints"))?;
    }
    Ok(())
}

/// Checks `SendUsersMessages`.
///
/// # Errors
/// The first fault, by its path in the request.
pub fn validate_users(request: &SendUsersMessageRequest, limits: &Limits) -> Result<(), FieldError> {
    let most = limits.direct_users;
    if request.users.is_empty() || request.users.len() > most {
        return Err(FieldError::new("Users", format!("must name 1 to {most} users")));
    }
    validate_message(&request.message_configuration, request.template_configuration.as_ref(), limits)?;
    for (id, own) in &request.users {
        validate_id(id)
            .and_then(|()| validate_own(&own.into()).map_err(|error| error.within(id)))
            .map_err(|e| e.within("Users"))?;
    }
    Ok(())
}

fn validate_id(id: &str) -> Result<(), FieldError> {
    if id.is_empty() || id.len() > ID_BYTES {
        return Err(FieldError::new("id", format!("must have 1 to {ID_BYTES} bytes")));
    }
    Ok(())
}

fn validate_address(address: &str, own: &AddressConfiguration, limits: &Limits) -> Result<(), FieldError> {
    let max = limits.address_chars;
    let chars = address.chars().count();
    if chars == 0 || chars > max {
        return Err(FieldError::new("address", format!("must have 1 to {max} characters")));
    }
    if own.channel_type.is_none() {
        return Err(FieldError::new("ChannelType", "required").within(address));
    }
    validate_own(&own.into()).map_err(|error| error.within(address))
}

fn validate_own(own: &Overrides<'_>) -> Result<(), FieldError> {
    compiles("TitleOverride", own.title, Escape::None)?;
    compiles("BodyOverride", own.body, Escape::None)?;
    own.raw.map_or(Ok(()), |raw| json_object("RawContent", raw).map(drop))
}

/// A message, or a template to take it from.
fn validate_message(
    message: &DirectMessageConfiguration,
    templates: Option<&TemplateConfiguration>,
    limits: &Limits,
) -> Result<(), FieldError> {
    let has_template = templates.is_some_and(|templates| *templates != TemplateConfiguration::default());
    if *message == DirectMessageConfiguration::default() && !has_template {
        return Err(FieldError::new(
            "MessageConfiguration",
            "must hold a message, or TemplateConfiguration must name a template",
        ));
    }
    if templates.is_some_and(|templates| templates.in_app_template.is_some()) {
        return Err(FieldError::new(
            "TemplateConfiguration.InAppTemplate",
            "must be absent: in-app messages are not sent, apps ask for them",
        ));
    }
    validate_channels(message, limits).map_err(|error| error.within("MessageConfiguration"))
}

fn validate_channels(message: &DirectMessageConfiguration, limits: &Limits) -> Result<(), FieldError> {
    if let Some(default) = &message.default_message {
        compiles("DefaultMessage.Body", default.body.as_deref(), Escape::None)?;
    }
    if let Some(email) = &message.email_message {
        validate_email(email, limits).map_err(|error| error.within("EmailMessage"))?;
    }
    if let Some(sms) = &message.sms_message {
        validate_sms(sms, limits).map_err(|error| error.within("SMSMessage"))?;
    }
    if let Some(voice) = &message.voice_message {
        validate_voice(voice).map_err(|error| error.within("VoiceMessage"))?;
    }
    validate_pushes(message)
}

fn validate_sms(sms: &SMSMessage, limits: &Limits) -> Result<(), FieldError> {
    let (body, max) = (sms.body.as_deref().unwrap_or_default(), limits.sms_template_chars);
    // With variables in it, only the rendered text can tell.
    if !body.contains("{{") {
        at_most("Body", body, max)?;
    }
    compiles("Body", Some(body), Escape::None)?;
    check_number("OriginationNumber", sms.origination_number.as_deref())?;
    check_sender_id("SenderId", sms.sender_id.as_deref())?;
    for (field, text) in [("Keyword", &sms.keyword), ("EntityId", &sms.entity_id), ("TemplateId", &sms.template_id)] {
        at_most(field, text.as_deref().unwrap_or_default(), NAME_CHARS)?;
    }
    Ok(())
}

fn validate_voice(voice: &VoiceMessage) -> Result<(), FieldError> {
    let body = voice.body.as_deref().unwrap_or_default();
    at_most("Body", body, VOICE_CHARS)?;
    compiles("Body", Some(body), Escape::None)?;
    check_number("OriginationNumber", voice.origination_number.as_deref())?;
    for (field, text) in [("LanguageCode", &voice.language_code), ("VoiceId", &voice.voice_id)] {
        at_most(field, text.as_deref().unwrap_or_default(), NAME_CHARS)?;
    }
    Ok(())
}

fn at_most(field: &str, text: &str, max: usize) -> Result<(), FieldError> {
    if text.chars().count() > max {
        return Err(FieldError::new(field, format!("must have at most {max} characters")));
    }
    Ok(())
}

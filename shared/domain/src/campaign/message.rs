//! What a campaign says on each channel, as far as it can be checked when it is written (spec §2.4, §6.5).

use touchpoint_wire::types::{CampaignEmailMessage, Message, MessageConfiguration, Template, TemplateConfiguration};

use super::treatment::Treatment;
use crate::email;
use crate::field::FieldError;
use crate::limits::Limits;

/// Characters of a push message's `Body`.
const PUSH_BODY_CHARS: usize = 200;
/// Bytes of a custom message's `Data`.
const CUSTOM_DATA_BYTES: usize = 5 * 1024;
/// Pieces of content of an in-app message.
const IN_APP_CONTENTS: usize = 5;
/// Characters of a template's name.
const TEMPLATE_NAME_CHARS: usize = 128;

/// Checks the messages of one treatment.
pub fn validate(message: &MessageConfiguration, limits: &Limits) -> Result<(), FieldError> {
    let pushes = [
        ("ADMMessage", &message.adm_message),
        ("APNSMessage", &message.apns_message),
        ("BaiduMessage", &message.baidu_message),
        ("DefaultMessage", &message.default_message),
        ("GCMMessage", &message.gcm_message),
    ];
    for (field, push) in pushes {
        push.as_ref().map_or(Ok(()), validate_push).map_err(|error| error.within(field))?;
    }
    if let Some(email) = &message.email_message {
        email::validate_inline(email, limits).map_err(|error| error.within("EmailMessage"))?;
    }
    let data = message.custom_message.as_ref().and_then(|custom| custom.data.as_deref());
    if data.is_some_and(|data| data.len() > CUSTOM_DATA_BYTES) {
        return Err(FieldError::new("CustomMessage.Data", format!("must be at most {CUSTOM_DATA_BYTES} bytes")));
    }
    let contents = message.in_app_message.as_ref().and_then(|in_app| in_app.content.as_deref());
    if contents.is_some_and(|contents| contents.len() > IN_APP_CONTENTS) {
        return Err(FieldError::new("InAppMessage.Content", format!("must have at most {IN_APP_CONTENTS} members")));
    }
    Ok(())
}

fn validate_push(push: &Message) -> Result<(), FieldError> {
    match &push.body {
        Some(body) if body.chars().count() > PUSH_BODY_CHARS => {
            Err(FieldError::new("Body", format!("must be at most {PUSH_BODY_CHARS} characters")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks the references to templates; whether the templates exist is found out when a run starts.
pub fn validate_templates(templates: &TemplateConfiguration) -> Result<(), FieldError> {
    if templates.voice_template.is_some() {
        return Err(FieldError::new("VoiceTemplate", "must be absent: campaigns have no voice messages"));
    }
    let references = [
        ("EmailTemplate", &templates.email_template),
        ("InAppTemplate", &templates.in_app_template),
        ("PushTemplate", &templates.push_template),
        ("SMSTemplate", &templates.sms_template),
    ];
    references
        .into_iter()
        .filter_map(|(field, reference)| Some((field, reference.as_ref()?)))
        .try_for_each(|(field, reference)| validate_reference(reference).map_err(|error| error.within(field)))
}

fn validate_reference(reference: &Template) -> Result<(), FieldError> {
    let name = reference.name.as_deref().unwrap_or_default();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let begins_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !begins_well || !name.chars().all(allowed) || name.len() > TEMPLATE_NAME_CHARS {
        return Err(FieldError::new(
            "Name",
            format!(
                "must be the name of a template: 1 to {TEMPLATE_NAME_CHARS} letters, digits, - and _, a letter or digit first"
            ),
        ));
    }
    match reference.version.as_deref() {
        Some(version) if version.parse::<u32>().is_err() => Err(FieldError::new("Version", "must be a version number")),
        Some(_) | None => Ok(()),
    }
}

/// Where the email of a treatment comes from; at least one of the two is there.
#[derive(Clone, Copy, Debug)]
pub struct EmailSource<'a> {
    pub inline: Option<&'a CampaignEmailMessage>,
    pub template: Option<&'a Template>,
}

/// The email of a treatment, or `None` if it has none.
#[must_use]
pub fn email_source<'a>(treatment: &Treatment<'a>) -> Option<EmailSource<'a>> {
    let inline = treatment.message.and_then(|message| message.email_message.as_ref());
    let template = treatment.template.and_then(|templates| templates.email_template.as_ref());
    (inline.is_some() || template.is_some()).then_some(EmailSource { inline, template })
}

/// Whether a treatment says anything on any channel.
#[must_use]
pub fn says_something(treatment: &Treatment<'_>) -> bool {
    let message = treatment.message.is_some_and(|message| *message != MessageConfiguration::default());
    message || treatment.template.is_some_and(|templates| *templates != TemplateConfiguration::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages() {
        for (json, refused) in [
            (serde_json::json!({}), None),
            (serde_json::json!({"GCMMessage": {"Body": "x".repeat(200)}}), None),
            (serde_json::json!({"GCMMessage": {"Body": "x".repeat(201)}}), Some("GCMMessage.Body")),
            (serde_json::json!({"DefaultMessage": {"Body": "é".repeat(201)}}), Some("DefaultMessage.Body")),
            (serde_json::json!({"CustomMessage": {"Data": "x".repeat(5 * 1024)}}), None),
            (serde_json::json!({"CustomMessage": {"Data": "x".repeat(5 * 1024 + 1)}}), Some("CustomMessage.Data")),
            (serde_json::json!({"InAppMessage": {"Content": [{}, {}, {}, {}, {}, {}]}}), Some("InAppMessage.Content")),
            (serde_json::json!({"EmailMessage": {"Title": "hi", "HtmlBody": "<p>hi"}}), None),
        ] {
            let message: MessageConfiguration = serde_json::from_value(json.clone()).unwrap();
            let field = validate(&message, &Limits::default()).err().map(|error| error.field);
            assert_eq!(field.as_deref(), refused, "{json}");
        }
    }

    #[test]
    fn template_references() {
        for (json, refused) in [
            (serde_json::json!({}), None),
            (serde_json::json!({"EmailTemplate": {"Name": "wel-come_1"}, "SMSTemplate": {"Name": "a", "Version": "12"}}), None),
            (serde_json::json!({"EmailTemplate": {}}), Some("EmailTemplate.Name")),
            (serde_json::json!({"EmailTemplate": {"Name": "-a"}}), Some("EmailTemplate.Name")),
            (serde_json::json!({"PushTemplate": {"Name": "a b"}}), Some("PushTemplate.Name")),
            (serde_json::json!({"SMSTemplate": {"Name": "a".repeat(129)}}), Some("SMSTemplate.Name")),
            (serde_json::json!({"InAppTemplate": {"Name": "a", "Version": "latest"}}), Some("InAppTemplate.Version")),
            (serde_json::json!({"VoiceTemplate": {"Name": "a"}}), Some("VoiceTemplate")),
        ] {
            let templates: TemplateConfiguration = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(validate_templates(&templates).err().map(|error| error.field).as_deref(), refused, "{json}");
        }
    }
}

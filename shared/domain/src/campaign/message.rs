//! What a campaign says on each channel, as far as it can be checked when it is written (spec §2.4, §6.5).

use touchpoint_wire::types::{CampaignEmailMessage, Message, MessageConfiguration, Template, TemplateConfiguration};

use super::push_message::Completion;
use super::treatment::Treatment;
use super::{in_app_message, push_message, sms_message};
use crate::email;
use crate::field::FieldError;
use crate::limits::Limits;

/// Characters of a template's name.
const TEMPLATE_NAME_CHARS: usize = 128;

/// Checks the messages of one treatment; `templates` may say what they do not.
pub fn validate(
    message: &MessageConfiguration,
    templates: Option<&TemplateConfiguration>,
    limits: &Limits,
) -> Result<(), FieldError> {
    let rest = match templates.and_then(|templates| templates.push_template.as_ref()) {
        Some(_) => Completion::ByTemplate,
        None => Completion::Nothing,
    };
    for (member, push) in pushes(message) {
        push_message::validate(member, push, rest, limits).map_err(|error| error.within(member))?;
    }
    if let Some(email) = &message.email_message {
        email::validate_inline(email, limits).map_err(|error| error.within("EmailMessage"))?;
    }
    if let Some(sms) = &message.sms_message {
        sms_message::validate(sms, limits).map_err(|error| error.within("SMSMessage"))?;
    }
    if let Some(in_app) = &message.in_app_message {
        in_app_message::validate(in_app, limits).map_err(|error| error.within("InAppMessage"))?;
    }
    let data = message.custom_message.as_ref().and_then(|custom| custom.data.as_deref());
    if data.is_some_and(|data| data.len() > limits.custom_message_bytes) {
        return Err(FieldError::new("CustomMessage.Data", format!("must be at most {} bytes", limits.custom_message_bytes)));
    }
    Ok(())
}

/// The push messages that there are, by their names.
fn pushes(message: &MessageConfiguration) -> impl Iterator<Item = (&'static str, &Message)> {
    let all = [
        ("ADMMessage", &message.adm_message),
        ("APNSMessage", &message.apns_message),
        ("BaiduMessage", &message.baidu_message),
        ("DefaultMessage", &message.default_message),
        ("GCMMessage", &message.gcm_message),
    ];
    all.into_iter().filter_map(|(member, push)| Some((member, push.as_ref()?)))
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
    use serde_json::{Value, json};

    use super::*;

    fn refused(message: &Value, templates: Option<&TemplateConfiguration>, limits: &Limits) -> Option<String> {
        let message: MessageConfiguration = serde_json::from_value(message.clone()).unwrap();
        validate(&message, templates, limits).err().map(|error| error.field)
    }

    #[test]
    fn good_messages() {
        let button =
            |action: &str| json!({"DefaultConfig": {"ButtonAction": action, "Text": "x".repeat(64), "Link": "https://a"}});
        for message in [
            json!({}),
            json!({"GCMMessage": {"Body": "x".repeat(200), "TimeToLive": 2_419_200, "SilentPush": true}}),
            json!({"APNSMessage": {"Action": "URL", "Url": "https://example.com/{{Id}}", "JsonBody": "{\"a\":1}"}}),
            json!({"ADMMessage": {"Action": "DEEP_LINK", "RawContent": "{\"data\":{}}"}}),
            json!({"DefaultMessage": {"Action": "OPEN_APP", "RawContent": "{\"n\": {{Metrics.n}}}", "JsonBody": ""}}),
            json!({"SMSMessage": {
                "Body": "x".repeat(1_600), "MessageType": "PROMOTIONAL", "SenderId": "My-Shop_1", "OriginationNumber": "+15550100",
                "EntityId": "1".repeat(50), "TemplateId": "2"
            }}),
            json!({"SMSMessage": {"OriginationNumber": "12345", "SenderId": ""}}),
            json!({"CustomMessage": {"Data": "x".repeat(5 * 1024)}}),
            json!({"EmailMessage": {"Title": "hi", "HtmlBody": "<p>hi"}}),
            json!({"InAppMessage": {
                "Layout": "CAROUSEL", "CustomConfig": {"a": "b"},
                "Content": [{
                    "BackgroundColor": "#FFF", "ImageUrl": "https://a/b.png",
                    "HeaderConfig": {"Alignment": "LEFT", "Header": "x".repeat(64), "TextColor": "#012abc"},
                    "BodyConfig": {"Alignment": "LEFT", "Body": "x".repeat(150), "TextColor": "#012abc"},
                    "PrimaryBtn": button("LINK"), "SecondaryBtn": {"IOS": {"ButtonAction": "CLOSE"}}
                }, {}, {}, {}, {}]
            }}),
        ] {
            assert_eq!(refused(&message, None, &Limits::default()), None, "{message}");
        }
    }

    #[test]
    fn bad_messages() {
        let content = |content: Value| json!({"InAppMessage": {"Content": [{}, content]}});
        let header = |header: usize, colour: &str| {
            content(json!({"HeaderConfig": {"Alignment": "LEFT", "Header": "x".repeat(header), "TextColor": colour}}))
        };
        let pairs: serde_json::Map<_, _> = (0..11).map(|n| (n.to_string(), json!(""))).collect();
        for (message, field) in [
            (json!({"GCMMessage": {"Body": "x".repeat(201)}}), "GCMMessage.Body"),
            (json!({"DefaultMessage": {"Body": "é".repeat(201)}}), "DefaultMessage.Body"),
            (json!({"DefaultMessage": {"Title": "{{Attributes.a"}}), "DefaultMessage.Title"),
            (json!({"APNSMessage": {"Action": "URL"}}), "APNSMessage.Url"),
            (json!({"ADMMessage": {"Action": "DEEP_LINK", "Url": " "}}), "ADMMessage.Url"),
            (json!({"BaiduMessage": {"RawContent": "{"}}), "BaiduMessage.RawContent"),
            (json!({"BaiduMessage": {"RawContent": "[]"}}), "BaiduMessage.RawContent"),
            (json!({"GCMMessage": {"JsonBody": "text"}}), "GCMMessage.JsonBody"),
            (json!({"GCMMessage": {"JsonBody": "{\"a\": {{b}"}}), "GCMMessage.JsonBody"),
            (json!({"GCMMessage": {"TimeToLive": 2_419_201}}), "GCMMessage.TimeToLive"),
            (json!({"BaiduMessage": {"TimeToLive": 604_801}}), "BaiduMessage.TimeToLive"),
            (json!({"APNSMessage": {"TimeToLive": -1}}), "APNSMessage.TimeToLive"),
            (json!({"SMSMessage": {"Body": "x".repeat(1_601)}}), "SMSMessage.Body"),
            (json!({"SMSMessage": {"Body": "{{#if}}"}}), "SMSMessage.Body"),
            (json!({"SMSMessage": {"SenderId": "123"}}), "SMSMessage.SenderId"),
            (json!({"SMSMessage": {"SenderId": "TwelveLetter"}}), "SMSMessage.SenderId"),
            (json!({"SMSMessage": {"OriginationNumber": "shop"}}), "SMSMessage.OriginationNumber"),
            (json!({"SMSMessage": {"EntityId": "1".repeat(51)}}), "SMSMessage.EntityId"),
            (json!({"CustomMessage": {"Data": "x".repeat(5 * 1024 + 1)}}), "CustomMessage.Data"),
            (json!({"InAppMessage": {"Content": [{}, {}, {}, {}, {}, {}]}}), "InAppMessage.Content"),
            (json!({"InAppMessage": {"CustomConfig": pairs}}), "InAppMessage.CustomConfig"),
            (json!({"InAppMessage": {"Body": "x".repeat(151)}}), "InAppMessage.Body"),
            (json!({"InAppMessage": {"CustomConfig": {"a": "x".repeat(200_000)}}}), "InAppMessage.Content"),
            (header(65, "#000000"), "InAppMessage.Content[1].HeaderConfig.Header"),
            (header(1, "black"), "InAppMessage.Content[1].HeaderConfig.TextColor"),
            (content(json!({"BackgroundColor": "#12345g"})), "InAppMessage.Content[1].BackgroundColor"),
            (
                content(json!({"PrimaryBtn": {"DefaultConfig": {"ButtonAction": "LINK", "Text": "x"}}})),
                "InAppMessage.Content[1].PrimaryBtn.DefaultConfig.Link",
            ),
            (
                content(json!({"PrimaryBtn": {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "x".repeat(65)}}})),
                "InAppMessage.Content[1].PrimaryBtn.DefaultConfig.Text",
            ),
            (
                content(json!({"SecondaryBtn": {"Web": {"ButtonAction": "DEEP_LINK"}}})),
                "InAppMessage.Content[1].SecondaryBtn.Web.Link",
            ),
        ] {
            assert_eq!(refused(&message, None, &Limits::default()).as_deref(), Some(field), "{message}");
        }
    }

    #[test]
    fn a_template_may_say_where_a_push_message_leads() {
        let templates: TemplateConfiguration = serde_json::from_value(json!({"PushTemplate": {"Name": "t"}})).unwrap();
        assert_eq!(refused(&json!({"APNSMessage": {"Action": "URL"}}), Some(&templates), &Limits::default()), None);
    }

    #[test]
    fn limits_are_those_of_the_deployer() {
        let tight = Limits {
            push_body_chars: 1,
            custom_message_bytes: 1,
            sms_template_chars: 1,
            in_app_contents: 1,
            in_app_body_chars: 1,
            ..Limits::default()
        };
        for (message, field) in [
            (json!({"GCMMessage": {"Body": "xx"}}), "GCMMessage.Body"),
            (json!({"CustomMessage": {"Data": "xx"}}), "CustomMessage.Data"),
            (json!({"SMSMessage": {"Body": "xx"}}), "SMSMessage.Body"),
            (json!({"InAppMessage": {"Content": [{}, {}]}}), "InAppMessage.Content"),
            (json!({"InAppMessage": {"Body": "xx"}}), "InAppMessage.Body"),
        ] {
            assert_eq!(refused(&message, None, &tight).as_deref(), Some(field), "{message}");
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

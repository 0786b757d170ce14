//! Push templates: a default part and one for each service, each with the same texts (spec §2.6, §7.1).

use touchpoint_wire::types::{
    APNSPushNotificationTemplate, Action, AndroidPushNotificationTemplate, DefaultPushNotificationTemplate,
    PushNotificationTemplateRequest,
};

use super::text::{check_description, check_substitutions, check_url, compiles, said};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::template::Escape;

/// One part, whichever service it is for.
struct Part<'a> {
    action: Option<Action>,
    url: Option<&'a String>,
    raw: Option<&'a String>,
    /// Texts that are shown or played, by name.
    texts: [(&'static str, Option<&'a String>); 3],
    /// Pictures and films, by name.
    media: Vec<(&'static str, Option<&'a String>)>,
}

/// Checks a push template as a client sends it.
///
/// # Errors
///
/// The first fault, by the field's path on the wire.
pub fn validate_push(template: &PushNotificationTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    let default_url = template.default.as_ref().and_then(|part| part.url.as_ref());
    let (most, adm_most) = (limits.push_template_part_chars, limits.push_template_adm_chars);
    let parts = [
        ("Default", template.default.as_ref().map(of_default), limits.push_template_default_chars),
        ("APNS", template.apns.as_ref().map(of_apns), most),
        ("GCM", template.gcm.as_ref().map(of_android), most),
        ("ADM", template.adm.as_ref().map(of_android), adm_most),
        ("Baidu", template.baidu.as_ref().map(of_android), most),
    ];
    for (field, part, most) in parts {
        let Some(part) = part else { continue };
        part.check_length(field, most)?;
        part.check(default_url).map_err(|error| error.within(field))?;
    }
    check_description(template.template_description.as_ref(), limits)?;
    check_substitutions(template.default_substitutions.as_ref())
}

impl Part<'_> {
    fn check_length(&self, field: &str, most: usize) -> Result<(), FieldError> {
        let others = [("Url", self.url), ("RawContent", self.raw)];
        let all = self.texts.iter().chain(&self.media).chain(&others);
        let chars: usize = all.map(|(_, text)| text.map_or(0, |text| text.chars().count())).sum();
        if chars > most {
            return Err(FieldError::new(field, format!("all texts of the part may have {most} characters together")));
        }
        Ok(())
    }

    fn check(&self, default_url: Option<&String>) -> Result<(), FieldError> {
        for &(field, text) in &self.texts {
            compiles(field, text.map(String::as_str), Escape::None)?;
        }
        for &(field, url) in self.media.iter().chain(&[("Url", self.url)]) {
            compiles(field, url.map(String::as_str), Escape::None)?;
            check_url(field, url)?;
        }
        self.check_raw()?;
        self.check_action(default_url)
    }

    /// What opens something must say what. Raw content stands for the whole part, and the default part lends its URL.
    fn check_action(&self, default_url: Option<&String>) -> Result<(), FieldError> {
        let opens = match self.action {
            Some(Action::Url) => "URL",
            Some(Action::DeepLink) => "DEEP_LINK",
            Some(Action::OpenApp) | None => return Ok(()),
        };
        if said(self.url).or(said(default_url)).or(said(self.raw)).is_none() {
            return Err(FieldError::new("Url", format!("required when Action is {opens}")));
        }
        Ok(())
    }

    /// What has variables in it becomes JSON only when it is rendered.
    fn check_raw(&self) -> Result<(), FieldError> {
        let Some(raw) = said(self.raw) else { return Ok(()) };
        compiles("RawContent", Some(raw), Escape::None)?;
        if !raw.contains("{{") && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(raw).is_err() {
            return Err(FieldError::new("RawContent", "must be a JSON object as a text"));
        }
        Ok(())
    }
}

fn of_default(part: &DefaultPushNotificationTemplate) -> Part<'_> {
    Part {
        action: part.action,
        url: part.url.as_ref(),
        raw: None,
        texts: [("Title", part.title.as_ref()), ("Body", part.body.as_ref()), ("Sound", part.sound.as_ref())],
        media: Vec::new(),
    }
}

fn of_apns(part: &APNSPushNotificationTemplate) -> Part<'_> {
    Part {
        action: part.action,
        url: part.url.as_ref(),
        raw: part.raw_content.as_ref(),
        texts: [("Title", part.title.as_ref()), ("Body", part.body.as_ref()), ("Sound", part.sound.as_ref())],
        media: vec![("MediaUrl", part.media_url.as_ref())],
    }
}

fn of_android(part: &AndroidPushNotificationTemplate) -> Part<'_> {
    Part {
        action: part.action,
        url: part.url.as_ref(),
        raw: part.raw_content.as_ref(),
        texts: [("Title", part.title.as_ref()), ("Body", part.body.as_ref()), ("Sound", part.sound.as_ref())],
        media: vec![
            ("ImageIconUrl", part.image_icon_url.as_ref()),
            ("ImageUrl", part.image_url.as_ref()),
            ("SmallImageIconUrl", part.small_image_icon_url.as_ref()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn templates_that_clients_send() {
        let url = "must be an absolute URL such as https://example.com/a or shop://basket, without blanks";
        for (source, expected) in [
            (json!({}), "accepted".to_owned()),
            (json!({"Default": {"Action": "OPEN_APP", "Body": "Hi {{User.UserId}}", "Title": "t"}}), "accepted".to_owned()),
            (json!({"Default": {"Action": "URL", "Url": "https://example.com/{{Id}}"}}), "accepted".to_owned()),
            (json!({"Default": {"Url": "shop://a"}, "GCM": {"Action": "DEEP_LINK"}}), "accepted".to_owned()),
            (json!({"APNS": {"Action": "URL", "RawContent": "{\"aps\":{\"badge\":1}}"}}), "accepted".to_owned()),
            (json!({"APNS": {"RawContent": "{\"aps\":{\"badge\":{{Attributes.n}}}}"}}), "accepted".to_owned()),
            (json!({"Default": {"Action": "URL"}}), "Default.Url: required when Action is URL".to_owned()),
            (json!({"ADM": {"Action": "DEEP_LINK", "Url": ""}}), "ADM.Url: required when Action is DEEP_LINK".to_owned()),
            (json!({"Baidu": {"Url": "example.com"}}), format!("Baidu.Url: {url}")),
            (json!({"APNS": {"MediaUrl": "a b"}}), format!("APNS.MediaUrl: {url}")),
            (json!({"GCM": {"SmallImageIconUrl": "/i.png"}}), format!("GCM.SmallImageIconUrl: {url}")),
            (json!({"GCM": {"ImageUrl": "{{a"}}), "GCM.ImageUrl: line 1, column 1: this {{ is never closed with }}".to_owned()),
            (json!({"Default": {"Title": "{{"}}), "Default.Title: line 1, column 1: this {{ is never closed with }}".to_owned()),
            (json!({"APNS": {"Body": "{{/if}}"}}), "APNS.Body: line 1, column 1: {{/if}} closes nothing".to_owned()),
            (json!({"GCM": {"RawContent": "hello"}}), "GCM.RawContent: must be a JSON object as a text".to_owned()),
            (json!({"GCM": {"RawContent": "[1]"}}), "GCM.RawContent: must be a JSON object as a text".to_owned()),
            (json!({"Default": {"Body": "x".repeat(4_000)}, "ADM": {"Body": "é".repeat(6_000)}}), "accepted".to_owned()),
            (
                json!({"Default": {"Title": "x", "Body": "x".repeat(4_000)}}),
                "Default: all texts of the part may have 4000 characters together".to_owned(),
            ),
            (
                json!({"ADM": {"Body": "x".repeat(6_001)}}),
                "ADM: all texts of the part may have 6000 characters together".to_owned(),
            ),
            (
                json!({"Baidu": {"RawContent": format!("{{\"a\":\"{}\"}}", "x".repeat(4_000))}}),
                "Baidu: all texts of the part may have 4000 characters together".to_owned(),
            ),
            (json!({"TemplateDescription": "x".repeat(501)}), "TemplateDescription: must have at most 500 characters".to_owned()),
            (
                json!({"DefaultSubstitutions": "{\"a\":{}}"}),
                "DefaultSubstitutions: the value of \"a\" must be a text, a number or a boolean".to_owned(),
            ),
        ] {
            let template = serde_json::from_value(source.clone()).unwrap();
            let outcome = validate_push(&template, &Limits::default());
            let outcome = outcome.map_or_else(|error| error.to_string(), |()| "accepted".to_owned());
            assert_eq!(outcome, expected, "{:.200}", source.to_string());
        }
    }
}

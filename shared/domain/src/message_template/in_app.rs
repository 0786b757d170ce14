//! In-app templates, and the content of in-app messages wherever it stands (spec §2.6, §7.1, §9.3). They take no variables.

use touchpoint_wire::types::{
    ButtonAction, DefaultButtonConfiguration, InAppMessageButton, InAppMessageContent, InAppTemplateRequest,
    OverrideButtonConfiguration,
};

use super::text::{check_description, check_length, check_url, said};
use crate::field::FieldError;
use crate::limits::Limits;

/// Checks an in-app template as a client sends it. A template without a layout is shown at the top (spec §9.3).
///
/// # Errors
///
/// The first fault, by the field's path on the wire.
pub fn validate_in_app(template: &InAppTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    let pairs = template.custom_config.as_ref().map_or(0, std::collections::BTreeMap::len);
    if pairs > limits.in_app_custom_pairs {
        return Err(FieldError::new("CustomConfig", format!("must have at most {} members", limits.in_app_custom_pairs)));
    }
    validate_contents(template.content.as_deref().unwrap_or_default(), limits).map_err(under_content)?;
    check_size(template, limits)?;
    check_description(template.template_description.as_ref(), limits)
}

/// Checks the members of a `Content`.
///
/// # Errors
///
/// The first fault, by its path from the list on: `[0].BodyConfig.Body`, or no path at all for the list itself.
pub fn validate_contents(contents: &[InAppMessageContent], limits: &Limits) -> Result<(), FieldError> {
    if contents.len() > limits.in_app_contents {
        return Err(FieldError::new("", format!("must have at most {} members", limits.in_app_contents)));
    }
    contents.iter().enumerate().try_for_each(|(position, content)| {
        validate_content(content, limits).map_err(|error| error.within(&format!("[{position}]")))
    })
}

fn under_content(error: FieldError) -> FieldError {
    FieldError { field: format!("Content{}", error.field), ..error }
}

fn check_size(template: &InAppTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    let counted = InAppTemplateRequest {
        content: template.content.clone(),
        custom_config: template.custom_config.clone(),
        ..InAppTemplateRequest::default()
    };
    let chars = serde_json::to_string(&counted).map_or(usize::MAX, |json| json.chars().count());
    if chars > limits.in_app_template_chars {
        let max = limits.in_app_template_chars;
        return Err(FieldError::new(
            "Content",
            format!("content and custom configuration may have {max} characters of JSON together"),
        ));
    }
    Ok(())
}

fn validate_content(content: &InAppMessageContent, limits: &Limits) -> Result<(), FieldError> {
    check_colour("BackgroundColor", said(content.background_color.as_ref()))?;
    if let Some(header) = &content.header_config {
        let within = |error: FieldError| error.within("HeaderConfig");
        check_length("Header", Some(&header.header), limits.in_app_header_chars).map_err(within)?;
        check_colour("TextColor", Some(&header.text_color)).map_err(within)?;
    }
    if let Some(body) = &content.body_config {
        let within = |error: FieldError| error.within("BodyConfig");
        check_length("Body", Some(&body.body), limits.in_app_body_chars).map_err(within)?;
        check_colour("TextColor", Some(&body.text_color)).map_err(within)?;
    }
    check_url("ImageUrl", content.image_url.as_ref())?;
    for (field, button) in [("PrimaryBtn", &content.primary_btn), ("SecondaryBtn", &content.secondary_btn)] {
        button.as_ref().map_or(Ok(()), |button| validate_button(button, limits)).map_err(|error| error.within(field))?;
    }
    Ok(())
}

fn validate_button(button: &InAppMessageButton, limits: &Limits) -> Result<(), FieldError> {
    if let Some(default) = &button.default_config {
        validate_default(default, limits).map_err(|error| error.within("DefaultConfig"))?;
    }
    for (field, platform) in [("Android", &button.android), ("IOS", &button.ios), ("Web", &button.web)] {
        platform.as_ref().map_or(Ok(()), validate_override).map_err(|error| error.within(field))?;
    }
    Ok(())
}

fn validate_default(button: &DefaultButtonConfiguration, limits: &Limits) -> Result<(), FieldError> {
    check_length("Text", Some(&button.text), limits.in_app_button_chars)?;
    check_colour("TextColor", said(button.text_color.as_ref()))?;
    check_colour("BackgroundColor", said(button.background_color.as_ref()))?;
    if button.border_radius.is_some_and(|radius| radius < 0) {
        return Err(FieldError::new("BorderRadius", "must be a whole number from 0"));
    }
    check_link(button.button_action, button.link.as_ref())
}

fn validate_override(button: &OverrideButtonConfiguration) -> Result<(), FieldError> {
    check_link(button.button_action, button.link.as_ref())
}

/// A button that leads somewhere must say where.
fn check_link(action: ButtonAction, link: Option<&String>) -> Result<(), FieldError> {
    let leads = match action {
        ButtonAction::Link => "LINK",
        ButtonAction::DeepLink => "DEEP_LINK",
        ButtonAction::Close => return check_url("Link", link),
    };
    if said(link).is_none() {
        return Err(FieldError::new("Link", format!("required when ButtonAction is {leads}")));
    }
    check_url("Link", link)
}

fn check_colour(field: &str, colour: Option<&str>) -> Result<(), FieldError> {
    let is_colour = |text: &str| {
        text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    match colour {
        Some(text) if !is_colour(text) => Err(FieldError::new(field, "must be a colour such as #0a7cff")),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn outcome(source: &Value) -> String {
        let template = serde_json::from_value(source.clone()).unwrap();
        validate_in_app(&template, &Limits::default()).map_or_else(|error| error.to_string(), |()| "accepted".to_owned())
    }

    #[test]
    fn templates_that_clients_send() {
        let pairs = |count: usize| json!({"CustomConfig": (0..count).map(|n| (format!("k{n}"), "v".into())).collect::<serde_json::Map<_, _>>()});
        for (source, expected) in [
            (json!({}), "accepted"),
            (json!({"Layout": "CAROUSEL", "Content": [{}, {}, {}, {}, {}]}), "accepted"),
            (json!({"Content": [{}, {}, {}, {}, {}, {}]}), "Content: must have at most 5 members"),
            (pairs(10), "accepted"),
            (pairs(11), "CustomConfig: must have at most 10 members"),
            (json!({"CustomConfig": {"k": "é".repeat(199_900)}}), "accepted"),
            (
                json!({"CustomConfig": {"k": "x".repeat(200_000)}}),
                "Content: content and custom configuration may have 200000 characters of JSON together",
            ),
            (json!({"TemplateDescription": "x".repeat(501)}), "TemplateDescription: must have at most 500 characters"),
        ] {
            assert_eq!(outcome(&source), expected, "{:.200}", source.to_string());
        }
    }

    #[test]
    fn contents_that_clients_send() {
        let colour = "must be a colour such as #0a7cff";
        let header =
            |text: &str, colour: &str| json!({"HeaderConfig": {"Alignment": "LEFT", "Header": text, "TextColor": colour}});
        let body = |text: &str, colour: &str| json!({"BodyConfig": {"Alignment": "CENTER", "Body": text, "TextColor": colour}});
        let button = |config: Value| json!({"PrimaryBtn": {"DefaultConfig": config}});
        for (content, expected) in [
            (json!({"BackgroundColor": "#FFaa00", "ImageUrl": "https://example.com/a.png"}), "accepted".to_owned()),
            (json!({"BackgroundColor": ""}), "accepted".to_owned()),
            (json!({"BackgroundColor": "red"}), format!("Content[0].BackgroundColor: {colour}")),
            (json!({"BackgroundColor": "#fff"}), format!("Content[0].BackgroundColor: {colour}")),
            (json!({"BackgroundColor": "#ffffé"}), format!("Content[0].BackgroundColor: {colour}")),
            (
                json!({"ImageUrl": "a.png"}),
                "Content[0].ImageUrl: must be an absolute URL such as https://example.com/a or shop://basket, without blanks"
                    .to_owned(),
            ),
            (header(&"é".repeat(64), "#000000"), "accepted".to_owned()),
            (header(&"x".repeat(65), "#000000"), "Content[0].HeaderConfig.Header: must have at most 64 characters".to_owned()),
            (header("x", ""), format!("Content[0].HeaderConfig.TextColor: {colour}")),
            (body(&"é".repeat(150), "#000000"), "accepted".to_owned()),
            (body(&"x".repeat(151), "#000000"), "Content[0].BodyConfig.Body: must have at most 150 characters".to_owned()),
            (body("x", "black"), format!("Content[0].BodyConfig.TextColor: {colour}")),
            (button(json!({"ButtonAction": "CLOSE", "Text": "x".repeat(64), "BorderRadius": 0})), "accepted".to_owned()),
            (
                button(json!({"ButtonAction": "CLOSE", "Text": "x".repeat(65)})),
                "Content[0].PrimaryBtn.DefaultConfig.Text: must have at most 64 characters".to_owned(),
            ),
            (
                button(json!({"ButtonAction": "CLOSE", "Text": "x", "BorderRadius": -1})),
                "Content[0].PrimaryBtn.DefaultConfig.BorderRadius: must be a whole number from 0".to_owned(),
            ),
            (
                button(json!({"ButtonAction": "CLOSE", "Text": "x", "TextColor": "#12"})),
                format!("Content[0].PrimaryBtn.DefaultConfig.TextColor: {colour}"),
            ),
            (
                button(json!({"ButtonAction": "LINK", "Text": "x"})),
                "Content[0].PrimaryBtn.DefaultConfig.Link: required when ButtonAction is LINK".to_owned(),
            ),
            (button(json!({"ButtonAction": "DEEP_LINK", "Text": "x", "Link": "shop://basket"})), "accepted".to_owned()),
            (
                json!({"SecondaryBtn": {"IOS": {"ButtonAction": "DEEP_LINK", "Link": ""}}}),
                "Content[0].SecondaryBtn.IOS.Link: required when ButtonAction is DEEP_LINK".to_owned(),
            ),
            (json!({"SecondaryBtn": {"Web": {"ButtonAction": "CLOSE"}}}), "accepted".to_owned()),
        ] {
            assert_eq!(outcome(&json!({"Content": [content]})), expected, "{content}");
        }
    }
}

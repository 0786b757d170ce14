//! The in-app message of a campaign (spec §2.6, §6.5, §9.3): what an app's own SDK will lay out.

use touchpoint_wire::types::{
    ButtonAction, CampaignInAppMessage, DefaultButtonConfiguration, InAppMessageButton, InAppMessageContent,
    OverrideButtonConfiguration,
};

use super::text::at_most;
use crate::field::FieldError;
use crate::limits::Limits;

/// Checks an `InAppMessage`.
pub(super) fn validate(message: &CampaignInAppMessage, limits: &Limits) -> Result<(), FieldError> {
    at_most("Body", message.body.as_deref(), limits.in_app_body_chars)?;
    let contents = message.content.as_deref().unwrap_or_default();
    if contents.len() > limits.in_app_contents {
        return Err(FieldError::new("Content", format!("must have at most {} members", limits.in_app_contents)));
    }
    for (index, content) in contents.iter().enumerate() {
        validate_content(content, limits).map_err(|error| error.within(&format!("Content[{index}]")))?;
    }
    let pairs = message.custom_config.as_ref();
    if pairs.is_some_and(|pairs| pairs.len() > limits.in_app_custom_pairs) {
        return Err(FieldError::new("CustomConfig", format!("must have at most {} members", limits.in_app_custom_pairs)));
    }
    let size = serde_json::to_string(message).map_or(0, |text| text.chars().count());
    if size > limits.in_app_template_chars {
        return Err(FieldError::new("Content", format!("must be at most {} characters as JSON", limits.in_app_template_chars)));
    }
    Ok(())
}

/// Whether a message says anything itself: in its content, or in the text that messages had before there was one.
pub(super) fn shows_something(message: &CampaignInAppMessage) -> bool {
    message.content.as_ref().is_some_and(|content| !content.is_empty())
        || message.body.as_ref().is_some_and(|body| !body.is_empty())
}

fn validate_content(content: &InAppMessageContent, limits: &Limits) -> Result<(), FieldError> {
    colour("BackgroundColor", content.background_color.as_deref())?;
    if let Some(header) = &content.header_config {
        at_most("HeaderConfig.Header", Some(&header.header), limits.in_app_header_chars)?;
        colour("HeaderConfig.TextColor", Some(&header.text_color))?;
    }
    if let Some(body) = &content.body_config {
        at_most("BodyConfig.Body", Some(&body.body), limits.in_app_body_chars)?;
        colour("BodyConfig.TextColor", Some(&body.text_color))?;
    }
    for (field, button) in [("PrimaryBtn", &content.primary_btn), ("SecondaryBtn", &content.secondary_btn)] {
        button.as_ref().map_or(Ok(()), |button| validate_button(button, limits)).map_err(|error| error.within(field))?;
    }
    Ok(())
}

fn validate_button(button: &InAppMessageButton, limits: &Limits) -> Result<(), FieldError> {
    if let Some(default) = &button.default_config {
        validate_default(default, limits).map_err(|error| error.within("DefaultConfig"))?;
    }
    let overrides = [("Android", &button.android), ("IOS", &button.ios), ("Web", &button.web)];
    overrides
        .into_iter()
        .filter_map(|(platform, config)| Some((platform, config.as_ref()?)))
        .try_for_each(|(platform, config)| validate_override(config).map_err(|error| error.within(platform)))
}

fn validate_default(button: &DefaultButtonConfiguration, limits: &Limits) -> Result<(), FieldError> {
    at_most("Text", Some(&button.text), limits.in_app_button_chars)?;
    colour("TextColor", button.text_color.as_deref())?;
    colour("BackgroundColor", button.background_color.as_deref())?;
    if button.border_radius.is_some_and(|radius| radius < 0) {
        return Err(FieldError::new("BorderRadius", "must be at least 0"));
    }
    leads_somewhere(button.button_action, button.link.as_deref())
}

fn validate_override(button: &OverrideButtonConfiguration) -> Result<(), FieldError> {
    leads_somewhere(button.button_action, button.link.as_deref())
}

fn leads_somewhere(action: ButtonAction, link: Option<&str>) -> Result<(), FieldError> {
    match action {
        ButtonAction::Close => Ok(()),
        ButtonAction::Link | ButtonAction::DeepLink if link.is_some_and(|link| !link.trim().is_empty()) => Ok(()),
        ButtonAction::Link | ButtonAction::DeepLink => {
            Err(FieldError::new("Link", format!("must be given when ButtonAction is {action}")))
        }
    }
}

/// `#` and six hexadecimal digits, or three; an empty text is no colour.
fn colour(field: &str, text: Option<&str>) -> Result<(), FieldError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(()) };
    let digits = text.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(FieldError::new(field, "must be a colour such as #1a2b3c"))
}

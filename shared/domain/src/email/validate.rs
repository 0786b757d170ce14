//! What the API refuses in an email, inline or template (spec §2.4, §2.6, §7.1).
//!
//! Syntax and bounds. Whether a helper exists is not asked here: that is a rendering failure (spec §7.3).

use touchpoint_wire::types::{CampaignEmailMessage, EmailTemplateRequest, MessageHeader};

use super::address::sender_is_plausible;
use super::headers::{MAX_VALUE_CHARS, is_single, name_fault};
use crate::field::FieldError;
use crate::limits::Limits;
use crate::message_template::{check_description, check_substitutions, compiles};
use crate::template::Escape;

/// Checks an email template as a client sends it.
///
/// # Errors
///
/// The first fault, by the field's name on the wire.
pub fn validate_template(template: &EmailTemplateRequest, limits: &Limits) -> Result<(), FieldError> {
    let parts = [("Subject", &template.subject), ("HtmlPart", &template.html_part), ("TextPart", &template.text_part)];
    let chars: usize = parts.iter().map(|(_, part)| part.as_ref().map_or(0, |text| text.chars().count())).sum();
    if chars > limits.email_template_chars {
        let longest = parts.iter().max_by_key(|(_, part)| part.as_ref().map_or(0, String::len));
        let max = limits.email_template_chars;
        return Err(FieldError::new(
            longest.map_or("HtmlPart", |(name, _)| name),
            format!("subject, HTML and text may have {max} characters together"),
        ));
    }
    check_description(template.template_description.as_ref(), limits)?;
    compiles("Subject", template.subject.as_deref(), Escape::None)?;
    compiles("HtmlPart", template.html_part.as_deref(), Escape::Html)?;
    compiles("TextPart", template.text_part.as_deref(), Escape::None)?;
    validate_headers(template.headers.as_deref().unwrap_or_default(), limits)?;
    check_substitutions(template.default_substitutions.as_ref())
}

/// Checks the `EmailMessage` of a campaign. A message that says too little is none of its faults: a template may say the rest.
///
/// # Errors
///
/// The first fault, by the field's name within `EmailMessage`.
pub fn validate_inline(message: &CampaignEmailMessage, limits: &Limits) -> Result<(), FieldError> {
    let parts = [&message.title, &message.body, &message.html_body];
    let bytes: usize = parts.iter().map(|part| part.as_ref().map_or(0, String::len)).sum();
    if bytes > limits.inline_email_bytes {
        let max = limits.inline_email_bytes;
        return Err(FieldError::new("HtmlBody", format!("title, body and HTML body may have {max} bytes together")));
    }
    compiles("Title", message.title.as_deref(), Escape::None)?;
    compiles("Body", message.body.as_deref(), Escape::None)?;
    compiles("HtmlBody", message.html_body.as_deref(), Escape::Html)?;
    validate_headers(message.headers.as_deref().unwrap_or_default(), limits)?;
    match message.from_address.as_deref() {
        None | Some("") => Ok(()),
        Some(sender) if sender_is_plausible(sender) => Ok(()),
        Some(_) => Err(FieldError::new("FromAddress", "must be an address such as news@example.com or Name <news@example.com>")),
    }
}

pub(crate) fn validate_headers(headers: &[MessageHeader], limits: &Limits) -> Result<(), FieldError> {
    if headers.len() > limits.email_headers {
        return Err(FieldError::new("Headers", format!("must have at most {} headers", limits.email_headers)));
    }
    for (position, header) in headers.iter().enumerate() {
        let within = |error: FieldError| error.within(&format!("Headers[{position}]"));
        let name = header.name.as_deref().unwrap_or_default();
        let earlier = headers.iter().take(position).filter_map(|earlier| earlier.name.as_deref());
        let repeated = is_single(name) && earlier.into_iter().any(|earlier| earlier.eq_ignore_ascii_case(name));
        if let Some(fault) = name_fault(name).or_else(|| repeated.then(|| "stands there twice".to_owned())) {
            return Err(within(FieldError::new("Name", fault)));
        }
        let value = header.value.as_deref().unwrap_or_default();
        // With variables in it, only the rendered value can tell.
        if !value.contains("{{") && value.chars().count() > MAX_VALUE_CHARS {
            return Err(within(FieldError::new("Value", format!("must have at most {MAX_VALUE_CHARS} characters"))));
        }
        compiles("Value", Some(value), Escape::None).map_err(within)?;
    }
    Ok(())
}

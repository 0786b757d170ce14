//! A direct message with its variables filled in, ready to leave.

use super::content::{EmailBody, EmailDraft, TextDraft};
use super::result::Undelivered;
use crate::email::{CompiledEmail, RenderedEmail};
use crate::limits::Limits;
use crate::template::{Escape, Template};

/// What an email to one person holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmailParts {
    /// A whole message in MIME.
    Raw(Vec<u8>),
    Rendered(RenderedEmail),
}

/// Fills in an email for the recipient of whom `document` is known.
pub fn email(draft: &EmailDraft, document: &str) -> Result<EmailParts, Undelivered> {
    let content = match &draft.body {
        EmailBody::Raw(mime) => return Ok(EmailParts::Raw(mime.clone())),
        EmailBody::Parts(content) => content,
    };
    let compiled = CompiledEmail::compile(content).map_err(|error| Undelivered::Rendering(error.to_string()))?;
    let context = draft.values.context(document).map_err(|error| Undelivered::Rendering(error.to_string()))?;
    compiled.render_in(context).map(EmailParts::Rendered).map_err(|error| Undelivered::Rendering(error.to_string()))
}

/// Fills in a text for the recipient of whom `document` is known.
pub fn text(draft: &TextDraft, document: &str, limits: &Limits) -> Result<String, Undelivered> {
    let template = Template::compile(&draft.body, Escape::None).map_err(|error| Undelivered::Rendering(error.to_string()))?;
    let context = draft.values.context(document).map_err(|error| Undelivered::Rendering(error.to_string()))?;
    let body = template.render(&context).map_err(|error| Undelivered::Rendering(error.to_string()))?;
    if body.trim().is_empty() {
        return Err(Undelivered::Rendering("nothing is left to say".to_owned()));
    }
    let max = limits.sms_template_chars;
    if body.chars().count() > max {
        return Err(Undelivered::TooLong { max, unit: "characters" });
    }
    Ok(body)
}

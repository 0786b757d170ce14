//! What an email says before it says it to someone: inline message and template, made one.

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{CampaignEmailMessage, EmailTemplateRequest, MessageHeader};

/// The source of one email, as a run's plan keeps it.
///
/// `subject`, `html`, `text` and the headers' values are templates. `from_address` is none: what sends must be verified. It is
/// absent where neither the message nor anything else named one; the channel's own then applies (spec §6.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailContent {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_address: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<EmailHeader>,
    /// A JSON object by variable path (spec §7.1), as its author wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_substitutions: Option<String>,
}

/// One header beside those that the channel writes itself; `value` is a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailHeader {
    pub name: String,
    pub value: String,
}

impl EmailContent {
    /// Field by field: what the inline message says, else what the template says (spec §6.5). An empty text says nothing, and so
    /// does an empty list of headers. Defaults for variables come from the template alone; inline messages have none.
    #[must_use]
    pub fn resolve(inline: Option<&CampaignEmailMessage>, template: Option<&EmailTemplateRequest>) -> Self {
        let from_inline = |field: fn(&CampaignEmailMessage) -> &Option<String>| inline.and_then(|message| said(field(message)));
        let from_template =
            |field: fn(&EmailTemplateRequest) -> &Option<String>| template.and_then(|message| said(field(message)));
        let headers = headers(inline.and_then(|message| message.headers.as_deref()));
        Self {
            subject: from_inline(|m| &m.title).or_else(|| from_template(|t| &t.subject)).unwrap_or_default(),
            html: from_inline(|m| &m.html_body).or_else(|| from_template(|t| &t.html_part)),
            text: from_inline(|m| &m.body).or_else(|| from_template(|t| &t.text_part)),
            from_address: from_inline(|m| &m.from_address),
            headers: match headers.is_empty() {
                false => headers,
                true => self::headers(template.and_then(|message| message.headers.as_deref())),
            },
            default_substitutions: from_template(|t| &t.default_substitutions),
        }
    }
}

fn said(field: &Option<String>) -> Option<String> {
    field.clone().filter(|text| !text.is_empty())
}

/// A header without a name says nothing; the API refuses it.
fn headers(wire: Option<&[MessageHeader]>) -> Vec<EmailHeader> {
    let header = |header: &MessageHeader| {
        Some(EmailHeader { name: header.name.clone()?, value: header.value.clone().unwrap_or_default() })
    };
    wire.unwrap_or_default().iter().filter_map(header).collect()
}

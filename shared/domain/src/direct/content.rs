//! What a recipient is told on its channel (spec §8.2): the recipient's own words, else the channel message's, else the template's,
//! else the default message's; field by field.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use touchpoint_wire::types::{
    CampaignEmailMessage, DirectMessageConfiguration, EmailMessage, EmailTemplateRequest, MessageType,
    PushNotificationTemplateRequest, SMSTemplateRequest, SimpleEmailPart, VoiceTemplateRequest,
};

use super::push::{PushDraft, resolve_push};
use super::recipient::{Overrides, said};
use super::result::Undelivered;
use super::values::Values;
use crate::email::EmailContent;
use crate::endpoint::channel::Channel;

/// The templates that a request names, in the versions that it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Templates {
    pub email: Option<EmailTemplateRequest>,
    pub push: Option<PushNotificationTemplateRequest>,
    pub sms: Option<SMSTemplateRequest>,
    pub voice: Option<VoiceTemplateRequest>,
}

/// A message to one recipient, before its variables are filled in.
#[derive(Clone, Debug)]
pub enum Content {
    Email(Box<EmailDraft>),
    Text(Box<TextDraft>),
    Push(PushDraft),
    Voice(VoiceDraft),
}

#[derive(Clone, Debug)]
pub struct EmailDraft {
    pub body: EmailBody,
    /// As the message says; the channel has one too.
    pub from: Option<String>,
    pub reply_to: Vec<String>,
    pub feedback_to: Option<String>,
    pub values: Values,
}

#[derive(Clone, Debug)]
pub enum EmailBody {
    /// A whole message in MIME, which leaves as it is.
    Raw(Vec<u8>),
    Parts(EmailContent),
}

#[derive(Clone, Debug)]
pub struct TextDraft {
    /// A template.
    pub body: String,
    pub kind: MessageType,
    pub origination_number: Option<String>,
    pub sender_id: Option<String>,
    pub entity_id: Option<String>,
    pub template_id: Option<String>,
    pub values: Values,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceDraft {
    /// A template.
    pub body: String,
}

/// What a recipient on `channel` is told.
///
/// # Errors
/// [`Undelivered::NoMessage`] where nothing is said for that channel; other reasons where nothing can be.
pub fn resolve(
    channel: Channel,
    own: &Overrides<'_>,
    message: &DirectMessageConfiguration,
    templates: &Templates,
) -> Result<Content, Undelivered> {
    let content = match channel {
        Channel::Email => email(own, message, templates)?.map(Content::Email),
        Channel::Sms => text(own, message, templates)?.map(Content::Text),
        Channel::Voice => voice(own, message, templates).map(Content::Voice),
        Channel::Gcm
        | Channel::Apns
        | Channel::ApnsSandbox
        | Channel::ApnsVoip
        | Channel::ApnsVoipSandbox
        | Channel::Adm
        | Channel::Baidu => resolve_push(channel, own, message, templates).map(Content::Push),
        Channel::Push => return Err(Undelivered::PushAlias),
        Channel::InApp => return Err(Undelivered::Pulled),
        Channel::Custom => return Err(Undelivered::NotAvailable(Channel::Custom)),
    };
    content.ok_or(Undelivered::NoMessage(channel))
}

fn default_body(message: &DirectMessageConfiguration) -> Option<&str> {
    message.default_message.as_ref().and_then(|default| said(&default.body))
}

/// An override of the body stands for all of it: the mail is then plain text. Templates know no overrides.
fn email(
    own: &Overrides<'_>,
    message: &DirectMessageConfiguration,
    templates: &Templates,
) -> Result<Option<Box<EmailDraft>>, Undelivered> {
    let written = message.email_message.as_ref();
    let raw = written.and_then(|email| email.raw_email.as_ref()).and_then(|raw| said(&raw.data));
    let body = match raw {
        Some(raw) => EmailBody::Raw(mime(raw).ok_or_else(|| Undelivered::Rendering("RawEmail is not base64".to_owned()))?),
        None => {
            let parts = parts(own, written, default_body(message), templates.email.as_ref());
            if parts.html.is_none() && parts.text.is_none() {
                return Ok(None);
            }
            EmailBody::Parts(parts)
        }
    };
    let default = message.default_message.as_ref().and_then(|default| default.substitutions.as_ref());
    let values = Values::new(own.substitutions, &[written.and_then(|email| email.substitutions.as_ref()), default], None);
    Ok(Some(Box::new(EmailDraft {
        body,
        from: written.and_then(|email| said(&email.from_address)).map(str::to_owned),
        reply_to: written.and_then(|email| email.reply_to_addresses.clone()).unwrap_or_default(),
        feedback_to: written.and_then(|email| said(&email.feedback_forwarding_address)).map(str::to_owned),
        values: values.map_err(|error| Undelivered::Rendering(error.to_string()))?,
    })))
}

/// A `RawEmail.Data`; `None` if it is not base64.
pub(super) fn mime(data: &str) -> Option<Vec<u8>> {
    STANDARD.decode(data).ok()
}

fn parts(
    own: &Overrides<'_>,
    written: Option<&EmailMessage>,
    default: Option<&str>,
    template: Option<&EmailTemplateRequest>,
) -> EmailContent {
    let simple = written.and_then(|email| email.simple_email.as_ref());
    let data = |part: Option<&SimpleEmailPart>| part.and_then(|part| said(&part.data)).map(str::to_owned);
    let inline = CampaignEmailMessage {
        title: own.title.map(str::to_owned).or_else(|| data(simple.and_then(|simple| simple.subject.as_ref()))),
        body: data(simple.and_then(|simple| simple.text_part.as_ref()))
            .or_else(|| written.and_then(|email| said(&email.body)).map(str::to_owned)),
        html_body: data(simple.and_then(|simple| simple.html_part.as_ref())),
        headers: simple.and_then(|simple| simple.headers.clone()),
        from_address: None,
    };
    let mut content = EmailContent::resolve(Some(&inline), template);
    if let Some(body) = own.body {
        (content.html, content.text) = (None, Some(body.to_owned()));
    }
    if content.html.is_none() && content.text.is_none() {
        content.text = default.map(str::to_owned);
    }
    content
}

fn text(
    own: &Overrides<'_>,
    message: &DirectMessageConfiguration,
    templates: &Templates,
) -> Result<Option<Box<TextDraft>>, Undelivered> {
    let (written, template) = (message.sms_message.as_ref(), templates.sms.as_ref());
    let body = own
        .body
        .or_else(|| written.and_then(|sms| said(&sms.body)))
        .or_else(|| template.and_then(|template| said(&template.body)))
        .or_else(|| default_body(message));
    let Some(body) = body else { return Ok(None) };
    let default = message.default_message.as_ref().and_then(|default| default.substitutions.as_ref());
    let under = [written.and_then(|sms| sms.substitutions.as_ref()), default];
    let defaults = template.and_then(|template| template.default_substitutions.as_deref());
    let values = Values::new(own.substitutions, &under, defaults);
    Ok(Some(Box::new(TextDraft {
        body: body.to_owned(),
        kind: written.and_then(|sms| sms.message_type).unwrap_or(MessageType::Transactional),
        origination_number: written.and_then(|sms| said(&sms.origination_number)).map(str::to_owned),
        sender_id: written.and_then(|sms| said(&sms.sender_id)).map(str::to_owned),
        entity_id: written.and_then(|sms| said(&sms.entity_id)).map(str::to_owned),
        template_id: written.and_then(|sms| said(&sms.template_id)).map(str::to_owned),
        values: values.map_err(|error| Undelivered::Rendering(error.to_string()))?,
    })))
}

fn voice(own: &Overrides<'_>, message: &DirectMessageConfiguration, templates: &Templates) -> Option<VoiceDraft> {
    let written = message.voice_message.as_ref().and_then(|voice| said(&voice.body));
    let template = templates.voice.as_ref().and_then(|template| said(&template.body));
    let body = own.body.or(written).or(template).or_else(|| default_body(message))?;
    Some(VoiceDraft { body: body.to_owned() })
}

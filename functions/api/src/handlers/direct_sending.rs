//! Making the messages of one request, and handing them over: several at a time, each once, all in bounded time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures::future::FutureExt as _;
use futures::stream::{self, StreamExt as _};
use tokio::time::{Instant, timeout_at};
use touchpoint_domain::direct::content::{Content, EmailDraft, TextDraft, resolve};
use touchpoint_domain::direct::ready::{self, EmailParts};
use touchpoint_domain::direct::{Delivery, Undelivered};
use touchpoint_domain::email::{RenderedEmail, address_is_plausible, sender_is_plausible};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::phone::e164;
use touchpoint_platform::ports::{EventRecord, MessageOrigin, OutgoingEmail, OutgoingText, SendOutcome, TextKind};
use touchpoint_wire::types::{DirectMessageConfiguration, MessageType};

use super::direct_events::{Happened, event};
use super::direct_recipients::Recipient;
use super::direct_sources::Sources;
use crate::Api;
use crate::call::Call;

/// Messages that are being handed over at a time.
const SENDS_AT_ONCE: usize = 10;
/// No message is begun after this time, and none is waited for after the other; the gateway gives up after 30 seconds.
const BEGIN_FOR: Duration = Duration::from_secs(14);
const WAIT_FOR: Duration = Duration::from_secs(22);

/// What is said to all recipients of one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mailing<'a> {
    pub(crate) app: &'a AppId,
    pub(crate) message: &'a DirectMessageConfiguration,
    pub(crate) sources: &'a Sources,
    pub(crate) context: Option<&'a BTreeMap<String, String>>,
    pub(crate) trace_id: Option<&'a str>,
}

/// A message that is ready to leave.
#[derive(Clone, Debug)]
pub(crate) enum Outgoing {
    Email(Box<OutgoingEmail>),
    Text(Box<OutgoingText>),
}

/// What became of one recipient's message, and the event that tells it.
#[derive(Debug)]
pub(crate) struct Sent<'a> {
    pub(crate) recipient: Recipient<'a>,
    pub(crate) delivery: Delivery,
    pub(crate) event: Option<EventRecord>,
}

impl Mailing<'_> {
    /// Whether the request holds anything for the recipient's channel.
    pub(crate) fn says_something_to(&self, recipient: &Recipient<'_>) -> bool {
        let resolved = recipient.channel.clone().and_then(|channel| self.resolve(channel, recipient));
        match resolved {
            Ok(_) => true,
            Err(Undelivered::NoMessage(_) | Undelivered::NoChannel | Undelivered::Pulled | Undelivered::PushAlias) => false,
            Err(_) => true,
        }
    }

    fn resolve(&self, channel: Channel, recipient: &Recipient<'_>) -> Result<Content, Undelivered> {
        resolve(channel, &recipient.own, self.message, &self.sources.templates)
    }
}

/// Sends to all recipients, in their order in the answer.
pub(crate) async fn send_all<'a>(api: &Api, call: &Call, mailing: &Mailing<'a>, recipients: Vec<Recipient<'a>>) -> Vec<Sent<'a>> {
    let begun = Instant::now();
    let mut taken = BTreeSet::new();
    let prepared: Vec<_> = recipients
        .into_iter()
        .map(|recipient| {
            let outgoing = prepare(api, mailing, &recipient).and_then(|outgoing| claim(&mut taken, outgoing));
            (recipient, outgoing)
        })
        .collect();
    // Boxed and collected first: the compiler cannot see through a stream of closures that borrow.
    let sending: Vec<_> = prepared
        .into_iter()
        .enumerate()
        .map(|(number, (recipient, outgoing))| send_one(api, call, mailing, number, recipient, outgoing, begun).boxed())
        .collect();
    stream::iter(sending).buffered(SENDS_AT_ONCE).collect().await
}

async fn send_one<'a>(
    api: &Api,
    call: &Call,
    mailing: &Mailing<'a>,
    number: usize,
    recipient: Recipient<'a>,
    outgoing: Result<Outgoing, Undelivered>,
    begun: Instant,
) -> Sent<'a> {
    let (delivery, outcome) = match &outgoing {
        Ok(outgoing) => hand_over(api, outgoing, begun).await,
        Err(reason) => (reason.clone().into(), None),
    };
    let happened = Happened { number, outgoing: outgoing.as_ref(), outcome: outcome.as_ref(), delivery: &delivery };
    let event = event(api, call, mailing, &recipient, &happened).await;
    Sent { recipient, delivery, event }
}

/// Lets the first message to an address pass, and no other.
fn claim(taken: &mut BTreeSet<String>, outgoing: Outgoing) -> Result<Outgoing, Undelivered> {
    let address = match &outgoing {
        Outgoing::Email(mail) => format!("EMAIL {}", mail.to.to_lowercase()),
        Outgoing::Text(text) => format!("SMS {}", text.to),
    };
    if taken.insert(address) { Ok(outgoing) } else { Err(Undelivered::Duplicate) }
}

/// The message for one recipient.
fn prepare(api: &Api, mailing: &Mailing<'_>, recipient: &Recipient<'_>) -> Result<Outgoing, Undelivered> {
    let channel = recipient.channel.clone()?;
    let content = mailing.resolve(channel, recipient)?;
    let address = recipient.address.as_deref().ok_or(Undelivered::NoAddress)?;
    if channel != Channel::Email && !mailing.sources.is_on(channel) {
        return Err(Undelivered::ChannelOff(channel));
    }
    match content {
        Content::Email(draft) => email(mailing, recipient, &draft, address).map(Box::new).map(Outgoing::Email),
        Content::Text(draft) => text(api, mailing, recipient, &draft, address).map(Box::new).map(Outgoing::Text),
        Content::Push(draft) => {
            draft.fits(channel, &api.config.limits)?;
            Err(Undelivered::NotAvailable(channel))
        }
        Content::Voice(_) => Err(Undelivered::NotAvailable(channel)),
    }
}

fn email(
    mailing: &Mailing<'_>,
    recipient: &Recipient<'_>,
    draft: &EmailDraft,
    address: &str,
) -> Result<OutgoingEmail, Undelivered> {
    let to = address.trim();
    if !address_is_plausible(to) {
        return Err(Undelivered::BadAddress("an email address"));
    }
    let channel = mailing.sources.email.as_ref();
    let from = draft.from.clone().or_else(|| channel.and_then(|channel| channel.from_address.clone()));
    let from = from.filter(|from| sender_is_plausible(from)).ok_or(Undelivered::NoSender)?;
    let setting = |value: Option<&String>| value.filter(|value| !value.is_empty()).cloned();
    let (raw, rendered) = match ready::email(draft, &recipient.document)? {
        EmailParts::Raw(mime) => (Some(mime), None),
        EmailParts::Rendered(rendered) => (None, Some(rendered)),
    };
    let RenderedEmail { subject, html, text, headers } = rendered.unwrap_or_default();
    Ok(OutgoingEmail {
        from,
        to: to.to_owned(),
        subject,
        html,
        text,
        headers,
        raw,
        reply_to: draft.reply_to.clone(),
        feedback_to: draft.feedback_to.clone(),
        configuration_set: setting(channel.and_then(|channel| channel.configuration_set.as_ref())),
        sending_role_arn: setting(channel.and_then(|channel| channel.orchestration_sending_role_arn.as_ref())),
        origin: origin(mailing.app, recipient.endpoint.as_deref()),
    })
}

fn text(
    api: &Api,
    mailing: &Mailing<'_>,
    recipient: &Recipient<'_>,
    draft: &TextDraft,
    address: &str,
) -> Result<OutgoingText, Undelivered> {
    let to = e164(address).ok_or(Undelivered::BadAddress("a phone number in the form +15555550100"))?;
    let body = ready::text(draft, &recipient.document, &api.config.limits)?;
    // The message's own sender wins whole: a number of the channel must not stand beside a sender id of the message.
    let (origination_number, sender_id) = match (&draft.origination_number, &draft.sender_id, &mailing.sources.sms) {
        (None, None, Some(channel)) => (channel.short_code.clone(), channel.sender_id.clone()),
        (number, sender, _) => (number.clone(), sender.clone()),
    };
    Ok(OutgoingText {
        to,
        body,
        kind: match draft.kind {
            MessageType::Transactional => TextKind::Transactional,
            MessageType::Promotional => TextKind::Promotional,
        },
        origination_number,
        sender_id,
        entity_id: draft.entity_id.clone(),
        template_id: draft.template_id.clone(),
        origin: origin(mailing.app, recipient.endpoint.as_deref()),
    })
}

pub(super) fn origin(app: &AppId, endpoint: Option<&str>) -> MessageOrigin {
    MessageOrigin { app_id: app.to_string(), endpoint_id: endpoint.map(str::to_owned), ..MessageOrigin::default() }
}

/// Hands one message over, once.
pub(super) async fn hand_over(api: &Api, outgoing: &Outgoing, begun: Instant) -> (Delivery, Option<SendOutcome>) {
    if Instant::now() >= begun + BEGIN_FOR {
        return (Undelivered::OutOfTime.into(), None);
    }
    let sending = async {
        match outgoing {
            Outgoing::Email(mail) => api.ports.email.send(mail).await,
            Outgoing::Text(text) => api.ports.text.send(text).await,
        }
    };
    let outcome = timeout_at(begun + WAIT_FOR, sending).await.unwrap_or(SendOutcome::Unknown);
    let delivery = match &outcome {
        SendOutcome::Accepted { message_id } => Delivery::accepted(message_id.clone()),
        SendOutcome::Throttled => Delivery::throttled(),
        SendOutcome::Transient => Delivery::transient(),
        SendOutcome::Permanent { code } => Delivery::refused(code),
        SendOutcome::Unknown => Delivery::unknown(),
    };
    (delivery, Some(outcome))
}

//! The events of direct messages (spec §10.5, §10.6). Push and voice have none (spec §8.5).

use std::time::Duration;

use tokio::time::timeout;
use touchpoint_domain::direct::{Delivery, Undelivered};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::event::{DirectSend, EmailFate, EmailShown, TextFate, TextShown, email_event, text_event};
use touchpoint_domain::phone::{iso_country, parts};
use touchpoint_platform::ports::{EventRecord, OutgoingEmail, OutgoingText, SendOutcome, TextKind};
use touchpoint_wire::types::DeliveryStatus;

use super::direct_recipients::Recipient;
use super::direct_sending::{Mailing, Outgoing};
use super::direct_texts;
use crate::Api;
use crate::call::Call;

/// How long an answer may wait for the events behind it.
const PUT_FOR: Duration = Duration::from_secs(5);

/// One message of a request, and what became of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Happened<'a> {
    /// Which of the request's messages it is.
    pub(crate) number: usize,
    pub(crate) outgoing: Result<&'a Outgoing, &'a Undelivered>,
    /// `None` if it was not handed over.
    pub(crate) outcome: Option<&'a SendOutcome>,
    pub(crate) delivery: &'a Delivery,
}

/// The event of a message; `None` where nothing happened that an event tells: what was not handed over and may be tried again. A text
/// whose receipt is still to come is kept.
pub(crate) async fn event(
    api: &Api,
    call: &Call,
    mailing: &Mailing<'_>,
    recipient: &Recipient<'_>,
    happened: &Happened<'_>,
) -> Option<EventRecord> {
    let event_id = format!("{}/{}", call.request_id, happened.number);
    let sent = DirectSend {
        app: mailing.app.as_str(),
        account: &api.config.account,
        request_id: &call.request_id,
        event_id: &event_id,
        endpoint: recipient.endpoint.as_deref(),
        message_id: happened.delivery.message_id.as_deref(),
        trace_id: mailing.trace_id,
        context: &recipient.own.context_over(mailing.context),
        at: call.now,
    };
    if let Ok(Outgoing::Text(text)) = happened.outgoing {
        direct_texts::keep(api, &sent, text, happened.outcome).await;
    }
    let data = match (happened.outgoing, happened.outcome) {
        (Ok(Outgoing::Email(mail)), Some(outcome)) => email_event(&sent, &shown(mail), email_fate(outcome)?),
        (Ok(Outgoing::Text(text)), Some(outcome)) => text_of(&sent, text, outcome, happened.delivery.status),
        (Err(Undelivered::Rendering(error)), _) if recipient.channel == Ok(Channel::Email) => {
            let to = recipient.address.as_deref().unwrap_or_default();
            email_event(&sent, &EmailShown { from: "", to, subject: "" }, EmailFate::RenderingFailure { error })
        }
        (Ok(_) | Err(_), _) => return None,
    };
    let key = sent.endpoint.or(sent.message_id).unwrap_or(sent.event_id).to_owned();
    Some(EventRecord { partition_key: key, data })
}

fn shown(mail: &OutgoingEmail) -> EmailShown<'_> {
    EmailShown { from: &mail.from, to: &mail.to, subject: &mail.subject }
}

fn email_fate(outcome: &SendOutcome) -> Option<EmailFate<'_>> {
    match outcome {
        SendOutcome::Accepted { .. } => Some(EmailFate::Sent),
        SendOutcome::Permanent { code } => Some(EmailFate::Rejected { reason: code }),
        SendOutcome::Throttled | SendOutcome::Transient | SendOutcome::Unknown => None,
    }
}

/// The event of a text that was handed over.
pub(crate) fn text_of(
    sent: &DirectSend<'_>,
    text: &OutgoingText,
    outcome: &SendOutcome,
    status: DeliveryStatus,
) -> serde_json::Value {
    let fate = match outcome {
        SendOutcome::Accepted { .. } => TextFate::Buffered,
        SendOutcome::Permanent { .. } if status == DeliveryStatus::OptOut => TextFate::OptedOut,
        SendOutcome::Permanent { .. } => TextFate::Failed("INVALID_PARAMETERS"),
        SendOutcome::Throttled => TextFate::Failed("RATE_EXCEEDED"),
        SendOutcome::Transient | SendOutcome::Unknown => TextFate::Failed("UNKNOWN"),
    };
    let kind = kind_name(text.kind);
    let number = text.origination_number.as_deref();
    let country = iso_country(&text.to);
    let shown =
        TextShown { to: &text.to, origination_number: number, iso_country: country.as_deref(), kind, parts: parts(&text.body) };
    text_event(sent, &shown, fate)
}

pub(super) fn kind_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Promotional => "Promotional",
        TextKind::Transactional => "Transactional",
    }
}

/// Puts events. The messages have left already, so a failure is not the caller's: it is logged, once.
pub(crate) async fn put_events(api: &Api, call: &Call, events: Vec<EventRecord>) {
    if events.is_empty() {
        return;
    }
    let count = events.len();
    match timeout(PUT_FOR, api.ports.events.put(events)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, count, request_id = call.request_id, "events of direct messages are lost"),
        Err(_) => tracing::warn!(count, request_id = call.request_id, "events of direct messages may be lost: no answer"),
    }
}

//! `facets.email_channel.mail_event` of an email event: the message and what happened to it, in snake case (spec §10.6).

use serde_json::{Map, Value, json};

use crate::notification::{Bounce, Click, Complaint, Delivery, Mail, Open, Reject, RenderingFailure, Subscription};

/// An object of the members that are there.
macro_rules! present {
    ($($name:literal: $value:expr),* $(,)?) => {{
        let mut object = Map::new();
        $(if let Some(value) = $value {
            object.insert($name.to_owned(), json!(value));
        })*
        Value::Object(object)
    }};
}

/// Whether the message's subject is among the headers: a campaign's send events come without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Shown,
    LeftOut,
}

pub(crate) fn mail(mail: &Mail, subject: Subject) -> Value {
    let shown = |name: &str| subject == Subject::Shown || !name.eq_ignore_ascii_case("subject");
    let headers: Vec<Value> = mail
        .headers
        .iter()
        .filter(|header| shown(&header.name))
        .map(|header| json!({"name": header.name, "value": header.value}))
        .collect();
    let common = &mail.common_headers;
    let from = (!common.from.is_empty()).then(|| common.from.join(", "));
    present! {
        "message_id": Some(&mail.message_id),
        "message_send_timestamp": Some(mail.timestamp.as_millisecond()),
        "from_address": mail.source.as_ref(),
        "destination": Some(&mail.destination),
        "headers_truncated": Some(mail.headers_truncated),
        "headers": Some(headers),
        "common_headers": Some(present! {
            "from": from,
            "to": Some(&common.to),
            "subject": common.subject.as_ref(),
            "date": common.date.as_ref(),
        }),
    }
}

pub(crate) fn delivery(delivery: &Delivery) -> Value {
    present! {
        "smtp_response": delivery.smtp_response.as_ref(),
        "reporting_mta": delivery.reporting_mta.as_ref(),
        "recipients": Some(&delivery.recipients),
        "processing_time_millis": delivery.processing_time_millis,
    }
}

pub(crate) fn bounce(bounce: &Bounce) -> Value {
    let recipients: Vec<Value> = bounce
        .bounced_recipients
        .iter()
        .map(|recipient| {
            present! {
                "email_address": Some(&recipient.email_address),
                "action": recipient.action.as_ref(),
                "status": recipient.status.as_ref(),
                "diagnostic_code": recipient.diagnostic_code.as_ref(),
            }
        })
        .collect();
    present! {
        "bounce_type": Some(&bounce.bounce_type),
        "bounce_sub_type": bounce.bounce_sub_type.as_ref(),
        "bounced_recipients": Some(recipients),
    }
}

pub(crate) fn complaint(complaint: &Complaint) -> Value {
    let recipients: Vec<Value> =
        complaint.complained_recipients.iter().map(|r| json!({"email_address": r.email_address})).collect();
    present! {
        "complained_recipients": Some(recipients),
        "complaint_feedback_type": complaint.complaint_feedback_type.as_ref(),
        "user_agent": complaint.user_agent.as_ref(),
    }
}

pub(crate) fn reject(reject: &Reject) -> Value {
    present! { "reason": reject.reason.as_ref() }
}

pub(crate) fn open(open: &Open) -> Value {
    present! { "ip_address": open.ip_address.as_ref(), "user_agent": open.user_agent.as_ref() }
}

pub(crate) fn click(click: &Click) -> Value {
    present! {
        "ip_address": click.ip_address.as_ref(),
        "user_agent": click.user_agent.as_ref(),
        "link": click.link.as_ref(),
    }
}

pub(crate) fn rendering_failure(failure: &RenderingFailure) -> Value {
    present! { "template_name": failure.template_name.as_ref(), "error_message": failure.error_message.as_ref() }
}

pub(crate) fn subscription(subscription: &Subscription) -> Value {
    present! { "contact_list": subscription.contact_list.as_ref(), "source": subscription.source.as_ref() }
}

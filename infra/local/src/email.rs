//! The email channel: a message that would go to SES goes into the outbox, where one can look at it.

use std::sync::Arc;

use async_trait::async_trait;
use touchpoint_domain::time::wire_date;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EmailChannel, OutgoingEmail, SendOutcome};

use crate::ledger::{Ledger, LedgerError};
use crate::outbox::{self, Header, Message};

/// Accepts every message, once it is kept.
#[derive(Clone, Debug)]
pub struct LocalEmail {
    ledger: Ledger,
    clock: Arc<dyn Clock>,
}

impl LocalEmail {
    #[must_use]
    pub fn new(ledger: Ledger, clock: Arc<dyn Clock>) -> Self {
        Self { ledger, clock }
    }
}

#[async_trait]
impl EmailChannel for LocalEmail {
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome {
        let message_id = uuid::Uuid::new_v4().to_string();
        let origin = email.origin.clone();
        let header = |(name, value): &(String, String)| Header { name: name.clone(), value: value.clone() };
        let message = Message {
            id: String::new(),
            app_id: origin.app_id,
            channel: "EMAIL".into(),
            to: email.to.clone(),
            from: Some(email.from.clone()),
            subject: email.raw.is_none().then(|| email.subject.clone()),
            html: email.html.clone(),
            text: email.text.clone(),
            // A message that came as a whole is shown as it came.
            body: email.raw.as_deref().map(|raw| String::from_utf8_lossy(raw).into_owned()),
            headers: (!email.headers.is_empty()).then(|| email.headers.iter().map(header).collect()),
            payload: None,
            campaign_id: origin.campaign_id,
            activity_id: origin.activity_id,
            treatment_id: origin.treatment_id,
            journey_id: origin.journey_id,
            journey_activity_id: origin.journey_activity_id,
            endpoint_id: origin.endpoint_id,
            message_id: message_id.clone(),
            sent_at: wire_date(self.clock.now()),
        };
        match outbox::keep(&self.ledger, message).await {
            Ok(()) => SendOutcome::Accepted { message_id },
            Err(LedgerError::Open(_) | LedgerError::Refused(_)) => SendOutcome::Transient,
            // Handed over, and then no word: it may be kept.
            Err(LedgerError::NotCommitted(_) | LedgerError::Closed) => SendOutcome::Unknown,
        }
    }
}

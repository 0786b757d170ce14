//! The text channel: an SMS that would go to SNS goes into the outbox, where one can look at it.

use std::sync::Arc;

use async_trait::async_trait;
use touchpoint_domain::time::wire_date;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{OutgoingText, SendOutcome, TextChannel};

use crate::ledger::{Ledger, LedgerError};
use crate::outbox::{self, Message};

/// Accepts every message, once it is kept.
#[derive(Clone, Debug)]
pub struct LocalText {
    ledger: Ledger,
    clock: Arc<dyn Clock>,
}

impl LocalText {
    #[must_use]
    pub fn new(ledger: Ledger, clock: Arc<dyn Clock>) -> Self {
        Self { ledger, clock }
    }
}

#[async_trait]
impl TextChannel for LocalText {
    async fn send(&self, text: &OutgoingText) -> SendOutcome {
        let message_id = uuid::Uuid::new_v4().to_string();
        let origin = text.origin.clone();
        let message = Message {
            id: String::new(),
            app_id: origin.app_id,
            channel: "SMS".into(),
            to: text.to.clone(),
            from: text.origination_number.clone().or_else(|| text.sender_id.clone()),
            subject: None,
            html: None,
            text: None,
            body: Some(text.body.clone()),
            headers: None,
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

//! The text channel: an SMS that would go to SNS goes into the outbox, where one can look at it.

use std::sync::Arc;

use async_trait::async_trait;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{OutgoingText, SendOutcome, TextChannel};

use crate::ledger::Ledger;
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
        let message = Message {
            from: text.origination_number.clone().or_else(|| text.sender_id.clone()),
            body: Some(text.body.clone()),
            ..Message::leaving("SMS", &text.to, text.origin.clone(), self.clock.now())
        };
        outbox::accept(&self.ledger, message).await
    }
}

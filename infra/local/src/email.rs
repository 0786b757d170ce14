//! The email channel: a message that would go to SES goes into the outbox, where one can look at it.

use std::sync::Arc;

use async_trait::async_trait;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EmailChannel, OutgoingEmail, SendOutcome};

use crate::ledger::Ledger;
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
        let header = |(name, value): &(String, String)| Header { name: name.clone(), value: value.clone() };
        let message = Message {
            from: Some(email.from.clone()),
            subject: email.raw.is_none().then(|| email.subject.clone()),
            html: email.html.clone(),
            text: email.text.clone(),
            // A message that came as a whole is shown as it came.
            body: email.raw.as_deref().map(|raw| String::from_utf8_lossy(raw).into_owned()),
            headers: (!email.headers.is_empty()).then(|| email.headers.iter().map(header).collect()),
            ..Message::leaving("EMAIL", &email.to, email.origin.clone(), self.clock.now())
        };
        outbox::accept(&self.ledger, message).await
    }
}

//! Ports for tests: they accept everything and remember it.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use crate::file_vault::{FileVault, KEY_BYTES};
use crate::ports::{
    EmailChannel, EventRecord, EventStream, OutgoingEmail, OutgoingText, PortError, ScheduledTask, Scheduler, SendOutcome,
    TextChannel, Vault, When,
};

/// Everything that left through it, in order. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Postbox {
    emails: Arc<Mutex<Vec<OutgoingEmail>>>,
    texts: Arc<Mutex<Vec<OutgoingText>>>,
    events: Arc<Mutex<Vec<EventRecord>>>,
    /// What the next messages are answered instead of being accepted, the last one first.
    answers: Arc<Mutex<Vec<SendOutcome>>>,
}

impl Postbox {
    #[must_use]
    pub fn emails(&self) -> Vec<OutgoingEmail> {
        read(&self.emails)
    }

    #[must_use]
    pub fn texts(&self) -> Vec<OutgoingText> {
        read(&self.texts)
    }

    #[must_use]
    pub fn events(&self) -> Vec<EventRecord> {
        read(&self.events)
    }

    /// Answers the next message with `outcome`; it is not remembered as sent.
    pub fn answer_next(&self, outcome: SendOutcome) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(0, outcome);
    }

    fn accept<T: Clone>(&self, kept: &Mutex<Vec<T>>, message: &T) -> SendOutcome {
        if let Some(outcome) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return outcome;
        }
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(message.clone());
        SendOutcome::Accepted { message_id: format!("message-{}", kept.len()) }
    }
}

fn read<T: Clone>(kept: &Mutex<Vec<T>>) -> Vec<T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[async_trait]
impl EmailChannel for Postbox {
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome {
        self.accept(&self.emails, email)
    }
}

#[async_trait]
impl TextChannel for Postbox {
    async fn send(&self, text: &OutgoingText) -> SendOutcome {
        self.accept(&self.texts, text)
    }
}

#[async_trait]
impl EventStream for Postbox {
    async fn put(&self, mut records: Vec<EventRecord>) -> Result<(), PortError> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).append(&mut records);
        Ok(())
    }
}

/// A scheduler that takes every schedule and never fires.
#[derive(Clone, Copy, Debug)]
pub struct Unscheduled;

#[async_trait]
impl Scheduler for Unscheduled {
    async fn put(&self, _name: &str, _when: When, _task: ScheduledTask) -> Result<(), PortError> {
        Ok(())
    }

    async fn delete(&self, _name: &str) -> Result<(), PortError> {
        Ok(())
    }
}

/// A vault whose key everybody knows.
///
/// # Errors
/// None: the key is one that the cipher takes.
pub fn vault() -> Result<Arc<dyn Vault>, PortError> {
    Ok(Arc::new(FileVault::new(&[7; KEY_BYTES])?))
}

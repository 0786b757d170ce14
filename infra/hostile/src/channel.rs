//! A mailbox provider that refuses, throttles and swallows answers, and remembers what it really accepted.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use touchpoint_platform::ports::{EmailChannel, OutgoingEmail, SendOutcome};

use crate::chaos::Chaos;

/// One accepted message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub to: String,
    pub endpoint: String,
    pub run: String,
    /// Whether the sender was told.
    pub answered: bool,
    /// Position in the world's order of effects.
    pub at: u64,
}

/// What the provider accepted, in order, and the world's count of effects.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    inner: Arc<Mutex<Vec<Accepted>>>,
    effects: Arc<std::sync::atomic::AtomicU64>,
}

impl Ledger {
    /// Everything accepted so far.
    #[must_use]
    pub fn accepted(&self) -> Vec<Accepted> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The next position in the world's order of effects.
    pub fn tick(&self) -> u64 {
        self.effects.fetch_add(1, std::sync::atomic::Ordering::SeqCst)
    }

    fn accept(&self, email: &OutgoingEmail, answered: bool) -> String {
        let at = self.tick();
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).push(Accepted {
            to: email.to.clone(),
            endpoint: email.origin.endpoint_id.clone().unwrap_or_default(),
            run: email.origin.activity_id.clone().unwrap_or_default(),
            answered,
            at,
        });
        format!("message-{at}")
    }
}

/// The provider as one process sees it.
#[derive(Clone, Debug)]
pub struct HostileEmail {
    chaos: Chaos,
    ledger: Ledger,
}

impl HostileEmail {
    #[must_use]
    pub fn new(chaos: Chaos, ledger: Ledger) -> Self {
        Self { chaos, ledger }
    }
}

#[async_trait]
impl EmailChannel for HostileEmail {
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome {
        tokio::task::yield_now().await;
        let hostility = *self.chaos.hostility();
        if self.chaos.chance(hostility.kill) {
            if self.chaos.chance(500) {
                self.ledger.accept(email, false);
            }
            match self.chaos.die().await {}
        }
        if self.chaos.chance(hostility.refuse_send) {
            return match self.chaos.below(3) {
                0 => SendOutcome::Throttled,
                1 => SendOutcome::Transient,
                _ => SendOutcome::Permanent { code: "MessageRejected".to_owned() },
            };
        }
        if self.chaos.chance(hostility.swallow_answer) {
            self.ledger.accept(email, false);
            if self.chaos.chance(500) {
                // No answer at all: whoever waits must give up by himself.
                return std::future::pending().await;
            }
            return SendOutcome::Unknown;
        }
        SendOutcome::Accepted { message_id: self.ledger.accept(email, true) }
    }
}

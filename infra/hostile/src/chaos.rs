//! What goes wrong, and how often.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use crate::dice::Dice;

/// How hostile the world is, in faults per thousand effects of the kind.
#[derive(Clone, Copy, Debug)]
pub struct Hostility {
    /// The database refuses for the moment; nothing happened.
    pub throttle: u64,
    /// A condition is reported as failed although it holds; nothing happened.
    pub fail_condition: u64,
    /// The effect happened, but the answer is lost.
    pub lose_reply: u64,
    /// The handler dies, before or after the effect.
    pub kill: u64,
    /// A channel refuses: too fast, a passing fault, or for good.
    pub refuse_send: u64,
    /// A channel accepts and does not answer.
    pub swallow_answer: u64,
    /// A stream delivers a record again.
    pub redeliver: u64,
    /// A batch goes to two copies of its consumer at once.
    pub double: u64,
}

impl Hostility {
    /// A hostility that fits `seed`: every fault has worlds without it, worlds with a little and worlds full of it.
    #[must_use]
    pub fn of(dice: &mut Dice) -> Self {
        let mut level = |most: u64| match dice.below(3) {
            0 => 0,
            1 => most / 5,
            _ => most,
        };
        Self {
            throttle: level(60),
            fail_condition: level(20),
            lose_reply: level(40),
            kill: level(12),
            refuse_send: level(100),
            swallow_answer: level(40),
            redeliver: level(300),
            double: level(300),
        }
    }

    /// A world in which nothing goes wrong.
    #[must_use]
    pub fn none() -> Self {
        Self {
            throttle: 0,
            fail_condition: 0,
            lose_reply: 0,
            kill: 0,
            refuse_send: 0,
            swallow_answer: 0,
            redeliver: 0,
            double: 0,
        }
    }
}

/// What happens to one effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    Throttle,
    FailCondition,
    LoseReply,
    KillBefore,
    KillAfter,
}

/// The luck of one process (one invocation of a function). Ends with the process.
#[derive(Clone, Debug)]
pub struct Chaos {
    hostility: Hostility,
    dice: Arc<Mutex<Dice>>,
    death: Arc<Notify>,
}

impl Chaos {
    #[must_use]
    pub fn new(hostility: Hostility, dice: Dice) -> Self {
        Self { hostility, dice: Arc::new(Mutex::new(dice)), death: Arc::new(Notify::new()) }
    }

    #[must_use]
    pub fn hostility(&self) -> &Hostility {
        &self.hostility
    }

    /// True `per_mille` times in a thousand.
    #[must_use]
    pub fn chance(&self, per_mille: u64) -> bool {
        self.dice.lock().unwrap_or_else(PoisonError::into_inner).chance(per_mille)
    }

    /// A number below `bound`.
    #[must_use]
    pub fn below(&self, bound: u64) -> u64 {
        self.dice.lock().unwrap_or_else(PoisonError::into_inner).below(bound)
    }

    /// Draws the fate of one call; `conditional` calls may see a failed condition.
    #[must_use]
    pub fn fate(&self, conditional: bool) -> Fault {
        if self.chance(self.hostility.kill) {
            return if self.chance(500) { Fault::KillBefore } else { Fault::KillAfter };
        }
        if self.chance(self.hostility.throttle) {
            return Fault::Throttle;
        }
        if self.chance(self.hostility.lose_reply) {
            return Fault::LoseReply;
        }
        if conditional && self.chance(self.hostility.fail_condition) {
            return Fault::FailCondition;
        }
        Fault::None
    }

    /// The process dies now: whoever drives it stops driving; the caller must never go on.
    pub async fn die(&self) -> std::convert::Infallible {
        self.death.notify_one();
        std::future::pending().await
    }

    /// Waits for the process's death.
    pub async fn death(&self) {
        self.death.notified().await;
    }
}

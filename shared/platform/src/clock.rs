//! What time it is: the world's, or one that stands still until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Tells the time. The rules never ask; they are told by whoever holds a clock.
pub trait Clock: Send + Sync + std::fmt::Debug {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that is moved by hand and never goes backwards.
#[derive(Debug)]
pub struct ManualClock {
    now_ms: AtomicI64,
}

impl ManualClock {
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self { now_ms: AtomicI64::new(start.as_millisecond()) }
    }

    /// Moves to `to`, unless that would be backwards. Returns the time it then is.
    pub fn set(&self, to: Timestamp) -> Timestamp {
        self.now_ms.fetch_max(to.as_millisecond(), Ordering::SeqCst);
        self.now()
    }

    /// Moves forward by `by`; a negative duration moves nothing. Returns the time it then is.
    pub fn advance(&self, by: SignedDuration) -> Timestamp {
        self.set(self.now().saturating_add(by).unwrap_or(Timestamp::MAX))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_forward_only() {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        assert_eq!(clock.advance(SignedDuration::from_hours(1)), "2026-01-01T01:00:00Z".parse().unwrap());
        assert_eq!(clock.advance(SignedDuration::from_hours(-5)), "2026-01-01T01:00:00Z".parse().unwrap());
        assert_eq!(clock.set(start), "2026-01-01T01:00:00Z".parse().unwrap());
    }
}

//! Time that passes only when everybody waits: the runtime's paused clock, as a date.

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use touchpoint_platform::clock::Clock;

/// A date that moves with the runtime's clock.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeClock {
    date: Timestamp,
    since: Instant,
}

impl RuntimeClock {
    /// It is `date` now.
    #[must_use]
    pub fn starting_at(date: Timestamp) -> Self {
        Self { date, since: Instant::now() }
    }
}

impl Clock for RuntimeClock {
    fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.since.elapsed()).unwrap_or(SignedDuration::MAX);
        self.date.saturating_add(passed).unwrap_or(Timestamp::MAX)
    }
}

//! How often, and how soon, something that failed is tried again. Real time, whatever the clock says: it is for what fails for a
//! moment.

use std::time::Duration;

/// Attempts at one piece of work; each wait is twice as long as the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    pub attempts: u32,
    /// The wait before the second attempt.
    pub first_wait: Duration,
}

impl Retries {
    /// Of a task that a schedule asks for: about three seconds in all.
    pub const SCHEDULED: Self = Self { attempts: 6, first_wait: Duration::from_millis(100) };

    /// Of a batch of stream records: less than a second in all, because everything behind it waits.
    pub const STREAMED: Self = Self { attempts: 5, first_wait: Duration::from_millis(50) };

    /// The wait after attempt `attempt` (from 1), or `None` when that was the last.
    #[must_use]
    pub fn wait_after(&self, attempt: u32) -> Option<Duration> {
        let doublings = attempt.saturating_sub(1).min(16);
        (attempt < self.attempts).then(|| self.first_wait.saturating_mul(1 << doublings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_end() {
        let retries = Retries { attempts: 4, first_wait: Duration::from_millis(10) };
        let waits: Vec<_> = (1..=5).map(|attempt| retries.wait_after(attempt).map(|wait| wait.as_millis())).collect();
        assert_eq!(waits, [Some(10), Some(20), Some(40), None, None]);
    }
}

//! What a deployer may set about sending.

use std::time::Duration;

use jiff::SignedDuration;

/// Limits in time and number. The times within a window follow from the lease, so that they cannot contradict each other.
#[derive(Clone, Debug)]
pub struct SenderOptions {
    /// The AWS account that events name.
    pub account: String,
    /// How long a claimed window may stay unrecorded before it is in doubt.
    pub lease: Duration,
    /// How long one batch is worked on before no further window is begun.
    pub batch_budget: Duration,
    /// Chunks worked on at a time.
    pub chunks_at_once: usize,
    /// Messages of one window that are under way at a time.
    pub sends_at_once: usize,
}

impl SenderOptions {
    /// The usual numbers: enough under way to be fast at a channel that answers in 50 ms, and few enough for a slow one (a new SES
    /// account takes 14 messages a second) to get to all of them before their window's time is over.
    #[must_use]
    pub fn new(account: impl Into<String>, lease: Duration, batch_budget: Duration) -> Self {
        Self { account: account.into(), lease, batch_budget, chunks_at_once: 8, sends_at_once: 25 }
    }

    pub(crate) fn lease_signed(&self) -> SignedDuration {
        SignedDuration::try_from(self.lease).unwrap_or(SignedDuration::MAX)
    }

    /// How long after its claim a window may begin to send a message, or to send one again.
    pub(crate) fn sending_time(&self) -> Duration {
        self.lease / 3
    }

    /// How long after its claim a window waits for the channel's answers.
    pub(crate) fn answering_time(&self) -> Duration {
        self.lease / 2
    }

    /// How long after its claim a window may try to record its outcomes. What is left of the lease is for clocks that differ.
    pub(crate) fn recording_time(&self) -> Duration {
        self.lease / 10 * 9
    }
}

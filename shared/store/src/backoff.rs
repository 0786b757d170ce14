//! How long to wait before trying again: doubling, bounded, and jittered so that racing writers spread out.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use touchpoint_domain::hash::fnv1a64;

/// Attempts of one call, the first included, at what the SDK does not repeat by itself.
pub(crate) const MAX_ATTEMPTS: u32 = 8;

const FIRST_WAIT_US: u64 = 5_000;
const LONGEST_WAIT_US: u64 = 400_000;

/// A stream of pseudo-random numbers, shared by the clones of a store.
#[derive(Debug)]
pub(crate) struct Jitter(AtomicU64);

impl Jitter {
    pub(crate) fn random() -> Self {
        Self::seeded(uuid::Uuid::new_v4().as_u64_pair().0)
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// The wait before the attempt that follows attempt number `attempt` (from 1): half to all of the doubled base.
    pub(crate) fn wait(&self, attempt: u32) -> Duration {
        let doubled = FIRST_WAIT_US.saturating_mul(1 << attempt.saturating_sub(1).min(16));
        let longest = doubled.min(LONGEST_WAIT_US);
        let number = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let spread = fnv1a64(&number.to_le_bytes()) % (longest / 2);
        Duration::from_micros(longest / 2 + spread)
    }

    /// Waits as [`Self::wait`] says.
    pub(crate) async fn sleep(&self, attempt: u32) {
        tokio::time::sleep(self.wait(attempt)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound_and_differ() {
        let jitter = Jitter::seeded(7);
        for attempt in 1..40 {
            let wait = jitter.wait(attempt).as_micros() as u64;
            let longest = (FIRST_WAIT_US << (attempt - 1).min(16)).min(LONGEST_WAIT_US);
            assert!((longest / 2..longest).contains(&wait), "attempt {attempt}: {wait}");
        }
        assert_ne!(jitter.wait(5), jitter.wait(5));
    }

    #[test]
    fn a_seed_repeats_its_waits() {
        let waits = |seed| {
            let jitter = Jitter::seeded(seed);
            (1..6).map(|attempt| jitter.wait(attempt)).collect::<Vec<_>>()
        };
        assert_eq!(waits(3), waits(3));
        assert_ne!(waits(3), waits(4));
    }
}

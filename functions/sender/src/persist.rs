//! Store calls that are worth some patience: a window is claimed, and giving up would leave it in doubt.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use touchpoint_domain::hash::fnv1a64;
use touchpoint_store::StoreError;

const FIRST_WAIT: Duration = Duration::from_millis(20);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Calls until it does not fail for the moment, or until there is no time left to call again. `seed` spreads the waits of many.
pub(crate) async fn patiently<T, F>(until: Instant, seed: &str, mut call: impl FnMut() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    let mut attempt = 0;
    loop {
        let error = match call().await {
            Err(error @ (StoreError::Throttled | StoreError::Unavailable { .. })) => error,
            Ok(value) => return Ok(value),
            Err(
                error @ (StoreError::Conflict
                | StoreError::TooLarge { .. }
                | StoreError::Corrupt { .. }
                | StoreError::BadCursor
                | StoreError::Refused { .. }),
            ) => return Err(error),
        };
        let wait = backoff(FIRST_WAIT, LONGEST_WAIT, attempt, seed);
        if Instant::now() + wait >= until {
            return Err(error);
        }
        sleep(wait).await;
        attempt += 1;
    }
}

/// The wait after attempt number `attempt` (from 0): doubling, and of that between half and all, by a hash of `seed`.
pub(crate) fn backoff(first: Duration, longest: Duration, attempt: u32, seed: &str) -> Duration {
    let doubled = first.saturating_mul(1 << attempt.min(20)).min(longest);
    let spread = fnv1a64(format!("{seed}/{attempt}").as_bytes()) % 1_000;
    doubled / 2 + doubled.mul_f64(spread as f64 / 2_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound_and_depend_on_the_seed() {
        let (first, longest) = (Duration::from_millis(100), Duration::from_secs(3));
        for attempt in 0..40 {
            let whole = first.saturating_mul(1 << attempt.min(20)).min(longest);
            let wait = backoff(first, longest, attempt, "x");
            assert!(whole / 2 <= wait && wait <= whole, "{attempt}: {wait:?}");
        }
        assert_eq!(backoff(first, longest, 3, "x"), backoff(first, longest, 3, "x"));
        assert_ne!(backoff(first, longest, 3, "x"), backoff(first, longest, 3, "y"));
    }
}

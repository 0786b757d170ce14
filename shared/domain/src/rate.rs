//! Request rates: how many requests of an operation one process takes in a second (spec §2.1).
//!
//! A bucket holds as many tokens as requests are allowed in a second, fills up evenly, and each request takes one: so the rate is
//! also the burst, as Pinpoint's quotas say. The rate of `*` holds for each operation that is not named, not for all of them together.

use jiff::Timestamp;
use touchpoint_wire::Operation;

use crate::quotas::QuotaError;

/// The highest rate: beyond it, one process is never the bottleneck.
pub const MOST_PER_SECOND: u32 = 1_000_000;

/// Parts of a token, so that slow clocks and slow rates lose nothing.
const PARTS: u64 = 1_000;

/// Requests per second by operation. Without any, nothing is limited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    named: Vec<(Operation, u32)>,
    others: Option<u32>,
}

impl Rates {
    /// Limits the operation called `name`, or with `*` all that are not named.
    pub fn set(&mut self, name: &str, per_second: u32) -> Result<(), QuotaError> {
        if !(1..=MOST_PER_SECOND).contains(&per_second) {
            return Err(QuotaError::NotARate(name.to_owned()));
        }
        if name == "*" {
            self.others = Some(per_second);
            return Ok(());
        }
        let operation: Operation = name.parse().map_err(|_| QuotaError::UnknownOperation(name.to_owned()))?;
        self.named.retain(|(known, _)| *known != operation);
        self.named.push((operation, per_second));
        Ok(())
    }

    /// Requests per second of `operation`; `None` for any number.
    #[must_use]
    pub fn of(&self, operation: Operation) -> Option<u32> {
        self.named.iter().find(|(known, _)| *known == operation).map(|(_, rate)| *rate).or(self.others)
    }

    /// Whether nothing is limited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.others.is_none()
    }
}

/// What is left of an operation's rate at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    parts: u64,
    filled: Timestamp,
}

/// What became of a request at the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    Admitted,
    TooMany,
}

impl Bucket {
    /// A bucket that nobody has taken from.
    #[must_use]
    pub fn full(per_second: u32, now: Timestamp) -> Self {
        Self { parts: u64::from(per_second) * PARTS, filled: now }
    }

    /// Takes a token, if there is one. A clock that goes back fills nothing, and counts from where it is then.
    pub fn take(&mut self, per_second: u32, now: Timestamp) -> Admission {
        let elapsed_ms = u64::try_from(now.as_millisecond().saturating_sub(self.filled.as_millisecond())).unwrap_or(0);
        let full = u64::from(per_second) * PARTS;
        // So many tokens a second are so many parts of a token a millisecond.
        let gained = elapsed_ms.saturating_mul(u64::from(per_second));
        self.parts = self.parts.saturating_add(gained).min(full);
        self.filled = now;
        match self.parts.checked_sub(PARTS) {
            Some(left) => {
                self.parts = left;
                Admission::Admitted
            }
            None => Admission::TooMany,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + ms).unwrap()
    }

    /// How many of `wanted` requests get through at each moment.
    fn admitted(per_second: u32, requests: &[(i64, usize)]) -> Vec<usize> {
        let mut bucket = Bucket::full(per_second, at(0));
        let mut take =
            |ms: i64, wanted: usize| (0..wanted).filter(|_| bucket.take(per_second, at(ms)) == Admission::Admitted).count();
        requests.iter().map(|(ms, wanted)| take(*ms, *wanted)).collect()
    }

    #[test]
    fn a_second_holds_as_many_as_are_allowed() {
        for (per_second, requests, expected) in [
            (3, vec![(0, 5)], vec![3]),
            (3, vec![(0, 5), (999, 5)], vec![3, 2]),
            (3, vec![(0, 5), (1_000, 5)], vec![3, 3]),
            (3, vec![(0, 5), (60_000, 5)], vec![3, 3]),
            (1, vec![(0, 1), (500, 1), (999, 1), (1_000, 1)], vec![1, 0, 0, 1]),
            // What is filled in small steps adds up.
            (10, vec![(0, 10), (40, 1), (80, 1), (100, 1), (120, 1)], vec![10, 0, 0, 1, 0]),
            // A clock that goes back gives nothing and takes nothing.
            (2, vec![(0, 1), (-5_000, 2), (-4_500, 2)], vec![1, 1, 1]),
        ] {
            assert_eq!(admitted(per_second, &requests), expected, "{per_second}/s {requests:?}");
        }
    }

    proptest! {
        #[test]
        fn no_window_of_any_length_lets_more_through_than_its_seconds_and_a_burst(
            per_second in 1_u32..50,
            steps in proptest::collection::vec((0_i64..400, 0_usize..60), 1..40),
        ) {
            let moments: Vec<(i64, usize)> = steps
                .iter()
                .scan(0, |ms, (step, wanted)| { *ms += step; Some((*ms, *wanted)) })
                .collect();
            let through = admitted(per_second, &moments);
            for first in 0..moments.len() {
                for last in first..moments.len() {
                    let total: usize = through[first..=last].iter().sum();
                    let window_ms = u64::try_from(moments[last].0 - moments[first].0).unwrap();
                    let allowed = u64::from(per_second) * (PARTS + window_ms) / PARTS;
                    prop_assert!(total as u64 <= allowed, "{total} in {window_ms} ms");
                }
            }
        }
    }

    #[test]
    fn operations_have_their_own_rate_or_that_of_the_others() {
        let mut rates = Rates::default();
        assert!(rates.is_empty());
        assert_eq!(rates.of(Operation::PutEvents), None);
        rates.set("PutEvents", 7_000).unwrap();
        assert_eq!((rates.of(Operation::PutEvents), rates.of(Operation::GetApp)), (Some(7_000), None));
        rates.set("*", 300).unwrap();
        rates.set("PutEvents", 15).unwrap();
        assert_eq!((rates.of(Operation::PutEvents), rates.of(Operation::GetApp)), (Some(15), Some(300)));
    }
}

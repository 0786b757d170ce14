//! Which events of a record are new (spec §9.1.2): clients repeat their requests, producers their puts, and the stream its deliveries.
//!
//! Each record *claims* those of its events that no earlier record of the same owner has claimed. What a record claims follows from
//! the claims at smaller positions and from nothing else: whoever works it out, however often and in whatever batches, comes to the
//! same. So a claim may be written again without a condition, and a record that is delivered again takes what its claim says.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::hash::fnv1a64;
use crate::metrics::Position;

/// How long an event is known again after it has arrived.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// How many claims back a record looks. An owner with more of them within [`WINDOW`] does not wait a day before it repeats itself.
pub const REMEMBERED: usize = 200;

/// What one record was the first to bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub arrived: Timestamp,
    /// Hashes of the ids of the events.
    pub events: Vec<u64>,
}

/// The claims of one owner, by the position of their records.
pub type Claims = BTreeMap<Position, Claim>;

/// Which of a record's events are new, in the record's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fresh(Vec<bool>);

impl Fresh {
    #[must_use]
    pub fn is_new(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }

    /// Whether any event is new.
    #[must_use]
    pub fn any(&self) -> bool {
        self.0.contains(&true)
    }

    /// Those of `events` that are new; as many as the record has.
    pub fn of<'e, T>(&self, events: &'e [T]) -> impl Iterator<Item = &'e T> {
        events.iter().zip(&self.0).filter(|(_, new)| **new).map(|(event, _)| event)
    }
}

/// Tells which events of a record are new, and adds its claim to `claims` if it needs one and has none.
///
/// `claims` must hold those of the owner's last [`REMEMBERED`] claims before `position`, and the one at it.
pub fn settle<'i>(
    claims: &mut Claims,
    position: &Position,
    arrived: Timestamp,
    ids: impl IntoIterator<Item = &'i str>,
) -> Settled {
    let hashes: Vec<u64> = ids.into_iter().map(|id| fnv1a64(id.as_bytes())).collect();
    if let Some(own) = claims.get(position) {
        return Settled { fresh: fresh(&hashes, |hash| own.events.contains(&hash)), claim: None };
    }
    let since = arrived.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN);
    let earlier = claims.range(..position).rev().take(REMEMBERED).map(|(_, claim)| claim);
    let taken: Vec<&Claim> = earlier.filter(|claim| claim.arrived > since).collect();
    let fresh = fresh(&hashes, |hash| !taken.iter().any(|claim| claim.events.contains(&hash)));
    if !fresh.any() {
        return Settled { fresh, claim: None };
    }
    let claim = Claim { arrived, events: fresh.of(&hashes).copied().collect() };
    claims.insert(position.clone(), claim.clone());
    Settled { fresh, claim: Some(claim) }
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub fresh: Fresh,
    /// To be stored.
    pub claim: Option<Claim>,
}

/// An event that a record holds twice is new once.
fn fresh(hashes: &[u64], is_new: impl Fn(u64) -> bool) -> Fresh {
    let mut met = std::collections::HashSet::with_capacity(hashes.len());
    Fresh(hashes.iter().map(|hash| met.insert(*hash) && is_new(*hash)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + hours * 3_600).unwrap()
    }

    fn position(number: usize) -> Position {
        Position::new(number.to_string())
    }

    fn take(claims: &mut Claims, number: usize, hours: i64, ids: &str) -> String {
        let ids: Vec<&str> = ids.split(' ').collect();
        let settled = settle(claims, &position(number), at(hours), ids.iter().copied());
        settled.fresh.of(&ids).copied().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_event_is_new_once() {
        let mut claims = Claims::new();
        for (number, hours, ids, new, why) in [
            (9, 0, "a b", "a b", "the first to bring them"),
            (10, 0, "a b", "", "a client that saw no answer; ten comes behind nine"),
            (11, 0, "b c a d", "c d", "a repetition among others"),
            (9, 0, "a b", "a b", "the first record, delivered again"),
            (11, 0, "b c a d", "c d", "another one, delivered again"),
            (10, 0, "a b", "", "one without a claim, delivered again"),
            (12, 1, "e e f", "e f", "twice in one record"),
            (13, 23, "a", "", "within a day"),
            (14, 24, "a d", "a d", "a day has passed"),
            (15, 25, "a", "", "and it counts from the last time"),
            (16, 25, "e", "e", "a day after its own record"),
        ] {
            assert_eq!(take(&mut claims, number, hours, ids), new, "{why}");
        }
    }

    #[test]
    fn only_the_last_claims_are_looked_at_whatever_else_is_known() {
        let mut claims = Claims::new();
        for number in 0..=REMEMBERED {
            take(&mut claims, number, 0, &format!("event{number}"));
        }
        let next = REMEMBERED + 1;
        assert_eq!(take(&mut claims, next, 0, "event0 event1"), "event0");
    }

    proptest! {
        /// Against one who reads every record once, in order, and forgets nothing: batches that are cut anywhere, delivered again, and
        /// of whose claims only some were stored before the reader died.
        #[test]
        fn whatever_is_delivered_again_the_same_events_are_new(
            records in prop::collection::vec((prop::collection::vec(0_u8..12, 1..5), 0_i64..10), 1..14),
            deliveries in prop::collection::vec((0_usize..14, 1_usize..8, any::<u16>()), 0..12),
        ) {
            let mut hours = 0;
            let records: Vec<(Vec<String>, i64)> = records.into_iter().map(|(ids, later)| {
                hours += later;
                (ids.iter().map(u8::to_string).collect(), hours)
            }).collect();
            let mut last_new = BTreeMap::<String, i64>::new();
            let naive: Vec<Vec<bool>> = records.iter().map(|(ids, hours)| {
                ids.iter().map(|id| {
                    let new = last_new.get(id).is_none_or(|last| hours - last >= 24);
                    if new { last_new.insert(id.clone(), *hours); }
                    new
                }).collect()
            }).collect();

            let mut stored = Claims::new();
            let mut acknowledged = 0;
            let whole = (0, records.len(), u16::MAX);
            for (from, count, kept) in deliveries.into_iter().chain([whole]) {
                // Nothing is delivered whose predecessors were not dealt with.
                let from = from.min(acknowledged);
                let until = (from + count).min(records.len());
                let mut claims = stored.clone();
                for number in from..until {
                    let (ids, hours) = &records[number];
                    let settled = settle(&mut claims, &position(number), at(*hours), ids.iter().map(String::as_str));
                    prop_assert_eq!(&settled.fresh.0, &naive[number], "record {}", number);
                    if let Some(claim) = settled.claim && (kept == u16::MAX || kept & (1 << number) != 0) {
                        stored.insert(position(number), claim);
                    }
                }
                if kept == u16::MAX {
                    acknowledged = acknowledged.max(until);
                }
            }
        }
    }
}

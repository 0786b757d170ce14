//! Which events may be in one call.

use std::collections::HashMap;

use crate::ports::Forwarded;

/// What one call may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) records: usize,
    /// Keys and newlines included.
    pub(super) bytes: usize,
}

/// An event, and where it stands among all.
pub(super) type Placed<'a> = (usize, &'a Forwarded);

/// Room for a newline and what else goes with an event beside its key.
const OVERHEAD_BYTES: usize = 16;

/// Cuts events into waves that one call may hold, none with two events of one key, those of each key in their order.
pub(super) fn waves<'a>(events: &'a [Forwarded], limits: Limits) -> Vec<Vec<Placed<'a>>> {
    let mut turns: Vec<Vec<Placed<'a>>> = Vec::new();
    let mut turn_of: HashMap<&str, usize> = HashMap::new();
    for (index, event) in events.iter().enumerate() {
        let turn = turn_of.entry(&event.partition_key).or_default();
        if turns.len() <= *turn {
            turns.push(Vec::new());
        }
        if let Some(events) = turns.get_mut(*turn) {
            events.push((index, event));
        }
        *turn += 1;
    }
    turns.into_iter().flat_map(|turn| lots(turn, limits)).collect()
}

fn lots(events: Vec<Placed<'_>>, limits: Limits) -> Vec<Vec<Placed<'_>>> {
    let (mut lots, mut lot, mut bytes) = (Vec::new(), Vec::new(), 0);
    for (index, event) in events {
        let size = event.json.len() + event.partition_key.len() + OVERHEAD_BYTES;
        if !lot.is_empty() && (lot.len() >= limits.records || bytes + size > limits.bytes) {
            lots.push(std::mem::take(&mut lot));
            bytes = 0;
        }
        bytes += size;
        lot.push((index, event));
    }
    if !lot.is_empty() {
        lots.push(lot);
    }
    lots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexes(keys: &[&str], limits: Limits) -> Vec<Vec<usize>> {
        let events: Vec<_> =
            keys.iter().map(|key| Forwarded { partition_key: (*key).to_owned(), json: "0123456789".into() }).collect();
        waves(&events, limits).into_iter().map(|wave| wave.into_iter().map(|(index, _)| index).collect()).collect()
    }

    #[test]
    fn no_wave_holds_two_events_of_an_endpoint() {
        let roomy = Limits { records: 500, bytes: 1_000_000 };
        assert_eq!(indexes(&[], roomy), Vec::<Vec<usize>>::new());
        assert_eq!(indexes(&["a", "b", "c"], roomy), [[0, 1, 2]]);
        assert_eq!(indexes(&["a", "b", "a", "a", "b", "c"], roomy), [vec![0, 1, 5], vec![2, 4], vec![3]]);
    }

    #[test]
    fn no_wave_is_larger_than_a_call() {
        let keys = ["a", "b", "c", "d", "a"];
        assert_eq!(indexes(&keys, Limits { records: 3, bytes: 1_000 }), [vec![0, 1, 2], vec![3], vec![4]]);
        let two = 2 * (10 + 1 + OVERHEAD_BYTES);
        assert_eq!(indexes(&keys, Limits { records: 500, bytes: two }), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(indexes(&["a", "b"], Limits { records: 500, bytes: 1 }), [[0], [1]]);
    }
}

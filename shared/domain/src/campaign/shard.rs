//! How far a run has come: each shard is cut into chunks from its first key to its last, and chunks are finished one by one.

use std::collections::BTreeSet;

use super::activity::Counts;
use crate::ids::EndpointKey;

/// Chunks of one shard that may be unfinished at a time. With 32 shards a run has at most 6,400 messages under way, so that pausing
/// works at once and one big campaign does not stand in the way of others.
pub const UNFINISHED_CHUNKS: u32 = 2;

/// One shard of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShardState {
    /// The last key that was read; `None` before the first chunk, and when it is done.
    pub cursor: Option<EndpointKey>,
    /// Chunks cut so far: the number of the next one.
    pub planned: u32,
    /// Chunks finished so far. A chunk may be finished a moment before it is counted as planned.
    pub finished: u32,
    /// Whether the shard has been cut to its end.
    pub done: bool,
    /// What became of the endpoints of finished chunks, and those that were passed over.
    pub counts: Counts,
    /// Numbers of chunks that may be unfinished. All unfinished ones are here; a finished one may be, too.
    pub open: BTreeSet<u32>,
}

impl ShardState {
    /// How many more chunks may be cut now.
    #[must_use]
    pub fn room(&self) -> u32 {
        let unfinished = self.planned.saturating_sub(self.finished);
        if self.done { 0 } else { UNFINISHED_CHUNKS.saturating_sub(unfinished) }
    }

    /// Whether nothing is left to cut and nothing left to send.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.done && self.finished >= self.planned
    }
}

/// Whether a run has come to its end.
#[must_use]
pub fn is_over(shards: &[ShardState]) -> bool {
    !shards.is_empty() && shards.iter().all(ShardState::is_over)
}

/// The counts of a whole run.
#[must_use]
pub fn counts(shards: &[ShardState]) -> Counts {
    let mut counts = Counts::default();
    shards.iter().for_each(|shard| counts.add_all(&shard.counts));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(planned: u32, finished: u32, done: bool) -> ShardState {
        ShardState { planned, finished, done, ..ShardState::default() }
    }

    #[test]
    fn room_and_end() {
        for (state, room, over) in [
            (shard(0, 0, false), 2, false),
            (shard(1, 0, false), 1, false),
            (shard(2, 0, false), 0, false),
            (shard(9, 8, false), 1, false),
            (shard(9, 10, false), 2, false),
            (shard(9, 8, true), 0, false),
            (shard(9, 9, true), 0, true),
        ] {
            assert_eq!((state.room(), state.is_over()), (room, over), "{state:?}");
        }
        assert!(is_over(&[shard(1, 1, true), shard(2, 2, true)]));
        assert!(!is_over(&[shard(1, 1, true), shard(2, 1, true)]));
        assert!(!is_over(&[]));
    }
}

//! When an endpoint was last active: `RecencyDimension` (spec §4.4).

use touchpoint_wire::types::{Duration, RecencyDimension, RecencyType};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A compiled `RecencyDimension`. The window rolls: it ends when the segment is evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recency {
    window_ms: i64,
    wanted: RecencyType,
}

impl Recency {
    pub(super) fn compile(dimension: &RecencyDimension) -> Self {
        let window_ms = match dimension.duration {
            Duration::Hr24 => 24 * HOUR_MS,
            Duration::Day7 => 7 * DAY_MS,
            Duration::Day14 => 14 * DAY_MS,
            Duration::Day30 => 30 * DAY_MS,
        };
        Self { window_ms, wanted: dimension.recency_type }
    }

    /// Whether an endpoint passes that was last active at `last_active_ms` (epoch), or never.
    pub(super) fn accepts(self, last_active_ms: Option<i64>, now_ms: i64) -> bool {
        let active = last_active_ms.is_some_and(|at| at >= now_ms.saturating_sub(self.window_ms));
        match self.wanted {
            RecencyType::Active => active,
            RecencyType::Inactive => !active,
        }
    }
}

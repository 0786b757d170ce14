//! One at a time per run, within this process: two that advance the same run read the same endpoints to cut the same chunk, and one of
//! them for nothing. Correctness does not depend on it, cost does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use touchpoint_domain::ids::RunId;

/// Entries above which those that nobody holds are cleared away.
const CLEAR_ABOVE: usize = 256;

/// Whose turn it is.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    runs: Mutex<HashMap<RunId, Weak<AsyncMutex<()>>>>,
}

impl Turns {
    /// Waits until nobody else advances the run; it is the caller's turn until the guard is dropped.
    pub(crate) async fn take(&self, run: &RunId) -> OwnedMutexGuard<()> {
        self.turn(run).lock_owned().await
    }

    fn turn(&self, run: &RunId) -> Arc<AsyncMutex<()>> {
        // Whoever panicked while holding this left a map that is whole.
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = runs.get(run).and_then(Weak::upgrade) {
            return turn;
        }
        if runs.len() >= CLEAR_ABOVE {
            runs.retain(|_, turn| turn.strong_count() > 0);
        }
        let turn = Arc::new(AsyncMutex::new(()));
        runs.insert(run.clone(), Arc::downgrade(&turn));
        turn
    }
}

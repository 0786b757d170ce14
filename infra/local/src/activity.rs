//! Who is at work: what lets everything else sleep when nobody is, and lets `/local/drain` know when nobody is left.

use std::sync::Arc;

use tokio::sync::watch;

/// How busy the process is, and that something has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    /// Handlers that run now.
    running: usize,
    /// Grows whenever a handler begins or ends, or something calls for attention.
    generation: u64,
    /// Whether nothing new is to begin.
    stopping: bool,
}

/// Counts the handlers at work. Clones share the count.
#[derive(Clone, Debug)]
pub struct Activity {
    state: Arc<watch::Sender<State>>,
}

impl Default for Activity {
    fn default() -> Self {
        Self { state: Arc::new(watch::Sender::new(State::default())) }
    }
}

/// A handler at work, until it is dropped.
#[derive(Debug)]
pub struct Busy {
    state: Arc<watch::Sender<State>>,
}

/// Wakes whenever a handler began or ended since it was last asked.
#[derive(Debug)]
pub struct Changes {
    state: watch::Receiver<State>,
}

impl Activity {
    /// A handler begins.
    #[must_use]
    pub fn begin(&self) -> Busy {
        self.change(|state| state.running += 1);
        Busy { state: Arc::clone(&self.state) }
    }

    /// Something is there to be looked at, such as a schedule that was put.
    pub fn call(&self) {
        self.change(|_| {});
    }

    /// From now on nothing new is to begin; what runs may end.
    pub fn stop(&self) {
        self.change(|state| state.stopping = true);
    }

    /// Whether [`Self::stop`] was called.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.state.borrow().stopping
    }

    /// Handlers that run now.
    #[must_use]
    pub fn running(&self) -> usize {
        self.state.borrow().running
    }

    /// Differs from an earlier value if anything began, ended or called in between.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.state.borrow().generation
    }

    #[must_use]
    pub fn changes(&self) -> Changes {
        Changes { state: self.state.subscribe() }
    }

    fn change(&self, how: impl FnOnce(&mut State)) {
        change(&self.state, how);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        change(&self.state, |state| state.running = state.running.saturating_sub(1));
    }
}

impl Changes {
    /// Waits for the next change; none that came after the last call is missed.
    pub async fn next(&mut self) {
        if self.state.changed().await.is_err() {
            // Nobody is left who could change anything.
            std::future::pending::<()>().await;
        }
    }
}

fn change(sender: &watch::Sender<State>, how: impl FnOnce(&mut State)) {
    sender.send_modify(|state| {
        how(state);
        state.generation = state.generation.wrapping_add(1);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn beginnings_and_ends_are_counted_and_seen() {
        let activity = Activity::default();
        let mut changes = activity.changes();
        let start = activity.generation();
        let busy = activity.begin();
        changes.next().await;
        assert_eq!((activity.running(), activity.generation()), (1, start + 1));
        drop(busy);
        changes.next().await;
        assert_eq!((activity.running(), activity.generation()), (0, start + 2));
    }
}

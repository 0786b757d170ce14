//! A scheduler that fires at least once, and forgets nothing that it acknowledged.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler, When};

use crate::chaos::{Chaos, Fault};

/// The schedules that exist, by name.
#[derive(Clone, Debug, Default)]
pub struct Schedules(Arc<Mutex<BTreeMap<String, (When, ScheduledTask)>>>);

impl Schedules {
    /// Names and tasks of what is due at `now`; repeating ones are always due.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Vec<(String, When, ScheduledTask)> {
        let schedules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        schedules
            .iter()
            .filter(|(_, (when, _))| match when {
                When::At(at) => *at <= now,
                When::Repeatedly => true,
            })
            .map(|(name, (when, task))| (name.clone(), *when, task.clone()))
            .collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Sets a schedule.
    pub fn insert(&self, name: &str, when: When, task: ScheduledTask) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), (when, task));
    }

    /// Removes a schedule that has fired or is no longer wanted.
    pub fn remove(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

/// The scheduler as one process sees it.
#[derive(Clone, Debug)]
pub struct HostileScheduler {
    chaos: Chaos,
    schedules: Schedules,
}

impl HostileScheduler {
    #[must_use]
    pub fn new(chaos: Chaos, schedules: Schedules) -> Self {
        Self { chaos, schedules }
    }

    async fn effect(&self, apply: impl FnOnce(&Schedules) + Send) -> Result<(), PortError> {
        tokio::task::yield_now().await;
        match self.chaos.fate(false) {
            Fault::None | Fault::FailCondition => {
                apply(&self.schedules);
                Ok(())
            }
            Fault::Throttle => Err(PortError::Throttled("by chance".to_owned())),
            Fault::LoseReply => {
                apply(&self.schedules);
                Err(PortError::Unavailable("the reply was lost".to_owned()))
            }
            Fault::KillBefore => match self.chaos.die().await {},
            Fault::KillAfter => {
                apply(&self.schedules);
                match self.chaos.die().await {}
            }
        }
    }
}

#[async_trait]
impl Scheduler for HostileScheduler {
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError> {
        self.effect(|schedules| schedules.insert(name, when, task)).await
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        self.effect(|schedules| schedules.remove(name)).await
    }
}

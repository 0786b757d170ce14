//! The scheduler: fires what is due, at least once, and forgets it only when its handler has said that it is done.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler, When};

use crate::activity::{Activity, Busy};
use crate::clock::LocalClock;
use crate::ledger::{Ledger, LedgerError};
use crate::retries::Retries;
use crate::schedules::{self, Due, Repeats};

/// Longest sleep: somebody may set the machine's clock meanwhile.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Any failure of a handler, as text for the log.
pub type HandlerError = Box<dyn std::error::Error + Send + Sync>;

/// The functions that schedules call.
#[async_trait]
pub trait Tasks: Send + Sync + 'static {
    async fn run(&self, task: ScheduledTask) -> Result<(), HandlerError>;
}

/// Makes and deletes schedules.
#[derive(Clone, Debug)]
pub struct LocalScheduler {
    ledger: Ledger,
    clock: LocalClock,
    activity: Activity,
}

impl LocalScheduler {
    #[must_use]
    pub fn new(ledger: Ledger, clock: LocalClock, activity: Activity) -> Self {
        Self { ledger, clock, activity }
    }
}

#[async_trait]
impl Scheduler for LocalScheduler {
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError> {
        schedules::put(&self.ledger, name, when, &task, self.clock.now()).await.map_err(unavailable)?;
        self.activity.call();
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        schedules::delete(&self.ledger, name).await.map_err(unavailable)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "called as a function value by map_err")]
fn unavailable(error: LedgerError) -> PortError {
    PortError::Unavailable(error.to_string())
}

/// Fires what is due until the process ends. Schedules of one name fire one at a time.
pub async fn fire_when_due(scheduler: LocalScheduler, tasks: Arc<dyn Tasks>, retries: Retries) {
    let LocalScheduler { ledger, clock, activity } = scheduler;
    let firing = Firing::default();
    let mut changes = activity.changes();
    loop {
        let now = clock.now();
        match schedules::due(&ledger, now).await {
            Ok(_) if activity.is_stopping() => {}
            Ok(due) => {
                for schedule in due {
                    if let Some(turn) = firing.begin(&schedule.name) {
                        let (ledger, clock, tasks) = (ledger.clone(), clock.clone(), Arc::clone(&tasks));
                        let fired = Fired { ledger, clock, tasks, retries };
                        tokio::spawn(fired.fire(schedule, activity.begin(), turn));
                    }
                }
            }
            Err(error) => tracing::error!(%error, "the schedules cannot be read"),
        }
        tokio::select! {
            () = changes.next() => {}
            () = tokio::time::sleep(until_next(&ledger, &clock, now).await) => {}
        }
    }
}

/// How long nothing will be due, if nothing changes. With a clock that stands still that is for as long as it does.
async fn until_next(ledger: &Ledger, clock: &LocalClock, now: jiff::Timestamp) -> Duration {
    match clock {
        LocalClock::Manual(_) => LONGEST_SLEEP,
        LocalClock::System => match schedules::next_after(ledger, now).await {
            Ok(Some(next)) => next.duration_since(clock.now()).try_into().unwrap_or_default(),
            Ok(None) => LONGEST_SLEEP,
            // Look again soon: whatever kept the ledger from answering may pass.
            Err(_) => Duration::from_secs(1),
        }
        .min(LONGEST_SLEEP),
    }
}

/// Names of the schedules that are firing.
#[derive(Clone, Debug, Default)]
struct Firing {
    names: Arc<Mutex<BTreeSet<String>>>,
}

/// A schedule's turn, until it is dropped.
#[derive(Debug)]
struct Turn {
    name: String,
    firing: Firing,
}

impl Firing {
    /// A turn for `name`, if it has none already.
    fn begin(&self, name: &str) -> Option<Turn> {
        let begun = self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        begun.then(|| Turn { name: name.to_owned(), firing: self.clone() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.firing.names.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}

/// What one firing needs.
struct Fired {
    ledger: Ledger,
    clock: LocalClock,
    tasks: Arc<dyn Tasks>,
    retries: Retries,
}

impl Fired {
    /// Calls the handler until it succeeds or is given up. The turn ends before anybody is told that the work has.
    async fn fire(self, schedule: Due, busy: Busy, turn: Turn) {
        let settled = if self.called(&schedule).await || schedule.repeats == Repeats::Forever {
            schedules::settle(&self.ledger, &schedule, self.clock.now()).await
        } else {
            tracing::error!(schedule = schedule.name, "a schedule is given up; it fires again at the next start");
            schedules::give_up(&self.ledger, &schedule).await
        };
        if let Err(error) = settled {
            tracing::error!(schedule = schedule.name, %error, "a schedule has fired and may fire again");
        }
        drop(turn);
        drop(busy);
    }

    /// Whether the handler succeeded in one of its attempts.
    async fn called(&self, schedule: &Due) -> bool {
        let mut attempt = 1;
        loop {
            let (tasks, task) = (Arc::clone(&self.tasks), schedule.task.clone());
            // In a task of its own, a handler that panics is one that failed.
            let result = match tokio::spawn(async move { tasks.run(task).await }).await {
                Ok(result) => result,
                Err(panicked) => Err(panicked.into()),
            };
            match result {
                Ok(()) => return true,
                Err(error) => tracing::warn!(schedule = schedule.name, attempt, %error, "a scheduled task failed"),
            }
            match self.retries.wait_after(attempt) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return false,
            }
            attempt += 1;
        }
    }
}

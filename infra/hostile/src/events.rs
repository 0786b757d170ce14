//! An event stream that refuses at times, and whose callers cannot know how much of a refused call it took.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};

use crate::chaos::{Chaos, Fault};

/// Everything that was put, duplicates included.
#[derive(Clone, Debug, Default)]
pub struct EventLog(Arc<Mutex<Vec<EventRecord>>>);

impl EventLog {
    #[must_use]
    pub fn records(&self) -> Vec<EventRecord> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn append(&self, records: impl IntoIterator<Item = EventRecord>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(records);
    }
}

/// The stream as one process sees it.
#[derive(Clone, Debug)]
pub struct HostileEvents {
    chaos: Chaos,
    log: EventLog,
}

impl HostileEvents {
    #[must_use]
    pub fn new(chaos: Chaos, log: EventLog) -> Self {
        Self { chaos, log }
    }
}

#[async_trait]
impl EventStream for HostileEvents {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        tokio::task::yield_now().await;
        match self.chaos.fate(false) {
            Fault::None | Fault::FailCondition => {
                self.log.append(records);
                Ok(())
            }
            Fault::Throttle => Err(PortError::Throttled("by chance".to_owned())),
            Fault::LoseReply => {
                let taken = self.chaos.below(records.len() as u64 + 1) as usize;
                self.log.append(records.into_iter().take(taken));
                Err(PortError::Unavailable("the reply was lost".to_owned()))
            }
            Fault::KillBefore => match self.chaos.die().await {},
            Fault::KillAfter => {
                self.log.append(records);
                match self.chaos.die().await {}
            }
        }
    }
}

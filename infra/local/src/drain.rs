//! Waits until no work is left that is due now.

use std::time::Duration;

use touchpoint_platform::clock::Clock;

use crate::activity::Activity;
use crate::clock::LocalClock;
use crate::ingesting::Ingesting;
use crate::ledger::{Ledger, LedgerError};
use crate::schedules;
use crate::streams::pump::Pump;
use crate::streams::source::SourceError;

/// Longest wait. A campaign to everybody one can hold locally is done well before.
const TIMEOUT: Duration = Duration::from_secs(600);

/// How soon to look again when nothing has told of a change.
const PAUSE: Duration = Duration::from_millis(5);

/// Why there is no telling that the work is done.
#[derive(Debug, thiserror::Error)]
pub enum DrainError {
    #[error("there is still work that is due, after {} seconds", TIMEOUT.as_secs())]
    Timeout,
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Stream(#[from] SourceError),
}

/// Everything that may hold work.
#[derive(Clone, Debug)]
pub struct Work {
    pub activity: Activity,
    pub ledger: Ledger,
    pub clock: LocalClock,
    pub pumps: Vec<Pump>,
    /// Nobody reads the event stream where there is none.
    pub ingesting: Option<Ingesting>,
}

impl Work {
    /// Returns when no schedule is due, every stream is dealt with, and no handler runs.
    pub async fn drained(&self) -> Result<(), DrainError> {
        tokio::time::timeout(TIMEOUT, self.idle()).await.map_err(|_| DrainError::Timeout)?
    }

    async fn idle(&self) -> Result<(), DrainError> {
        loop {
            let before = self.activity.generation();
            // Looking takes a while: what began and ended meanwhile may have left work behind, and shows in the generation.
            if self.is_idle().await? && self.activity.generation() == before {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn is_idle(&self) -> Result<bool, DrainError> {
        if self.activity.running() > 0 || !schedules::due(&self.ledger, self.clock.now()).await?.is_empty() {
            return Ok(false);
        }
        for pump in &self.pumps {
            if !pump.is_caught_up().await? {
                return Ok(false);
            }
        }
        if let Some(ingesting) = &self.ingesting
            && !ingesting.is_caught_up().await?
        {
            return Ok(false);
        }
        Ok(self.activity.running() == 0)
    }
}

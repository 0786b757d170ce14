//! What time it is here: the machine's, or one that stands still until it is moved, and is remembered where it stood.

use std::sync::Arc;

use jiff::{Span, Timestamp, tz::TimeZone};
use touchpoint_platform::clock::{Clock, ManualClock, SystemClock};

use crate::ledger::{Ledger, LedgerError};
use crate::options::ClockMode;

/// Where the manual clock's time is kept.
const SETTING: &str = "manual-clock";

/// The clock of the process.
#[derive(Clone, Debug)]
pub enum LocalClock {
    System,
    Manual(Arc<ManualClock>),
}

/// Why the clock was not moved.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ClockError {
    #[error("the clock follows the system: start with --clock manual to move it")]
    NotManual,
    #[error("advance must be an ISO 8601 duration that is not negative, such as PT1H or P1D")]
    BadDuration,
    #[error("the clock never goes backwards, and it is {0}")]
    Backwards(Timestamp),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl LocalClock {
    /// A manual clock goes on from where it stood when it was last moved.
    pub async fn new(mode: ClockMode, ledger: &Ledger) -> Result<Self, LedgerError> {
        match mode {
            ClockMode::System => Ok(Self::System),
            ClockMode::Manual => {
                let start = stood_at(ledger).await?.unwrap_or_else(Timestamp::now);
                Ok(Self::Manual(Arc::new(ManualClock::at(start))))
            }
        }
    }

    /// The moment that `advance` away from now is.
    pub fn after(&self, advance: &str) -> Result<Timestamp, ClockError> {
        let span: Span = advance.parse().map_err(|_| ClockError::BadDuration)?;
        if span.is_negative() {
            return Err(ClockError::BadDuration);
        }
        let then = self.now().to_zoned(TimeZone::UTC).checked_add(span).map_err(|_| ClockError::BadDuration)?;
        Ok(then.timestamp())
    }

    /// Moves a manual clock to `to`, and remembers it.
    pub async fn set(&self, to: Timestamp, ledger: &Ledger) -> Result<Timestamp, ClockError> {
        let Self::Manual(clock) = self else { return Err(ClockError::NotManual) };
        if to < clock.now() {
            return Err(ClockError::Backwards(clock.now()));
        }
        let now = clock.set(to);
        remember(ledger, now).await?;
        Ok(now)
    }

    /// How the clock is called in answers and options.
    #[must_use]
    pub fn mode(&self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Manual(_) => "manual",
        }
    }
}

impl Clock for LocalClock {
    fn now(&self) -> Timestamp {
        match self {
            Self::System => SystemClock.now(),
            Self::Manual(clock) => clock.now(),
        }
    }
}

async fn stood_at(ledger: &Ledger) -> Result<Option<Timestamp>, LedgerError> {
    let text: Option<String> = ledger
        .run(|db| {
            let mut select = db.prepare("SELECT value FROM settings WHERE name = ?1")?;
            select.query_map([SETTING], |row| row.get(0))?.next().transpose()
        })
        .await?;
    Ok(text.and_then(|text| text.parse().ok()))
}

async fn remember(ledger: &Ledger, at: Timestamp) -> Result<(), LedgerError> {
    ledger
        .run(move |db| db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", [SETTING, &at.to_string()]))
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_moves_forward_and_is_remembered() {
        let ledger = Ledger::in_memory().unwrap();
        let clock = LocalClock::new(ClockMode::Manual, &ledger).await.unwrap();
        let start = clock.now();
        for advance in ["PT1H", "P1M", "P1DT2H", "PT0S"] {
            let then = clock.after(advance).unwrap();
            assert_eq!(clock.set(then, &ledger).await.unwrap(), then, "{advance}");
        }
        assert!(clock.now() > start);
        assert!(matches!(clock.set(start, &ledger).await, Err(ClockError::Backwards(_))));
        let again = LocalClock::new(ClockMode::Manual, &ledger).await.unwrap();
        assert_eq!(again.now(), clock.now());
    }

    #[tokio::test]
    async fn what_is_no_duration_moves_nothing() {
        let ledger = Ledger::in_memory().unwrap();
        let clock = LocalClock::new(ClockMode::Manual, &ledger).await.unwrap();
        for bad in ["", "1h tomorrow", "-PT1H", "P99999Y"] {
            assert!(matches!(clock.after(bad), Err(ClockError::BadDuration)), "{bad}");
        }
        let system = LocalClock::new(ClockMode::System, &ledger).await.unwrap();
        assert!(matches!(system.set(Timestamp::MAX, &ledger).await, Err(ClockError::NotManual)));
    }
}

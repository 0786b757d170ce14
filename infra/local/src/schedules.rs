//! Schedules as rows: made, found when they are due, settled when they have fired.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use touchpoint_platform::ports::{ScheduledTask, When};

use crate::ledger::{Ledger, LedgerError};

/// How often a repeating schedule fires. On AWS a minute is the shortest; here somebody sits and waits.
pub const PERIOD: SignedDuration = SignedDuration::from_secs(5);

/// Most schedules that are looked at at a time.
const MAX_DUE: usize = 64;

/// A schedule that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// New whenever a schedule is put, also under the same name.
    pub id: i64,
    pub name: String,
    pub repeats: Repeats,
    pub task: ScheduledTask,
}

/// Whether a schedule ends when it has fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    Once,
    Forever,
}

/// Makes the schedule, or replaces the one of that name. A repeating one is first due a period from now.
pub async fn put(ledger: &Ledger, name: &str, when: When, task: &ScheduledTask, now: Timestamp) -> Result<(), LedgerError> {
    let name = name.to_owned();
    let task = serde_json::to_string(task).map_err(|error| LedgerError::Refused(error.to_string()))?;
    let (repeats, due) = match when {
        When::At(at) => (Repeats::Once, at),
        When::Repeatedly => (Repeats::Forever, now.saturating_add(PERIOD).unwrap_or(Timestamp::MAX)),
    };
    ledger
        .run(move |db| {
            db.execute(
                "INSERT OR REPLACE INTO schedules (name, repeats, due_ms, task) VALUES (?1, ?2, ?3, ?4)",
                params![name, repeats == Repeats::Forever, whole_ms(due), task],
            )
        })
        .await?;
    Ok(())
}

/// Removes the schedule of that name, if there is one.
pub async fn delete(ledger: &Ledger, name: &str) -> Result<(), LedgerError> {
    let name = name.to_owned();
    ledger.run(move |db| db.execute("DELETE FROM schedules WHERE name = ?1", [name])).await?;
    Ok(())
}

/// Those that are due at `now`, the longest overdue first.
pub async fn due(ledger: &Ledger, now: Timestamp) -> Result<Vec<Due>, LedgerError> {
    ledger.run(move |db| select_due(db, now)).await
}

/// When the next schedule after `now` is due.
pub async fn next_after(ledger: &Ledger, now: Timestamp) -> Result<Option<Timestamp>, LedgerError> {
    earliest(ledger, "SELECT min(due_ms) FROM schedules WHERE given_up = 0 AND due_ms > ?1", now).await
}

/// When the next schedule after `now` is due that fires once.
pub async fn next_once_after(ledger: &Ledger, now: Timestamp) -> Result<Option<Timestamp>, LedgerError> {
    earliest(ledger, "SELECT min(due_ms) FROM schedules WHERE given_up = 0 AND repeats = 0 AND due_ms > ?1", now).await
}

/// The schedule has fired at `now`: it is gone, or due again in a while, unless it was put anew meanwhile.
pub async fn settle(ledger: &Ledger, fired: &Due, now: Timestamp) -> Result<(), LedgerError> {
    let (id, repeats) = (fired.id, fired.repeats);
    ledger
        .run(move |db| match repeats {
            Repeats::Once => db.execute("DELETE FROM schedules WHERE id = ?1", [id]),
            Repeats::Forever => {
                let next = now.saturating_add(PERIOD).unwrap_or(Timestamp::MAX);
                db.execute("UPDATE schedules SET due_ms = ?2 WHERE id = ?1", params![id, whole_ms(next)])
            }
        })
        .await?;
    Ok(())
}

/// The schedule does not fire any more, but stays, until the next start or until it is put anew.
pub async fn give_up(ledger: &Ledger, failed: &Due) -> Result<(), LedgerError> {
    let id = failed.id;
    ledger.run(move |db| db.execute("UPDATE schedules SET given_up = 1 WHERE id = ?1", [id])).await?;
    Ok(())
}

/// At a start: what was given up is tried again.
pub async fn revive(ledger: &Ledger) -> Result<(), LedgerError> {
    ledger.run(|db| db.execute("UPDATE schedules SET given_up = 0 WHERE given_up = 1", [])).await?;
    Ok(())
}

fn select_due(db: &Connection, now: Timestamp) -> rusqlite::Result<Vec<Due>> {
    let mut select = db.prepare_cached(
        "SELECT id, name, repeats, task FROM schedules WHERE given_up = 0 AND due_ms <= ?1 ORDER BY due_ms, id LIMIT ?2",
    )?;
    let limit = i64::try_from(MAX_DUE).unwrap_or(i64::MAX);
    select.query_map(params![now.as_millisecond(), limit], due_row)?.collect()
}

fn due_row(row: &Row<'_>) -> rusqlite::Result<Due> {
    let repeats = if row.get(2)? { Repeats::Forever } else { Repeats::Once };
    let task: String = row.get(3)?;
    let task = serde_json::from_str(&task)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, error.into()))?;
    Ok(Due { id: row.get(0)?, name: row.get(1)?, repeats, task })
}

async fn earliest(ledger: &Ledger, sql: &'static str, now: Timestamp) -> Result<Option<Timestamp>, LedgerError> {
    let due: Option<i64> = ledger
        .run(move |db| Ok(db.prepare_cached(sql)?.query_row([now.as_millisecond()], |row| row.get(0)).optional()?.flatten()))
        .await?;
    Ok(due.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}

/// Milliseconds, rounded up: a schedule is never early.
fn whole_ms(at: Timestamp) -> i64 {
    at.as_millisecond() + i64::from(at.subsec_nanosecond() % 1_000_000 > 0)
}

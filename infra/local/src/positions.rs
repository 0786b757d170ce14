//! How far each reader of a stream has come.

use crate::ledger::{Ledger, LedgerError};

/// Where the consumer had come; `None` at the beginning.
pub(crate) async fn stored(ledger: &Ledger, consumer: &'static str) -> Result<Option<String>, LedgerError> {
    ledger
        .run(move |db| {
            let mut select = db.prepare_cached("SELECT sequence FROM positions WHERE consumer = ?1")?;
            select.query_map([consumer], |row| row.get(0))?.next().transpose()
        })
        .await
}

/// Remembers where it has come.
pub(crate) async fn store(ledger: &Ledger, consumer: &'static str, sequence: String) -> Result<(), LedgerError> {
    ledger
        .run(move |db| {
            db.prepare_cached("INSERT OR REPLACE INTO positions (consumer, sequence) VALUES (?1, ?2)")?
                .execute([consumer, &sequence])
        })
        .await?;
    Ok(())
}

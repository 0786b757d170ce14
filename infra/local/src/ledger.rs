//! `local.sqlite`: what AWS would remember outside DynamoDB (messages that left, events, schedules, stream positions).
//!
//! One thread owns the connection. Callers hand it work and wait; whatever has gathered meanwhile is done in one transaction and
//! committed once, so that many small writes at a time cost little more than one. Nobody is answered before the commit: what was
//! acknowledged survives the process.

use std::path::Path;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

/// Work that may wait for the thread; a caller beyond that waits before it hands over its own.
const MAX_WAITING: usize = 4096;

/// Pieces of work in one transaction.
const MAX_TOGETHER: usize = 512;

/// Format of the file; a newer one is refused rather than guessed at.
const FORMAT: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        app TEXT NOT NULL,
        channel TEXT NOT NULL,
        recipient TEXT NOT NULL,
        message_id TEXT NOT NULL UNIQUE,
        doc TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS messages_by_recipient ON messages (recipient, id);
    CREATE INDEX IF NOT EXISTS messages_by_app ON messages (app, id);

    -- Events that were archived, for whoever wants to look.
    CREATE TABLE IF NOT EXISTS happened (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id TEXT UNIQUE,
        app TEXT,
        type TEXT,
        partition_key TEXT,
        record TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS happened_by_app ON happened (app, id);

    -- What waits for the function that reads the event stream. Ids are never used again: they are its sequence numbers.
    CREATE TABLE IF NOT EXISTS stream (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        partition_key TEXT NOT NULL,
        record TEXT NOT NULL
    );

    -- What arrived at apps' own streams, and which of them take nothing.
    CREATE TABLE IF NOT EXISTS arrivals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        arn TEXT NOT NULL,
        partition_key TEXT NOT NULL,
        event TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS arrivals_by_arn ON arrivals (arn, id);

    CREATE TABLE IF NOT EXISTS destinations_down (arn TEXT PRIMARY KEY);

    -- A schedule that is put again gets a new id, so that the end of its last firing does not touch the new one.
    CREATE TABLE IF NOT EXISTS schedules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        repeats INTEGER NOT NULL,
        due_ms INTEGER NOT NULL,
        task TEXT NOT NULL,
        given_up INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX IF NOT EXISTS schedules_by_due ON schedules (given_up, due_ms);

    CREATE TABLE IF NOT EXISTS positions (consumer TEXT PRIMARY KEY, sequence TEXT NOT NULL);

    CREATE TABLE IF NOT EXISTS failed_records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        consumer TEXT NOT NULL,
        sequence TEXT NOT NULL,
        error TEXT NOT NULL,
        record TEXT NOT NULL
    );

    CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
";

/// Why work was not done.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LedgerError {
    /// It could not be opened or prepared.
    #[error("local.sqlite cannot be opened: {0}")]
    Open(String),
    /// The work failed, and nothing of it was kept.
    #[error("local.sqlite: {0}")]
    Refused(String),
    /// The work was done, but whether it was kept is not known.
    #[error("local.sqlite could not commit: {0}")]
    NotCommitted(String),
    /// The thread has ended.
    #[error("local.sqlite is closed")]
    Closed,
}

/// The file, or a place in memory. Clones share it; when the last one is gone it is closed.
#[derive(Clone, Debug)]
pub struct Ledger {
    waiting: mpsc::Sender<Box<dyn Piece>>,
}

impl Ledger {
    /// Opens or creates the file at `path`.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Self::on(Connection::open(path))
    }

    /// A ledger that is gone with the process.
    pub fn in_memory() -> Result<Self, LedgerError> {
        Self::on(Connection::open_in_memory())
    }

    fn on(connection: rusqlite::Result<Connection>) -> Result<Self, LedgerError> {
        let failed = |error: &dyn std::fmt::Display| LedgerError::Open(error.to_string());
        let connection = connection.map_err(|error| failed(&error))?;
        prepare(&connection)?;
        let (waiting, work) = mpsc::channel(MAX_WAITING);
        std::thread::Builder::new()
            .name("local-ledger".to_owned())
            .spawn(move || serve(connection, work))
            .map_err(|error| failed(&error))?;
        Ok(Self { waiting })
    }

    /// Does `work` in a transaction and answers once that is committed. Statements before a failing one are undone with it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, LedgerError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let piece = Work { work: Some(work), result: None, reply };
        self.waiting.send(Box::new(piece)).await.map_err(|_| LedgerError::Closed)?;
        answer.await.map_err(|_| LedgerError::Closed)?
    }
}

fn prepare(connection: &Connection) -> Result<(), LedgerError> {
    let format = || -> rusqlite::Result<i64> {
        // A process that is killed loses nothing with NORMAL; a machine that loses power may lose the last moments.
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;")?;
        let format = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if format <= FORMAT {
            connection.execute_batch(TABLES)?;
            connection.pragma_update(None, "user_version", FORMAT)?;
        }
        Ok(format)
    };
    match format() {
        Ok(format) if format <= FORMAT => Ok(()),
        Ok(format) => Err(LedgerError::Open(format!("its format {format} is newer than {FORMAT}, the last that is known"))),
        Err(error) => Err(LedgerError::Open(error.to_string())),
    }
}

/// The thread: takes what waits, does it, commits, answers, until nobody is left to ask.
fn serve(mut connection: Connection, mut work: mpsc::Receiver<Box<dyn Piece>>) {
    while let Some(first) = work.blocking_recv() {
        let mut pieces = vec![first];
        while pieces.len() < MAX_TOGETHER {
            match work.try_recv() {
                Ok(piece) => pieces.push(piece),
                Err(_) => break,
            }
        }
        let committed = together(&mut connection, &mut pieces).map_err(|error| error.to_string());
        for piece in pieces {
            piece.answer(&committed);
        }
    }
}

fn together(connection: &mut Connection, pieces: &mut [Box<dyn Piece>]) -> rusqlite::Result<()> {
    let mut transaction = connection.transaction()?;
    for piece in pieces {
        let savepoint = transaction.savepoint()?;
        match piece.run(&savepoint) {
            Kept::Yes => savepoint.commit()?,
            // Dropped, a savepoint undoes what was done in it.
            Kept::No => drop(savepoint),
        }
    }
    transaction.commit()
}

/// Whether the effects of a piece of work stay.
enum Kept {
    Yes,
    No,
}

/// Work of any type, between being handed over and being answered.
trait Piece: Send {
    fn run(&mut self, connection: &Connection) -> Kept;
    fn answer(self: Box<Self>, committed: &Result<(), String>);
}

struct Work<F, T> {
    work: Option<F>,
    result: Option<rusqlite::Result<T>>,
    reply: oneshot::Sender<Result<T, LedgerError>>,
}

impl<F, T> Piece for Work<F, T>
where
    T: Send,
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> Kept {
        self.result = self.work.take().map(|work| work(connection));
        if matches!(self.result, Some(Ok(_))) { Kept::Yes } else { Kept::No }
    }

    fn answer(self: Box<Self>, committed: &Result<(), String>) {
        let answer = match (self.result, committed) {
            (Some(Err(error)), _) => Err(LedgerError::Refused(error.to_string())),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Ok(_)), Err(error)) => Err(LedgerError::NotCommitted(error.clone())),
            (None, Err(error)) => Err(LedgerError::Refused(error.clone())),
            (None, Ok(())) => Err(LedgerError::Closed),
        };
        // A caller that no longer waits does not want to know.
        drop(self.reply.send(answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &'static str, value: &'static str) -> impl FnOnce(&Connection) -> rusqlite::Result<usize> + Send {
        move |db| db.execute("INSERT INTO settings (name, value) VALUES (?1, ?2)", [name, value])
    }

    async fn count(ledger: &Ledger) -> i64 {
        ledger.run(|db| db.query_row("SELECT count(*) FROM settings", [], |row| row.get(0))).await.unwrap()
    }

    #[tokio::test]
    async fn a_failing_piece_undoes_itself_and_nothing_else() {
        let ledger = Ledger::in_memory().unwrap();
        let failing = ledger.run(|db| {
            set("a", "1")(db)?;
            set("a", "2")(db)
        });
        let (failed, one, two) = tokio::join!(failing, ledger.run(set("b", "1")), ledger.run(set("c", "1")));
        assert!(matches!(failed, Err(LedgerError::Refused(_))), "{failed:?}");
        assert!(one.is_ok() && two.is_ok());
        assert_eq!(count(&ledger).await, 2);
    }

    #[tokio::test]
    async fn what_was_answered_is_there_after_opening_again() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("local.sqlite");
        let ledger = Ledger::open(&path).unwrap();
        ledger.run(set("a", "1")).await.unwrap();
        // The first connection is still open, as after a kill: nothing has been tidied up.
        assert_eq!(count(&Ledger::open(&path).unwrap()).await, 1);
    }

    #[test]
    fn a_file_of_a_newer_format_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("local.sqlite");
        Connection::open(&path).unwrap().pragma_update(None, "user_version", FORMAT + 1).unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Open(_))));
    }
}

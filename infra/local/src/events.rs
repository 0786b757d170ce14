//! The event stream: records wait for `ingest`; and the events that it archived, the newest of them, for whoever wants to look.

use async_trait::async_trait;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};
use serde::{Deserialize, Serialize};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};

use crate::ledger::{Ledger, LedgerError};
use crate::outbox::{DEFAULT_LIMIT, MAX_LIMIT};

/// Events that are kept to be looked at; older ones are dropped, as a stream's are after a day.
const KEPT: i64 = 1_000_000;

/// Keeps what is put on it.
#[derive(Clone, Debug)]
pub struct LocalEventStream {
    ledger: Ledger,
}

impl LocalEventStream {
    #[must_use]
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger }
    }
}

#[async_trait]
impl EventStream for LocalEventStream {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        self.ledger.run(move |db| insert(db, &records)).await.map_err(|error| match error {
            LedgerError::Refused(_) | LedgerError::Open(_) | LedgerError::NotCommitted(_) | LedgerError::Closed => {
                PortError::Unavailable(error.to_string())
            }
        })
    }
}

/// Which records to list: those for which all that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub app: Option<String>,
    /// The `event_type`.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    /// 1 to 1000; beyond that it is taken as that.
    pub limit: Option<usize>,
    /// The `next` of an earlier answer, or the `id` of a record.
    pub after: Option<i64>,
}

/// One record of the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    pub id: String,
    pub partition_key: String,
    pub record: serde_json::Value,
}

/// Records, the newest last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    pub events: Vec<Listed>,
    /// What to give as `after` for those that follow; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Lists records.
pub async fn list(ledger: &Ledger, filter: Filter) -> Result<Listing, LedgerError> {
    ledger.run(move |db| select(db, &filter)).await
}

/// Drops the oldest records beyond those that are kept.
pub async fn trim(ledger: &Ledger) -> Result<(), LedgerError> {
    ledger.run(|db| db.execute("DELETE FROM happened WHERE id <= (SELECT max(id) FROM happened) - ?1", [KEPT])).await?;
    Ok(())
}

/// A record of the stream, as it was put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Put {
    pub(crate) id: i64,
    pub(crate) partition_key: String,
    pub(crate) record: String,
}

/// Records behind `position`, in order: at most so many, and so many bytes, but for the first.
pub(crate) async fn waiting(ledger: &Ledger, position: i64, most: usize, most_bytes: usize) -> Result<Vec<Put>, LedgerError> {
    ledger
        .run(move |db| {
            let mut select =
                db.prepare_cached("SELECT id, partition_key, record FROM stream WHERE id > ?1 ORDER BY id LIMIT ?2")?;
            let mut rows = select.query(params![position, i64::try_from(most).unwrap_or(i64::MAX)])?;
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let put = Put { id: row.get(0)?, partition_key: row.get(1)?, record: row.get(2)? };
                bytes += put.record.len();
                if !batch.is_empty() && bytes > most_bytes {
                    break;
                }
                batch.push(put);
            }
            Ok(batch)
        })
        .await
}

/// Drops the records up to `position`, which are dealt with.
pub(crate) async fn forget(ledger: &Ledger, position: i64) -> Result<(), LedgerError> {
    ledger.run(move |db| db.prepare_cached("DELETE FROM stream WHERE id <= ?1")?.execute([position])).await?;
    Ok(())
}

fn insert(db: &Connection, records: &[EventRecord]) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached("INSERT INTO stream (partition_key, record) VALUES (?1, ?2)")?;
    for record in records {
        put.execute(params![record.partition_key, record.data.to_string()])?;
    }
    Ok(())
}

/// Lists events that were archived, each as its JSON; one that is listed already stays as it is.
pub(crate) async fn archived(ledger: &Ledger, events: Vec<String>) -> Result<(), LedgerError> {
    ledger.run(move |db| happened(db, &events)).await
}

fn happened(db: &Connection, events: &[String]) -> rusqlite::Result<()> {
    let insert = "INSERT OR IGNORE INTO happened (event_id, app, type, partition_key, record) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = db.prepare_cached(insert)?;
    for event in events {
        // What is no JSON was never an event.
        let Ok(parsed) = serde_json::from_str::<serde_json::Value>(event) else { continue };
        let text = |pointer: &str| parsed.pointer(pointer).and_then(serde_json::Value::as_str);
        let key = text("/client/client_id").map(|id| EndpointKey::of(id).to_string());
        insert.execute(params![text("/event_id"), text("/application/app_id"), text("/event_type"), key, event])?;
    }
    Ok(())
}

fn select(db: &Connection, filter: &Filter) -> rusqlite::Result<Listing> {
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let mut sql = "SELECT id, partition_key, record FROM happened WHERE id > ?".to_owned();
    let mut values = vec![Sql::from(filter.after.unwrap_or(0))];
    for (condition, value) in [(" AND app = ?", &filter.app), (" AND type = ?", &filter.event_type)] {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(Sql::from(value.clone()));
        }
    }
    sql.push_str(" ORDER BY id LIMIT ?");
    values.push(Sql::from(i64::try_from(limit + 1).unwrap_or(i64::MAX)));
    let mut select = db.prepare_cached(&sql)?;
    let mut events = select.query_map(params_from_iter(values), listed)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let more = events.len() > limit;
    events.truncate(limit);
    let next = if more { events.last().map(|event| event.id.clone()) } else { None };
    Ok(Listing { events, next })
}

fn listed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listed> {
    let id: i64 = row.get(0)?;
    let record: String = row.get(2)?;
    let record = serde_json::from_str(&record)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, error.into()))?;
    Ok(Listed { id: id.to_string(), partition_key: row.get::<_, Option<String>>(1)?.unwrap_or_default(), record })
}

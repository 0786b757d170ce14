//! The apps' own streams: what would go to a Kinesis or Firehose stream is kept, where one can look at it. Each is up until somebody
//! says that it is down, to see what happens then.

use async_trait::async_trait;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};
use serde::{Deserialize, Serialize};
use touchpoint_platform::ports::{Destination, Destinations, Forwarded, PortError};

use crate::ledger::{Ledger, LedgerError};
use crate::outbox::{DEFAULT_LIMIT, MAX_LIMIT};

/// Events that are kept; older ones are dropped.
const KEPT: i64 = 1_000_000;

/// Keeps what is put.
#[derive(Clone, Debug)]
pub struct LocalDestinations {
    ledger: Ledger,
}

impl LocalDestinations {
    #[must_use]
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger }
    }
}

#[async_trait]
impl Destinations for LocalDestinations {
    async fn put(&self, to: &Destination, events: &[Forwarded]) -> Vec<Result<(), PortError>> {
        let (arn, arriving) = (to.arn.clone(), events.to_vec());
        let outcome = match self.ledger.run(move |db| arrive(db, &arn, &arriving)).await {
            Ok(State::Up) => Ok(()),
            Ok(State::Down) => Err(PortError::Unavailable("it is set to be down".to_owned())),
            Err(error) => Err(PortError::Unavailable(error.to_string())),
        };
        vec![outcome; events.len()]
    }
}

/// Whether a stream takes events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Up,
    Down,
}

/// Which arrivals to list: those for which all that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The stream.
    pub arn: Option<String>,
    /// 1 to 1000; beyond that it is taken as that.
    pub limit: Option<usize>,
    /// The `next` of an earlier answer, or the `id` of an arrival.
    pub after: Option<i64>,
}

/// One event that arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    pub id: String,
    pub arn: String,
    pub partition_key: String,
    pub event: serde_json::Value,
}

/// Arrivals, the newest last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    pub events: Vec<Arrival>,
    /// What to give as `after` for those that follow; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Lists what arrived.
pub async fn list(ledger: &Ledger, filter: Filter) -> Result<Listing, LedgerError> {
    ledger.run(move |db| select(db, &filter)).await
}

/// Lets a stream take events, or not.
pub async fn set(ledger: &Ledger, arn: String, state: State) -> Result<(), LedgerError> {
    let change = move |db: &Connection| match state {
        State::Up => db.execute("DELETE FROM destinations_down WHERE arn = ?1", [arn]),
        State::Down => db.execute("INSERT OR IGNORE INTO destinations_down (arn) VALUES (?1)", [arn]),
    };
    ledger.run(change).await.map(drop)
}

/// Drops the oldest arrivals beyond those that are kept.
pub async fn trim(ledger: &Ledger) -> Result<(), LedgerError> {
    ledger.run(|db| db.execute("DELETE FROM arrivals WHERE id <= (SELECT max(id) FROM arrivals) - ?1", [KEPT])).await?;
    Ok(())
}

fn arrive(db: &Connection, arn: &str, events: &[Forwarded]) -> rusqlite::Result<State> {
    let down = db.query_row("SELECT 1 FROM destinations_down WHERE arn = ?1", [arn], |_| Ok(())).optional()?;
    if down.is_some() {
        return Ok(State::Down);
    }
    let mut insert = db.prepare_cached("INSERT INTO arrivals (arn, partition_key, event) VALUES (?1, ?2, ?3)")?;
    for event in events {
        insert.execute(params![arn, event.partition_key, String::from_utf8_lossy(&event.json)])?;
    }
    Ok(State::Up)
}

fn select(db: &Connection, filter: &Filter) -> rusqlite::Result<Listing> {
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let mut sql = "SELECT id, arn, partition_key, event FROM arrivals WHERE id > ?".to_owned();
    let mut values = vec![Sql::from(filter.after.unwrap_or(0))];
    if let Some(arn) = &filter.arn {
        sql.push_str(" AND arn = ?");
        values.push(Sql::from(arn.clone()));
    }
    sql.push_str(" ORDER BY id LIMIT ?");
    values.push(Sql::from(i64::try_from(limit + 1).unwrap_or(i64::MAX)));
    let mut select = db.prepare_cached(&sql)?;
    let mut events = select.query_map(params_from_iter(values), arrival)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let more = events.len() > limit;
    events.truncate(limit);
    let next = if more { events.last().map(|event| event.id.clone()) } else { None };
    Ok(Listing { events, next })
}

fn arrival(row: &rusqlite::Row<'_>) -> rusqlite::Result<Arrival> {
    let id: i64 = row.get(0)?;
    let event: String = row.get(3)?;
    let event = serde_json::from_str(&event)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, error.into()))?;
    Ok(Arrival { id: id.to_string(), arn: row.get(1)?, partition_key: row.get(2)?, event })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn to(arn: &str) -> Destination {
        Destination { arn: arn.to_owned(), role_arn: "role".to_owned(), external_id: None }
    }

    fn events(numbers: std::ops::Range<u32>) -> Vec<Forwarded> {
        numbers.map(|n| Forwarded { partition_key: "e".to_owned(), json: format!(r#"{{"n":{n}}}"#).into() }).collect()
    }

    async fn numbers(ledger: &Ledger, filter: Filter) -> (Vec<serde_json::Value>, Option<String>) {
        let listing = list(ledger, filter).await.unwrap();
        (listing.events.into_iter().map(|arrival| arrival.event["n"].clone()).collect(), listing.next)
    }

    #[tokio::test]
    async fn what_arrives_is_listed_page_by_page() {
        let ledger = Ledger::in_memory().unwrap();
        let destinations = LocalDestinations::new(ledger.clone());
        let results = destinations.put(&to("a"), &events(0..3)).await;
        assert!(results.len() == 3 && results.iter().all(Result::is_ok), "{results:?}");
        destinations.put(&to("b"), &events(3..4)).await;
        let of_a = |after| Filter { arn: Some("a".to_owned()), limit: Some(2), after };
        let (first, next) = numbers(&ledger, of_a(None)).await;
        assert_eq!((first, next.as_deref()), (vec![json!(0), json!(1)], Some("2")));
        assert_eq!(numbers(&ledger, of_a(Some(2))).await, (vec![json!(2)], None));
        assert_eq!(numbers(&ledger, Filter::default()).await.0.len(), 4);
        trim(&ledger).await.unwrap();
        assert_eq!(numbers(&ledger, Filter::default()).await.0.len(), 4);
    }

    #[tokio::test]
    async fn a_stream_that_is_down_takes_nothing() {
        let ledger = Ledger::in_memory().unwrap();
        let destinations = LocalDestinations::new(ledger.clone());
        for _ in 0..2 {
            set(&ledger, "a".to_owned(), State::Down).await.unwrap();
        }
        let results = destinations.put(&to("a"), &events(0..2)).await;
        assert!(results.len() == 2 && results.iter().all(Result::is_err), "{results:?}");
        assert!(destinations.put(&to("b"), &events(2..3)).await.iter().all(Result::is_ok));
        set(&ledger, "a".to_owned(), State::Up).await.unwrap();
        assert!(destinations.put(&to("a"), &events(0..1)).await.iter().all(Result::is_ok));
        assert_eq!(numbers(&ledger, Filter::default()).await.0, [2, 0]);
    }
}

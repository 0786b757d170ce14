//! Messages that left: kept, listed, emptied.

use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};
use serde::{Deserialize, Serialize};
use touchpoint_domain::time::wire_date;
use touchpoint_platform::ports::{MessageOrigin, SendOutcome};

use crate::ledger::{Ledger, LedgerError};

/// Messages of one answer when the caller does not say, and at most.
pub const DEFAULT_LIMIT: usize = 100;
pub const MAX_LIMIT: usize = 1000;

/// A message that left. Members that do not apply are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Place in the outbox, in the order in which messages left.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub app_id: String,
    /// `EMAIL` and so on.
    pub channel: String,
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// In order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<Header>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey_activity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_id: Option<String>,
    /// The id that the channel gave the message when it accepted it.
    pub message_id: String,
    /// ISO 8601, UTC.
    pub sent_at: String,
}

/// Keeps the message, as a provider that accepts every one.
pub async fn accept(ledger: &Ledger, message: Message) -> SendOutcome {
    let message_id = message.message_id.clone();
    match keep(ledger, message).await {
        Ok(()) => SendOutcome::Accepted { message_id },
        Err(LedgerError::Open(_) | LedgerError::Refused(_)) => SendOutcome::Transient,
        // Handed over, and then no word: it may be kept.
        Err(LedgerError::NotCommitted(_) | LedgerError::Closed) => SendOutcome::Unknown,
    }
}

/// A header of an email beyond those that every message has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub name: String,
    pub value: String,
}

impl Message {
    /// A message of `channel` that leaves at `now`, with an id of its own and nothing in it yet.
    #[must_use]
    pub fn leaving(channel: &str, to: &str, origin: MessageOrigin, now: Timestamp) -> Self {
        Self {
            app_id: origin.app_id,
            channel: channel.to_owned(),
            to: to.to_owned(),
            campaign_id: origin.campaign_id,
            activity_id: origin.activity_id,
            treatment_id: origin.treatment_id,
            journey_id: origin.journey_id,
            journey_activity_id: origin.journey_activity_id,
            endpoint_id: origin.endpoint_id,
            message_id: uuid::Uuid::new_v4().to_string(),
            sent_at: wire_date(now),
            ..Self::default()
        }
    }

    /// What the message belongs to.
    #[must_use]
    pub fn origin(&self) -> MessageOrigin {
        MessageOrigin {
            app_id: self.app_id.clone(),
            campaign_id: self.campaign_id.clone(),
            activity_id: self.activity_id.clone(),
            treatment_id: self.treatment_id.clone(),
            journey_id: self.journey_id.clone(),
            journey_activity_id: self.journey_activity_id.clone(),
            endpoint_id: self.endpoint_id.clone(),
        }
    }
}

/// Which messages to list: those for which all that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub app: Option<String>,
    pub channel: Option<String>,
    /// The exact address.
    pub to: Option<String>,
    /// 1 to [`MAX_LIMIT`]; beyond that it is taken as that.
    pub limit: Option<usize>,
    /// The `next` of an earlier answer, or the `id` of a message.
    pub after: Option<i64>,
}

/// Messages, the newest last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub messages: Vec<Message>,
    /// What to give as `after` for those that follow; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Keeps a message that left.
pub async fn keep(ledger: &Ledger, message: Message) -> Result<(), LedgerError> {
    ledger
        .run(move |db| {
            let mut insert =
                db.prepare_cached("INSERT INTO messages (app, channel, recipient, message_id, doc) VALUES (?1, ?2, ?3, ?4, ?5)")?;
            let doc = json(&message)?;
            insert.execute(params![message.app_id, message.channel, message.to, message.message_id, doc])?;
            Ok(())
        })
        .await
}

/// Lists messages.
pub async fn list(ledger: &Ledger, filter: Filter) -> Result<Listing, LedgerError> {
    ledger.run(move |db| select(db, &filter)).await
}

/// The message that the channel accepted under this id.
pub async fn find(ledger: &Ledger, message_id: String) -> Result<Option<Message>, LedgerError> {
    ledger
        .run(move |db| {
            let mut select = db.prepare_cached("SELECT id, doc FROM messages WHERE message_id = ?1")?;
            let found = select.query_map([message_id], message)?.next();
            found.transpose()
        })
        .await
}

/// Forgets all messages. Ids go on from where they were.
pub async fn clear(ledger: &Ledger) -> Result<(), LedgerError> {
    ledger.run(|db| db.execute("DELETE FROM messages", [])).await?;
    Ok(())
}

fn select(db: &Connection, filter: &Filter) -> rusqlite::Result<Listing> {
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let mut sql = "SELECT id, doc FROM messages WHERE id > ?".to_owned();
    let mut values = vec![Sql::from(filter.after.unwrap_or(0))];
    for (condition, value) in
        [(" AND app = ?", &filter.app), (" AND channel = ?", &filter.channel), (" AND recipient = ?", &filter.to)]
    {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(Sql::from(value.clone()));
        }
    }
    // One more than asked for tells whether there are more.
    sql.push_str(" ORDER BY id LIMIT ?");
    values.push(Sql::from(i64::try_from(limit + 1).unwrap_or(i64::MAX)));
    let mut select = db.prepare_cached(&sql)?;
    let mut messages = select.query_map(params_from_iter(values), message)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let more = messages.len() > limit;
    messages.truncate(limit);
    let next = if more { messages.last().map(|message| message.id.clone()) } else { None };
    Ok(Listing { messages, next })
}

fn message(row: &rusqlite::Row<'_>) -> rusqlite::Result<Message> {
    let id: i64 = row.get(0)?;
    let doc: String = row.get(1)?;
    let message: Message = serde_json::from_str(&doc)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into()))?;
    Ok(Message { id: id.to_string(), ..message })
}

fn json(message: &Message) -> rusqlite::Result<String> {
    serde_json::to_string(message).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

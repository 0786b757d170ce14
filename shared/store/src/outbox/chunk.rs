//! Chunks: stored once, by whoever cuts them first.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use touchpoint_domain::campaign::activity::Counts;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkId, ChunkMember};
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_domain::outcome::Reason;

use super::item::{APP, RUN, chunk_key, expire, millis};
use super::{Outbox, item};
use crate::StoreError;
use crate::attribute::{Attributes as _, Item, number, text};
use crate::schema::ID;

const SHARD: &str = "shard";
const NUMBER: &str = "n";
/// JSON list of the members' keys; absent when there are none, so that no sender is called for nothing.
pub(super) const RECIPIENTS: &str = "recipients";
/// One letter per member, [`TO_SEND`] for those to send to; absent when that is all of them.
const DECIDED: &str = "decided";
const SCANNED: &str = "scanned";
/// JSON object: how many endpoints were passed over, by letter.
const LEFT_OUT: &str = "left_out";
const NEXT: &str = "next";
const CREATED: &str = "created";

const TO_SEND: char = '-';

/// What became of a chunk that somebody wanted to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Release {
    /// It is stored, and its sender will hear of it.
    Stored,
    /// Another one had been stored in its place: that is the chunk.
    Taken(Chunk),
}

impl Outbox<'_> {
    /// Stores a chunk if none of its id exists.
    pub async fn release(&self, chunk: &Chunk) -> Result<Release, StoreError> {
        let put = self
            .store
            .client()
            .put_item()
            .table_name(self.table)
            .set_item(Some(to_item(chunk)?))
            .condition_expression("attribute_not_exists(id)");
        match self.store.send(put).await {
            Ok(_) => Ok(Release::Stored),
            Err(StoreError::Conflict) => match self.chunk(&chunk.id).await? {
                Some(taken) => Ok(Release::Taken(taken)),
                None => Err(StoreError::Conflict),
            },
            Err(error) => Err(error),
        }
    }

    /// A chunk, as it was stored.
    pub async fn chunk(&self, id: &ChunkId) -> Result<Option<Chunk>, StoreError> {
        let get = self.store.client().get_item().table_name(self.table).set_key(Some(chunk_key(id))).consistent_read(true);
        self.store.send(get).await?.item.as_ref().map(from_item).transpose()
    }
}

fn to_item(chunk: &Chunk) -> Result<Item, StoreError> {
    let keys: Vec<&str> = chunk.members.iter().map(|member| member.key.as_str()).collect();
    let json = |what: &str, error: serde_json::Error| StoreError::corrupt(what, error);
    let mut item = item::of(chunk.id.to_string());
    let mut set = |name: &str, value: AttributeValue| item.insert(name.to_owned(), value);
    set(APP, text(chunk.app.as_str()));
    set(RUN, text(chunk.id.run.as_str()));
    set(SHARD, number(chunk.id.shard));
    set(NUMBER, number(chunk.id.number));
    if !keys.is_empty() {
        set(RECIPIENTS, text(serde_json::to_string(&keys).map_err(|error| json("recipients", error))?));
    }
    set(SCANNED, number(chunk.scanned));
    set(LEFT_OUT, text(serde_json::to_string(&chunk.passed_over.to_letters()).map_err(|error| json("counts", error))?));
    set(CREATED, millis(chunk.created));
    if chunk.members.iter().any(|member| member.decided.is_some()) {
        let letters: String = chunk.members.iter().map(|member| member.decided.map_or(TO_SEND, Reason::letter)).collect();
        set(DECIDED, text(letters));
    }
    if let Some(next) = &chunk.next {
        set(NEXT, text(next.as_str()));
    }
    expire(&mut item, chunk.created);
    Ok(item)
}

/// Reads a chunk back.
pub(super) fn from_item(item: &Item) -> Result<Chunk, StoreError> {
    let id = item.text(ID)?;
    let corrupt = |reason: &dyn std::fmt::Display| StoreError::corrupt(format!("chunk {id}"), reason);
    let keys: Vec<EndpointKey> = match item.text_opt(RECIPIENTS)? {
        Some(json) => serde_json::from_str(json).map_err(|error| corrupt(&error))?,
        None => Vec::new(),
    };
    let left_out: BTreeMap<char, u64> = serde_json::from_str(item.text(LEFT_OUT)?).map_err(|error| corrupt(&error))?;
    let decided = match item.text_opt(DECIDED)? {
        None => vec![None; keys.len()],
        Some(letters) => letters.chars().map(Reason::from_letter).collect(),
    };
    if decided.len() != keys.len() {
        return Err(corrupt(&"it has more or fewer decisions than members"));
    }
    let members = keys.into_iter().zip(decided).map(|(key, decided)| ChunkMember { key, decided }).collect();
    Ok(Chunk {
        id: id.parse().map_err(|error| corrupt(&error))?,
        app: AppId::new(item.text(APP)?),
        members,
        scanned: item.number(SCANNED)?,
        passed_over: Counts::from_letters(&left_out),
        next: item.text_opt(NEXT)?.map(EndpointKey::of),
        created: Timestamp::from_millisecond(item.number(CREATED)?).map_err(|error| corrupt(&error))?,
    })
}

#[cfg(test)]
mod tests {
    use touchpoint_domain::ids::RunId;

    use super::*;

    fn chunk(members: &[(&str, Option<Reason>)], next: Option<&str>) -> Chunk {
        Chunk {
            id: ChunkId { run: RunId::new("r1"), shard: 3, number: 41 },
            app: AppId::new("a1"),
            members: members.iter().map(|(key, decided)| ChunkMember { key: EndpointKey::of(key), decided: *decided }).collect(),
            scanned: 7,
            passed_over: Counts::of_letters("FFT"),
            next: next.map(EndpointKey::of),
            created: Timestamp::from_millisecond(1_700_000_000_123).unwrap(),
        }
    }

    #[test]
    fn chunks_read_back() {
        for chunk in [
            chunk(&[], None),
            chunk(&[("a#\"b", None), ("ü", None)], Some("ü")),
            chunk(&[("a", Some(Reason::OptOut)), ("b", None), ("c", Some(Reason::Holdout))], None),
        ] {
            assert_eq!(from_item(&to_item(&chunk).unwrap()).unwrap(), chunk);
        }
    }

    #[test]
    fn a_damaged_chunk_is_an_error() {
        let good = to_item(&chunk(&[("a", Some(Reason::OptOut)), ("b", None)], None)).unwrap();
        for (name, value) in [
            (RECIPIENTS, text("[")),
            (RECIPIENTS, text(r#"["a"]"#)),
            (DECIDED, text("O")),
            (LEFT_OUT, text("[]")),
            (ID, text("r1#x#0")),
            (CREATED, number(i64::MAX)),
            (SCANNED, text("7")),
        ] {
            let mut item = good.clone();
            item.insert(name.to_owned(), value);
            assert!(matches!(from_item(&item), Err(StoreError::Corrupt { .. })), "{name}");
        }
    }
}

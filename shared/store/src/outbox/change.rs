//! What a record of an outbox table's stream means.

use serde_dynamo::AttributeValue as Streamed;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkId};
use touchpoint_domain::ids::{AppId, RunId};

use super::chunk;
use super::item::{APP, PROGRESS, RUN};
use super::progress::{FINISHED, WAKE};
use crate::StoreError;
use crate::attribute::{Attributes as _, Item};
use crate::schema::ID;

/// A change that somebody has to act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutboxChange {
    /// A chunk was stored: its sender begins.
    Released(Box<Chunk>),
    /// A sender is asked to look at a chunk again.
    Woken { chunk: ChunkId },
    /// A chunk was finished: its planner goes on.
    Finished { app: AppId, run: RunId },
    /// Everything else: claims, records, address claims, what expired.
    Nothing,
}

impl OutboxChange {
    /// Reads a stream record: the item before and after, empty where there was or is none.
    pub fn of(old: &serde_dynamo::Item, new: &serde_dynamo::Item) -> Result<Self, StoreError> {
        let Some(id) = string(new, ID) else {
            return Ok(Self::Nothing);
        };
        if let Some(chunk_id) = id.strip_suffix(PROGRESS) {
            return progress_change(chunk_id, old, new);
        }
        if old.is_empty() && new.contains_key(chunk::RECIPIENTS) {
            let item: Item = new.clone().into();
            return Ok(Self::Released(Box::new(chunk::from_item(&item)?)));
        }
        Ok(Self::Nothing)
    }
}

fn progress_change(chunk: &str, old: &serde_dynamo::Item, new: &serde_dynamo::Item) -> Result<OutboxChange, StoreError> {
    if new.contains_key(FINISHED) {
        if old.contains_key(FINISHED) {
            return Ok(OutboxChange::Nothing);
        }
        let item: Item = new.clone().into();
        return Ok(OutboxChange::Finished { app: AppId::new(item.text(APP)?), run: RunId::new(item.text(RUN)?) });
    }
    if new.contains_key(WAKE) && new.get(WAKE) != old.get(WAKE) {
        let chunk = chunk.parse().map_err(|error| StoreError::corrupt(format!("chunk {chunk}"), error))?;
        return Ok(OutboxChange::Woken { chunk });
    }
    Ok(OutboxChange::Nothing)
}

fn string<'i>(item: &'i serde_dynamo::Item, name: &str) -> Option<&'i str> {
    match item.get(name) {
        Some(Streamed::S(text)) => Some(text),
        Some(_) | None => None,
    }
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;

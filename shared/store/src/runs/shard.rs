//! How far each shard of a run has come.
//!
//! The planner raises `planned`, one chunk at a time and each time only if nobody has; the sender raises `finished` together with
//! the mark on the chunk. Counts are added in the same writes, so that every chunk counts once.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, Update};
use touchpoint_domain::campaign::activity::Counts;
use touchpoint_domain::campaign::chunk::Chunk;
use touchpoint_domain::campaign::shard::ShardState;
use touchpoint_domain::ids::{AppId, EndpointKey, RunId, SHARDS};
use touchpoint_domain::outcome::Reason;

use super::Runs;
use crate::StoreError;
use crate::attribute::{Attributes as _, Item, SK, key, number, text};
use crate::batch::incomplete;

const CURSOR: &str = "cursor";
const PLANNED: &str = "planned";
const FINISHED: &str = "finished";
const DONE: &str = "done";
/// Number set: chunks that may be unfinished.
const OPEN: &str = "open";
/// A count by letter is `k_S`.
const COUNT_PREFIX: &str = "k_";

impl Runs<'_> {
    /// All shards of a run, in order, as they are now.
    pub async fn shards(&self, app: &AppId, run: &RunId) -> Result<Vec<ShardState>, StoreError> {
        let query = self
            .store
            .client()
            .query()
            .table_name(&self.store.tables().resources)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", text(app.as_str()))
            .expression_attribute_values(":prefix", text(prefix(run)))
            .consistent_read(true)
            .limit(i32::from(SHARDS));
        let mut shards = vec![ShardState::default(); usize::from(SHARDS)];
        for item in self.store.send(query).await?.items.unwrap_or_default() {
            let sk = item.text(SK)?;
            let shard = sk.rsplit_once('#').and_then(|(_, shard)| shard.parse::<usize>().ok());
            let slot = shard.and_then(|shard| shards.get_mut(shard));
            *slot.ok_or_else(|| StoreError::corrupt(sk, "there is no such shard"))? = from_item(&item)?;
        }
        Ok(shards)
    }

    /// Notes that the next chunk of a shard is stored, and counts whom it passed over; a chunk without members is finished at once.
    /// Returns the shard after that, or [`StoreError::Conflict`] when somebody else has noted it.
    pub async fn planned(&self, chunk: &Chunk) -> Result<ShardState, StoreError> {
        let number_of = chunk.id.number;
        let mut change = Expression::default();
        change.set(PLANNED, number(number_of.saturating_add(1)));
        match &chunk.next {
            Some(next) => change.set(CURSOR, text(next.as_str())),
            None => {
                change.set(DONE, number(1));
                change.remove(CURSOR);
            }
        }
        change.add_counts(&chunk.passed_over);
        if chunk.members.is_empty() {
            change.add(FINISHED, number(1));
        } else {
            change.add(OPEN, AttributeValue::Ns(vec![number_of.to_string()]));
        }
        let condition = if number_of == 0 {
            "attribute_not_exists(#planned)"
        } else {
            change.value("before", number(number_of));
            "#planned = :before"
        };
        let update = self
            .store
            .client()
            .update_item()
            .table_name(&self.store.tables().resources)
            .set_key(Some(shard_key(chunk)))
            .update_expression(change.text())
            .condition_expression(condition)
            .set_expression_attribute_names(Some(change.names.into_iter().collect()))
            .set_expression_attribute_values(Some(change.values.into_iter().collect()))
            .return_values(ReturnValue::AllNew);
        from_item(&self.store.send(update).await?.attributes.unwrap_or_default())
    }

    /// Takes a finished chunk off the list of those that may be unfinished.
    pub async fn close(&self, chunk: &Chunk) -> Result<(), StoreError> {
        let update = self
            .store
            .client()
            .update_item()
            .table_name(&self.store.tables().resources)
            .set_key(Some(shard_key(chunk)))
            .update_expression("DELETE #open :number")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#open", OPEN)
            .expression_attribute_values(":number", AttributeValue::Ns(vec![chunk.id.number.to_string()]));
        match self.store.send(update).await {
            Ok(_) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// The update that counts a finished chunk in its shard.
pub(crate) fn count_chunk(table: &str, chunk: &Chunk, counts: &Counts) -> Result<Update, StoreError> {
    let mut change = Expression::default();
    change.add(FINISHED, number(1));
    change.add_counts(counts);
    change.delete(OPEN, AttributeValue::Ns(vec![chunk.id.number.to_string()]));
    Update::builder()
        .table_name(table)
        .set_key(Some(shard_key(chunk)))
        .update_expression(change.text())
        .set_expression_attribute_names(Some(change.names.into_iter().collect()))
        .set_expression_attribute_values(Some(change.values.into_iter().collect()))
        .build()
        .map_err(|error| incomplete("TransactWriteItems", error))
}

fn prefix(run: &RunId) -> String {
    format!("run#{run}#")
}

fn shard_key(chunk: &Chunk) -> Item {
    key(chunk.app.as_str(), format!("{}{:02}", prefix(&chunk.id.run), chunk.id.shard))
}

fn from_item(item: &Item) -> Result<ShardState, StoreError> {
    let mut counts = Counts::default();
    for name in item.keys() {
        let letter = name.strip_prefix(COUNT_PREFIX).and_then(|letter| letter.chars().next());
        if let Some(reason) = letter.and_then(Reason::from_letter) {
            counts.add(reason, item.number(name)?);
        }
    }
    Ok(ShardState {
        cursor: item.text_opt(CURSOR)?.map(EndpointKey::of),
        planned: item.number_opt(PLANNED)?.unwrap_or(0),
        finished: item.number_opt(FINISHED)?.unwrap_or(0),
        done: item.number_opt::<u8>(DONE)?.is_some(),
        counts,
        open: open(item)?,
    })
}

fn open(item: &Item) -> Result<BTreeSet<u32>, StoreError> {
    let Some(value) = item.get(OPEN) else {
        return Ok(BTreeSet::new());
    };
    let numbers = value.as_ns().map_err(|_| StoreError::corrupt("shard", "its open chunks are not numbers"))?;
    numbers.iter().map(|number| number.parse().map_err(|error| StoreError::corrupt("shard", error))).collect()
}

/// An update expression in the making, all of it in placeholders.
#[derive(Default)]
struct Expression {
    sets: Vec<String>,
    removes: Vec<String>,
    adds: Vec<String>,
    deletes: Vec<String>,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

impl Expression {
    fn set(&mut self, name: &str, value: AttributeValue) {
        self.sets.push(format!("#{name} = :{name}"));
        self.named(name, Some(value));
    }

    fn remove(&mut self, name: &str) {
        self.removes.push(format!("#{name}"));
        self.named(name, None);
    }

    fn add(&mut self, name: &str, value: AttributeValue) {
        self.adds.push(format!("#{name} :{name}"));
        self.named(name, Some(value));
    }

    fn delete(&mut self, name: &str, value: AttributeValue) {
        self.deletes.push(format!("#{name} :{name}"));
        self.named(name, Some(value));
    }

    fn add_counts(&mut self, counts: &Counts) {
        for (reason, count) in counts.iter() {
            self.add(&format!("{COUNT_PREFIX}{}", reason.letter()), number(count));
        }
    }

    fn named(&mut self, name: &str, value: Option<AttributeValue>) {
        self.names.push((format!("#{name}"), name.to_owned()));
        if let Some(value) = value {
            self.value(name, value);
        }
    }

    fn value(&mut self, name: &str, value: AttributeValue) {
        self.values.push((format!(":{name}"), value));
    }

    fn text(&self) -> String {
        let clauses = [("SET", &self.sets), ("REMOVE", &self.removes), ("ADD", &self.adds), ("DELETE", &self.deletes)];
        let written = clauses.into_iter().filter(|(_, parts)| !parts.is_empty());
        written.map(|(clause, parts)| format!("{clause} {}", parts.join(", "))).collect::<Vec<_>>().join(" ")
    }
}

//! Writes of resources: one, or several that happen together or not at all.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};

use super::{Kind, Record, Resources, Scope, key};
use crate::StoreError;
use crate::attribute::{Item, number};
use crate::batch::incomplete;
use crate::tally::{self, Step, Tally};

/// One write. No two writes of one commit may touch the same item.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Stores a record that must not exist yet.
    Create(Record),
    /// Stores a record that must not exist yet, at the `rev` that it bears and not at 1: that `rev` says who may delete it.
    Take(Record),
    /// Replaces a record (a head, or a version) whose `rev` must still be the one that was read.
    Replace(Record),
    /// Stores a version that must not exist yet; `version` must be set.
    CreateVersion(Record),
    /// Deletes a head whose `rev` must still be the one that was read. Versions stay: see [`Resources::delete_with_versions`].
    Delete { scope: Scope, kind: Kind, id: String, rev: u64 },
    /// Deletes a version, which must exist.
    DeleteVersion { scope: Scope, kind: Kind, id: String, version: u32 },
    /// Counts something made or removed by another change of the same commit; a step up must find room.
    Count { scope: Scope, tally: Tally, step: Step },
}

/// What must hold of the stored item.
enum Condition {
    Absent,
    Present,
    Rev(u64),
}

/// A change in the database's terms.
enum Write {
    Put(Item, Condition),
    Delete(Item, Condition),
    Update(Update),
}

impl Condition {
    fn expression(&self) -> &'static str {
        match self {
            Self::Absent => "attribute_not_exists(pk)",
            Self::Present => "attribute_exists(pk)",
            Self::Rev(_) => "rev = :rev",
        }
    }

    fn values(&self) -> Option<Item> {
        match self {
            Self::Absent | Self::Present => None,
            Self::Rev(rev) => Some(Item::from([(":rev".to_owned(), number(*rev))])),
        }
    }
}

impl Resources<'_> {
    /// Applies all changes (at most 100) or none; [`StoreError::Conflict`] when the condition of any does not hold.
    pub async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let table = &self.store.tables().resources;
        let mut writes = changes.into_iter().map(|change| write(table, change)).collect::<Result<Vec<_>, _>>()?;
        // A transaction costs twice what a single put costs. A single deletion stays one all the same: repeated after a lost
        // answer, it could not tell its own work from another's.
        if let [Write::Put(..)] = writes.as_slice()
            && let Some(Write::Put(item, condition)) = writes.pop()
        {
            return self.put_one(item, &condition).await;
        }
        let actions: Result<Vec<_>, _> = writes.into_iter().map(|write| action(table, write)).collect();
        self.store.transact(actions?).await
    }

    async fn put_one(&self, item: Item, condition: &Condition) -> Result<(), StoreError> {
        let put = self
            .store
            .client()
            .put_item()
            .table_name(&self.store.tables().resources)
            .set_item(Some(item))
            .condition_expression(condition.expression())
            .set_expression_attribute_values(condition.values());
        self.store.send(put).await.map(|_| ())
    }
}

fn write(table: &str, change: Change) -> Result<Write, StoreError> {
    Ok(match change {
        Change::Create(record) => Write::Put(record.to_item(1)?, Condition::Absent),
        Change::Take(record) => Write::Put(record.to_item(record.rev)?, Condition::Absent),
        Change::Replace(record) => Write::Put(record.to_item(record.rev + 1)?, Condition::Rev(record.rev)),
        Change::CreateVersion(record) => {
            if record.version.is_none() {
                return Err(StoreError::Refused {
                    operation: "TransactWriteItems",
                    code: "NoVersion".to_owned(),
                    source: "a version to be created has no version number".into(),
                });
            }
            Write::Put(record.to_item(1)?, Condition::Absent)
        }
        Change::Delete { scope, kind, id, rev } => Write::Delete(key::of(&scope, kind, &id, None), Condition::Rev(rev)),
        Change::DeleteVersion { scope, kind, id, version } => {
            Write::Delete(key::of(&scope, kind, &id, Some(version)), Condition::Present)
        }
        Change::Count { scope, tally, step } => Write::Update(tally::update(table, &scope, tally, step)?),
    })
}

fn action(table: &str, write: Write) -> Result<TransactWriteItem, StoreError> {
    let built = |error| incomplete("TransactWriteItems", error);
    let action = TransactWriteItem::builder();
    Ok(match write {
        Write::Put(item, condition) => action.put(
            Put::builder()
                .table_name(table)
                .set_item(Some(item))
                .condition_expression(condition.expression())
                .set_expression_attribute_values(condition.values())
                .build()
                .map_err(built)?,
        ),
        Write::Delete(key, condition) => action.delete(
            Delete::builder()
                .table_name(table)
                .set_key(Some(key))
                .condition_expression(condition.expression())
                .set_expression_attribute_values(condition.values())
                .build()
                .map_err(built)?,
        ),
        Write::Update(update) => action.update(update),
    }
    .build())
}

//! Storing what a fold changed: all items of a plan or none, each only if it is still as it was read.

use std::sync::Arc;

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use serde::Serialize;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::write::{Change, ItemKey};
use touchpoint_domain::ids::AppId;

use super::load::Loaded;
use super::{Endpoints, key, unreadable};
use crate::StoreError;
use crate::attribute::{DOC, Item, REV, number, text};
use crate::batch::incomplete;

/// The user of an endpoint, for whoever reads the table's stream.
const USER: &str = "user";

/// Changes that go together, and what they were made from.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) loaded: Arc<Loaded>,
    pub(super) changes: Vec<Change>,
    /// The endpoints that are deleted, as they were.
    pub(super) deleted: Vec<EndpointDocument>,
    first_revision: u64,
}

/// One write in the database's terms. `revision` is that of the stored item; `None` when there must be none.
struct Write {
    key: Item,
    /// The whole new item; `None` deletes.
    item: Option<Item>,
    revision: Option<u64>,
}

impl Write {
    fn condition(&self) -> &'static str {
        if self.revision.is_some() { "rev = :rev" } else { "attribute_not_exists(pk)" }
    }

    fn values(&self) -> Option<Item> {
        self.revision.map(|revision| Item::from([(":rev".to_owned(), number(revision))]))
    }

    fn action(self, table: &str) -> Result<TransactWriteItem, StoreError> {
        let (condition, values) = (self.condition(), self.values());
        let action = TransactWriteItem::builder();
        let action = match self.item {
            Some(item) => {
                let put = Put::builder().table_name(table).set_item(Some(item)).condition_expression(condition);
                put.set_expression_attribute_values(values).build().map(|put| action.put(put))
            }
            None => {
                let delete = Delete::builder().table_name(table).set_key(Some(self.key)).condition_expression(condition);
                delete.set_expression_attribute_values(values).build().map(|delete| action.delete(delete))
            }
        };
        Ok(action.map_err(|error| incomplete("TransactWriteItems", error))?.build())
    }
}

impl Plan {
    pub(super) fn new(loaded: Arc<Loaded>, changes: Vec<Change>, deleted: Vec<EndpointDocument>) -> Self {
        // Revisions of new items begin anywhere: an item that was deleted and made again must not look as if it had stayed.
        let first_revision = uuid::Uuid::new_v4().as_u64_pair().0 >> 16;
        Self { loaded, changes, deleted, first_revision }
    }

    /// The revision that an item has when this plan has been carried out.
    fn revision_after(&self, item: &ItemKey) -> u64 {
        self.loaded.revisions.get(item).map_or(self.first_revision, |revision| revision.wrapping_add(1))
    }

    /// Whether `fresh` shows that this plan was carried out, although the answer said otherwise: that happens when an answer
    /// is lost and the repeated request finds its own work.
    pub(super) fn is_done_in(&self, fresh: &Loaded) -> bool {
        self.changes.iter().all(|change| {
            let item = change.item();
            let (is_same, is_deleted) = match change {
                Change::Endpoint(key, doc) => {
                    let stored = fresh.stored.endpoints.get(key).and_then(Option::as_ref);
                    (stored == doc.as_deref(), doc.is_none())
                }
                Change::User(user, record) => {
                    (fresh.stored.users.get(user).and_then(Option::as_ref) == record.as_ref(), record.is_none())
                }
                Change::Address(address, record) => {
                    (fresh.stored.addresses.get(address).and_then(Option::as_ref) == record.as_ref(), record.is_none())
                }
            };
            is_same && (is_deleted || fresh.revisions.get(&item) == Some(&self.revision_after(&item)))
        })
    }

    fn write(&self, app: &AppId, change: &Change) -> Result<Write, StoreError> {
        let item = change.item();
        let key = key::of(app, &item);
        let revision = self.loaded.revisions.get(&item).copied();
        let doc = match change {
            Change::Endpoint(_, doc) => doc.as_deref().map(|doc| json("endpoint", doc)).transpose()?,
            Change::User(_, record) => record.as_ref().map(|record| json("user", record)).transpose()?,
            Change::Address(_, record) => record.as_ref().map(|record| json("address", record)).transpose()?,
        };
        let user = match change {
            Change::Endpoint(_, doc) => doc.as_deref().and_then(EndpointDocument::user_id),
            Change::User(..) | Change::Address(..) => None,
        };
        let item = doc.map(|doc| {
            let mut stored = key.clone();
            stored.insert(DOC.to_owned(), text(doc));
            stored.insert(REV.to_owned(), number(self.revision_after(&item)));
            stored.extend(user.map(|user| (USER.to_owned(), text(user.as_str()))));
            stored
        });
        Ok(Write { key, item, revision })
    }
}

fn json(what: &str, document: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|error| unreadable(what, &error))
}

impl Endpoints<'_> {
    /// Carries a plan out; [`StoreError::Conflict`] when something is not as it was read.
    pub(super) async fn carry_out(&self, app: &AppId, plan: &Plan) -> Result<(), StoreError> {
        let table = &self.store.tables().endpoints;
        let mut writes = plan.changes.iter().map(|change| plan.write(app, change)).collect::<Result<Vec<_>, _>>()?;
        // A transaction costs twice what a single write costs.
        if writes.len() == 1
            && let Some(only) = writes.pop()
        {
            return self.write_one(only).await;
        }
        let actions: Result<Vec<_>, _> = writes.into_iter().map(|write| write.action(table)).collect();
        self.store.transact(actions?).await
    }

    async fn write_one(&self, write: Write) -> Result<(), StoreError> {
        let (client, table) = (self.store.client(), &self.store.tables().endpoints);
        let (condition, values) = (write.condition(), write.values());
        match write.item {
            Some(item) => {
                let put = client.put_item().table_name(table).set_item(Some(item)).condition_expression(condition);
                self.store.send(put.set_expression_attribute_values(values)).await.map(drop)
            }
            None => {
                let delete = client.delete_item().table_name(table).set_key(Some(write.key)).condition_expression(condition);
                self.store.send(delete.set_expression_attribute_values(values)).await.map(drop)
            }
        }
    }
}

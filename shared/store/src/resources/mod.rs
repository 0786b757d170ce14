//! The Resources table: apps, settings, channels, segments, campaigns, activities, templates.
//!
//! Generic over kinds: a [`Record`] is the wire document beside what the server keeps. The head of a resource is what GET
//! answers with; kept versions stand beside it. Every write is conditional ([`Record::rev`]); several at once are one
//! transaction ([`Resources::commit`]).

mod change;
mod delete;
mod key;
mod kind;
mod list;
mod merged;
mod purge;
mod record;

use std::collections::HashMap;

pub use self::change::Change;
pub use self::kind::{Kind, Scope};
pub use self::list::Order;
pub use self::purge::Purge;
pub use self::record::Record;
use crate::{Consistency, Store, StoreError};

/// The resources of all apps and of the account.
#[derive(Clone, Copy, Debug)]
pub struct Resources<'a> {
    store: &'a Store,
}

impl Store {
    /// Apps, settings, channels, segments, campaigns, activities, templates.
    #[must_use]
    pub fn resources(&self) -> Resources<'_> {
        Resources { store: self }
    }
}

impl Resources<'_> {
    /// The head of a resource, as it is now.
    pub async fn get(&self, scope: &Scope, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        self.read(scope, kind, id, None).await
    }

    /// The heads with these ids, as they are now and in this order; those that do not exist are left out. No id may come twice.
    pub async fn many(&self, scope: &Scope, kind: Kind, ids: &[&str]) -> Result<Vec<Record>, StoreError> {
        let keys = ids.iter().map(|id| key::of(scope, kind, id, None)).collect();
        let items = self.store.get_many(&self.store.tables().resources, keys, Consistency::Strong).await?;
        let found: Result<Vec<Record>, StoreError> = items.iter().map(|item| Record::from_item(scope, kind, item)).collect();
        let mut found: HashMap<String, Record> = found?.into_iter().map(|record| (record.id.clone(), record)).collect();
        Ok(ids.iter().filter_map(|id| found.remove(*id)).collect())
    }

    /// One kept version of a resource.
    pub async fn get_version(&self, scope: &Scope, kind: Kind, id: &str, version: u32) -> Result<Option<Record>, StoreError> {
        self.read(scope, kind, id, Some(version)).await
    }

    /// Stores a new record; [`StoreError::Conflict`] when there is one already.
    pub async fn create(&self, record: &Record) -> Result<(), StoreError> {
        self.commit(vec![Change::Create(record.clone())]).await
    }

    /// Replaces a record that nobody has changed since it was read ([`StoreError::Conflict`] otherwise); returns its new `rev`.
    pub async fn put_if(&self, record: &Record) -> Result<u64, StoreError> {
        self.commit(vec![Change::Replace(record.clone())]).await?;
        Ok(record.rev + 1)
    }

    async fn read(&self, scope: &Scope, kind: Kind, id: &str, version: Option<u32>) -> Result<Option<Record>, StoreError> {
        let get = self
            .store
            .client()
            .get_item()
            .table_name(&self.store.tables().resources)
            .set_key(Some(key::of(scope, kind, id, version)))
            .consistent_read(true);
        let found = self.store.send(get).await?.item;
        found.map(|item| Record::from_item(scope, kind, &item)).transpose()
    }
}

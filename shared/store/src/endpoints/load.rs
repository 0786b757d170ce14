//! Reading what a write touches.

use std::collections::{BTreeSet, HashMap};

use serde::de::DeserializeOwned;
use touchpoint_domain::endpoint::write::{ItemKey, Stored};
use touchpoint_domain::ids::AppId;

use super::{Endpoints, key, unreadable};
use crate::attribute::{Attributes as _, DOC, Item, PK, REV, SK};
use crate::{Consistency, StoreError};

/// Items as they were read, with the revision of each that exists.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) stored: Stored,
    pub(super) revisions: HashMap<ItemKey, u64>,
}

impl Loaded {
    pub(super) fn contains(&self, item: &ItemKey) -> bool {
        match item {
            ItemKey::Endpoint(key) => self.stored.endpoints.contains_key(key),
            ItemKey::User(user) => self.stored.users.contains_key(user),
            ItemKey::Address(address) => self.stored.addresses.contains_key(address),
        }
    }

    fn insert(&mut self, item: ItemKey, found: Option<&Item>) -> Result<(), StoreError> {
        if let Some(found) = found {
            self.revisions.insert(item.clone(), found.number(REV)?);
        }
        match item {
            ItemKey::Endpoint(key) => drop(self.stored.endpoints.insert(key, document("endpoint", found)?)),
            ItemKey::User(user) => drop(self.stored.users.insert(user, document("user", found)?)),
            ItemKey::Address(address) => drop(self.stored.addresses.insert(address, document("address", found)?)),
        }
        Ok(())
    }
}

fn document<T: DeserializeOwned>(what: &str, item: Option<&Item>) -> Result<Option<T>, StoreError> {
    let Some(item) = item else { return Ok(None) };
    serde_json::from_str(item.text(DOC)?).map(Some).map_err(|error| unreadable(what, &error))
}

impl Endpoints<'_> {
    /// Reads items, each as it is now, into `loaded`. Together they are no snapshot: that is what revisions are for.
    pub(super) async fn load(&self, app: &AppId, items: BTreeSet<ItemKey>, loaded: &mut Loaded) -> Result<(), StoreError> {
        let table = &self.store.tables().endpoints;
        let keys = items.iter().filter(|item| key::is_possible(item)).map(|item| key::of(app, item)).collect();
        let mut found = HashMap::new();
        for item in self.store.get_many(table, keys, Consistency::Strong).await? {
            found.insert((item.text(PK)?.to_owned(), item.text(SK)?.to_owned()), item);
        }
        for item in items {
            let stored = found.get(&key::parts(app, &item));
            loaded.insert(item, stored)?;
        }
        Ok(())
    }
}

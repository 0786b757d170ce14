//! What a fold over endpoints works on: the stored items that were read for it, the changes so far, what else must be
//! read, and which operations have to do with each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::document::EndpointDocument;
use super::records::{AddressKey, AddressRecord, UserRecord};
use crate::ids::{EndpointKey, UserId};

/// Names one stored item of an app.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKey {
    Endpoint(EndpointKey),
    User(UserId),
    Address(AddressKey),
}

/// Items as they were read; `None` for one that does not exist. What is not here has not been read.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    pub endpoints: HashMap<EndpointKey, Option<EndpointDocument>>,
    pub users: HashMap<UserId, Option<UserRecord>>,
    pub addresses: HashMap<AddressKey, Option<AddressRecord>>,
}

/// The new content of one item; `None` deletes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Endpoint(EndpointKey, Option<Box<EndpointDocument>>),
    User(UserId, Option<UserRecord>),
    Address(AddressKey, Option<AddressRecord>),
}

impl Change {
    #[must_use]
    pub fn item(&self) -> ItemKey {
        match self {
            Self::Endpoint(key, _) => ItemKey::Endpoint(key.clone()),
            Self::User(id, _) => ItemKey::User(id.clone()),
            Self::Address(key, _) => ItemKey::Address(key.clone()),
        }
    }
}

/// One kind of item: as read, and as changed.
#[derive(Debug)]
struct Shelf<'a, K, V> {
    stored: &'a HashMap<K, Option<V>>,
    changed: BTreeMap<K, Option<V>>,
}

impl<'a, K: Clone + Eq + Hash + Ord, V: Clone + PartialEq> Shelf<'a, K, V> {
    fn new(stored: &'a HashMap<K, Option<V>>) -> Self {
        Self { stored, changed: BTreeMap::new() }
    }

    /// The item as it stands now; `Err` when it has not been read.
    fn get(&self, key: &K) -> Result<Option<&V>, ()> {
        self.changed.get(key).or_else(|| self.stored.get(key)).map(Option::as_ref).ok_or(())
    }

    /// What differs from what was read.
    fn changes(self) -> impl Iterator<Item = (K, Option<V>)> {
        let Self { stored, changed } = self;
        changed.into_iter().filter(move |(key, value)| stored.get(key).and_then(Option::as_ref) != value.as_ref())
    }
}

/// The state of a fold. An item that has not been read is noted, and looks absent: the fold then runs on only to find what
/// else is missing, and its result is thrown away.
#[derive(Debug)]
pub(super) struct Working<'a> {
    endpoints: Shelf<'a, EndpointKey, EndpointDocument>,
    users: Shelf<'a, UserId, UserRecord>,
    addresses: Shelf<'a, AddressKey, AddressRecord>,
    missing: BTreeSet<ItemKey>,
    groups: Groups,
}

impl<'a> Working<'a> {
    /// For `operations` operations over `stored`.
    pub(super) fn new(stored: &'a Stored, operations: usize) -> Self {
        Self {
            endpoints: Shelf::new(&stored.endpoints),
            users: Shelf::new(&stored.users),
            addresses: Shelf::new(&stored.addresses),
            missing: BTreeSet::new(),
            groups: Groups::new(operations),
        }
    }

    /// From now on, what is touched is touched by the operation with this index.
    pub(super) fn begin(&mut self, operation: usize) {
        self.groups.current = operation;
    }

    pub(super) fn endpoint(&mut self, key: &EndpointKey) -> Option<EndpointDocument> {
        let found = self.endpoints.get(key).map(Option::<&_>::cloned);
        self.looked_at(ItemKey::Endpoint(key.clone()), found)
    }

    pub(super) fn user(&mut self, id: &UserId) -> Option<UserRecord> {
        let found = self.users.get(id).map(Option::<&_>::cloned);
        self.looked_at(ItemKey::User(id.clone()), found)
    }

    pub(super) fn address(&mut self, key: &AddressKey) -> Option<AddressRecord> {
        let found = self.addresses.get(key).map(Option::<&_>::cloned);
        self.looked_at(ItemKey::Address(key.clone()), found)
    }

    fn looked_at<V>(&mut self, item: ItemKey, found: Result<Option<V>, ()>) -> Option<V> {
        if found.is_err() {
            self.missing.insert(item.clone());
        }
        self.groups.touch(item);
        found.unwrap_or_default()
    }

    pub(super) fn put_endpoint(&mut self, key: &EndpointKey, doc: Option<EndpointDocument>) {
        self.groups.touch(ItemKey::Endpoint(key.clone()));
        self.endpoints.changed.insert(key.clone(), doc);
    }

    /// Stores the record, or removes it when no endpoint is left.
    pub(super) fn put_user(&mut self, id: &UserId, record: UserRecord) {
        self.groups.touch(ItemKey::User(id.clone()));
        let kept = (!record.endpoints.is_empty()).then_some(record);
        self.users.changed.insert(id.clone(), kept);
    }

    /// Stores the record, or removes it when no member is left.
    pub(super) fn put_address(&mut self, key: &AddressKey, record: AddressRecord) {
        self.groups.touch(ItemKey::Address(key.clone()));
        let kept = (!record.members.is_empty()).then_some(record);
        self.addresses.changed.insert(key.clone(), kept);
    }

    /// Changes an endpoint in place, if it exists.
    pub(super) fn edit_endpoint(&mut self, key: &EndpointKey, edit: impl FnOnce(&mut EndpointDocument)) {
        if let Some(mut doc) = self.endpoint(key) {
            edit(&mut doc);
            self.put_endpoint(key, Some(doc));
        }
    }

    /// Whether everything that was looked at had been read.
    pub(super) fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    pub(super) fn into_missing(self) -> BTreeSet<ItemKey> {
        self.missing
    }

    /// The changes, sorted into independent groups of operations; groups in the order of their first operation.
    pub(super) fn into_groups(self) -> Vec<(Vec<usize>, Vec<Change>)> {
        let Self { endpoints, users, addresses, missing: _, groups } = self;
        let mut found: BTreeMap<usize, (Vec<usize>, Vec<Change>)> = BTreeMap::new();
        for operation in 0..groups.leader.len() {
            found.entry(groups.leader_of(operation)).or_default().0.push(operation);
        }
        let changes = endpoints.changes().map(|(key, doc)| Change::Endpoint(key, doc.map(Box::new)));
        let changes = changes.chain(users.changes().map(|(id, record)| Change::User(id, record)));
        let changes = changes.chain(addresses.changes().map(|(key, record)| Change::Address(key, record)));
        for change in changes {
            if let Some(&operation) = groups.toucher.get(&change.item()) {
                found.entry(groups.leader_of(operation)).or_default().1.push(change);
            }
        }
        found.into_values().collect()
    }
}

/// Operations that touch a common item belong to one group (a disjoint-set forest; the smallest index leads).
#[derive(Debug)]
struct Groups {
    current: usize,
    leader: Vec<usize>,
    toucher: HashMap<ItemKey, usize>,
}

impl Groups {
    fn new(operations: usize) -> Self {
        Self { current: 0, leader: (0..operations).collect(), toucher: HashMap::new() }
    }

    fn touch(&mut self, item: ItemKey) {
        let current = self.current;
        let other = *self.toucher.entry(item).or_insert(current);
        let (one, other) = (self.leader_of(current), self.leader_of(other));
        if let Some(leader) = self.leader.get_mut(one.max(other)) {
            *leader = one.min(other);
        }
    }

    fn leader_of(&self, operation: usize) -> usize {
        let mut at = operation;
        while let Some(&next) = self.leader.get(at) {
            if next == at {
                break;
            }
            at = next;
        }
        at
    }
}

//! An app's endpoints in maps: reads for a fold exactly what it asks for, and stores what it answers.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::endpoint::refusal::Refusal;
use touchpoint_domain::endpoint::write::{Change, Component, Context, ItemKey, Operation, Stop, Stored, fold, likely_items};
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};
use touchpoint_domain::limits::Limits;

/// The request id of every write of a test.
pub(crate) const REQUEST_ID: &str = "request-1";

#[derive(Debug)]
pub(crate) struct World {
    pub(crate) app: AppId,
    pub(crate) limits: Limits,
    pub(crate) now: Timestamp,
    /// Everything that exists; nothing in here is `None`.
    pub(crate) stored: Stored,
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            app: AppId::new("a".repeat(32)),
            limits: Limits::default(),
            now: "2026-03-01T12:00:00Z".parse().unwrap(),
            stored: Stored::default(),
        }
    }

    pub(crate) fn advance(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    /// UpdateEndpoint with this body, one second after what was before.
    pub(crate) fn put(&mut self, id: &str, body: &str) -> Result<(), Refusal> {
        self.advance(1);
        let write = EndpointWrite::single(id, serde_json::from_str(body).unwrap(), REQUEST_ID);
        let patch = write.parse(&self.limits)?;
        self.apply(&[Operation::Write(Box::new(patch))]).map(drop)
    }

    /// UpdateEndpointsBatch with this body, one second after what was before.
    pub(crate) fn put_batch(&mut self, body: &str) -> Result<Vec<Component>, Refusal> {
        self.advance(1);
        let batch = serde_json::from_str(body).unwrap();
        let writes = EndpointWrite::batch(batch, REQUEST_ID, &self.limits).unwrap();
        let patches: Result<Vec<_>, _> = writes.into_iter().map(|write| write.parse(&self.limits)).collect();
        let operations: Vec<_> = patches?.into_iter().map(|patch| Operation::Write(Box::new(patch))).collect();
        self.apply(&operations)
    }

    pub(crate) fn delete(&mut self, id: &str) -> Option<EndpointDocument> {
        let components = self.apply(&[Operation::Delete(EndpointKey::of(id))]).unwrap();
        components.into_iter().flat_map(|component| component.deleted).next()
    }

    pub(crate) fn apply(&mut self, operations: &[Operation]) -> Result<Vec<Component>, Refusal> {
        let mut read = Stored::default();
        let mut wanted: BTreeSet<ItemKey> = operations.iter().flat_map(likely_items).collect();
        let context = Context { app: &self.app, now: self.now, limits: &self.limits };
        for _ in 0..10 {
            self.read(&wanted, &mut read);
            match fold(&read, operations, context) {
                Ok(components) => {
                    assert_independent(operations, &components);
                    components.iter().flat_map(|component| &component.changes).for_each(|change| self.store(change));
                    return Ok(components);
                }
                Err(Stop::Refused(refusal)) => return Err(refusal),
                Err(Stop::Read(missing)) => {
                    assert!(missing.is_disjoint(&wanted), "asked twice: {missing:?}");
                    wanted = missing;
                }
            }
        }
        panic!("a fold never has enough: {wanted:?}");
    }

    fn read(&self, wanted: &BTreeSet<ItemKey>, into: &mut Stored) {
        for item in wanted.iter().cloned() {
            match item {
                ItemKey::Endpoint(key) => {
                    let doc = self.stored.endpoints.get(&key).cloned().flatten();
                    into.endpoints.insert(key, doc);
                }
                ItemKey::User(id) => {
                    let record = self.stored.users.get(&id).cloned().flatten();
                    into.users.insert(id, record);
                }
                ItemKey::Address(key) => {
                    let record = self.stored.addresses.get(&key).cloned().flatten();
                    into.addresses.insert(key, record);
                }
            }
        }
    }

    /// Stores what a database would give back: documents go through their JSON form.
    fn store(&mut self, change: &Change) {
        match change {
            Change::Endpoint(key, Some(doc)) => {
                assert_eq!(*key, doc.key());
                let doc = EndpointDocument::from_json(&doc.to_json().unwrap()).unwrap();
                self.stored.endpoints.insert(key.clone(), Some(doc));
            }
            Change::User(id, Some(record)) => drop(self.stored.users.insert(id.clone(), Some(record.clone()))),
            Change::Address(key, Some(record)) => drop(self.stored.addresses.insert(key.clone(), Some(record.clone()))),
            Change::Endpoint(key, None) => drop(self.stored.endpoints.remove(key)),
            Change::User(id, None) => drop(self.stored.users.remove(id)),
            Change::Address(key, None) => drop(self.stored.addresses.remove(key)),
        }
    }

    pub(crate) fn doc(&self, id: &str) -> Option<&EndpointDocument> {
        self.stored.endpoints.get(&EndpointKey::of(id)).and_then(Option::as_ref)
    }

    /// The stored document; `null` when there is none.
    pub(crate) fn json(&self, id: &str) -> Value {
        self.doc(id).map_or(Value::Null, |doc| serde_json::from_str(&doc.to_json().unwrap()).unwrap())
    }

    /// The endpoints of a user, by its record.
    pub(crate) fn endpoints_of(&self, user: &str) -> Vec<&str> {
        let record = self.stored.users.get(&UserId::new(user)).and_then(Option::as_ref);
        record.map_or_else(Vec::new, |record| record.endpoints.iter().map(EndpointKey::as_str).collect())
    }

    /// Asserts that the endpoint has these members; `null` stands for an absent one.
    #[track_caller]
    pub(crate) fn check(&self, id: &str, expected: &str) {
        let doc = self.json(id);
        assert!(doc.is_object(), "{id} does not exist");
        let expected: Value = serde_json::from_str(expected).unwrap();
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(doc.get(name).unwrap_or(&Value::Null), value, "{name} of {id}");
        }
    }
}

/// Each operation is in one component, and no item is in two.
fn assert_independent(operations: &[Operation], components: &[Component]) {
    let mut indices: Vec<_> = components.iter().flat_map(|component| component.operations.clone()).collect();
    indices.sort_unstable();
    assert_eq!(indices, (0..operations.len()).collect::<Vec<_>>());
    let items: Vec<_> = components.iter().flat_map(|component| component.changes.iter().map(Change::item)).collect();
    assert_eq!(items.iter().collect::<BTreeSet<_>>().len(), items.len(), "{items:?}");
}

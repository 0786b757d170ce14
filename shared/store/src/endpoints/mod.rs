//! The Endpoints table: endpoints, and the records that hold users and addresses together.
//!
//! An endpoint is one item with one JSON document. Writing it may concern others (a user's attributes, the number of endpoints
//! of a user, an address that is active elsewhere), so every write reads what it touches, lets the domain fold the change, and
//! stores all of it or nothing: each item only if it is still as it was read. See [`touchpoint_domain::endpoint::write`].
//!
//! Reading for campaigns goes shard by shard in key order ([`Endpoints::page`], [`Endpoints::range`]) or by keys
//! ([`Endpoints::many`]) and hands out documents as they are stored, for the caller to borrow from.

mod active;
mod apply;
mod delete;
mod key;
mod load;
mod names;
mod put;
mod read;

use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::refusal::Refusal;
use touchpoint_domain::ids::EndpointKey;

pub use self::active::is_due;
pub use self::read::ShardPage;
use crate::attribute::{Attributes as _, DOC, Item, REV, SK};
use crate::{Store, StoreError};

/// The endpoints of all apps.
#[derive(Clone, Copy, Debug)]
pub struct Endpoints<'a> {
    store: &'a Store,
}

impl Store {
    /// Endpoints and their users.
    #[must_use]
    pub fn endpoints(&self) -> Endpoints<'_> {
        Endpoints { store: self }
    }
}

/// An endpoint as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEndpoint {
    pub key: EndpointKey,
    /// The document's JSON.
    pub doc: String,
    /// Changes with every write.
    pub rev: u64,
}

impl StoredEndpoint {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        // Keys are stored in lower case already.
        Ok(Self { key: EndpointKey::of(item.text(SK)?), doc: item.text(DOC)?.to_owned(), rev: item.number(REV)? })
    }

    /// The document, owned and typed.
    pub fn document(&self) -> Result<EndpointDocument, StoreError> {
        EndpointDocument::from_json(&self.doc).map_err(|error| unreadable("endpoint", &error))
    }
}

/// A write of endpoints that was not done.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The caller's to mend; nothing was written. (Only when another writer interfered may other endpoints of the same batch
    /// have been written before the refused one.)
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tells where a document is damaged, not what it says: it holds personal data.
fn unreadable(what: &str, error: &serde_json::Error) -> StoreError {
    StoreError::corrupt(what, format_args!("at line {} column {}", error.line(), error.column()))
}

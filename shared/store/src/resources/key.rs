//! Keys of the Resources table.
//!
//! | Item | `sk` | `listed` (heads of listed kinds) |
//! |---|---|---|
//! | head | `campaign#<id>` | `campaign#<created, 13 digits of ms>#<id>` |
//! | head with a parent | `activity#<campaign>.<run>` | `activity#<campaign>#<created>#<campaign>.<run>` |
//! | version | `campaign.v#<id>#0000000001` | |
//!
//! Versions have a range of their own, so that a list of heads by id does not read them all.

use jiff::Timestamp;

use super::{Kind, Scope};
use crate::attribute::{Item, key};

/// The key of a head, or of one of its versions.
pub(crate) fn of(scope: &Scope, kind: Kind, id: &str, version: Option<u32>) -> Item {
    key(scope.pk(), sk(kind, id, version))
}

/// The sort key of a head, or of one of its versions.
pub(crate) fn sk(kind: Kind, id: &str, version: Option<u32>) -> String {
    match version {
        None => format!("{}{id}", heads(kind)),
        Some(version) => format!("{}{version:010}", versions(kind, id)),
    }
}

/// What the sort keys of all heads of a kind begin with.
pub(crate) fn heads(kind: Kind) -> String {
    format!("{}#", kind.as_str())
}

/// What the sort keys of all versions of a resource begin with.
pub(crate) fn versions(kind: Kind, id: &str) -> String {
    format!("{}.v#{id}#", kind.as_str())
}

/// The sort key of a head in the index by creation date; `None` for kinds that are not listed.
pub(crate) fn listed(kind: Kind, id: &str, created: Timestamp) -> Option<String> {
    let created_ms = created.as_millisecond().max(0);
    kind.is_listed().then(|| format!("{}{created_ms:013}#{id}", list(kind, kind.parent_of(id))))
}

/// What the index keys of one list begin with.
pub(crate) fn list(kind: Kind, parent: Option<&str>) -> String {
    match parent {
        None => heads(kind),
        Some(parent) => format!("{}{parent}#", heads(kind)),
    }
}

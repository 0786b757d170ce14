//! Keys, attribute names and common attributes of outbox items.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use touchpoint_domain::campaign::chunk::ChunkId;

use super::LIFETIME;
use crate::attribute::{Item, TTL, number, text};
use crate::schema::ID;

pub(super) const APP: &str = "app";
pub(super) const RUN: &str = "run";

/// The key of a chunk.
pub(super) fn chunk_key(id: &ChunkId) -> Item {
    of(id.to_string())
}

/// The key of a chunk's progress.
pub(super) fn progress_key(id: &ChunkId) -> Item {
    of(format!("{id}{PROGRESS}"))
}

/// What a progress item's key ends with.
pub(super) const PROGRESS: &str = "#p";

/// The key of any outbox item.
pub(super) fn of(id: String) -> Item {
    Item::from([(ID.to_owned(), text(id))])
}

/// When an item that is written now may go, in seconds after the epoch.
pub(super) fn expiry(now: Timestamp) -> AttributeValue {
    number(now.as_second().saturating_add_unsigned(LIFETIME.as_secs()))
}

/// Puts the time to live into an item.
pub(super) fn expire(item: &mut Item, now: Timestamp) {
    item.insert(TTL.to_owned(), expiry(now));
}

/// A moment as milliseconds after the epoch.
pub(super) fn millis(at: Timestamp) -> AttributeValue {
    number(at.as_millisecond())
}

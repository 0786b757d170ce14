//! The write path of endpoints, as a pure fold: operations over the stored items they concern, giving the items that change.
//!
//! An endpoint does not stand alone: its user's attributes are copied into all of the user's endpoints, a user may have only
//! so many of them, and an address is active only once. [`fold`] applies operations one after the other over what was read,
//! and answers in one of three ways: with the changes, with the keys of items it needs beside those it was given (read them
//! and fold again), or with a refusal.
//!
//! What changes comes as [`Component`]s that have nothing to do with each other, so that each can be stored in a transaction of
//! its own. Every item of a component that a result depends on is either among its changes or is one whose change would have
//! touched an item among them: it is therefore enough to make each change conditional on that item's own revision.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::addresses::move_place;
use super::document::EndpointDocument;
use super::merge::{check_quotas, merged};
use super::patch::{Activity, EndpointPatch, UserMove};
use super::records::{AddressKey, Place};
use super::refusal::{Refusal, WriteError};
use super::users;
use super::working::Working;
pub use super::working::{Change, ItemKey, Stored};
use crate::ids::{AppId, EndpointKey, UserId};
use crate::limits::Limits;

/// One thing to do to one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// Create or update.
    Write(Box<EndpointPatch>),
    /// Delete, if it exists.
    Delete(EndpointKey),
    /// Delete, if it exists and still belongs to this user.
    DeleteOf(UserId, EndpointKey),
}

/// What a fold is told beside the items.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub app: &'a AppId,
    pub now: Timestamp,
    pub limits: &'a Limits,
}

/// Operations that have to do with each other, and all they change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Component {
    /// Indices into the operations given to [`fold`], ascending.
    pub operations: Vec<usize>,
    /// One per item; empty when the operations change nothing.
    pub changes: Vec<Change>,
    /// The endpoints that were deleted, as they were.
    pub deleted: Vec<EndpointDocument>,
}

/// Why a fold did not come to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// These items must be read first.
    Read(BTreeSet<ItemKey>),
    /// The first operation that is not allowed.
    Refused(Refusal),
}

/// The items that an operation will certainly or probably need: worth reading before the first [`fold`].
pub fn likely_items(operation: &Operation) -> impl Iterator<Item = ItemKey> {
    let (key, user, address) = match operation {
        Operation::Write(patch) => {
            let user = match patch.user.as_ref().map(|user| &user.id) {
                Some(UserMove::Attach(id)) => Some(id.clone()),
                Some(UserMove::Stay | UserMove::Detach) | None => None,
            };
            let address = patch.channel.zip(patch.address.as_ref());
            (&patch.key, user, address.map(|(channel, address)| AddressKey::of(channel, address)))
        }
        Operation::Delete(key) => (key, None, None),
        Operation::DeleteOf(user, key) => (key, Some(user.clone()), None),
    };
    let endpoint = std::iter::once(ItemKey::Endpoint(key.clone()));
    endpoint.chain(user.map(ItemKey::User)).chain(address.map(ItemKey::Address))
}

/// Applies `operations` in their order to `stored`.
pub fn fold(stored: &Stored, operations: &[Operation], context: Context<'_>) -> Result<Vec<Component>, Stop> {
    let mut working = Working::new(stored, operations.len());
    let mut deleted = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        working.begin(index);
        match operation {
            Operation::Write(patch) => {
                let written = write(&mut working, patch, context);
                // While something is missing a refusal may be due to that.
                if let Err(error) = written
                    && working.is_complete()
                {
                    return Err(Stop::Refused(Refusal { item: patch.item, error }));
                }
            }
            Operation::Delete(key) => {
                deleted.extend(delete(&mut working, key, None).map(|doc| (index, doc)));
            }
            Operation::DeleteOf(user, key) => {
                deleted.extend(delete(&mut working, key, Some(user)).map(|doc| (index, doc)));
            }
        }
    }
    if !working.is_complete() {
        return Err(Stop::Read(working.into_missing()));
    }
    let component = |(operations, changes): (Vec<usize>, Vec<Change>)| {
        let deleted = operations.iter().filter_map(|index| deleted.remove(index)).collect();
        Component { operations, changes, deleted }
    };
    Ok(working.into_groups().into_iter().map(component).collect())
}

fn write(working: &mut Working<'_>, patch: &EndpointPatch, context: Context<'_>) -> Result<(), WriteError> {
    let key = &patch.key;
    let before = working.endpoint(key);
    let doc = merged(context.app, before.as_ref(), patch, context.now)?;
    let (old, new) = (before.as_ref().and_then(Place::of), Place::of(&doc));
    working.put_endpoint(key, Some(doc));
    move_place(working, key, old.as_ref(), new.as_ref());
    if let Some(user) = &patch.user {
        users::settle(working, before.as_ref(), key, user, context.limits.endpoints_per_user)?;
    }
    let Some(after) = working.endpoint(key) else { return Ok(()) };
    check_quotas(before.as_ref(), &after, context.limits)?;
    match patch.activity {
        Activity::Within(interval) if before.as_ref().is_some_and(|before| is_unmoved(before, &after, interval)) => {
            working.put_endpoint(key, before);
        }
        Activity::Within(_) | Activity::Counts | Activity::DoesNot => {}
    }
    Ok(())
}

/// Whether `after` tells nothing new but when the endpoint was last seen, and that is little after what is known.
fn is_unmoved(before: &EndpointDocument, after: &EndpointDocument, interval: SignedDuration) -> bool {
    let since = |doc: &EndpointDocument| i128::from(doc.last_active.unwrap_or(i64::MIN));
    if since(after) - since(before) > interval.as_millis() {
        return false;
    }
    let EndpointDocument { effective_date, request_id, last_active, .. } = before.clone();
    *before == EndpointDocument { effective_date, request_id, last_active, ..after.clone() }
}

fn delete(working: &mut Working<'_>, key: &EndpointKey, of: Option<&UserId>) -> Option<EndpointDocument> {
    let doc = working.endpoint(key)?;
    if of.is_some_and(|user| doc.user_id() != Some(user)) {
        return None;
    }
    working.put_endpoint(key, None);
    move_place(working, key, Place::of(&doc).as_ref(), None);
    if let Some(user) = doc.user_id() {
        users::leave(working, user, key);
    }
    Some(doc)
}

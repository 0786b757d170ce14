//! Endpoints of one user: shared attributes, and how many there may be (spec §3.8, §3.9).
//!
//! The user's record is the truth; each endpoint's document holds a copy of the attributes, rewritten when they change.

use super::addresses::move_place;
use super::channel::Channel;
use super::document::{AttributeLists, EndpointDocument, EndpointStatus};
use super::merge::merge_lists;
use super::patch::{UserMove, UserPatch};
use super::records::{Place, UserRecord};
use super::refusal::WriteError;
use super::working::Working;
use crate::ids::{EndpointKey, UserId};

/// Applies what a write says of the user. `before` is the endpoint before the write; `working` holds it as written, with
/// the user of before.
pub(super) fn settle(
    working: &mut Working<'_>,
    before: Option<&EndpointDocument>,
    key: &EndpointKey,
    patch: &UserPatch,
    limit: usize,
) -> Result<(), WriteError> {
    let current = before.and_then(EndpointDocument::user_id);
    let mut own = before.and_then(EndpointDocument::user_attributes).cloned().unwrap_or_default();
    match (current, &patch.id) {
        (None, UserMove::Stay | UserMove::Detach) => {
            merge_lists(&mut own, &patch.attributes);
            working.edit_endpoint(key, |doc| doc.set_user(None, own));
        }
        (Some(user), UserMove::Detach) => {
            leave(working, user, key);
            working.edit_endpoint(key, |doc| doc.set_user(None, patch.attributes.clone()));
        }
        (Some(user), UserMove::Stay) => share(working, user, &own, &patch.attributes),
        (Some(user), UserMove::Attach(wanted)) if user == wanted => share(working, user, &own, &patch.attributes),
        (Some(user), UserMove::Attach(wanted)) => {
            leave(working, user, key);
            join(working, wanted, key, AttributeLists::new(), &patch.attributes, limit)?;
        }
        (None, UserMove::Attach(wanted)) => join(working, wanted, key, own, &patch.attributes, limit)?,
    }
    Ok(())
}

/// Takes the endpoint off its user's record, which goes with the last one. The endpoint itself is left to the caller.
pub(super) fn leave(working: &mut Working<'_>, user: &UserId, key: &EndpointKey) {
    let mut record = working.user(user).unwrap_or_default();
    record.endpoints.retain(|other| other != key);
    working.put_user(user, record);
}

/// Adds an endpoint to a user. Its own attributes fill in what the user lacks; what the request says wins over both.
fn join(
    working: &mut Working<'_>,
    user: &UserId,
    key: &EndpointKey,
    own: AttributeLists,
    given: &AttributeLists,
    limit: usize,
) -> Result<(), WriteError> {
    let mut record = working.user(user).unwrap_or_default();
    if record.endpoints.len() >= limit {
        make_room(working, user, &mut record, key, limit)?;
    }
    let mut attributes = own;
    merge_lists(&mut attributes, &record.user_attributes);
    merge_lists(&mut attributes, given);
    record.endpoints.push(key.clone());
    working.edit_endpoint(key, |doc| doc.set_user(Some(user.clone()), attributes.clone()));
    store(working, user, record, attributes);
    Ok(())
}

/// Merges attributes that came by one endpoint into those of its user. `copy` is what that endpoint holds of them.
fn share(working: &mut Working<'_>, user: &UserId, copy: &AttributeLists, given: &AttributeLists) {
    if given.iter().all(|(name, values)| copy.get(name) == Some(values)) {
        return;
    }
    let record = working.user(user).unwrap_or_default();
    let mut attributes = record.user_attributes.clone();
    merge_lists(&mut attributes, given);
    store(working, user, record, attributes);
}

/// Stores the user with these attributes, and copies them to its endpoints if they are new.
fn store(working: &mut Working<'_>, user: &UserId, mut record: UserRecord, attributes: AttributeLists) {
    if record.user_attributes != attributes {
        for key in &record.endpoints {
            if let Some(mut doc) = working.endpoint(key)
                && doc.user_id() == Some(user)
                && doc.user_attributes() != Some(&attributes)
            {
                doc.set_user(Some(user.clone()), attributes.clone());
                working.put_endpoint(key, Some(doc));
            }
        }
        record.user_attributes = attributes;
    }
    working.put_user(user, record);
}

/// Makes room for the endpoint `key` of a user who has as many as allowed: a push endpoint takes the place of the push
/// endpoint that was updated longest ago; for any other channel there is no room (spec §3.8).
fn make_room(
    working: &mut Working<'_>,
    user: &UserId,
    record: &mut UserRecord,
    key: &EndpointKey,
    limit: usize,
) -> Result<(), WriteError> {
    let is_push = |doc: &EndpointDocument| doc.channel_type.is_some_and(Channel::is_push);
    // One that was deleted between two reads does not count.
    record.endpoints.retain(|member| working.endpoint(member).is_some_and(|doc| doc.user_id() == Some(user)));
    let newcomer_is_push = working.endpoint(key).as_ref().is_some_and(is_push);
    while record.endpoints.len() >= limit {
        let pushes = record.endpoints.iter().filter(|_| newcomer_is_push).filter_map(|member| {
            let doc = working.endpoint(member).filter(is_push)?;
            Some((doc.effective(), member.clone()))
        });
        let Some((_, oldest)) = pushes.min() else { return Err(WriteError::TooManyEndpoints { limit }) };
        evict(working, &oldest);
        record.endpoints.retain(|member| *member != oldest);
    }
    Ok(())
}

/// The endpoint stays, inactive and without a user.
fn evict(working: &mut Working<'_>, key: &EndpointKey) {
    let Some(mut doc) = working.endpoint(key) else { return };
    let old = Place::of(&doc);
    doc.endpoint_status = EndpointStatus::Inactive;
    doc.user = None;
    working.put_endpoint(key, Some(doc));
    move_place(working, key, old.as_ref(), None);
}

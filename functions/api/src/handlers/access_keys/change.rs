//! Keys that are there already: disabled, enabled, named, deleted, rotated.

use touchpoint_domain::access::lifetime::{self, keeps_the_door_open};
use touchpoint_domain::field::FieldError;
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Record};
use touchpoint_wire::extension::{AccessKeyResponse, RotateAccessKeyRequest, UpdateAccessKeyRequest};

use super::{Asked, check_name, door, find, require_room, shown};
use crate::access::{Draft, Minted, mint};
use crate::deletion::delete_head;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored};

/// `UpdateAccessKey`: role and apps stay what they are; who needs others makes another key.
pub(crate) async fn update(api: &Api, asked: &Asked, id: &str, request: UpdateAccessKeyRequest) -> Result<Reply, ApiError> {
    if request == UpdateAccessKeyRequest::default() {
        return Err(FieldError::new("UpdateAccessKeyRequest", "must have Status or Name").into());
    }
    check_name(api, request.name.as_deref())?;
    until_won(|| update_once(api, asked, id, &request)).await
}

async fn update_once(api: &Api, asked: &Asked, id: &str, request: &UpdateAccessKeyRequest) -> Result<Reply, ApiError> {
    let record = find(api, id).await?;
    let old: AccessKeyResponse = stored::document(&record)?;
    let mut new = old.clone();
    if let Some(name) = &request.name {
        new.name = Some(name.clone());
    }
    if let Some(status) = request.status {
        new.status = lifetime::change(&old, status, asked.now)?;
    }
    let mut changes = vec![Change::Replace(Record { doc: stored::value(&new)?, ..record })];
    if keeps_the_door_open(&old) && !keeps_the_door_open(&new) {
        changes.push(door::witness(api, id).await?);
    }
    api.store.resources().commit(changes).await?;
    api.stored_keys.forget(id);
    tracing::info!(key = id, status = %new.status, by = asked.by, "an access key was changed");
    Reply::of(&shown(new, asked.now))
}

/// `DeleteAccessKey`: forgets the key and answers what it was.
pub(crate) async fn delete(api: &Api, asked: &Asked, id: &str) -> Result<Reply, ApiError> {
    until_won(|| delete_once(api, asked, id)).await
}

async fn delete_once(api: &Api, asked: &Asked, id: &str) -> Result<Reply, ApiError> {
    let record = find(api, id).await?;
    let key: AccessKeyResponse = stored::document(&record)?;
    if keeps_the_door_open(&key) {
        let Record { scope, kind, id, rev, .. } = record;
        let witness = door::witness(api, &id).await?;
        api.store.resources().commit(vec![Change::Delete { scope, kind, id, rev }, witness]).await?;
    } else {
        delete_head(&api.store, &record).await?;
    }
    api.stored_keys.forget(id);
    tracing::info!(key = id, by = asked.by, "an access key was deleted");
    Reply::of(&shown(key, asked.now))
}

/// `RotateAccessKey`: another key with the same grant, and some time to move to it.
pub(crate) async fn rotate(api: &Api, asked: &Asked, id: &str, request: &RotateAccessKeyRequest) -> Result<Reply, ApiError> {
    until_won(|| rotate_once(api, asked, id, request)).await
}

async fn rotate_once(api: &Api, asked: &Asked, id: &str, request: &RotateAccessKeyRequest) -> Result<Reply, ApiError> {
    asked.once.check(api).await?;
    let record = find(api, id).await?;
    let old: AccessKeyResponse = stored::document(&record)?;
    let expires = lifetime::rotate(&old, request.grace_period_hours, asked.now)?;
    require_room(api, asked.now).await?;
    let draft = Draft { name: old.name.clone(), role: old.role, applications: old.applications.clone() };
    let Minted { record: new, answer } = mint(api, draft, asked.now).await?;
    let old = AccessKeyResponse { expiration_date: Some(wire_date(expires)), ..old };
    let old = Record { doc: stored::value(&old)?, ..record };
    let changes = [Change::Create(new), Change::Replace(old)].into_iter().chain(asked.once.change()).collect();
    api.store.resources().commit(changes).await?;
    api.stored_keys.forget(id);
    tracing::info!(key = id, successor = answer.access_key_id, by = asked.by, "an access key was rotated");
    Reply::secret(&answer)
}

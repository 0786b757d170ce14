//! The key that must stay: with which keys can be managed, now and later.
//!
//! Whoever takes such a key away names a witness, another one, and writes it again, unchanged, in the same transaction. Two
//! that take away each other's witness cannot both win, so that one is always left.

use touchpoint_domain::access::lifetime::keeps_the_door_open;
use touchpoint_store::Page;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};

use crate::error::ApiError;
use crate::{Api, stored};

const PAGE: usize = 500;

/// Whether there is any key with which keys can be managed, and whose secret the vault still opens.
pub(crate) async fn is_open(api: &Api) -> Result<bool, ApiError> {
    let mut page = Page::first(PAGE);
    loop {
        let keys = api.store.resources().list(&Scope::Account, Kind::AccessKey, Order::ById, page).await?;
        for record in keys.items {
            if keeps_the_door_open(&stored::document(&record)?) && api.stored_keys.opens(&record).await? {
                return Ok(true);
            }
        }
        if keys.next.is_none() {
            return Ok(false);
        }
        page = Page::after(PAGE, keys.next);
    }
}

/// The change that proves, when it is committed, that the key `id` is not the last of its kind.
///
/// # Errors
/// 400 when it is.
pub(super) async fn witness(api: &Api, id: &str) -> Result<Change, ApiError> {
    let refusal = "access key: the last active admin key without a limit to applications must stay; create another first";
    another(api, id).await?.map(Change::Replace).ok_or_else(|| ApiError::bad_request(refusal))
}

async fn another(api: &Api, id: &str) -> Result<Option<Record>, ApiError> {
    let mut page = Page::first(PAGE);
    loop {
        let keys = api.store.resources().list(&Scope::Account, Kind::AccessKey, Order::ById, page).await?;
        for record in keys.items {
            if record.id != id && keeps_the_door_open(&stored::document(&record)?) {
                return Ok(Some(record));
            }
        }
        if keys.next.is_none() {
            return Ok(None);
        }
        page = Page::after(PAGE, keys.next);
    }
}

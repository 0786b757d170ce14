//! Access keys: `/v1/access-keys`, which Pinpoint left to IAM. Open to admins without a limit to apps only.
//!
//! A secret is shown once, in the answer that makes its key (`once`), and nothing that shows one may be cached. The last key
//! with which keys can be managed cannot be deleted or disabled (`door`). Every change is logged with the key that made it.

mod change;
mod door;
mod once;

use jiff::Timestamp;
use touchpoint_domain::access::lifetime::{expires, status_at};
use touchpoint_domain::field::FieldError;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_store::{Page, StoreError};
use touchpoint_wire::RequestParts;
use touchpoint_wire::extension::{AccessKeyResponse, AccessKeyStatus, AccessKeysResponse, CreateAccessKeyRequest};

use crate::access::{Caller, Draft, Minted, mint};
use crate::deletion::delete_head;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::signature::Signature;
use crate::{Api, stored, validate};

pub(crate) use self::change::{delete, rotate, update};
pub(crate) use self::door::is_open;
use self::once::{Once, repeated};

/// Expired keys that make room for a new one at a time.
const SWEPT: usize = 25;

/// What a change of a key has to know of who asked for it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The caller's key, for the log.
    by: String,
    now: Timestamp,
    once: Once,
}

impl Asked {
    /// By a caller. `signature` is there when the request was signed, in whatever way.
    pub(crate) fn of(api: &Api, caller: Caller, signature: Option<Signature>) -> Result<Self, ApiError> {
        Ok(Self { once: Once::of(api, signature)?, by: caller.key_id, now: api.clock.now() })
    }

    /// By whoever may invoke the function itself: there is no key, and no signature.
    pub(crate) fn by_deployer(api: &Api) -> Self {
        Self { by: "deployer".to_owned(), now: api.clock.now(), once: Once::Unsigned }
    }
}

/// `CreateAccessKey`
pub(crate) async fn create(api: &Api, asked: &Asked, request: CreateAccessKeyRequest) -> Result<Reply, ApiError> {
    asked.once.check(api).await?;
    check_name(api, request.name.as_deref())?;
    let applications = applications(api, request.applications).await?;
    let draft = Draft { name: request.name, role: request.role, applications };
    require_room(api, asked.now).await?;
    Reply::secret(&make(api, draft, asked).await?)
}

/// Makes a key and stores it, whether there is room or not: a deployer who has lost all secrets could make none.
pub(crate) async fn make(api: &Api, draft: Draft, asked: &Asked) -> Result<AccessKeyResponse, ApiError> {
    let Minted { record, answer } = mint(api, draft, asked.now).await?;
    let changes = std::iter::once(Change::Create(record)).chain(asked.once.change()).collect();
    match (api.store.resources().commit(changes).await, &asked.once) {
        // The id is new: what is there already is our own write, repeated after its answer was lost.
        (Ok(()), _) | (Err(StoreError::Conflict), Once::Unsigned) => {}
        // Or else it is the signature.
        (Err(StoreError::Conflict), Once::Taking(_)) => return Err(repeated()),
        (Err(error), _) => return Err(error.into()),
    }
    // Somebody may have tried the id a moment ago.
    api.stored_keys.forget(&answer.access_key_id);
    tracing::info!(key = answer.access_key_id, role = %answer.role, by = asked.by, "an access key was made");
    Ok(answer)
}

/// `ListAccessKeys`
pub(crate) async fn list(api: &Api, asked: &Asked, parts: &RequestParts<'_>) -> Result<Reply, ApiError> {
    let (size, token) = (parts.query_text("page-size"), parts.query_text("token"));
    let page = page(&api.config.limits, List::Resources, size.as_deref(), token.as_deref())?;
    let keys = api.store.resources().list(&Scope::Account, Kind::AccessKey, Order::NewestFirst, page).await?;
    let item: Result<Vec<_>, ApiError> =
        keys.items.iter().map(|record| Ok(shown(stored::document(record)?, asked.now))).collect();
    Reply::of(&AccessKeysResponse { item: item?, next_token: keys.next })
}

/// `GetAccessKey`
pub(crate) async fn get(api: &Api, asked: &Asked, id: &str) -> Result<Reply, ApiError> {
    Reply::of(&shown(stored::document(&find(api, id).await?)?, asked.now))
}

async fn find(api: &Api, id: &str) -> Result<Record, ApiError> {
    let found = api.store.resources().get(&Scope::Account, Kind::AccessKey, id).await?;
    found.ok_or_else(ApiError::resource_not_found)
}

/// The key as it is answered: whether it has expired is a matter of the moment.
fn shown(key: AccessKeyResponse, now: Timestamp) -> AccessKeyResponse {
    AccessKeyResponse { status: status_at(key.status, expires(&key), now), secret_access_key: None, ..key }
}

fn check_name(api: &Api, name: Option<&str>) -> Result<(), FieldError> {
    name.map_or(Ok(()), |name| validate::name("Name", name, api.config.limits.name_chars))
}

/// The apps that the key is limited to, each once. They must exist: a mistyped id would make a key that can do nothing.
async fn applications(api: &Api, ids: Option<Vec<String>>) -> Result<Option<Vec<String>>, ApiError> {
    let Some(mut ids) = ids else { return Ok(None) };
    let most = api.config.limits.apps;
    if ids.is_empty() || ids.len() > most {
        let rule = format!("must name 1 to {most} applications, or be absent for all of them");
        return Err(FieldError::new("Applications", rule).into());
    }
    for (index, id) in ids.iter().enumerate() {
        let field = format!("Applications[{index}]");
        validate::name(&field, id, 128)?;
        if api.store.resources().get(&Scope::Account, Kind::App, id).await?.is_none() {
            return Err(FieldError::new(field, "must be the id of an application that exists").into());
        }
    }
    ids.sort();
    ids.dedup();
    Ok(Some(ids))
}

/// Keys that have expired make room for new ones.
async fn require_room(api: &Api, now: Timestamp) -> Result<(), ApiError> {
    let most = api.config.limits.access_keys;
    let keys = api.store.resources().list(&Scope::Account, Kind::AccessKey, Order::ById, Page::first(most)).await?.items;
    if keys.len() < most {
        return Ok(());
    }
    let mut swept = 0;
    for record in &keys {
        let status = shown(stored::document(record)?, now).status;
        if swept < SWEPT && status == AccessKeyStatus::Expired {
            delete_head(&api.store, record).await?;
            swept += 1;
        }
    }
    if swept > 0 {
        return Ok(());
    }
    Err(ApiError::bad_request(format!("access keys: at most {most} per account; delete one first")))
}

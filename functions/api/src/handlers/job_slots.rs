//! How many import jobs an account may have that are not finished (spec §2.2): as many as there are places.
//!
//! A place is a record of the account with a fixed id, written together with the job that takes it: two jobs that come at the
//! same moment cannot take one place. A place is free again when its job has finished or went with its app, which is looked
//! for only when there is none left.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::job::is_active;
use touchpoint_store::Page;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_wire::types::ImportJobResponse;

use crate::error::ApiError;
use crate::{Api, stored};

/// Whose place it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Holder {
    app: String,
    job: String,
}

/// The write by which `job` takes a place.
///
/// # Errors
/// 400 when all places are taken. The write itself loses a race when somebody else took the place first.
pub(super) async fn take(api: &Api, app: &AppId, job: &str, now: Timestamp) -> Result<Change, ApiError> {
    let most = api.config.limits.active_import_jobs;
    let doc = stored::value(&Holder { app: app.to_string(), job: job.to_owned() })?;
    let page = Page::first(most);
    let taken = api.store.resources().list(&Scope::Account, Kind::ImportJob, Order::ById, page).await?.items;
    let ids: BTreeSet<&str> = taken.iter().map(|place| place.id.as_str()).collect();
    let free = (0..most).map(|place| format!("{place:06}")).find(|id| !ids.contains(id.as_str()));
    if let Some(id) = free.filter(|_| taken.len() < most) {
        return Ok(Change::Create(Record::new(Scope::Account, Kind::ImportJob, id, doc, now)));
    }
    for place in taken {
        if !is_held(api, &stored::document(&place)?).await? {
            return Ok(Change::Replace(Record { doc, ..place }));
        }
    }
    Err(ApiError::bad_request(format!("import jobs: at most {most} per account that are not finished; wait for one to end")))
}

/// Whether the job is there and may still do something.
async fn is_held(api: &Api, holder: &Holder) -> Result<bool, ApiError> {
    let app = AppId::new(&holder.app);
    let resources = api.store.resources();
    // What belonged to a deleted app stays for a while.
    if resources.get(&Scope::Account, Kind::App, app.as_str()).await?.is_none() {
        return Ok(false);
    }
    match resources.get(&Scope::App(app), Kind::ImportJob, &holder.job).await? {
        Some(job) => Ok(is_active(stored::document::<ImportJobResponse>(&job)?.job_status)),
        None => Ok(false),
    }
}

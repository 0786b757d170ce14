//! Places of import jobs that are not finished (spec §2.2).
//!
//! A job takes its place in the transaction that creates it. Whoever works on it need not know of the place: those of jobs that
//! are over, or went with their app, are looked for when none is left.

use jiff::Timestamp;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::job::is_active;
use touchpoint_domain::places::{Holder, Quota};
use touchpoint_store::places::taking;
use touchpoint_store::resources::{Change, Kind, Scope};
use touchpoint_wire::types::ImportJobResponse;

use crate::error::ApiError;
use crate::{Api, stored};

/// The write by which `job` takes a place. It fails when another job takes the same place first: look again then.
///
/// # Errors
/// 400 when all places are taken.
pub(super) async fn take(api: &Api, app: &AppId, job: &str, now: Timestamp) -> Result<Change, ApiError> {
    let (quota, limits, holder) = (Quota::ImportJobs, &api.config.limits, Holder::new(app.as_str(), job));
    let free = async || api.store.places().free(quota, quota.places(limits), &holder).await;
    let mut place = free().await?;
    if place.is_none() {
        reclaim(api, app).await?;
        place = free().await?;
    }
    let place = place.ok_or_else(|| ApiError::bad_request(quota.refusal(limits)))?;
    Ok(taking(&holder, quota, place, now))
}

/// Frees the places of jobs that do nothing any more.
async fn reclaim(api: &Api, app: &AppId) -> Result<(), ApiError> {
    let places = api.store.places();
    for taken in places.holders(Quota::ImportJobs, app).await? {
        if !is_under_way(api, &taken.by).await? {
            places.reclaim(Quota::ImportJobs, &taken).await?;
        }
    }
    Ok(())
}

/// Whether the job is there and may still do something.
async fn is_under_way(api: &Api, job: &Holder) -> Result<bool, ApiError> {
    let resources = api.store.resources();
    // What belonged to a deleted app stays for a while.
    if resources.get(&Scope::Account, Kind::App, job.app.as_str()).await?.is_none() {
        return Ok(false);
    }
    match resources.get(&Scope::App(job.app.clone()), Kind::ImportJob, &job.id).await? {
        Some(job) => Ok(is_active(stored::document::<ImportJobResponse>(&job)?.job_status)),
        None => Ok(false),
    }
}

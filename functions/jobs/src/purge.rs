//! Removing what belonged to a deleted app (spec §1.9).

use std::time::Instant;

use object_store::path::Path;
use touchpoint_domain::archive::{events_of, parked_of};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::archive::delete_some;
use touchpoint_platform::ports::{ScheduledTask, When};
use touchpoint_store::resources::{Kind, Purge, Scope};

use crate::{JobError, Jobs};

/// Items removed between two looks at the time.
const ITEMS_AT_A_TIME: usize = 1_000;

pub(crate) async fn purge(jobs: &Jobs, app: String) -> Result<(), JobError> {
    let id = AppId::new(app.as_str());
    if jobs.store.resources().get(&Scope::Account, Kind::App, &app).await?.is_some() {
        tracing::warn!(app, "not purged: the app exists, so its deletion did not come through");
        return Ok(());
    }
    let begun = Instant::now();
    while remove_some(jobs, &id).await? == Purge::More {
        if begun.elapsed() >= jobs.budget {
            let (name, now) = (format!("purge-{app}-on"), jobs.clock.now());
            jobs.scheduler.put(&name, When::At(now), ScheduledTask::PurgeApp { app }).await?;
            return Ok(());
        }
    }
    tracing::info!(app, "what belonged to a deleted app is removed");
    Ok(())
}

/// Removes a bounded part: what the tables hold (rollups and claims go by their time to live), then events that wait for the app's
/// stream, then its archive.
async fn remove_some(jobs: &Jobs, app: &AppId) -> Result<Purge, JobError> {
    if jobs.store.resources().purge_app(app, ITEMS_AT_A_TIME).await? == Purge::More {
        return Ok(Purge::More);
    }
    for prefix in [parked_of(app), events_of(app)] {
        if delete_some(jobs.archive.as_ref(), &Path::from(prefix), ITEMS_AT_A_TIME).await? == ITEMS_AT_A_TIME {
            return Ok(Purge::More);
        }
    }
    Ok(Purge::Done)
}

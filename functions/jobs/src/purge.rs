//! Removing what belonged to a deleted app (spec §1.9).

use std::time::Instant;

use touchpoint_domain::ids::AppId;
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
    while jobs.store.resources().purge_app(&id, ITEMS_AT_A_TIME).await? == Purge::More {
        if begun.elapsed() >= jobs.budget {
            let (name, now) = (format!("purge-{app}-on"), jobs.clock.now());
            jobs.scheduler.put(&name, When::At(now), ScheduledTask::PurgeApp { app }).await?;
            return Ok(());
        }
    }
    tracing::info!(app, "what belonged to a deleted app is removed");
    Ok(())
}

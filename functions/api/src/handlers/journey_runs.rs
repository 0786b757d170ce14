//! The runs of a journey: one is scheduled when it is published, and whatever has not ended is cancelled with it (spec §11.2).

use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_store::Page;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_wire::input::GetJourneyRunsInput;
use touchpoint_wire::types::{JourneyRunResponse, JourneyRunStatus, JourneyRunsResponse};

use super::journeys::head;
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::{Api, stored};

/// The latest runs that are cancelled with their journey; of more, only one can still be under way.
const CANCELLED_AT_ONCE: usize = 20;

/// `GetJourneyRuns`, newest first.
pub(crate) async fn list(api: &Api, _call: &Call, input: GetJourneyRunsInput) -> Result<Reply, ApiError> {
    let (app, id) = (AppId::new(input.application_id), input.journey_id);
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    head(api, &app, &id).await?;
    let runs = api.store.resources().list(&Scope::App(app), Kind::JourneyRun, Order::NewestFirstOf(&id), page).await?;
    let item: Result<Vec<JourneyRunResponse>, ApiError> = runs.items.iter().map(stored::document).collect();
    Reply::of(&JourneyRunsResponse { item: item?, next_token: runs.next })
}

/// The write that schedules the first run of `journey`, in the transaction that publishes it.
pub(super) fn first(api: &Api, call: &Call, app: &AppId, journey: &str) -> Result<Change, ApiError> {
    let now = wire_date(call.now);
    let run = JourneyRunResponse {
        creation_time: now.clone(),
        last_update_time: now,
        run_id: api.ids.next(),
        status: JourneyRunStatus::Scheduled,
    };
    let id = format!("{journey}.{}", run.run_id);
    Ok(Change::Create(Record::new(Scope::App(app.clone()), Kind::JourneyRun, id, stored::value(&run)?, call.now)))
}

/// The writes that cancel the runs of `journey` that have not ended, in the transaction that cancels it.
pub(super) async fn cancelled(api: &Api, call: &Call, app: &AppId, journey: &str) -> Result<Vec<Change>, ApiError> {
    let (scope, order) = (Scope::App(app.clone()), Order::NewestFirstOf(journey));
    let runs = api.store.resources().list(&scope, Kind::JourneyRun, order, Page::first(CANCELLED_AT_ONCE)).await?;
    let mut changes = Vec::new();
    for record in runs.items {
        let run: JourneyRunResponse = stored::document(&record)?;
        match run.status {
            JourneyRunStatus::Scheduled | JourneyRunStatus::Running => {
                let run =
                    JourneyRunResponse { status: JourneyRunStatus::Cancelled, last_update_time: wire_date(call.now), ..run };
                changes.push(Change::Replace(Record { doc: stored::value(&run)?, ..record }));
            }
            JourneyRunStatus::Completed | JourneyRunStatus::Cancelled => {}
        }
    }
    Ok(changes)
}

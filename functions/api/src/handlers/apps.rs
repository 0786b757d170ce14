//! Apps, which the console calls projects (spec §1.9).

use jiff::SignedDuration;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_platform::ports::{ScheduledTask, When};
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_store::tally::{Step, Tally};
use touchpoint_wire::input::{CreateAppInput, DeleteAppInput, GetAppInput, GetAppsInput};
use touchpoint_wire::types::{ApplicationResponse, ApplicationsResponse};

use super::{campaign_delete, journey_delete};
use crate::arn::Named;
use crate::call::Call;
use crate::deletion::delete_head_and;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, tags, validate};

/// A deleted app's data is removed only after this time. The removal is scheduled before the app is deleted, so that a crash
/// between the two loses nothing, and it leaves an app alone that still exists: the deletion must be through by then.
const PURGE_DELAY: SignedDuration = SignedDuration::from_secs(60);

/// The record of the app.
///
/// # Errors
/// 404 when there is none. Every operation on something in an app begins here.
pub(crate) async fn require(api: &Api, app: &AppId) -> Result<Record, ApiError> {
    let found = api.store.resources().get(&Scope::Account, Kind::App, app.as_str()).await?;
    found.ok_or_else(ApiError::app_not_found)
}

/// `CreateApp`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateAppInput) -> Result<Reply, ApiError> {
    let request = input.create_application_request;
    let limits = &api.config.limits;
    validate::name("Name", &request.name, limits.app_name_chars)?;
    let tags = request.tags.filter(|tags| !tags.is_empty());
    tags::check(tags.as_ref().unwrap_or(&tags::Tags::new()), limits)?;
    let app = AppId::new(api.ids.next());
    let document = ApplicationResponse {
        arn: api.config.arn(&Named::App(app.clone())),
        creation_date: Some(wire_date(call.now)),
        id: app.to_string(),
        name: request.name,
        tags,
    };
    let record = Record::new(Scope::Account, Kind::App, app.as_str(), stored::value(&document)?, call.now);
    until_won(|| create_once(api, &record)).await?;
    Reply::of(&document)
}

async fn create_once(api: &Api, record: &Record) -> Result<(), ApiError> {
    let most = api.config.limits.apps;
    match api.store.resources().commit(vec![counted(Step::Up { most }), Change::Create(record.clone())]).await {
        // The id is new, so it is the room that was missing; if there is some by now, it is worth another try.
        Err(StoreError::Conflict) if api.store.tally(&Scope::Account, Tally::Apps).await? >= most => {
            Err(ApiError::bad_request(format!("apps: at most {most} per account; delete one first")))
        }
        outcome => Ok(outcome?),
    }
}

fn counted(step: Step) -> Change {
    Change::Count { scope: Scope::Account, tally: Tally::Apps, step }
}

/// `GetApp`
pub(crate) async fn get(api: &Api, input: GetAppInput) -> Result<Reply, ApiError> {
    Reply::of(&require(api, &AppId::new(input.application_id)).await?.doc)
}

/// `GetApps`, newest first.
pub(crate) async fn list(api: &Api, input: GetAppsInput) -> Result<Reply, ApiError> {
    let (size, token) = (input.page_size.as_deref(), input.token.as_deref());
    let page = page(&api.config.limits, List::Resources, size, token)?;
    let apps = api.store.resources().list(&Scope::Account, Kind::App, Order::NewestFirst, page).await?;
    let items: Result<Vec<ApplicationResponse>, ApiError> = apps.items.iter().map(stored::document).collect();
    Reply::of(&ApplicationsResponse { item: Some(items?), next_token: apps.next })
}

/// `DeleteApp`: gone at once, and its campaigns and journeys send no more; what belongs to it is removed a little later.
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteAppInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    until_won(|| delete_once(api, call, &app)).await
}

async fn delete_once(api: &Api, call: &Call, app: &AppId) -> Result<Reply, ApiError> {
    let record = require(api, app).await?;
    let due = call.now.saturating_add(PURGE_DELAY).unwrap_or(call.now);
    campaign_delete::delete_active(api, call, app).await?;
    journey_delete::delete_active(api, call, app).await?;
    let purge = ScheduledTask::PurgeApp { app: app.to_string() };
    api.ports.scheduler.put(&format!("purge-{app}"), When::At(due), purge).await?;
    delete_head_and(&api.store, &record, vec![counted(Step::Down)]).await?;
    api.known_apps.forget(app);
    Reply::of(&record.doc)
}

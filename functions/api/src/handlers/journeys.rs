//! Journeys: create, read, list, update, change state (spec §11). Nothing executes a published journey yet.
//!
//! Publishing is in `journey_publish`, deleting in `journey_delete`.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, JourneyId};
use touchpoint_domain::journey::document::Identity;
use touchpoint_domain::journey::limits::Defaults;
use touchpoint_domain::journey::state::{Journey, Refused, Transition, asks_to_publish};
use touchpoint_domain::journey::write;
use touchpoint_store::StoreError;
use touchpoint_store::places::released;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_wire::input::{
    CreateJourneyInput, GetJourneyInput, ListJourneysInput, UpdateJourneyInput, UpdateJourneyStateInput,
};
use touchpoint_wire::types::{JourneyResponse, JourneysResponse, State, WriteJourneyRequest};

use super::journey_publish::publish;
use super::journey_runs;
use super::{apps, settings};
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored};

/// `CreateJourney`: a draft, or a published journey if the request says `ACTIVE`.
pub(crate) async fn create(api: &Api, call: &Call, input: CreateJourneyInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.write_journey_request);
    let (settings, _) = settings::current(api, &app).await?;
    let publishes = asks_to_publish(request.state)?;
    let identity = Identity { app: app.clone(), id: JourneyId::new(api.ids.next()), created: call.now };
    let defaults = Defaults { limits: settings.journey_limits, quiet_time: settings.quiet_time };
    let draft = write::create(request, &identity, defaults, &api.config.limits)?;
    if publishes {
        return until_won(|| Box::pin(create_published(api, call, &app, &draft))).await;
    }
    commit_new(api, vec![Change::Create(new_record(&app, &draft, call)?)]).await?;
    Reply::of(&draft.doc)
}

async fn create_published(api: &Api, call: &Call, app: &AppId, draft: &Journey) -> Result<Reply, ApiError> {
    let (active, mut changes) = Box::pin(publish(api, call, app, draft.clone())).await?;
    changes.push(Change::Create(new_record(app, &active, call)?));
    match api.store.resources().commit(changes).await {
        // Our own write, repeated after its answer was lost. Otherwise somebody else has taken the place.
        Err(StoreError::Conflict) if find(api, app, &active.doc.id).await?.is_some() => {}
        outcome => outcome?,
    }
    Reply::of(&active.doc)
}

async fn commit_new(api: &Api, changes: Vec<Change>) -> Result<(), ApiError> {
    match api.store.resources().commit(changes).await {
        // The id is new: what is there already is our own write, repeated after its answer was lost.
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn new_record(app: &AppId, journey: &Journey, call: &Call) -> Result<Record, ApiError> {
    let (id, doc) = (journey.doc.id.as_str(), stored::value(&journey.doc)?);
    let head = Record::new(Scope::App(app.clone()), Kind::Journey, id, doc, call.now);
    Ok(Record { srv: stored::value(&journey.server)?, ..head })
}

/// `GetJourney`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetJourneyInput) -> Result<Reply, ApiError> {
    Reply::of(&head(api, &AppId::new(input.application_id), &input.journey_id).await?.doc)
}

/// `ListJourneys`, newest first.
pub(crate) async fn list(api: &Api, _call: &Call, input: ListJourneysInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    apps::require(api, &app).await?;
    let journeys = api.store.resources().list(&Scope::App(app), Kind::Journey, Order::NewestFirst, page).await?;
    let item: Result<Vec<JourneyResponse>, ApiError> = journeys.items.iter().map(stored::document).collect();
    Reply::of(&JourneysResponse { item: item?, next_token: journeys.next })
}

/// `UpdateJourney`: what is given replaces, what is absent stays. Only drafts are edited; `State` `ACTIVE` publishes.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateJourneyInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.write_journey_request);
    until_won(|| Box::pin(update_once(api, call, &app, &input.journey_id, &request))).await
}

async fn update_once(api: &Api, call: &Call, app: &AppId, id: &str, request: &WriteJourneyRequest) -> Result<Reply, ApiError> {
    let head = head(api, app, id).await?;
    let publishes = asks_to_publish(request.state)?;
    let draft = write::update(journey(&head)?, request.clone(), &api.config.limits, call.now)?;
    let (changed, places) = match publishes {
        true => Box::pin(publish(api, call, app, draft)).await?,
        false => (draft, Vec::new()),
    };
    store(api, head, &changed, places).await
}

/// `UpdateJourneyState`: publish, pause, resume or cancel.
pub(crate) async fn update_state(api: &Api, call: &Call, input: UpdateJourneyStateInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let wanted = input.journey_state_request.state;
    until_won(|| Box::pin(update_state_once(api, call, &app, &input.journey_id, wanted))).await
}

async fn update_state_once(api: &Api, call: &Call, app: &AppId, id: &str, wanted: Option<State>) -> Result<Reply, ApiError> {
    let head = head(api, app, id).await?;
    let old = journey(&head)?;
    let wanted = wanted.ok_or_else(|| FieldError::new("State", "required"))?;
    let (changed, places) = match Transition::of(old.state(), wanted)? {
        Transition::Publish => Box::pin(publish(api, call, app, old)).await?,
        Transition::Pause => (old.pause(call.now)?, Vec::new()),
        Transition::Resume => (old.resume(call.now)?, Vec::new()),
        Transition::Cancel => {
            let (cancelled, mut changes) = released(old.cancel(call.now));
            changes.extend(journey_runs::cancelled(api, call, app, id).await?);
            (cancelled, changes)
        }
    };
    store(api, head, &changed, places).await
}

/// Stores a changed journey, and takes or gives back its places with it.
async fn store(api: &Api, head: Record, changed: &Journey, places: Vec<Change>) -> Result<Reply, ApiError> {
    let head = Record { doc: stored::value(&changed.doc)?, srv: stored::value(&changed.server)?, ..head };
    let mut changes = places;
    changes.push(Change::Replace(head));
    api.store.resources().commit(changes).await?;
    Reply::of(&changed.doc)
}

/// The record of a journey.
///
/// # Errors
/// 404, which says whether the app or the journey is missing.
pub(super) async fn head(api: &Api, app: &AppId, id: &str) -> Result<Record, ApiError> {
    // What belonged to a deleted app stays for a while; nobody may see it.
    let (_, found) = tokio::try_join!(apps::require(api, app), find(api, app, id))?;
    found.ok_or_else(ApiError::resource_not_found)
}

async fn find(api: &Api, app: &AppId, id: &str) -> Result<Option<Record>, ApiError> {
    Ok(api.store.resources().get(&Scope::App(app.clone()), Kind::Journey, id).await?)
}

/// The journey that `head` stores.
pub(super) fn journey(head: &Record) -> Result<Journey, ApiError> {
    Ok(Journey { doc: stored::document(head)?, server: stored::server_side(head)? })
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotEditable(_) => Self::conflict(refused.to_string()),
            Refused::Field(_) | Refused::Unfit(_) => Self::bad_request(refused.to_string()),
        }
    }
}

//! Campaigns: create, read, list, update (spec §6.1, §6.4). When they run is the engine's business.

use touchpoint_domain::campaign::document::Identity;
use touchpoint_domain::campaign::state::{Campaign, CampaignServer, Defaults};
use touchpoint_domain::campaign::write;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Kind, Order, Record, Scope};
use touchpoint_wire::input::{CreateCampaignInput, GetCampaignInput, GetCampaignsInput, UpdateCampaignInput};
use touchpoint_wire::types::{CampaignResponse, CampaignsResponse, WriteCampaignRequest};

use super::campaign_effects::{run_changes, schedule, schedule_new};
use super::campaign_places::settled;
use super::campaign_references::{segment_fits_trigger, segment_version, templates_exist};
use super::versioned::{Versioned, first_version, next_version};
use super::{apps, settings};
use crate::arn::Named;
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, tags};

/// `CreateCampaign`: version 1, and the schedule that starts it.
pub(crate) async fn create(api: &Api, call: &Call, input: CreateCampaignInput) -> Result<Reply, ApiError> {
    let (app, mut request) = (AppId::new(input.application_id), input.write_campaign_request);
    let (settings, _) = settings::current(api, &app).await?;
    request.tags = request.tags.take().filter(|tags| !tags.is_empty());
    tags::check(request.tags.as_ref().unwrap_or(&tags::Tags::new()), &api.config.limits)?;
    let defaults = Defaults { limits: settings.limits, quiet_time: settings.quiet_time, hook: settings.campaign_hook };
    let id = CampaignId::new(api.ids.next());
    let segment_version = segment_version(api, &app, request.segment_id.as_deref(), request.segment_version).await?;
    let identity = Identity {
        arn: api.config.arn(&Named::Campaign(app.clone(), id.clone())),
        app: app.clone(),
        id: id.clone(),
        version: 1,
        segment_version,
        created: call.now,
        modified: call.now,
    };
    let (campaign, effects) = write::create(request, &identity, defaults, &api.config.limits, call.now)?;
    templates_exist(api, &campaign.doc).await?;
    segment_fits_trigger(api, &app, &campaign.doc).await?;
    until_won(|| store_new(api, call, &app, &campaign)).await?;
    schedule_new(api, call, &app, &id, &effects).await?;
    Reply::of(&campaign.doc)
}

async fn store_new(api: &Api, call: &Call, app: &AppId, campaign: &Campaign) -> Result<(), ApiError> {
    let (resources, scope) = (api.store.resources(), Scope::App(app.clone()));
    let (placed, places) = settled(api, call, campaign.clone()).await?;
    let head = Record::new(scope.clone(), Kind::Campaign, placed.doc.id.as_str(), stored::value(&placed.doc)?, call.now);
    let head = Record { srv: stored::value(&placed.server)?, ..head };
    let mut changes = first_version(head);
    changes.extend(places);
    match resources.commit(changes).await {
        Ok(()) => Ok(()),
        // The id is new: what is there already is our own write, repeated after its answer was lost. Otherwise somebody else has
        // taken the place.
        Err(StoreError::Conflict) if resources.get(&scope, Kind::Campaign, &campaign.doc.id).await?.is_some() => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// `GetCampaign`: the latest version, with its state.
pub(crate) async fn get(api: &Api, input: GetCampaignInput) -> Result<Reply, ApiError> {
    let versioned = Versioned::campaign(&AppId::new(input.application_id), &input.campaign_id);
    Reply::of(&versioned.head(api).await?.doc)
}

/// `GetCampaigns`, newest first.
pub(crate) async fn list(api: &Api, input: GetCampaignsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    apps::require(api, &app).await?;
    let campaigns = api.store.resources().list(&Scope::App(app), Kind::Campaign, Order::NewestFirst, page).await?;
    let items: Result<Vec<CampaignResponse>, ApiError> = campaigns.items.iter().map(stored::document).collect();
    Reply::of(&CampaignsResponse { item: items?, next_token: campaigns.next })
}

/// `UpdateCampaign`: what is given replaces, what is absent stays, and the version goes up by one. `tags` are ignored.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateCampaignInput) -> Result<Reply, ApiError> {
    let (app, id) = (AppId::new(input.application_id), CampaignId::new(input.campaign_id));
    let request = WriteCampaignRequest { tags: None, ..input.write_campaign_request };
    until_won(|| update_once(api, call, &app, &id, &request)).await
}

async fn update_once(
    api: &Api,
    call: &Call,
    app: &AppId,
    id: &CampaignId,
    request: &WriteCampaignRequest,
) -> Result<Reply, ApiError> {
    let head = Versioned::campaign(app, id.as_str()).head(api).await?;
    let old = campaign(&head)?;
    let identity = Identity {
        app: app.clone(),
        id: id.clone(),
        arn: old.doc.arn.clone(),
        version: old.doc.version.unwrap_or(1).saturating_add(1),
        segment_version: bound_segment(api, app, &old.doc, request).await?,
        created: head.created,
        modified: call.now,
    };
    let (changed, effects) = write::update(&old, request.clone(), &identity, &api.config.limits, call.now)?;
    if request.template_configuration.is_some() || request.additional_treatments.is_some() {
        templates_exist(api, &changed.doc).await?;
    }
    if request.segment_id.is_some() || request.segment_version.is_some() || request.schedule.is_some() {
        segment_fits_trigger(api, app, &changed.doc).await?;
    }
    let (changed, places) = settled(api, call, changed).await?;
    let doc = stored::value(&changed.doc)?;
    let head = Record { srv: stored::value(&changed.server)?, ..head };
    let mut changes = next_version(head, doc, call.now)?;
    changes.extend(places);
    changes.extend(run_changes(api, call, app, id, &effects).await?);
    api.store.resources().commit(changes).await?;
    schedule(api, call, app, id, &effects).await?;
    Reply::of(&changed.doc)
}

/// The segment version after the update: the one it asks for, the latest of a new segment, or the one the campaign has.
async fn bound_segment(api: &Api, app: &AppId, old: &CampaignResponse, request: &WriteCampaignRequest) -> Result<i32, ApiError> {
    if request.segment_id.is_none() && request.segment_version.is_none() {
        return Ok(old.segment_version);
    }
    let id = request.segment_id.as_deref().unwrap_or(&old.segment_id);
    segment_version(api, app, Some(id), request.segment_version).await
}

/// The campaign that `head` stores.
pub(super) fn campaign(head: &Record) -> Result<Campaign, ApiError> {
    let server: Option<CampaignServer> = stored::server_side(head)?;
    Ok(Campaign { doc: stored::document(head)?, server: server.unwrap_or_default() })
}

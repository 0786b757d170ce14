//! In-app messages that an endpoint may show (spec §9.3). Returned, never counted: apps themselves keep to caps, triggers and quiet time.

use std::collections::BTreeMap;

use futures::future::FutureExt as _;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use touchpoint_domain::campaign::in_app::{in_order, message, offer, shown};
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::ids::{AppId, EndpointKey, SegmentId};
use touchpoint_domain::places::Quota;
use touchpoint_domain::segment::CompiledSegment;
use touchpoint_store::resources::{Kind, Scope};
use touchpoint_wire::input::GetInAppMessagesInput;
use touchpoint_wire::types::{CampaignResponse, InAppMessageCampaign, InAppMessagesResponse, InAppTemplateRequest};

use super::apps;
use super::campaigns::campaign;
use super::direct_sources::template;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// Campaigns that are looked at at a time.
const CAMPAIGNS_AT_ONCE: usize = 10;

/// What an offer is ordered by, and the offer.
type Dated = (String, InAppMessageCampaign);

/// `GetInAppMessages`
pub(crate) async fn get(api: &Api, call: &Call, input: GetInAppMessagesInput) -> Result<Reply, ApiError> {
    let (app, key) = (AppId::new(input.application_id), EndpointKey::of(&input.endpoint_id));
    let found = async { Ok(api.store.endpoints().get(&app, &key).await?) };
    // Active ones have a place in their quota, so there are no more of them than that allows; `shown` says which are open now.
    let ids = async { Ok(api.store.places().held_by(Quota::InAppCampaigns, &app).await?) };
    let (_, found, ids) = tokio::try_join!(apps::require(api, &app), found, ids)?;
    let endpoint = found.ok_or_else(ApiError::resource_not_found)?;
    let view = EndpointView::parse(&endpoint.doc).map_err(|error| ApiError::internal(error.to_string()))?;
    let looking: Vec<_> = ids.into_iter().map(|id| offered(api, call, &app, id, &view).boxed()).collect();
    let offers: Vec<Option<Dated>> = stream::iter(looking).buffer_unordered(CAMPAIGNS_AT_ONCE).try_collect().await?;
    let offers = in_order(offers.into_iter().flatten().collect());
    Reply::of(&InAppMessagesResponse { in_app_message_campaigns: Some(offers) })
}

/// What one campaign offers the endpoint now, if anything.
async fn offered(
    api: &Api,
    call: &Call,
    app: &AppId,
    id: String,
    endpoint: &EndpointView<'_>,
) -> Result<Option<Dated>, ApiError> {
    let Some(head) = api.store.resources().get(&Scope::App(app.clone()), Kind::Campaign, &id).await? else { return Ok(None) };
    let campaign = campaign(&head)?;
    let Some(treatment) = shown(&campaign.doc, endpoint.cohort, call.now) else { return Ok(None) };
    let inline = treatment.message.and_then(|message| message.in_app_message.as_ref());
    let named = treatment.template.and_then(|templates| templates.in_app_template.as_ref());
    // A template that was deleted shows nothing; that is no reason to keep the other messages from the app.
    let template: Option<InAppTemplateRequest> = match template(api, Kind::TemplateInApp, "InAppTemplate", named).await {
        Err(error) if error.code() == touchpoint_wire::ErrorCode::BadRequest => None,
        template => template?,
    };
    let Some(message) = message(inline, template.as_ref()) else { return Ok(None) };
    if !is_member(api, call, app, &campaign.doc, endpoint).await? {
        return Ok(None);
    }
    let created = campaign.doc.creation_date.clone();
    Ok(Some((created, offer(&campaign, &treatment, message))))
}

/// Whether the campaign's segment, in the version that it is bound to, contains the endpoint. One that is gone contains nobody.
async fn is_member(
    api: &Api,
    call: &Call,
    app: &AppId,
    campaign: &CampaignResponse,
    endpoint: &EndpointView<'_>,
) -> Result<bool, ApiError> {
    let id = SegmentId::new(campaign.segment_id.as_str());
    let version = u32::try_from(campaign.segment_version).ok().filter(|version| *version > 0);
    // A deleted segment's versions go with its head.
    let Some(spec) = api.store.segment(app, &id, version).await? else { return Ok(false) };
    let limits = &api.config.limits;
    let sources = if spec.groups.is_some() { api.store.segment_sources(app, &spec, limits).await? } else { BTreeMap::new() };
    match CompiledSegment::compile(&spec, &mut |id, version| sources.get(&(id.clone(), version)).cloned(), limits) {
        Ok(segment) => Ok(segment.matches(endpoint, call.now)),
        Err(_) => {
            tracing::warn!(%app, segment = %id, "an in-app campaign's segment cannot be evaluated");
            Ok(false)
        }
    }
}

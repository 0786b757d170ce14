//! An app's settings: defaults for the campaigns and journeys that are created from then on (spec §1.9).

use serde::{Deserialize, Serialize};
use touchpoint_domain::campaign::function::validate_hook;
use touchpoint_domain::campaign::limits;
use touchpoint_domain::campaign::quiet::QuietHours;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{GetApplicationSettingsInput, UpdateApplicationSettingsInput};
use touchpoint_wire::types::{
    ApplicationResponse, ApplicationSettingsJourneyLimits, ApplicationSettingsResource, CampaignHook, CampaignLimits, QuietTime,
    WriteApplicationSettingsRequest,
};

use super::apps;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::validate::range;
use crate::{Api, stored};

/// The id of the one record of its kind in an app.
const ID: &str = "settings";

/// Switches that are accepted and never answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", default)]
struct Switches {
    #[serde(skip_serializing_if = "Option::is_none")]
    cloud_watch_metrics_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_tagging_enabled: Option<bool>,
}

/// `GetApplicationSettings`
pub(crate) async fn get(api: &Api, input: GetApplicationSettingsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    Reply::of(&current(api, &app).await?.0)
}

/// `UpdateApplicationSettings`: what is absent stays, what is there replaces the old object whole.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateApplicationSettingsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let request = input.write_application_settings_request;
    until_won(|| update_once(api, call, &app, &request)).await
}

async fn update_once(api: &Api, call: &Call, app: &AppId, request: &WriteApplicationSettingsRequest) -> Result<Reply, ApiError> {
    let (old, record) = current(api, app).await?;
    check(request)?;
    let switches: Switches = record.as_ref().map(stored::server_side).transpose()?.unwrap_or_default();
    let settings = merged(old, request, wire_date(call.now));
    let doc = stored::value(&settings)?;
    let srv = stored::value(&Switches {
        cloud_watch_metrics_enabled: request.cloud_watch_metrics_enabled.or(switches.cloud_watch_metrics_enabled),
        event_tagging_enabled: request.event_tagging_enabled.or(switches.event_tagging_enabled),
    })?;
    let write = match record {
        Some(record) => Change::Replace(Record { doc, srv, ..record }),
        None => Change::Create(Record { srv, ..Record::new(Scope::App(app.clone()), Kind::Settings, ID, doc, call.now) }),
    };
    api.store.resources().commit(vec![write]).await?;
    Reply::of(&settings)
}

/// The settings in force, with their record if they were ever written.
///
/// # Errors
/// 404 when there is no such app.
pub(crate) async fn current(api: &Api, app: &AppId) -> Result<(ApplicationSettingsResource, Option<Record>), ApiError> {
    let app_record = apps::require(api, app).await?;
    let record = api.store.resources().get(&Scope::App(app.clone()), Kind::Settings, ID).await?;
    let settings = match &record {
        Some(record) => stored::document(record)?,
        None => untouched(stored::document(&app_record)?),
    };
    Ok((settings, record))
}

/// The settings of an app that nobody has changed: objects that are there and empty, because clients look into them.
fn untouched(app: ApplicationResponse) -> ApplicationSettingsResource {
    ApplicationSettingsResource {
        application_id: app.id,
        campaign_hook: Some(CampaignHook::default()),
        journey_limits: None,
        last_modified_date: app.creation_date,
        limits: Some(CampaignLimits::default()),
        quiet_time: Some(QuietTime::default()),
    }
}

fn merged(
    old: ApplicationSettingsResource,
    request: &WriteApplicationSettingsRequest,
    now: String,
) -> ApplicationSettingsResource {
    ApplicationSettingsResource {
        application_id: old.application_id,
        campaign_hook: request.campaign_hook.clone().or(old.campaign_hook),
        journey_limits: request.journey_limits.clone().or(old.journey_limits),
        last_modified_date: Some(now),
        limits: request.limits.clone().or(old.limits),
        quiet_time: request.quiet_time.clone().or(old.quiet_time),
    }
}

fn check(request: &WriteApplicationSettingsRequest) -> Result<(), FieldError> {
    if let Some(hook) = &request.campaign_hook {
        validate_hook(hook).map_err(|error| error.within("CampaignHook"))?;
    }
    if let Some(written) = &request.limits {
        limits::validate(written).map_err(|error| error.within("Limits"))?;
    }
    if let Some(quiet_time) = &request.quiet_time {
        QuietHours::parse(quiet_time).map_err(|error| error.within("QuietTime"))?;
    }
    request.journey_limits.as_ref().map_or(Ok(()), check_journey_limits)
}

fn check_journey_limits(limits: &ApplicationSettingsJourneyLimits) -> Result<(), FieldError> {
    range("JourneyLimits.DailyCap", limits.daily_cap, 0, 100)?;
    range("JourneyLimits.TotalCap", limits.total_cap, 0, 100)?;
    if let Some(timeframe) = &limits.timeframe_cap {
        range("JourneyLimits.TimeframeCap.Cap", timeframe.cap, 0, 100)?;
        range("JourneyLimits.TimeframeCap.Days", timeframe.days, 0, 30)?;
    }
    Ok(())
}

//! What a change of a campaign asks for: writes to its runs, which are stored together with it, and its start schedule, which
//! is set afterwards.

use touchpoint_domain::campaign::run::Control;
use touchpoint_domain::campaign::schedule::{kick_name, start_name};
use touchpoint_domain::campaign::state::Effect;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_platform::ports::{ScheduledTask, When};
use touchpoint_store::resources::{Change, Kind, Scope};

use super::campaign_delete::remove;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;

/// The writes that tell the campaign's runs.
pub(crate) async fn run_changes(
    api: &Api,
    call: &Call,
    app: &AppId,
    campaign: &CampaignId,
    effects: &[Effect],
) -> Result<Vec<Change>, ApiError> {
    let control = effects.iter().find_map(|effect| match effect {
        Effect::PauseRuns => Some(Control::Paused),
        Effect::ResumeRuns => Some(Control::Running),
        Effect::CancelRuns => Some(Control::Cancelled),
        Effect::ScheduleStart(_) | Effect::UnscheduleStart => None,
    });
    match control {
        Some(control) => Ok(api.store.runs().control_changes(app, campaign, control, call.now).await?),
        None => Ok(Vec::new()),
    }
}

/// Sets the schedules of a campaign that is stored. May be done twice.
pub(crate) async fn schedule(
    api: &Api,
    call: &Call,
    app: &AppId,
    campaign: &CampaignId,
    effects: &[Effect],
) -> Result<(), ApiError> {
    let name = start_name(campaign);
    for effect in effects {
        match effect {
            Effect::ScheduleStart(scheduled) => {
                let (app, campaign) = (app.to_string(), campaign.to_string());
                let task = ScheduledTask::StartCampaign { app, campaign, scheduled: *scheduled };
                api.ports.scheduler.put(&name, When::At(*scheduled), task).await?;
            }
            Effect::UnscheduleStart => api.ports.scheduler.delete(&name).await?,
            // Paused runs find out by themselves. The others are looked after now, and not at the watch's next turn.
            Effect::PauseRuns => {}
            Effect::ResumeRuns | Effect::CancelRuns => {
                let task = ScheduledTask::WatchCampaign { app: app.to_string(), campaign: campaign.to_string() };
                api.ports.scheduler.put(&kick_name(campaign), When::At(call.now), task).await?;
            }
        }
    }
    Ok(())
}

/// The same for a campaign that was just created: if it cannot be scheduled it is taken away again, so that none is left that
/// never starts.
pub(crate) async fn schedule_new(
    api: &Api,
    call: &Call,
    app: &AppId,
    campaign: &CampaignId,
    effects: &[Effect],
) -> Result<(), ApiError> {
    let Err(error) = schedule(api, call, app, campaign, effects).await else { return Ok(()) };
    let (resources, scope) = (api.store.resources(), Scope::App(app.clone()));
    if let Some(head) = resources.get(&scope, Kind::Campaign, campaign.as_str()).await? {
        remove(api, &head).await?;
    }
    Err(error)
}

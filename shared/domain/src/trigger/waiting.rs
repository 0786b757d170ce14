//! What a campaign or journey waits for, if it does.

use touchpoint_wire::types::{CampaignResponse, CampaignStatus, JourneyResponse, State};

use super::{Condition, Trigger};
use crate::campaign::event_filter::Trigger as Started;
use crate::campaign::in_app::Window;
use crate::campaign::treatment::treatments;
use crate::field::FieldError;
use crate::limits::Limits;

/// The events that a campaign sends for: those of each of its treatments' schedules. None unless it is of frequency EVENT and on its way.
///
/// # Errors
/// A filter that cannot be compiled: it was not stored by us, or under other rules.
pub fn campaign_triggers(campaign: &CampaignResponse, limits: &Limits) -> Result<Vec<Trigger>, FieldError> {
    let status = campaign.state.as_ref().and_then(|state| state.campaign_status).unwrap_or(CampaignStatus::Scheduled);
    let waits = match status {
        // The clock says whether it is time, by the event; the status follows it a little later.
        CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun => true,
        CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid => false,
    };
    let mut schedules: Vec<_> = treatments(campaign).into_iter().filter_map(|treatment| treatment.schedule).collect();
    schedules.dedup();
    let on_events = schedules.into_iter().filter(|schedule| waits && Started::of(Some(schedule)) == Started::Event);
    let compiled =
        on_events.filter_map(|schedule| Some((schedule, schedule.event_filter.as_ref()?))).map(|(schedule, filter)| {
            let condition = Condition::compile(&filter.dimensions, filter.filter_type, limits)
                .map_err(|error| error.within("Schedule.EventFilter.Dimensions"))?;
            Ok(Trigger { condition, window: Window::of(schedule).map_err(|error| error.within("Schedule"))? })
        });
    compiled.collect()
}

/// The event that lets endpoints into a journey; `None` unless it is active and an event starts it.
///
/// # Errors
/// A filter that cannot be compiled.
pub fn journey_trigger(journey: &JourneyResponse, limits: &Limits) -> Result<Option<Trigger>, FieldError> {
    let waits = match journey.state.unwrap_or(State::Draft) {
        State::Active => true,
        State::Draft | State::Completed | State::Cancelled | State::Closed | State::Paused => false,
    };
    let start = journey.start_condition.as_ref().and_then(|start| start.event_start_condition.as_ref());
    let Some(filter) = start.and_then(|start| start.event_filter.as_ref()).filter(|_| waits) else { return Ok(None) };
    let condition = Condition::compile(&filter.dimensions, filter.filter_type, limits)
        .map_err(|error| error.within("StartCondition.EventStartCondition.EventFilter.Dimensions"))?;
    let (opens, closes) = journey.schedule.as_ref().map_or((None, None), |schedule| (schedule.start_time, schedule.end_time));
    Ok(Some(Trigger { condition, window: Window { opens, closes } }))
}

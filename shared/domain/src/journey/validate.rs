//! The rules of single fields, which hold for every journey that is saved, complete or not (spec §2.5, §11.1).

use jiff::SignedDuration;
use touchpoint_wire::types::{JourneyChannelSettings, JourneyResponse, StartCondition};

use super::references::References;
use super::text::{ACTIVITY_ID_CHARS, ID_CHARS, OUTSIDE_CHARS, activity_id, at_most, duration, filled};
use super::{activity, condition, hours, limits};
use crate::campaign::zone::zone;
use crate::field::FieldError;
use crate::limits::Limits;

/// The shortest time between two refreshes (spec §11.1).
const SHORTEST_REFRESH: SignedDuration = SignedDuration::from_hours(1);
/// The most segments that a journey may name: they are all looked up when it is published.
const MOST_SEGMENTS: usize = 100;

/// Checks a journey as it would be stored.
pub fn validate(journey: &JourneyResponse, quotas: &Limits) -> Result<(), FieldError> {
    validate_name(&journey.name, quotas.journey_name_chars)?;
    validate_activities(journey, quotas)?;
    if let Some(start) = filled(journey.start_activity.as_ref()) {
        activity_id("StartActivity", start, ID_CHARS)?;
    }
    if let Some(start) = &journey.start_condition {
        validate_start(start, quotas).map_err(|error| error.within("StartCondition"))?;
    }
    if let Some(name) = journey.schedule.as_ref().and_then(|schedule| filled(schedule.timezone.as_ref())) {
        let rule = "must be UTC, an offset such as UTC+05:30, or an IANA zone name";
        zone(name).ok_or_else(|| FieldError::new("Schedule.Timezone", rule))?;
    }
    if let Some(written) = &journey.limits {
        limits::validate(written).map_err(|error| error.within("Limits"))?;
    }
    validate_refresh(journey.refresh_frequency.as_ref())?;
    validate_hours(journey, quotas)?;
    if let Some(settings) = &journey.journey_channel_settings {
        validate_connect(settings).map_err(|error| error.within("JourneyChannelSettings"))?;
    }
    if References::of(journey).segments.len() > MOST_SEGMENTS {
        return Err(FieldError::new("Activities", format!("must name at most {MOST_SEGMENTS} segments")));
    }
    Ok(())
}

fn validate_name(name: &str, most: usize) -> Result<(), FieldError> {
    let chars = name.chars().count();
    if chars == 0 || chars > most || name.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(FieldError::new("Name", format!("must have 1 to {most} characters, none of them a space")));
    }
    Ok(())
}

fn validate_activities(journey: &JourneyResponse, quotas: &Limits) -> Result<(), FieldError> {
    let Some(activities) = &journey.activities else { return Ok(()) };
    if activities.len() > quotas.journey_activities {
        return Err(FieldError::new("Activities", format!("must have at most {} members", quotas.journey_activities)));
    }
    for (id, activity) in activities {
        activity_id("Activities", id, ACTIVITY_ID_CHARS)?;
        activity::validate(activity, quotas).map_err(|error| match error.field.as_str() {
            "" => FieldError::new(format!("Activities.{id}"), error.reason),
            _ => error.within(&format!("Activities.{id}")),
        })?;
    }
    Ok(())
}

fn validate_start(start: &StartCondition, quotas: &Limits) -> Result<(), FieldError> {
    at_most("Description", start.description.as_deref(), quotas.description_chars)?;
    if start.event_start_condition.is_some() && start.segment_start_condition.is_some() {
        return Err(FieldError::new("EventStartCondition", "must be absent when SegmentStartCondition is given"));
    }
    if let Some(segment) = &start.segment_start_condition {
        at_most("SegmentStartCondition.SegmentId", Some(&segment.segment_id), ID_CHARS)?;
    }
    let Some(event) = &start.event_start_condition else { return Ok(()) };
    at_most("EventStartCondition.SegmentId", event.segment_id.as_deref(), ID_CHARS)?;
    match &event.event_filter {
        Some(filter) => condition::validate_event_dimensions(&filter.dimensions, quotas)
            .map_err(|error| error.within("EventStartCondition.EventFilter.Dimensions")),
        None => Ok(()),
    }
}

fn validate_refresh(frequency: Option<&String>) -> Result<(), FieldError> {
    match filled(frequency).map(duration) {
        None => Ok(()),
        Some(Some(length)) if length >= SHORTEST_REFRESH => Ok(()),
        Some(Some(_) | None) => {
            Err(FieldError::new("RefreshFrequency", "must be an ISO 8601 duration of at least PT1H, such as PT12H"))
        }
    }
}

fn validate_hours(journey: &JourneyResponse, quotas: &Limits) -> Result<(), FieldError> {
    if let Some(quiet) = &journey.quiet_time {
        hours::validate_quiet(quiet).map_err(|error| error.within("QuietTime"))?;
    }
    if let Some(open) = &journey.open_hours {
        hours::validate_open(open, quotas).map_err(|error| error.within("OpenHours"))?;
    }
    if let Some(closed) = &journey.closed_days {
        hours::validate_closed(closed, quotas).map_err(|error| error.within("ClosedDays"))?;
    }
    Ok(())
}

fn validate_connect(settings: &JourneyChannelSettings) -> Result<(), FieldError> {
    at_most("ConnectCampaignArn", settings.connect_campaign_arn.as_deref(), OUTSIDE_CHARS)?;
    if filled(settings.connect_campaign_arn.as_ref()).is_some_and(|arn| !arn.starts_with("arn:")) {
        return Err(FieldError::new("ConnectCampaignArn", "must be the ARN of a Connect campaign"));
    }
    let role = filled(settings.connect_campaign_execution_role_arn.as_ref());
    at_most("ConnectCampaignExecutionRoleArn", role, OUTSIDE_CHARS)?;
    // A role below a path is one that Connect cannot assume.
    let name = |arn: &str| arn.split_once(":role/").map(|(_, name)| !name.is_empty() && !name.contains('/'));
    if role.is_some_and(|arn| !arn.starts_with("arn:") || name(arn) != Some(true)) {
        return Err(FieldError::new("ConnectCampaignExecutionRoleArn", "must be the ARN of a role without a path"));
    }
    Ok(())
}

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;

//! What a journey needs in order to be published (spec §11.8). All faults are found at once.
//!
//! The facts about what it names are given; whether SES has verified a sender is not among them.

mod entry;
mod schedule;
mod steps;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use touchpoint_wire::types::JourneyResponse;

use self::schedule::Span;
use super::hours::{self, Scheduled};
use super::limits::Defaults;
use super::references::Facts;
use super::refusals::{Refusals, Subject};
use super::structure::Structure;
use super::text::filled;
use crate::limits::Limits;

/// What a review looks at besides the journey.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    pub facts: &'a Facts,
    /// The app's settings as they were when the journey was created.
    pub defaults: &'a Defaults,
    pub quotas: &'a Limits,
    pub now: Timestamp,
}

/// What makes people enter a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Segment,
    Event,
}

/// What makes people enter `journey`.
#[must_use]
pub fn trigger(journey: &JourneyResponse) -> Trigger {
    let event = journey.start_condition.as_ref().is_some_and(|start| start.event_start_condition.is_some());
    if event { Trigger::Event } else { Trigger::Segment }
}

/// Finds the faults of a journey that passed [`super::validate`]. The quotas of active journeys are the caller's, who knows
/// what is free.
#[must_use]
pub fn review(journey: &JourneyResponse, circumstances: &Circumstances<'_>) -> Refusals {
    let mut refusals = Refusals::default();
    let structure = Structure::of(journey);
    entry::review(journey, circumstances.facts, &mut refusals);
    review_activities(journey, &structure, circumstances.quotas, &mut refusals);
    let span = Span::of(journey.schedule.as_ref(), circumstances.quotas, circumstances.now);
    span.review(&mut refusals);
    for (id, step) in structure.steps() {
        let mut faults = Vec::new();
        steps::review(id, step, &structure, circumstances.facts, &mut faults);
        faults.extend(span.faults(step));
        for fault in faults {
            refusals.add(Subject::Activity(id), fault);
        }
    }
    review_contact_center(journey, &structure, circumstances.quotas, &mut refusals);
    let quiet = journey.quiet_time.as_ref().or(circumstances.defaults.quiet_time.as_ref());
    let scheduled = if journey.sending_schedule == Some(true) { Scheduled::Yes } else { Scheduled::No };
    hours::review(quiet, scheduled, journey.open_hours.as_ref(), journey.closed_days.as_ref(), &mut refusals);
    refusals
}

fn review_activities(journey: &JourneyResponse, structure: &Structure<'_>, quotas: &Limits, refusals: &mut Refusals) {
    if journey.activities.as_ref().is_none_or(std::collections::BTreeMap::is_empty) {
        refusals.add(Subject::Member("Activities"), format!("must have 1 to {} members", quotas.journey_activities));
    }
    let start = filled(journey.start_activity.as_ref());
    match start {
        None => refusals.add(Subject::Member("StartActivity"), "must name the first activity"),
        Some(id) if structure.step(id).is_none() => {
            refusals.add(Subject::Member("StartActivity"), format!("names {id}, which does not exist"));
        }
        Some(_) => {}
    }
    structure.check(start, refusals);
}

fn review_contact_center(journey: &JourneyResponse, structure: &Structure<'_>, quotas: &Limits, refusals: &mut Refusals) {
    let count = structure.steps().filter(|(_, step)| matches!(step, super::step::Step::ContactCenter(_))).count();
    if count > quotas.contact_center_activities {
        let most = quotas.contact_center_activities;
        refusals.add(Subject::Member("Activities"), format!("must have at most {most} contact-center activities"));
    }
    let settings = journey.journey_channel_settings.as_ref();
    if count > 0 && settings.and_then(|settings| filled(settings.connect_campaign_arn.as_ref())).is_none() {
        let rule = "must be given for a contact-center activity";
        refusals.add(Subject::Member("JourneyChannelSettings.ConnectCampaignArn"), rule);
    }
    if count > 0 && trigger(journey) == Trigger::Event {
        refusals.add(Subject::Member("Activities"), "must have no contact-center activity when an event starts the journey");
    }
}

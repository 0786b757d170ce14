//! Events as apps report them: by type, with their attributes and metrics; and notifications that were opened.

use super::{Moment, Whose, on_day};
use crate::event::stream::ReportedEvent;
use crate::ids::{CampaignId, EndpointKey, JourneyId};
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, Member, Subject};

/// A reported event, and what is needed of it again and again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) whose: &'a Whose<'a>,
    pub(super) event: &'a ReportedEvent<'a>,
    pub(super) at: Moment,
    pub(super) key: &'a EndpointKey,
    /// The endpoint.
    pub(super) member: Member,
}

impl Seen<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.event.attributes.get(name).map(AsRef::as_ref)
    }
}

pub(super) fn count(deltas: &mut Deltas, seen: &Seen<'_>, name: &mut Name) {
    let Seen { whose, event, at, key, member } = *seen;
    let page = on_day(deltas, whose.app, Subject::Event(event.event_type.clone().into_owned()), at);
    page.count(name.of(Measure::Events), at.hour, 1);
    page.see(name.of(Measure::Endpoints), member);
    if let Some(session) = &event.session {
        // Session ids are the endpoint's own: two endpoints may have chosen the same.
        page.see(name.of(Measure::Sessions), Member::of(&format!("{key}/{}", session.id)));
    }
    for (attribute, value) in &event.attributes {
        page.count(name.of(Measure::Values).with(Dimension::Attribute, attribute).with(Dimension::Value, value), at.hour, 1);
    }
    for (metric, value) in &event.metrics {
        page.measure(name.of(Measure::Metric).with(Dimension::Metric, metric), *value);
    }
    match event.event_type.as_ref() {
        "_campaign.opened_notification" => campaign_opened(deltas, seen, name),
        "_journey.opened_notification" => journey_opened(deltas, seen, name),
        _ => {}
    }
}

fn campaign_opened(deltas: &mut Deltas, seen: &Seen<'_>, name: &mut Name) {
    let Some(campaign) = seen.attribute("campaign_id").filter(|id| is_id(id)) else { return };
    let Seen { whose, at, .. } = *seen;
    let page = on_day(deltas, whose.app, Subject::Messages, at);
    page.count(name.of(Measure::PushOpens).with(Dimension::Campaign, campaign), at.hour, 1);
    let page = on_day(deltas, whose.app, Subject::Campaign(CampaignId::new(campaign)), at);
    name.of(Measure::PushOpens)
        .with_some(Dimension::Activity, seen.attribute("campaign_activity_id"))
        .with(Dimension::Treatment, seen.attribute("treatment_id").unwrap_or("0"));
    page.count(name, at.hour, 1);
}

fn journey_opened(deltas: &mut Deltas, seen: &Seen<'_>, name: &mut Name) {
    let Some(journey) = seen.attribute("journey_id").filter(|id| is_id(id)) else { return };
    let Seen { whose, at, .. } = *seen;
    let page = on_day(deltas, whose.app, Subject::Journey(JourneyId::new(journey)), at);
    name.of(Measure::PushOpens)
        .with_some(Dimension::Activity, seen.attribute("journey_activity_id"))
        .with_some(Dimension::Run, seen.attribute("journey_run_id"));
    page.count(name, at.hour, 1);
}

/// Clients write attributes as they like; only what can be an id makes a page.
fn is_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

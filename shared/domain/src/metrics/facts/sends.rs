//! `_campaign.send`: what sending to each endpoint of a run came to.

use super::service::{Envelope, text};
use super::{Moment, on_day};
use crate::ids::CampaignId;
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, Subject};

const UNKNOWN: &str = "UNKNOWN";

pub(super) fn count(deltas: &mut Deltas, event: &Envelope<'_>, at: Moment, name: &mut Name) {
    let attributes = &event.attributes;
    let Some(campaign) = text(&attributes.campaign_id) else { return };
    let activity = text(&attributes.campaign_activity_id);
    let treatment = text(&attributes.treatment_id).unwrap_or("0");
    let channel = text(&attributes.delivery_type).unwrap_or(UNKNOWN);
    // The reason tells more: FAILURE is the status of an opt-out and of much else.
    let status = text(&attributes.reason).or(text(&attributes.campaign_send_status)).unwrap_or(UNKNOWN);
    let reached = event.member().filter(|_| status == "SUCCESS");

    let page = on_day(deltas, event.app(), Subject::Messages, at);
    name.of(Measure::Sends).with(Dimension::Campaign, campaign).with(Dimension::Channel, channel).with(Dimension::Status, status);
    page.count(name, at.hour, 1);
    if let Some(member) = reached {
        page.see(name.of(Measure::Reached).with(Dimension::Campaign, campaign), member);
    }

    let page = on_day(deltas, event.app(), Subject::Campaign(CampaignId::new(campaign)), at);
    name.of(Measure::Sends)
        .with_some(Dimension::Activity, activity)
        .with(Dimension::Treatment, treatment)
        .with(Dimension::Channel, channel)
        .with(Dimension::Status, status);
    page.count(name, at.hour, 1);
    if let Some(member) = reached {
        page.see(name.of(Measure::Reached), member);
        if let Some(activity) = activity {
            page.see(name.of(Measure::Reached).with(Dimension::Activity, activity), member);
        }
    }
}

//! The quotas of active campaigns (spec §2.4): which of them a campaign counts towards.

use std::collections::BTreeSet;

use touchpoint_wire::types::CampaignStatus;

use super::event_filter::Trigger;
use super::state::Campaign;
use crate::places::{Holder, Placed, Places, Quota};

impl Placed for Campaign {
    fn holder(&self) -> Holder {
        Holder::new(self.doc.application_id.as_str(), self.doc.id.as_str())
    }

    fn counts_towards(&self) -> BTreeSet<Quota> {
        match self.status() {
            CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun => {}
            CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid => {
                return BTreeSet::new();
            }
        }
        let triggered = match Trigger::of(self.doc.schedule.as_ref()) {
            Trigger::Time => None,
            Trigger::Event => Some(Quota::EventCampaigns),
            Trigger::InAppEvent => Some(Quota::InAppCampaigns),
        };
        std::iter::once(Quota::Campaigns).chain(triggered).collect()
    }

    fn places(&self) -> &Places {
        &self.server.places
    }

    fn places_mut(&mut self) -> &mut Places {
        &mut self.server.places
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use touchpoint_wire::types::{CampaignResponse, CampaignState};

    use super::*;
    use crate::campaign::state::CampaignServer;

    fn campaign(status: CampaignStatus, frequency: &str) -> Campaign {
        let doc: CampaignResponse = serde_json::from_value(json!({
            "ApplicationId": "a", "Arn": "arn", "CreationDate": "", "Id": "c", "LastModifiedDate": "", "SegmentId": "s",
            "SegmentVersion": 1, "Schedule": {"StartTime": "IMMEDIATE", "Frequency": frequency}
        }))
        .unwrap();
        let state = Some(CampaignState { campaign_status: Some(status) });
        Campaign { doc: CampaignResponse { state, ..doc }, server: CampaignServer::default() }
    }

    #[test]
    fn who_counts() {
        use CampaignStatus::{Completed, Deleted, Executing, Invalid, Paused, PendingNextRun, Scheduled};
        let active = [Quota::Campaigns].as_slice();
        for (status, frequency, expected) in [
            (Scheduled, "ONCE", active),
            (Executing, "ONCE", active),
            (PendingNextRun, "DAILY", active),
            (Scheduled, "EVENT", &[Quota::Campaigns, Quota::EventCampaigns]),
            (Executing, "IN_APP_EVENT", &[Quota::Campaigns, Quota::InAppCampaigns]),
            (Paused, "EVENT", &[]),
            (Completed, "ONCE", &[]),
            (Deleted, "ONCE", &[]),
            (Invalid, "IN_APP_EVENT", &[]),
        ] {
            assert_eq!(campaign(status, frequency).lacking(), expected, "{status} {frequency}");
        }
    }

    #[test]
    fn places_go_when_they_are_not_needed() {
        let mut placed = campaign(CampaignStatus::Scheduled, "EVENT");
        placed.server.places = [(Quota::Campaigns, 3), (Quota::EventCampaigns, 0)].into();
        assert_eq!((placed.lacking(), placed.clone().giving_back()), (vec![], (placed.clone(), Places::new())));
        let timed = Campaign { doc: campaign(CampaignStatus::Scheduled, "ONCE").doc, ..placed.clone() };
        assert_eq!(timed.giving_back().1, [(Quota::EventCampaigns, 0)].into());
        let over = Campaign { doc: campaign(CampaignStatus::Completed, "EVENT").doc, ..placed };
        let (over, given) = over.giving_back();
        assert_eq!(given, [(Quota::Campaigns, 3), (Quota::EventCampaigns, 0)].into());
        assert!(over.server.places.is_empty());
    }
}

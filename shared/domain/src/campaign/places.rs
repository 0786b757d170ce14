//! The quotas of active campaigns (spec §2.4), held under any number of writers at once.
//!
//! Each quota has as many places as it allows. A campaign takes one, in the write that makes it active, and gives it back in the
//! write that ends or pauses it; a place can be held once. So no count has to be kept that could be wrong, and none is read that
//! could be old.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::CampaignStatus;

use super::event_filter::Trigger;
use super::state::Campaign;
use crate::hash::fnv1a64;
use crate::limits::Limits;

/// What active campaigns count towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quota {
    /// All of the account.
    Campaigns,
    /// Those of an app that wait for events.
    EventCampaigns,
    /// Those of an app that show messages in it.
    InAppCampaigns,
}

impl Quota {
    /// A name that ids can hold.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Campaigns => "campaigns",
            Self::EventCampaigns => "event-campaigns",
            Self::InAppCampaigns => "in-app-campaigns",
        }
    }

    /// How many places it has.
    #[must_use]
    pub fn places(self, limits: &Limits) -> usize {
        match self {
            Self::Campaigns => limits.active_campaigns,
            Self::EventCampaigns => limits.event_campaigns,
            Self::InAppCampaigns => limits.in_app_campaigns,
        }
    }

    /// What a client is told when all of them are taken.
    #[must_use]
    pub fn refusal(self, limits: &Limits) -> String {
        let most = self.places(limits);
        match self {
            Self::Campaigns => format!("active campaigns: at most {most} per account; end, pause or delete one first"),
            Self::EventCampaigns => {
                format!(
                    "Schedule.Frequency: at most {most} active campaigns per app may be EVENT; end, pause or delete one first"
                )
            }
            Self::InAppCampaigns => {
                format!(
                    "Schedule.Frequency: at most {most} active campaigns per app may be IN_APP_EVENT; end, pause or delete one first"
                )
            }
        }
    }
}

impl Campaign {
    /// The quotas that it counts towards as it is now.
    #[must_use]
    pub fn counts_towards(&self) -> BTreeSet<Quota> {
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

    /// The same campaign without the places that it no longer needs, and those places.
    #[must_use]
    pub fn giving_back(mut self) -> (Self, Vec<(Quota, u32)>) {
        let needed = self.counts_towards();
        let places = std::mem::take(&mut self.server.places);
        let (kept, given): (Vec<_>, Vec<_>) = places.into_iter().partition(|(quota, _)| needed.contains(quota));
        self.server.places = kept.into_iter().collect();
        (self, given)
    }

    /// The quotas in which it has no place and needs one.
    #[must_use]
    pub fn lacking(&self) -> Vec<Quota> {
        self.counts_towards().into_iter().filter(|quota| !self.server.places.contains_key(quota)).collect()
    }
}

/// A free place out of `most`, or `None` when as many are taken. `holder` says where to begin, so that campaigns that are created
/// at the same time rarely want the same one.
#[must_use]
pub fn free_place(taken: &BTreeSet<u32>, most: usize, holder: &str) -> Option<u32> {
    if taken.len() >= most {
        return None;
    }
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let first = u32::try_from(fnv1a64(holder.as_bytes()) % u64::from(most)).unwrap_or(0);
    (first..most).chain(0..first).find(|place| !taken.contains(place))
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
        assert_eq!((placed.lacking(), placed.clone().giving_back()), (vec![], (placed.clone(), vec![])));
        let timed = Campaign { doc: campaign(CampaignStatus::Scheduled, "ONCE").doc, ..placed.clone() };
        assert_eq!(timed.giving_back().1, [(Quota::EventCampaigns, 0)]);
        let over = Campaign { doc: campaign(CampaignStatus::Completed, "EVENT").doc, ..placed };
        let (over, given) = over.giving_back();
        assert_eq!(given, [(Quota::Campaigns, 3), (Quota::EventCampaigns, 0)]);
        assert!(over.server.places.is_empty());
    }

    #[test]
    fn there_are_as_many_places_as_the_quota_says() {
        let mut taken = BTreeSet::new();
        for count in 0..7 {
            let place = free_place(&taken, 7, &format!("holder {count}")).unwrap();
            assert!(place < 7 && taken.insert(place));
        }
        assert_eq!(free_place(&taken, 7, "one more"), None);
        assert_eq!(free_place(&taken, 0, "nobody"), None);
        // The quota was lowered: whoever has a place keeps it, and counts.
        assert_eq!(free_place(&BTreeSet::from([5, 6]), 2, "h"), None);
        assert!(free_place(&BTreeSet::from([5, 6]), 3, "h").is_some_and(|place| place < 3));
    }
}

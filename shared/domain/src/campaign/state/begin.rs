//! What the engine does to a campaign: start it, give it up, end it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use touchpoint_wire::types::CampaignStatus;

use super::Campaign;
use crate::campaign::treatment::treatments;

impl Campaign {
    /// The treatments to start for a start that was scheduled for `scheduled`; none when that start is stale, the campaign is
    /// paused, or it has ended.
    #[must_use]
    pub fn due(&self, scheduled: Timestamp) -> Vec<String> {
        if !self.may_start() {
            return Vec::new();
        }
        let due = self.server.starts.iter().filter(|(_, start)| **start == scheduled);
        due.map(|(treatment, _)| treatment.clone()).collect()
    }

    /// The earliest start that has come due by `now`, if the campaign may start: one that was missed, or is about to be made.
    #[must_use]
    pub fn overdue(&self, now: Timestamp) -> Option<Timestamp> {
        self.next_start().filter(|start| self.may_start() && *start <= now)
    }

    fn may_start(&self) -> bool {
        match self.status() {
            CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun => true,
            CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid => false,
        }
    }

    /// The campaign once runs of `treatments` exist.
    #[must_use]
    pub fn begun(&self, treatments: &[String]) -> Self {
        let mut campaign = self.clone();
        campaign.server.begun = true;
        campaign.server.starts.retain(|treatment, _| !treatments.contains(treatment));
        campaign.with_status(CampaignStatus::Executing)
    }

    /// The campaign when it cannot start as it is configured.
    #[must_use]
    pub fn unusable(&self) -> Self {
        self.clone().with_starts(BTreeMap::new()).with_status(CampaignStatus::Invalid)
    }

    /// The campaign when its segment is gone.
    #[must_use]
    pub fn without_segment(&self) -> Self {
        self.clone().with_starts(BTreeMap::new()).with_status(CampaignStatus::Deleted)
    }

    /// The campaign when only the treatments in `running` have a run under way; `None` if that changes nothing. It is completed
    /// when nothing runs and nothing is still to start.
    #[must_use]
    pub fn settled(&self, running: &BTreeSet<String>) -> Option<Self> {
        let status = match self.status() {
            status @ (CampaignStatus::Executing | CampaignStatus::Paused) if self.server.begun => status,
            CampaignStatus::Executing
            | CampaignStatus::Paused
            | CampaignStatus::Scheduled
            | CampaignStatus::PendingNextRun
            | CampaignStatus::Completed
            | CampaignStatus::Deleted
            | CampaignStatus::Invalid => return None,
        };
        let done: BTreeSet<String> = treatments(&self.doc)
            .iter()
            .map(|treatment| treatment.id.to_owned())
            .filter(|id| !running.contains(id) && !self.server.starts.contains_key(id))
            .collect();
        let mut campaign = self.clone();
        let over = running.is_empty() && self.server.starts.is_empty();
        campaign.set_states(if over { CampaignStatus::Completed } else { status }, &done);
        (campaign != *self).then_some(campaign)
    }
}

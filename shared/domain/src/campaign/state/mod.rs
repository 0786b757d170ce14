//! The status machine of a campaign (spec §6.4): what a write, a pause, a start or the end of a run makes of it.
//!
//! The API calls [`on_create`], [`on_update`] and [`on_delete`]; the engine calls the methods of [`Campaign`]. None of them does
//! anything in the world: what has to be done is returned as [`Effect`]s.
//!
//! ```text
//! SCHEDULED ──start──▶ EXECUTING ──last run ends──▶ COMPLETED
//!     ▲ │                ▲ │
//!     │ └──pause─▶ PAUSED ◀┘     INVALID: could not start; DELETED: its segment is gone
//!     └────resume────┘
//! ```

mod begin;
mod client;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{CampaignHook, CampaignLimits, CampaignResponse, CampaignState, CampaignStatus, QuietTime};

pub use self::client::{Asked, on_create, on_delete, on_update};
use super::schedule::{Start, first_start};
use super::treatment::{DEFAULT_TREATMENT, treatments};
use crate::field::FieldError;
use crate::places::Places;

/// A campaign: its document, and what the server keeps beside it and never returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    pub doc: CampaignResponse,
    pub server: CampaignServer,
}

/// What the server keeps with a campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CampaignServer {
    /// When treatments that have not run yet start, by treatment id. A start that fires without being listed here is stale.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub starts: BTreeMap<String, Timestamp>,
    /// Whether a run of the current schedule has been made.
    #[serde(default)]
    pub begun: bool,
    /// The app's settings as they were when the campaign was created (spec §1.9).
    #[serde(default)]
    pub defaults: Defaults,
    /// Its places in the quotas that it counts towards.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: Places,
}

/// Settings of the app that apply where a campaign says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Defaults {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<CampaignLimits>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_time: Option<QuietTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hook: Option<CampaignHook>,
}

/// What a change of a campaign asks of the world, to be done after the campaign is stored. Each may be done twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The campaign's start schedule fires at this moment, whatever it said before.
    ScheduleStart(Timestamp),
    /// There is no start schedule.
    UnscheduleStart,
    /// Runs under way send nothing more for now.
    PauseRuns,
    /// Paused runs go on where they stood. They are to be looked after at once (see [`super::schedule::kick_name`]).
    ResumeRuns,
    /// Runs under way end where they stand. They are to be looked after at once, as when they are resumed.
    CancelRuns,
}

/// A campaign after a change, and what the change asks for.
pub type Changed = (Campaign, Vec<Effect>);

impl Campaign {
    #[must_use]
    pub fn status(&self) -> CampaignStatus {
        self.doc.state.as_ref().and_then(|state| state.campaign_status).unwrap_or(CampaignStatus::Scheduled)
    }

    /// The next start that is still to come or has come due, if any.
    #[must_use]
    pub fn next_start(&self) -> Option<Timestamp> {
        self.server.starts.values().min().copied()
    }

    /// The same campaign in another status; treatments that are done stay so while others run.
    fn with_status(mut self, status: CampaignStatus) -> Self {
        let done = match status {
            CampaignStatus::Executing | CampaignStatus::Paused => self.done(),
            CampaignStatus::Scheduled
            | CampaignStatus::PendingNextRun
            | CampaignStatus::Completed
            | CampaignStatus::Deleted
            | CampaignStatus::Invalid => BTreeSet::new(),
        };
        self.set_states(status, &done);
        self
    }

    fn with_starts(mut self, starts: BTreeMap<String, Timestamp>) -> Self {
        self.server.starts = starts;
        self
    }

    /// The campaign's status, and COMPLETED for the treatments in `done`. `DefaultState` and the states of treatments exist
    /// only where there is more than one treatment.
    fn set_states(&mut self, status: CampaignStatus, done: &BTreeSet<String>) {
        let state_of = |id: &str| {
            let campaign_status = if done.contains(id) { CampaignStatus::Completed } else { status };
            Some(CampaignState { campaign_status: Some(campaign_status) })
        };
        for treatment in self.doc.additional_treatments.iter_mut().flatten() {
            treatment.state = state_of(&treatment.id);
        }
        self.doc.default_state = self.doc.additional_treatments.as_ref().and_then(|_| state_of(DEFAULT_TREATMENT));
        self.doc.state = Some(CampaignState { campaign_status: Some(status) });
    }

    /// The treatments that are marked COMPLETED.
    fn done(&self) -> BTreeSet<String> {
        let completed = |state: &Option<CampaignState>| {
            state.as_ref().and_then(|state| state.campaign_status) == Some(CampaignStatus::Completed)
        };
        let additional = self.doc.additional_treatments.iter().flatten().filter(|treatment| completed(&treatment.state));
        let default = completed(&self.doc.default_state).then(|| DEFAULT_TREATMENT.to_owned());
        additional.map(|treatment| treatment.id.clone()).chain(default).collect()
    }

    /// The same campaign with another document, which takes over the states.
    fn rewritten(&self, doc: CampaignResponse) -> Self {
        let mut campaign = Self { doc, server: self.server.clone() };
        campaign.set_states(self.status(), &self.done());
        campaign
    }

    /// When each treatment starts if the campaign begins now. What cannot run yet, or has no schedule, is left out.
    fn starts(&self, now: Timestamp) -> Result<BTreeMap<String, Timestamp>, FieldError> {
        let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let mut starts = BTreeMap::new();
        for treatment in treatments(&self.doc) {
            match first_start(treatment.schedule).map_err(|error| error.within("Schedule"))? {
                Start::Now => starts.insert(treatment.id.to_owned(), now),
                Start::At(at) => starts.insert(treatment.id.to_owned(), at),
                Start::Never | Start::Asked | Start::NotYetSupported(_) => None,
            };
        }
        Ok(starts)
    }
}

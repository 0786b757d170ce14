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
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{
    CampaignHook, CampaignLimits, CampaignResponse, CampaignState, CampaignStatus, QuietTime, WriteCampaignRequest,
};

use super::document::is_only_pause;
use super::message::says_something;
use super::schedule::{Start, first_start};
use super::treatment::{DEFAULT_TREATMENT, treatments};
use crate::field::FieldError;

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
    /// Paused runs go on where they stood.
    ResumeRuns,
    /// Runs under way end where they stand.
    CancelRuns,
}

/// A campaign after a change, and what the change asks for.
pub type Changed = (Campaign, Vec<Effect>);

/// A new campaign. `doc` is as [`super::document::document`] made it.
pub fn on_create(doc: CampaignResponse, defaults: Defaults, now: Timestamp) -> Result<Changed, FieldError> {
    let campaign = Campaign { doc, server: CampaignServer { defaults, ..CampaignServer::default() } };
    if campaign.doc.is_paused == Some(true) {
        let starts = campaign.starts(now)?;
        return Ok((campaign.with_starts(starts).with_status(CampaignStatus::Paused), Vec::new()));
    }
    campaign.enter(now)
}

/// A campaign whose merged document is `doc` after `update`.
pub fn on_update(stored: &Campaign, doc: CampaignResponse, update: &WriteCampaignRequest, now: Timestamp) -> Result<Changed, FieldError> {
    let status = stored.status();
    let campaign = stored.rewritten(doc);
    let reschedules = update.schedule.is_some() || update.additional_treatments.is_some();
    match (status, update.is_paused) {
        (CampaignStatus::Deleted, _) => Err(FieldError::new("State", "must not be DELETED when a campaign is changed")),
        (CampaignStatus::Completed, _) if !is_only_pause(update) => {
            Err(FieldError::new("State", "must not be COMPLETED when anything but IsPaused is changed"))
        }
        (CampaignStatus::Completed, _) => Ok((campaign, Vec::new())),
        (CampaignStatus::Invalid, _) if is_only_pause(update) => Ok((campaign, Vec::new())),
        (CampaignStatus::Invalid, _) => campaign.repaired(now),
        (CampaignStatus::Scheduled | CampaignStatus::PendingNextRun, Some(true)) => {
            let starts = if reschedules { campaign.starts(now)? } else { campaign.server.starts.clone() };
            Ok((campaign.with_starts(starts).with_status(CampaignStatus::Paused), vec![Effect::UnscheduleStart]))
        }
        (CampaignStatus::Scheduled | CampaignStatus::PendingNextRun, Some(false) | None) if reschedules => campaign.enter(now),
        (CampaignStatus::Scheduled | CampaignStatus::PendingNextRun, Some(false) | None) => Ok((campaign, Vec::new())),
        (CampaignStatus::Executing, Some(true)) => stored.pause_running(campaign),
        (CampaignStatus::Executing, Some(false) | None) => Ok((campaign, Vec::new())),
        (CampaignStatus::Paused, Some(false)) => campaign.resume(now),
        (CampaignStatus::Paused, Some(true) | None) if reschedules && !campaign.server.begun => {
            let starts = campaign.starts(now)?;
            Ok((campaign.with_starts(starts), Vec::new()))
        }
        (CampaignStatus::Paused, Some(true) | None) => Ok((campaign, Vec::new())),
    }
}

/// A deleted campaign, as the answer shows it for the last time.
#[must_use]
pub fn on_delete(stored: &Campaign) -> Changed {
    let campaign = stored.clone().with_starts(BTreeMap::new()).with_status(CampaignStatus::Deleted);
    (campaign, vec![Effect::UnscheduleStart, Effect::CancelRuns])
}

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
                Start::Never | Start::NotYetSupported(_) => None,
            };
        }
        Ok(starts)
    }

    fn starts_immediately(&self) -> bool {
        treatments(&self.doc).iter().any(|treatment| first_start(treatment.schedule) == Ok(Start::Now))
    }

    /// Begins from the start: to run now, at its time, or not until it has a schedule.
    fn enter(self, now: Timestamp) -> Result<Changed, FieldError> {
        let starts = self.starts(now)?;
        self.enter_with(starts)
    }

    fn enter_with(mut self, starts: BTreeMap<String, Timestamp>) -> Result<Changed, FieldError> {
        self.server.begun = false;
        let immediately = self.starts_immediately();
        if immediately && let Some(silent) = treatments(&self.doc).iter().find(|treatment| !says_something(treatment)) {
            let rule = format!("must be given, or TemplateConfiguration, before treatment {} can start", silent.id);
            return Err(FieldError::new("MessageConfiguration", rule));
        }
        let status = if immediately { CampaignStatus::Executing } else { CampaignStatus::Scheduled };
        let effect = starts.values().min().map_or(Effect::UnscheduleStart, |first| Effect::ScheduleStart(*first));
        Ok((self.with_starts(starts).with_status(status), vec![effect]))
    }

    /// Stops a campaign that is running, with the document `rewritten`.
    fn pause_running(&self, rewritten: Self) -> Result<Changed, FieldError> {
        if self.starts_immediately() {
            return Err(FieldError::new("IsPaused", "must not be true: a campaign with StartTime IMMEDIATE cannot be paused"));
        }
        let mut effects = vec![Effect::PauseRuns];
        if !rewritten.server.starts.is_empty() {
            effects.push(Effect::UnscheduleStart);
        }
        Ok((rewritten.with_status(CampaignStatus::Paused), effects))
    }

    /// Goes on after a pause. Starts that passed meanwhile are not made up (spec §6.4).
    fn resume(self, now: Timestamp) -> Result<Changed, FieldError> {
        if self.server.begun {
            let starts: BTreeMap<_, _> = self.server.starts.clone().into_iter().filter(|(_, start)| *start > now).collect();
            let next = starts.values().min().map(|first| Effect::ScheduleStart(*first));
            let effects = std::iter::once(Effect::ResumeRuns).chain(next).collect();
            return Ok((self.with_starts(starts).with_status(CampaignStatus::Executing), effects));
        }
        let (all, ahead) = self.starts_ahead(now)?;
        if ahead.is_empty() && !all.is_empty() {
            return Ok((self.with_starts(ahead).with_status(CampaignStatus::Completed), vec![Effect::UnscheduleStart]));
        }
        self.enter_with(ahead)
    }

    /// Begins again after it could not start. Without a start ahead it stays INVALID until it is given one.
    fn repaired(self, now: Timestamp) -> Result<Changed, FieldError> {
        let (_, ahead) = self.starts_ahead(now)?;
        match (ahead.is_empty(), self.doc.is_paused == Some(true)) {
            (true, _) => Ok((self, Vec::new())),
            (false, true) => Ok((self.with_starts(ahead).with_status(CampaignStatus::Paused), Vec::new())),
            (false, false) => self.enter_with(ahead),
        }
    }

    /// All starts, and those that are not missed: immediate ones and those in the future.
    #[expect(clippy::type_complexity, reason = "two maps of the same shape, named by the function")]
    fn starts_ahead(&self, now: Timestamp) -> Result<(BTreeMap<String, Timestamp>, BTreeMap<String, Timestamp>), FieldError> {
        let all = self.starts(now)?;
        let immediate: BTreeSet<_> = treatments(&self.doc)
            .iter()
            .filter(|treatment| first_start(treatment.schedule) == Ok(Start::Now))
            .map(|treatment| treatment.id.to_owned())
            .collect();
        let ahead = all.clone().into_iter().filter(|(id, start)| *start > now || immediate.contains(id)).collect();
        Ok((all, ahead))
    }
}

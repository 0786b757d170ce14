//! What clients do to a campaign: create, change, pause, resume, delete.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use touchpoint_wire::types::{CampaignResponse, CampaignStatus, WriteCampaignRequest};

use super::{Campaign, CampaignServer, Changed, Defaults, Effect};
use crate::campaign::document::is_only_pause;
use crate::campaign::message::says_something;
use crate::campaign::schedule::{Start, first_start};
use crate::campaign::treatment::treatments;
use crate::field::FieldError;

/// A new campaign. `doc` is as [`super::document::document`] made it.
pub fn on_create(doc: CampaignResponse, defaults: Defaults, now: Timestamp) -> Result<Changed, FieldError> {
    let campaign = Campaign { doc, server: CampaignServer { defaults, ..CampaignServer::default() } };
    if campaign.is_in_app() {
        return campaign.create_shown(now);
    }
    if campaign.doc.is_paused == Some(true) {
        let starts = campaign.starts(now)?;
        return Ok((campaign.with_starts(starts).with_status(CampaignStatus::Paused), Vec::new()));
    }
    campaign.enter(now)
}

/// What an update asks for, as far as it concerns the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `IsPaused`, if it is given.
    pub(super) is_paused: Option<bool>,
    /// Nothing but `IsPaused` is given.
    only_pause: bool,
    /// Something is given that says when treatments start.
    pub(super) reschedules: bool,
}

impl Asked {
    /// What `update` asks for.
    #[must_use]
    pub fn by(update: &WriteCampaignRequest) -> Self {
        let reschedules = update.schedule.is_some() || update.additional_treatments.is_some();
        Self { is_paused: update.is_paused, only_pause: is_only_pause(update), reschedules }
    }
}

/// A campaign whose merged document is `doc` after an update that `asked` for something.
pub fn on_update(stored: &Campaign, doc: CampaignResponse, asked: Asked, now: Timestamp) -> Result<Changed, FieldError> {
    let Asked { is_paused, only_pause, reschedules } = asked;
    let campaign = stored.rewritten(doc);
    match (stored.status(), is_paused) {
        (CampaignStatus::Deleted, _) => Err(FieldError::new("State", "must not be DELETED when a campaign is changed")),
        (CampaignStatus::Completed, _) if !only_pause => {
            Err(FieldError::new("State", "must not be COMPLETED when anything but IsPaused is changed"))
        }
        (CampaignStatus::Completed, _) => Ok((campaign, Vec::new())),
        (status, _) if campaign.is_in_app() || stored.is_in_app() => campaign.update_shown(stored, status, asked, now),
        (CampaignStatus::Invalid, _) if only_pause => Ok((campaign, Vec::new())),
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
    fn starts_immediately(&self) -> bool {
        treatments(&self.doc).iter().any(|treatment| first_start(treatment.schedule) == Ok(Start::Now))
    }

    /// Begins from the start: to run now, at its time, or not until it has a schedule.
    pub(super) fn enter(self, now: Timestamp) -> Result<Changed, FieldError> {
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

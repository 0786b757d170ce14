//! The states of a campaign that apps ask for (spec §6.3, §9.3): SCHEDULED until its window opens, EXECUTING while it is open, COMPLETED
//! after. It has no starts and no runs; the clock alone turns it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use touchpoint_wire::types::CampaignStatus;

use super::client::Asked;
use super::{Campaign, Changed, Effect};
use crate::campaign::in_app::{Window, is_in_app};
use crate::campaign::message::says_something;
use crate::campaign::treatment::treatments;
use crate::field::FieldError;

impl Campaign {
    /// Whether apps ask for its messages, and nothing is sent.
    #[must_use]
    pub fn is_in_app(&self) -> bool {
        is_in_app(&self.doc)
    }

    /// The campaign as the clock has turned it by `now`; `None` if that changes nothing, or if it is not the clock's to turn.
    #[must_use]
    pub fn turned(&self, now: Timestamp) -> Option<Self> {
        let waits = match self.status() {
            CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun => true,
            CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid => false,
        };
        let status = self.shown_status(now).ok().filter(|_| waits && self.is_in_app())?;
        (status != self.status()).then(|| self.clone().with_status(status))
    }

    /// When the clock turns it next, after `now`.
    #[must_use]
    pub fn next_turn(&self, now: Timestamp) -> Option<Timestamp> {
        let window = Window::around(&self.doc).ok().flatten()?;
        [window.opens, window.closes].into_iter().flatten().filter(|turn| *turn > now).min()
    }

    fn shown_status(&self, now: Timestamp) -> Result<CampaignStatus, FieldError> {
        Ok(match Window::around(&self.doc)? {
            Some(window) if window.is_open(now) => CampaignStatus::Executing,
            Some(window) if window.closes.is_some_and(|closes| closes <= now) => CampaignStatus::Completed,
            Some(_) | None => CampaignStatus::Scheduled,
        })
    }

    pub(super) fn create_shown(self, now: Timestamp) -> Result<Changed, FieldError> {
        if self.doc.is_paused == Some(true) {
            return Ok((self.with_status(CampaignStatus::Paused), Vec::new()));
        }
        self.enter_shown(now)
    }

    /// A campaign with its new document, where that or the `stored` one is asked for by apps. It takes effect at once: there is no
    /// next run that it could wait for.
    pub(super) fn update_shown(
        self,
        stored: &Self,
        status: CampaignStatus,
        asked: Asked,
        now: Timestamp,
    ) -> Result<Changed, FieldError> {
        let was_paused = status == CampaignStatus::Paused;
        let runs = status == CampaignStatus::Executing || (was_paused && stored.server.begun);
        if !stored.is_in_app() && runs {
            return Err(FieldError::new("Schedule.Frequency", "must not become IN_APP_EVENT while the campaign runs"));
        }
        if asked.is_paused.unwrap_or(was_paused) {
            let starts = if self.is_in_app() { BTreeMap::new() } else { self.starts(now)? };
            return Ok((self.with_starts(starts).with_status(CampaignStatus::Paused), vec![Effect::UnscheduleStart]));
        }
        if !self.is_in_app() {
            return self.enter(now);
        }
        if stored.is_in_app() && !was_paused && !asked.reschedules && status != CampaignStatus::Invalid {
            return Ok((self, Vec::new()));
        }
        self.enter_shown(now)
    }

    fn enter_shown(self, now: Timestamp) -> Result<Changed, FieldError> {
        let status = self.shown_status(now)?;
        if status == CampaignStatus::Executing
            && let Some(silent) = treatments(&self.doc).iter().find(|t| !says_something(t))
        {
            let rule = format!("must be given, or TemplateConfiguration, before treatment {} can be shown", silent.id);
            return Err(FieldError::new("MessageConfiguration", rule));
        }
        let effect = self.next_turn(now).map_or(Effect::UnscheduleStart, Effect::ScheduleStart);
        Ok((self.with_starts(BTreeMap::new()).with_status(status), vec![effect]))
    }
}

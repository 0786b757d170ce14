//! A run as people see it: its activity, and whether it may go on (spec §6.10).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::ActivityResponse;

use super::activity::{Counts, report};
use super::plan::RunPlan;
use crate::ids::{AppId, CampaignId, RunId};
use crate::time::wire_date;

/// Whether a run may go on. Planner and sender ask before each chunk and each window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Control {
    Running,
    /// Nothing is cut or sent until it is running again.
    Paused,
    /// Nothing more is cut; what was cut and not sent is recorded as stopped. Final.
    Cancelled,
}

/// Who a run is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunKey {
    pub app: AppId,
    pub campaign: CampaignId,
    pub run: RunId,
}

/// A run: the activity that clients see, and what the server keeps beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub activity: ActivityResponse,
    pub server: RunServer,
}

/// What the server keeps with an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunServer {
    pub control: Control,
    /// When it was last let go on after a pause, or cancelled: its chunks then need a sender, and may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resumed: Option<Timestamp>,
}

const RUNNING: &str = "RUNNING";
const PAUSED: &str = "PAUSED";
const CANCELLED: &str = "CANCELLED";
const COMPLETED: &str = "COMPLETED";

impl Run {
    /// The run of `plan`, starting now.
    #[must_use]
    pub fn started(plan: &RunPlan, now: Timestamp) -> Self {
        let key = RunKey { app: plan.app.clone(), campaign: plan.campaign.clone(), run: plan.run.clone() };
        Self::new(&key, &plan.treatment, plan.scheduled, now)
    }

    /// A run that could not start: over at once, with nothing done.
    #[must_use]
    pub fn failed(key: &RunKey, treatment: &str, scheduled: Timestamp, now: Timestamp) -> Self {
        let mut run = Self::new(key, treatment, scheduled, now);
        run.end(COMPLETED, "FAIL", &Counts::default(), now);
        run
    }

    fn new(key: &RunKey, treatment: &str, scheduled: Timestamp, now: Timestamp) -> Self {
        let activity = ActivityResponse {
            application_id: key.app.to_string(),
            campaign_id: key.campaign.to_string(),
            id: key.run.to_string(),
            treatment_id: Some(treatment.to_owned()),
            state: Some(RUNNING.to_owned()),
            scheduled_start: Some(wire_date(scheduled)),
            start: Some(wire_date(now)),
            timezones_total_count: Some(0),
            timezones_completed_count: Some(0),
            ..ActivityResponse::default()
        };
        Self { activity, server: RunServer { control: Control::Running, resumed: None } }
    }

    #[must_use]
    pub fn key(&self) -> RunKey {
        RunKey {
            app: AppId::new(self.activity.application_id.as_str()),
            campaign: CampaignId::new(self.activity.campaign_id.as_str()),
            run: RunId::new(self.activity.id.as_str()),
        }
    }

    /// The treatment that it is a run of.
    #[must_use]
    pub fn treatment(&self) -> &str {
        self.activity.treatment_id.as_deref().unwrap_or_default()
    }

    /// Whether its counts are final.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.activity.end.is_some()
    }

    /// The run under another control, or `None` if that changes nothing: it is over, cancelled, or under that control already.
    #[must_use]
    pub fn controlled(&self, control: Control, now: Timestamp) -> Option<Self> {
        if self.is_over() || self.server.control == Control::Cancelled || self.server.control == control {
            return None;
        }
        let (state, resumed) = match control {
            Control::Running => (RUNNING, Some(now)),
            Control::Paused => (PAUSED, self.server.resumed),
            Control::Cancelled => (CANCELLED, Some(now)),
        };
        let mut run = self.clone();
        run.activity.state = Some(state.to_owned());
        run.server = RunServer { control, resumed };
        Some(run)
    }

    /// The run at its end, with what became of everyone.
    #[must_use]
    pub fn ended(&self, counts: &Counts, now: Timestamp) -> Self {
        let mut run = self.clone();
        match self.server.control {
            Control::Cancelled => run.end(CANCELLED, "FAIL", counts, now),
            Control::Running | Control::Paused => run.end(COMPLETED, "SUCCESS", counts, now),
        }
        run
    }

    /// The activity as it is while the run is under way, with the counts so far.
    #[must_use]
    pub fn live(&self, counts: &Counts) -> ActivityResponse {
        let mut activity = self.activity.clone();
        report(&mut activity, counts);
        activity
    }

    fn end(&mut self, state: &str, result: &str, counts: &Counts, now: Timestamp) {
        report(&mut self.activity, counts);
        self.activity.state = Some(state.to_owned());
        self.activity.result = Some(result.to_owned());
        self.activity.end = Some(wire_date(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        let key = RunKey { app: AppId::new("a"), campaign: CampaignId::new("c"), run: RunId::new("r") };
        Run::new(&key, "0", Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH)
    }

    fn shown(run: &Run) -> (&str, Option<&str>, bool) {
        (run.activity.state.as_deref().unwrap(), run.activity.result.as_deref(), run.is_over())
    }

    #[test]
    fn controls() {
        let now = Timestamp::from_second(9).unwrap();
        let running = run();
        assert_eq!(shown(&running), ("RUNNING", None, false));
        assert_eq!(running.controlled(Control::Running, now), None);
        let paused = running.controlled(Control::Paused, now).unwrap();
        assert_eq!((shown(&paused), paused.server.resumed), (("PAUSED", None, false), None));
        let resumed = paused.controlled(Control::Running, now).unwrap();
        assert_eq!((shown(&resumed), resumed.server.resumed), (("RUNNING", None, false), Some(now)));
        let cancelled = paused.controlled(Control::Cancelled, now).unwrap();
        assert_eq!(shown(&cancelled), ("CANCELLED", None, false));
        assert_eq!(cancelled.controlled(Control::Running, now), None);
        assert_eq!(shown(&cancelled.ended(&Counts::default(), now)), ("CANCELLED", Some("FAIL"), true));
        let ended = paused.ended(&Counts::of_letters("SSU"), now);
        assert_eq!(shown(&ended), ("COMPLETED", Some("SUCCESS"), true));
        assert_eq!((ended.activity.total_endpoint_count, ended.activity.successful_endpoint_count), (Some(3), Some(2)));
        assert_eq!(ended.controlled(Control::Cancelled, now), None);
    }

    #[test]
    fn a_run_that_could_not_start_is_over() {
        let failed = Run::failed(&run().key(), "1", Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
        assert_eq!(shown(&failed), ("COMPLETED", Some("FAIL"), true));
        assert_eq!((failed.treatment(), failed.activity.total_endpoint_count), ("1", Some(0)));
    }
}

//! From when to when a published journey runs, and the dates that lie within (spec §2.5, §11.1, §11.8).

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::JourneySchedule;

use super::super::refusals::{Refusals, Subject};
use super::super::step::Step;
use super::super::wait;
use crate::limits::Limits;

/// How far in the past a start may lie, because clocks differ: what a signature allows too.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);

const START: Subject<'static> = Subject::Member("Schedule.StartTime");
const END: Subject<'static> = Subject::Member("Schedule.EndTime");

/// The time of a journey: its own, or from now for as long as is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: Timestamp,
    end: Option<Timestamp>,
    /// The latest end that is allowed.
    latest: Timestamp,
    longest_days: usize,
    now: Timestamp,
}

impl Span {
    pub(super) fn of(schedule: Option<&JourneySchedule>, quotas: &Limits, now: Timestamp) -> Self {
        let start = schedule.and_then(|schedule| schedule.start_time).unwrap_or(now);
        let hours = i64::try_from(quotas.journey_days).unwrap_or(i64::MAX).saturating_mul(24);
        let longest = SignedDuration::from_secs(hours.saturating_mul(3600));
        Self {
            start,
            end: schedule.and_then(|schedule| schedule.end_time),
            latest: start.saturating_add(longest).unwrap_or(Timestamp::MAX),
            longest_days: quotas.journey_days,
            now,
        }
    }

    pub(super) fn review(&self, refusals: &mut Refusals) {
        if self.start < self.now.saturating_sub(CLOCKS_DIFFER).unwrap_or(Timestamp::MIN) {
            refusals.add(START, "must not be in the past");
        }
        let Some(end) = self.end else { return };
        if end <= self.start {
            refusals.add(END, "must be later than the start");
        } else if end > self.latest {
            refusals.add(END, format!("must be at most {} days after the start", self.longest_days));
        }
    }

    /// What is wrong with the date that `step` waits for.
    pub(super) fn faults(&self, step: Step<'_>) -> Option<String> {
        let (member, waiting) = match step {
            Step::Wait(waiting) => ("WaitTime.WaitUntil", waiting.wait_time.as_ref()),
            Step::ConditionalSplit(split) => ("EvaluationWaitTime.WaitUntil", split.evaluation_wait_time.as_ref()),
            Step::MultiCondition(split) => ("EvaluationWaitTime.WaitUntil", split.evaluation_wait_time.as_ref()),
            Step::Custom(_)
            | Step::ContactCenter(_)
            | Step::Email(_)
            | Step::Holdout(_)
            | Step::Push(_)
            | Step::RandomSplit(_)
            | Step::Sms(_) => return None,
        };
        let until = wait::until(waiting?)?;
        let within = until >= self.start && until < self.end.unwrap_or(self.latest);
        (!within).then(|| format!("{member} must lie between the journey's start and end"))
    }
}

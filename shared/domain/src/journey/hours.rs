//! Quiet time, open hours and closed days: when messages may leave (spec §11.4).

use std::collections::BTreeMap;

use jiff::SignedDuration;
use touchpoint_wire::types::{ClosedDays, ClosedDaysRule, DayOfWeek, OpenHours, OpenHoursRule, QuietTime};

use super::refusals::{Refusals, Subject};
use super::text::{at_most, filled, second_of_day, wall_clock};
use crate::campaign::quiet::QuietHours;
use crate::field::FieldError;
use crate::limits::Limits;

/// The longest name of a closed-day rule, in characters.
const RULE_NAME_CHARS: usize = 150;
/// The longest closed time.
const LONGEST_CLOSED: SignedDuration = SignedDuration::from_hours(7 * 24);
const DAY_S: u32 = 24 * 3600;

const TIME_RULE: &str = "must be a time of day as HH:MM or HH:MM:SS";
const DATE_RULE: &str = "must be an ISO 8601 date and time such as 2026-12-24T00:00:00";

type Week = BTreeMap<DayOfWeek, Vec<OpenHoursRule>>;

/// Checks the time at each end that is there; a draft may leave one open.
pub fn validate_quiet(quiet: &QuietTime) -> Result<(), FieldError> {
    for (field, end) in [("Start", &quiet.start), ("End", &quiet.end)] {
        let alone = QuietTime { start: end.clone(), end: end.clone() };
        QuietHours::parse(&alone).map_err(|error| FieldError::new(field, error.reason))?;
    }
    Ok(())
}

/// Checks numbers and times of open hours; a draft may leave times open.
pub fn validate_open(hours: &OpenHours, limits: &Limits) -> Result<(), FieldError> {
    for (channel, week) in open_channels(hours) {
        for (day, rules) in week {
            let path = format!("{channel}.{day}");
            if rules.len() > limits.open_hours_per_day {
                return Err(FieldError::new(path, format!("must have at most {} members", limits.open_hours_per_day)));
            }
            for (index, rule) in rules.iter().enumerate() {
                for (field, time) in [("StartTime", &rule.start_time), ("EndTime", &rule.end_time)] {
                    if filled(time.as_ref()).is_some_and(|time| second_of_day(time).is_none()) {
                        return Err(FieldError::new(format!("{path}[{index}].{field}"), TIME_RULE));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Checks numbers, names and dates of closed days; a draft may leave dates open.
pub fn validate_closed(days: &ClosedDays, limits: &Limits) -> Result<(), FieldError> {
    for (channel, rules) in closed_channels(days) {
        if rules.len() > limits.closed_days_per_channel {
            return Err(FieldError::new(channel, format!("must have at most {} members", limits.closed_days_per_channel)));
        }
        for (index, rule) in rules.iter().enumerate() {
            at_most(&format!("{channel}[{index}].Name"), rule.name.as_deref(), RULE_NAME_CHARS)?;
            for (field, date) in [("StartDateTime", &rule.start_date_time), ("EndDateTime", &rule.end_date_time)] {
                if filled(date.as_ref()).is_some_and(|date| wall_clock(date).is_none()) {
                    return Err(FieldError::new(format!("{channel}[{index}].{field}"), DATE_RULE));
                }
            }
        }
    }
    Ok(())
}

/// What a published journey must say of its hours. `quiet` is its own quiet time or the app's, `scheduled` whether it has a
/// sending schedule.
pub fn review(
    quiet: Option<&QuietTime>,
    scheduled: Scheduled,
    open: Option<&OpenHours>,
    closed: Option<&ClosedDays>,
    refusals: &mut Refusals,
) {
    let parsed = quiet.map(QuietHours::parse).transpose().map(Option::flatten);
    if let Err(error) = &parsed {
        refusals.add(Subject::Member(&format!("QuietTime.{}", error.field)), &error.reason);
    }
    let rules: Vec<_> = open.map(open_rules).into_iter().flatten().collect();
    let closed_rules: Vec<_> = closed.map(closed_rules).into_iter().flatten().collect();
    for (member, used) in [("OpenHours", !rules.is_empty()), ("ClosedDays", !closed_rules.is_empty())] {
        if used && scheduled == Scheduled::No {
            refusals.add(Subject::Member(member), "needs SendingSchedule to be true");
        }
        if used && parsed == Ok(None) {
            refusals.add(Subject::Member(member), "needs a QuietTime");
        }
    }
    let quiet = quiet.and_then(quiet_seconds);
    for (path, rule) in rules {
        refusals.add_if(Subject::Member(&path), review_open(rule, quiet));
    }
    for (path, rule) in closed_rules {
        refusals.add_if(Subject::Member(&path), review_closed(rule));
    }
}

/// Whether a journey has a sending schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduled {
    Yes,
    No,
}

fn review_open(rule: &OpenHoursRule, quiet: Option<(u32, u32)>) -> Result<(), &'static str> {
    let time = |text: &Option<String>| filled(text.as_ref()).and_then(second_of_day);
    let (Some(start), Some(end)) = (time(&rule.start_time), time(&rule.end_time)) else {
        return Err("must have StartTime and EndTime");
    };
    if start >= end {
        return Err("must have an EndTime later than its StartTime");
    }
    if quiet.is_some_and(|quiet| overlaps(start, end, quiet)) {
        return Err("must lie outside the quiet time");
    }
    Ok(())
}

/// Whether open hours and quiet time have more in common than where one ends and the other begins.
fn overlaps(start: u32, end: u32, (quiet_start, quiet_end): (u32, u32)) -> bool {
    let with = |from: u32, to: u32| start < to && end > from;
    if quiet_start < quiet_end { with(quiet_start, quiet_end) } else { with(quiet_start, DAY_S) || with(0, quiet_end) }
}

/// Start and end in seconds of the day; `None` when there is no quiet time.
fn quiet_seconds(quiet: &QuietTime) -> Option<(u32, u32)> {
    let (start, end) = (second_of_day(quiet.start.as_deref()?)?, second_of_day(quiet.end.as_deref()?)?);
    (start != end).then_some((start, end))
}

fn review_closed(rule: &ClosedDaysRule) -> Result<(), &'static str> {
    let date = |text: &Option<String>| filled(text.as_ref()).and_then(wall_clock);
    let (Some(_), Some(start), Some(end)) = (filled(rule.name.as_ref()), date(&rule.start_date_time), date(&rule.end_date_time))
    else {
        return Err("must have Name, StartDateTime and EndDateTime");
    };
    if start >= end {
        return Err("must have an EndDateTime later than its StartDateTime");
    }
    if start.duration_until(end) > LONGEST_CLOSED {
        return Err("must span at most 7 days");
    }
    Ok(())
}

fn open_channels(hours: &OpenHours) -> impl Iterator<Item = (&'static str, &Week)> {
    let channels =
        [("CUSTOM", &hours.custom), ("EMAIL", &hours.email), ("PUSH", &hours.push), ("SMS", &hours.sms), ("VOICE", &hours.voice)];
    channels.into_iter().filter_map(|(channel, week)| Some((channel, week.as_ref()?)))
}

fn open_rules(hours: &OpenHours) -> Vec<(String, &OpenHoursRule)> {
    let days = open_channels(hours).flat_map(|(channel, week)| week.iter().map(move |(day, rules)| (channel, day, rules)));
    let rules = days.flat_map(|(channel, day, rules)| {
        rules.iter().enumerate().map(move |(index, rule)| (format!("OpenHours.{channel}.{day}[{index}]"), rule))
    });
    rules.collect()
}

fn closed_channels(days: &ClosedDays) -> impl Iterator<Item = (&'static str, &[ClosedDaysRule])> {
    let channels =
        [("CUSTOM", &days.custom), ("EMAIL", &days.email), ("PUSH", &days.push), ("SMS", &days.sms), ("VOICE", &days.voice)];
    channels.into_iter().filter_map(|(channel, rules)| Some((channel, rules.as_deref()?)))
}

fn closed_rules(days: &ClosedDays) -> Vec<(String, &ClosedDaysRule)> {
    let rules = closed_channels(days).flat_map(|(channel, rules)| {
        rules.iter().enumerate().map(move |(index, rule)| (format!("ClosedDays.{channel}[{index}]"), rule))
    });
    rules.collect()
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;

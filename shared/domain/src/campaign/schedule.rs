//! When a campaign runs (spec §6.2). Runs once, now or at a given moment; other frequencies are stored and do not run yet.

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::{Frequency, Schedule};

use super::event_filter;
use super::quiet::QuietHours;
use super::zone::zone;
use crate::field::FieldError;
use crate::ids::CampaignId;
use crate::time::parse_date;

/// `StartTime` of a campaign that runs as soon as it exists.
pub const IMMEDIATE: &str = "IMMEDIATE";

/// How far in the past a new start may lie: clocks differ, and a run up to an hour late is still made (spec §6.2).
pub const LATEST_START: SignedDuration = SignedDuration::from_hours(1);

/// The first run of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// There is no schedule: the campaign waits for one.
    Never,
    /// As soon as possible.
    Now,
    /// At this moment, which may have passed.
    At(Timestamp),
    /// It has no runs: apps ask for its messages while it is open (see [`super::in_app`]).
    Asked,
    /// The schedule asks for what campaigns cannot do yet.
    NotYetSupported(Unsupported),
}

/// What a schedule may ask for that is stored but does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// Any frequency but `ONCE`.
    Frequency(Frequency),
    /// `IsLocalTime`: a start at the same wall-clock time in each zone.
    LocalTime,
}

/// When a run of `schedule` starts for the first time.
pub fn first_start(schedule: Option<&Schedule>) -> Result<Start, FieldError> {
    let Some(schedule) = schedule else {
        return Ok(Start::Never);
    };
    match schedule.frequency.unwrap_or(Frequency::Once) {
        Frequency::Once => {}
        other @ (Frequency::Hourly | Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Event) => {
            return Ok(Start::NotYetSupported(Unsupported::Frequency(other)));
        }
        Frequency::InAppEvent => return Ok(Start::Asked),
    }
    if schedule.start_time == IMMEDIATE {
        return Ok(Start::Now);
    }
    if schedule.is_local_time == Some(true) {
        return Ok(Start::NotYetSupported(Unsupported::LocalTime));
    }
    start_date(schedule).map(Start::At)
}

/// Checks every text of a schedule, whether it can run or not.
pub fn validate(schedule: &Schedule) -> Result<(), FieldError> {
    let start = if schedule.start_time == IMMEDIATE { None } else { Some(start_date(schedule)?) };
    if let Some(text) = &schedule.end_time {
        let end = parse_date(text).map_err(|error| FieldError::new("EndTime", error.to_string()))?;
        if start.is_some_and(|start| end <= start) {
            return Err(FieldError::new("EndTime", "must be later than StartTime"));
        }
    }
    if let Some(name) = &schedule.timezone {
        zone(name)
            .ok_or_else(|| FieldError::new("Timezone", "must be UTC, an offset such as UTC+05:30, or an IANA zone name"))?;
    }
    if let Some(quiet) = &schedule.quiet_time {
        QuietHours::parse(quiet).map_err(|error| error.within("QuietTime"))?;
    }
    event_filter::validate(schedule)
}

/// Refuses a start that has long passed: it is a mistake, and a message sent by mistake cannot be taken back. Refuses as well what is
/// over before it begins, and what would wait for events at once.
pub fn validate_new_start(schedule: &Schedule, now: Timestamp) -> Result<(), FieldError> {
    event_filter::validate_new_start(schedule, now)?;
    let end = schedule.end_time.as_deref().and_then(|end| parse_date(end).ok());
    if end.is_some_and(|end| end <= now) {
        return Err(FieldError::new("EndTime", "must not be in the past"));
    }
    let latest = now.saturating_sub(LATEST_START).unwrap_or(Timestamp::MIN);
    match first_start(Some(schedule))? {
        Start::At(start) if start < latest => Err(FieldError::new("StartTime", "must not be in the past")),
        Start::Never | Start::Now | Start::At(_) | Start::Asked | Start::NotYetSupported(_) => Ok(()),
    }
}

fn start_date(schedule: &Schedule) -> Result<Timestamp, FieldError> {
    parse_date(&schedule.start_time)
        .map_err(|_| FieldError::new("StartTime", "must be IMMEDIATE or an ISO 8601 date and time such as 2026-01-31T10:00:00Z"))
}

/// The name of the schedule that starts a campaign.
#[must_use]
pub fn start_name(campaign: &CampaignId) -> String {
    format!("start-{campaign}")
}

/// The name of the schedule that starts what is left of a campaign at `at`, when one of its starts has just been made: the schedule that
/// made it goes when it is done, and would take one of its own name along.
#[must_use]
pub fn later_start_name(campaign: &CampaignId, at: Timestamp) -> String {
    format!("start-{campaign}-{}", at.as_millisecond())
}

/// The name of the schedule that looks after a campaign's runs while there are any.
#[must_use]
pub fn watch_name(campaign: &CampaignId) -> String {
    format!("watch-{campaign}")
}

/// The name of the schedule that has a campaign's runs looked after at once, besides.
#[must_use]
pub fn kick_name(campaign: &CampaignId) -> String {
    format!("kick-{campaign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starting(start: &str) -> Schedule {
        Schedule {
            start_time: start.to_owned(),
            end_time: None,
            event_filter: None,
            frequency: None,
            is_local_time: None,
            quiet_time: None,
            timezone: None,
        }
    }

    #[test]
    fn first_starts() {
        let at = |text: &str| Start::At(text.parse().unwrap());
        let date = "2026-05-01T10:00:00+02:00";
        let daily = Schedule { frequency: Some(Frequency::Daily), ..starting(date) };
        let local = Schedule { is_local_time: Some(true), ..starting(date) };
        let local_now = Schedule { is_local_time: Some(true), ..starting(IMMEDIATE) };
        for (schedule, expected) in [
            (None, Start::Never),
            (Some(starting(IMMEDIATE)), Start::Now),
            (Some(starting(date)), at("2026-05-01T08:00:00Z")),
            (Some(Schedule { frequency: Some(Frequency::InAppEvent), ..starting(IMMEDIATE) }), Start::Asked),
            (Some(daily), Start::NotYetSupported(Unsupported::Frequency(Frequency::Daily))),
            (Some(local), Start::NotYetSupported(Unsupported::LocalTime)),
            (Some(local_now), Start::Now),
        ] {
            assert_eq!(first_start(schedule.as_ref()), Ok(expected), "{schedule:?}");
        }
    }

    #[test]
    fn texts_are_checked_even_where_they_do_nothing() {
        let with = |change: &dyn Fn(&mut Schedule)| {
            let mut schedule = starting("2026-05-01T10:00:00Z");
            change(&mut schedule);
            validate(&schedule).map_err(|error| error.field)
        };
        assert_eq!(with(&|_| ()), Ok(()));
        assert_eq!(with(&|s| s.timezone = Some("UTC+05:30".to_owned())), Ok(()));
        assert_eq!(with(&|s| s.timezone = Some("Asia/Tokyo".to_owned())), Ok(()));
        assert_eq!(with(&|s| s.end_time = Some("2026-05-02T10:00:00Z".to_owned())), Ok(()));
        for (field, change) in [
            ("StartTime", &(|s: &mut Schedule| s.start_time = "tomorrow".to_owned()) as &dyn Fn(&mut Schedule)),
            ("StartTime", &|s| s.start_time = "immediate".to_owned()),
            ("EndTime", &|s| s.end_time = Some("2026-05-01T10:00:00Z".to_owned())),
            ("EndTime", &|s| s.end_time = Some("later".to_owned())),
            ("Timezone", &|s| s.timezone = Some("UTC+5".to_owned())),
            ("QuietTime.End", &|s| {
                s.quiet_time =
                    Some(touchpoint_wire::types::QuietTime { start: Some("22:00".to_owned()), end: Some("x".to_owned()) });
            }),
        ] {
            assert_eq!(with(change), Err(field.to_owned()));
        }
    }

    #[test]
    fn a_new_start_lies_at_most_an_hour_back() {
        let now: Timestamp = "2026-05-01T10:00:00Z".parse().unwrap();
        for (start, good) in [
            (IMMEDIATE, true),
            ("2026-05-01T10:00:00Z", true),
            ("2026-05-01T09:00:00Z", true),
            ("2026-05-01T08:59:59Z", false),
            ("2020-01-01T00:00:00Z", false),
        ] {
            assert_eq!(validate_new_start(&starting(start), now).is_ok(), good, "{start}");
        }
    }
}

//! From when to when numbers are asked for (spec §12.1), and which days and hours of the rollups that is.
//!
//! Both ends are included. Numbers are kept by the hour: one in which a window begins or ends counts whole. An end at the full hour
//! takes in the hour before it, not the one behind.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::field::FieldError;

/// The widest window of an indicator, and the one that is meant when none is given, in days.
const WIDEST: i64 = 31;
/// How many days ago a window may begin.
const OLDEST: i64 = 90;

/// A time with both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Window {
    /// The window that a request for an indicator asks for. Without an end it goes up to now, or as far as is allowed; without a start
    /// it is as wide, and begins as early, as is allowed.
    ///
    /// # Errors
    /// Names the parameter when it is inverted, too wide, or begins too long ago or in the future.
    pub fn of(start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> Result<Self, FieldError> {
        Self::at_most(WIDEST, start, end, now)
    }

    /// The same for a report, which may go over all days that there are: what is not said is as for an indicator.
    ///
    /// # Errors
    /// As [`Window::of`].
    pub fn of_report(start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> Result<Self, FieldError> {
        Self::at_most(OLDEST, start, end, now)
    }

    fn at_most(days: i64, start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> Result<Self, FieldError> {
        let (oldest, usual) = (earlier(now, of_days(OLDEST)), of_days(WIDEST));
        let end = end.unwrap_or_else(|| match start.and_then(|start| start.saturating_add(usual).ok()) {
            Some(latest) => latest.min(now),
            None => now,
        });
        let start = start.unwrap_or_else(|| earlier(end, usual).max(oldest));
        if start > now {
            return Err(FieldError::new("start-time", "must not be in the future"));
        }
        if start > end {
            return Err(FieldError::new("start-time", "must not be later than end-time"));
        }
        if start < oldest {
            return Err(FieldError::new("start-time", format!("must be at most {OLDEST} days ago")));
        }
        if end.duration_since(start) > of_days(days) {
            return Err(FieldError::new("end-time", format!("must be at most {days} days after start-time")));
        }
        Ok(Self { start, end })
    }

    /// The first and the last day (UTC) that the window touches.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (day_and_hour(self.start).0, day_and_hour(self.last()).0)
    }

    /// The first and the last hour of a day that the window touches; `None` if it touches none.
    #[must_use]
    pub fn hours(&self, day: Date) -> Option<(u8, u8)> {
        let ((first_day, first_hour), (last_day, last_hour)) = (day_and_hour(self.start), day_and_hour(self.last()));
        let first = if day == first_day { first_hour } else { 0 };
        let last = if day == last_day { last_hour } else { 23 };
        (first_day..=last_day).contains(&day).then_some((first, last))
    }

    /// The last moment that counts.
    fn last(&self) -> Timestamp {
        earlier(self.end, SignedDuration::from_nanos(1)).max(self.start)
    }
}

fn of_days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn day_and_hour(at: Timestamp) -> (Date, u8) {
    let at = at.to_zoned(TimeZone::UTC);
    (at.date(), at.hour().unsigned_abs())
}

fn earlier(than: Timestamp, by: SignedDuration) -> Timestamp {
    than.saturating_sub(by).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: &str = "2026-05-31T12:00:00Z";

    fn asked(start: &str, end: &str) -> String {
        let time = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        match Window::of(time(start), time(end), NOW.parse().unwrap()) {
            Ok(Window { start, end }) => format!("{start} to {end}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn windows() {
        for (start, end, expected) in [
            ("", "", "2026-04-30T12:00:00Z to 2026-05-31T12:00:00Z"),
            ("2026-05-30T00:00:00Z", "", "2026-05-30T00:00:00Z to 2026-05-31T12:00:00Z"),
            ("2026-04-01T00:00:00Z", "", "2026-04-01T00:00:00Z to 2026-05-02T00:00:00Z"),
            ("", "2026-05-01T00:00:00Z", "2026-03-31T00:00:00Z to 2026-05-01T00:00:00Z"),
            ("", "2026-03-03T00:00:00Z", "2026-03-02T12:00:00Z to 2026-03-03T00:00:00Z"),
            ("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z", "2026-05-01T00:00:00Z to 2026-06-01T00:00:00Z"),
            ("2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z to 2026-05-01T00:00:00Z"),
            ("2026-03-02T12:00:00Z", "2026-03-03T00:00:00Z", "2026-03-02T12:00:00Z to 2026-03-03T00:00:00Z"),
            ("2026-05-01T00:00:00Z", "2026-06-01T00:00:01Z", "end-time: must be at most 31 days after start-time"),
            ("2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z", "start-time: must not be later than end-time"),
            ("2026-05-31T12:00:00Z", "", "2026-05-31T12:00:00Z to 2026-05-31T12:00:00Z"),
            ("2026-05-31T12:00:01Z", "", "start-time: must not be in the future"),
            ("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z", "start-time: must not be in the future"),
            ("", "2026-08-01T00:00:00Z", "start-time: must not be in the future"),
            ("", "2026-01-01T00:00:00Z", "start-time: must not be later than end-time"),
            ("2026-03-02T11:59:59Z", "", "start-time: must be at most 90 days ago"),
        ] {
            assert_eq!(asked(start, end), expected, "{start} {end}");
        }
    }

    #[test]
    fn a_report_may_go_over_all_days() {
        let now = NOW.parse().unwrap();
        let start = Some("2026-03-02T12:00:00Z".parse().unwrap());
        assert!(Window::of_report(start, Some(now), now).is_ok());
        assert_eq!(Window::of_report(None, None, now), Window::of(None, None, now));
        let late = Window::of_report(start, Some("2026-06-01T00:00:00Z".parse().unwrap()), now).unwrap_err();
        assert_eq!(late.to_string(), "end-time: must be at most 90 days after start-time");
    }

    #[test]
    fn days_and_hours() {
        for (start, end, days, hours) in [
            (
                "2026-05-01T00:00:00Z",
                "2026-05-02T23:59:59Z",
                "2026-05-01..2026-05-02",
                [None, Some((0, 23)), Some((0, 23)), None],
            ),
            (
                "2026-05-01T00:00:00Z",
                "2026-05-03T00:00:00Z",
                "2026-05-01..2026-05-02",
                [None, Some((0, 23)), Some((0, 23)), None],
            ),
            ("2026-05-01T05:59:59Z", "2026-05-02T06:00:00Z", "2026-05-01..2026-05-02", [None, Some((5, 23)), Some((0, 5)), None]),
            ("2026-05-01T06:00:00Z", "2026-05-01T06:00:00Z", "2026-05-01..2026-05-01", [None, Some((6, 6)), None, None]),
            ("2026-05-01T06:30:00Z", "2026-05-01T07:00:01Z", "2026-05-01..2026-05-01", [None, Some((6, 7)), None, None]),
            (
                "2026-04-30T23:00:00Z",
                "2026-05-03T00:30:00Z",
                "2026-04-30..2026-05-03",
                [Some((23, 23)), Some((0, 23)), Some((0, 23)), Some((0, 0))],
            ),
        ] {
            let window = Window { start: start.parse().unwrap(), end: end.parse().unwrap() };
            let (first, last) = window.days();
            assert_eq!(format!("{first}..{last}"), days);
            let asked = ["2026-04-30", "2026-05-01", "2026-05-02", "2026-05-03"].map(|day| window.hours(day.parse().unwrap()));
            assert_eq!(asked, hours, "{start} {end}");
        }
    }

    fn times() -> impl Strategy<Value = Option<Timestamp>> {
        let (from, to) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        proptest::option::of((from..to).prop_map(|second| Timestamp::from_second(second).unwrap()))
    }

    proptest! {
        #[test]
        fn what_is_accepted_keeps_what_was_asked(start in times(), end in times(), now in times()) {
            let now = now.unwrap_or_default();
            if let Ok(window) = Window::of(start, end, now) {
                prop_assert!(start.is_none_or(|start| start == window.start) && end.is_none_or(|end| end == window.end));
                prop_assert!(window.start <= now);
                prop_assert!(window.start <= window.end && window.end.duration_since(window.start) <= of_days(WIDEST));
            }
        }
    }
}

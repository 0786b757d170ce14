//! Rules of single texts that several parts of a journey share.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Span, Timestamp};

use crate::field::FieldError;
use crate::time::parse_date;

/// The longest id of anything that a journey names, in characters.
pub(super) const ID_CHARS: usize = 128;
/// The longest id of an activity, in characters (spec §1.4).
pub(super) const ACTIVITY_ID_CHARS: usize = 100;
/// The longest ARN, address or name of something outside, in characters.
pub(super) const OUTSIDE_CHARS: usize = 2048;

/// A text of at most so many characters.
pub(super) fn at_most(field: &str, text: Option<&str>, chars: usize) -> Result<(), FieldError> {
    match text {
        Some(text) if text.chars().count() > chars => Err(FieldError::new(field, format!("must be at most {chars} characters"))),
        Some(_) | None => Ok(()),
    }
}

/// What a client filled in: an empty text says nothing.
pub(super) fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// The id of an activity, or of one that is led to: up to `chars` letters, digits, `-` and `_` (spec §1.4).
pub(super) fn activity_id(field: &str, id: &str, chars: usize) -> Result<(), FieldError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.len() <= chars && id.chars().all(allowed) {
        return Ok(());
    }
    Err(FieldError::new(field, format!("must be the id of an activity: 1 to {chars} letters, digits, - and _")))
}

/// Reads an ISO 8601 duration such as `PT12H` or `P3M`. A month or year is as long as from 1 January 2026: 31 and 365 days.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    if !text.starts_with('P') {
        return None;
    }
    text.parse::<Span>().ok()?.to_duration(Date::constant(2026, 1, 1)).ok()
}

/// Reads a date-time as the clocks show it somewhere. An offset or `Z` may stand there and says nothing (spec §11.4).
pub(super) fn wall_clock(text: &str) -> Option<DateTime> {
    let bare = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    if !bare.contains(['T', 't', ' ']) {
        return None;
    }
    bare.parse().ok()
}

/// Reads a date of the schedule's own time line.
pub(super) fn date(field: &str, text: &str) -> Result<Timestamp, FieldError> {
    parse_date(text).map_err(|error| FieldError::new(field, error.to_string()))
}

/// Reads a time of day, `HH:MM` or `HH:MM:SS`, as the second of the day.
pub(super) fn second_of_day(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split(':').map(two_digits).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (*hours, *minutes, 0),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    (hours < 24 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let hours = |text| duration(text).map(|duration| duration.as_hours());
        for (text, expected) in [
            ("PT1H", Some(1)),
            ("PT90M", Some(1)),
            ("P2D", Some(48)),
            ("P1W", Some(168)),
            ("P1M", Some(31 * 24)),
            ("P1Y", Some(365 * 24)),
            ("P1DT12H", Some(36)),
            ("PT0S", Some(0)),
            ("1 hour", None),
            ("-P1D", None),
            ("P", None),
            ("", None),
            ("P1X", None),
            ("P99999999999D", None),
            ("PT99999999999999999999H", None),
        ] {
            assert_eq!(hours(text), expected, "{text}");
        }
    }

    #[test]
    fn times_of_day() {
        for (text, expected) in [
            ("00:00", Some(0)),
            ("08:30", Some(30_600)),
            ("23:59:59", Some(86_399)),
            ("24:00", None),
            ("8:00", None),
            ("08:60", None),
            ("08", None),
            ("+8:00", None),
            ("08:00:00:00", None),
            ("", None),
        ] {
            assert_eq!(second_of_day(text), expected, "{text}");
        }
    }

    #[test]
    fn wall_clocks() {
        let read = |text| wall_clock(text).map(|at| at.to_string());
        for text in ["2026-12-24T00:00:00", "2026-12-24T00:00:00Z", "2026-12-24T00:00", "2026-12-24T00:00:00+05:00"] {
            assert_eq!(read(text).as_deref(), Some("2026-12-24T00:00:00"), "{text}");
        }
        for text in ["", "2026-12-24", "christmas", "2026-13-24T00:00:00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn activity_ids() {
        for good in ["a", "mail_1-b", &"x".repeat(100)] {
            assert_eq!(activity_id("f", good, ACTIVITY_ID_CHARS), Ok(()), "{good}");
        }
        for bad in ["", "a b", "é", "a.b", &"x".repeat(101)] {
            assert!(activity_id("f", bad, ACTIVITY_ID_CHARS).is_err(), "{bad}");
        }
    }
}

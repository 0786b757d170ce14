//! Time zones as campaigns and endpoints name them: fixed offsets like `UTC+05:30`, and IANA names (spec §6.2).

use jiff::tz::{Offset, TimeZone};

/// The furthest a fixed offset may lie from UTC, in minutes: no place on earth is further than 14 hours.
const FURTHEST_MINUTES: i32 = 14 * 60;

/// The zone called `name`, or `None` if there is none. Fixed offsets know no daylight saving.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    match name.strip_prefix("UTC") {
        Some("") => Some(TimeZone::UTC),
        Some(offset) => fixed(offset).map(TimeZone::fixed),
        None => TimeZone::get(name).ok(),
    }
}

/// `+HH` or `+HH:MM`, with either sign.
fn fixed(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let total = two_digits(hours)? * 60 + two_digits(minutes).filter(|minutes| *minutes < 60)?;
    if total > FURTHEST_MINUTES {
        return None;
    }
    Offset::from_seconds(sign * total * 60).ok()
}

/// Exactly two decimal digits.
pub(super) fn two_digits(text: &str) -> Option<i32> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(i32::from(tens - b'0') * 10 + i32::from(ones - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_offsets_and_names() {
        let noon: jiff::Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        for (name, expected) in [
            ("UTC", Some("12:00")),
            ("UTC+01", Some("13:00")),
            ("UTC+05:45", Some("17:45")),
            ("UTC-03:30", Some("08:30")),
            ("UTC+14", Some("02:00")),
            ("Europe/Rome", Some("14:00")),
            ("America/New_York", Some("08:00")),
            ("UTC+15", None),
            ("UTC+1", None),
            ("UTC+01:60", None),
            ("UTC+01:0", None),
            ("UTC 01", None),
            ("UTC+é1", None),
            ("Mars/Olympus", None),
            ("", None),
        ] {
            let local = zone(name).map(|zone| noon.to_zoned(zone).strftime("%H:%M").to_string());
            assert_eq!(local.as_deref(), expected, "{name}");
        }
    }
}

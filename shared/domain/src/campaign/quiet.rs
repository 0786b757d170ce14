//! Quiet time: hours of the endpoint's own day in which it is not disturbed (spec §6.6).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::QuietTime;

use super::zone::{two_digits, zone};
use crate::field::FieldError;

/// A daily range of minutes, both ends included; over midnight when it ends before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// Minute of the day, 0 to 1439.
    start: u16,
    /// Minute of the day, 0 to 1439.
    end: u16,
}

impl QuietHours {
    /// Reads `QuietTime`. `None` when it is empty, or starts when it ends: then there is none.
    pub fn parse(wire: &QuietTime) -> Result<Option<Self>, FieldError> {
        let minute = |field: &str, text: &Option<String>| {
            text.as_deref().filter(|text| !text.is_empty()).map(|text| minute_of_day(field, text)).transpose()
        };
        match (minute("Start", &wire.start)?, minute("End", &wire.end)?) {
            (Some(start), Some(end)) => Ok((start != end).then_some(Self { start, end })),
            (None, None) => Ok(None),
            (Some(_), None) => Err(FieldError::new("End", "must be given together with Start")),
            (None, Some(_)) => Err(FieldError::new("Start", "must be given together with End")),
        }
    }

    /// Whether it is quiet time at `now` where the clocks show `timezone`. Nobody's quiet time can be known without a valid
    /// zone, and then the message is sent.
    #[must_use]
    pub fn covers(self, timezone: Option<&str>, now: Timestamp) -> bool {
        let Some(zone) = timezone.and_then(zone) else {
            return false;
        };
        let local = now.to_zoned(zone).time();
        let minute = local.hour().unsigned_abs() as u16 * 60 + local.minute().unsigned_abs() as u16;
        if self.start < self.end { (self.start..=self.end).contains(&minute) } else { minute >= self.start || minute <= self.end }
    }
}

fn minute_of_day(field: &str, text: &str) -> Result<u16, FieldError> {
    let parsed = text.split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        (hours < 24 && minutes < 60).then(|| u16::try_from(hours * 60 + minutes).ok()).flatten()
    });
    parsed.ok_or_else(|| FieldError::new(field, "must be a time of day as HH:MM, from 00:00 to 23:59"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(start: &str, end: &str) -> QuietTime {
        QuietTime { start: Some(start.to_owned()), end: Some(end.to_owned()) }
    }

    #[test]
    fn ends_belong_to_it_and_it_may_wrap() {
        for (start, end, at, expected) in [
            ("12:00", "14:00", "11:59:59", false),
            ("12:00", "14:00", "12:00:00", true),
            ("12:00", "14:00", "14:00:59", true),
            ("12:00", "14:00", "14:01:00", false),
            ("22:00", "07:00", "21:59:00", false),
            ("22:00", "07:00", "22:00:00", true),
            ("22:00", "07:00", "00:00:00", true),
            ("22:00", "07:00", "07:00:30", true),
            ("22:00", "07:00", "07:01:00", false),
        ] {
            let hours = QuietHours::parse(&quiet(start, end)).unwrap().unwrap();
            let now: Timestamp = format!("2026-01-15T{at}Z").parse().unwrap();
            assert_eq!(hours.covers(Some("UTC"), now), expected, "{start}-{end} at {at}");
        }
    }

    #[test]
    fn it_is_local_and_needs_a_zone() {
        let hours = QuietHours::parse(&quiet("22:00", "07:00")).unwrap().unwrap();
        let now: Timestamp = "2026-07-01T21:30:00Z".parse().unwrap();
        for (timezone, expected) in
            [(Some("Europe/Rome"), true), (Some("UTC+01"), true), (Some("UTC"), false), (Some("nowhere"), false), (None, false)]
        {
            assert_eq!(hours.covers(timezone, now), expected, "{timezone:?}");
        }
    }

    #[test]
    fn what_is_no_quiet_time_and_what_is_wrong() {
        assert_eq!(QuietHours::parse(&QuietTime::default()), Ok(None));
        assert_eq!(QuietHours::parse(&quiet("10:00", "10:00")), Ok(None));
        for (start, end, field) in [
            ("24:00", "07:00", "Start"),
            ("22:00", "7:00", "End"),
            ("22:60", "07:00", "Start"),
            ("ten", "07:00", "Start"),
            ("", "07:00", "Start"),
        ] {
            assert_eq!(QuietHours::parse(&quiet(start, end)).unwrap_err().field, field, "{start}-{end}");
        }
    }
}

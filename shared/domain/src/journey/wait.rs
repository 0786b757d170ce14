//! How long a participant waits, or when a split looks (spec §11.3).

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::WaitTime;

use super::text::{date, duration, filled};
use crate::field::FieldError;

/// The shortest wait of an activity.
const SHORTEST: SignedDuration = SignedDuration::from_hours(1);
/// The longest wait.
const LONGEST: SignedDuration = SignedDuration::from_hours(365 * 24);

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiter {
    /// An activity that does nothing else: at least an hour.
    Activity,
    /// A split before it is evaluated: it may look at once.
    Split,
}

/// Checks what is there. A draft may leave both members open.
pub fn validate(wait: &WaitTime, waiter: Waiter) -> Result<(), FieldError> {
    let (wait_for, wait_until) = (filled(wait.wait_for.as_ref()), filled(wait.wait_until.as_ref()));
    if wait_for.is_some() && wait_until.is_some() {
        return Err(FieldError::new("WaitUntil", "must be absent when WaitFor is given"));
    }
    if let Some(text) = wait_until {
        date("WaitUntil", text)?;
    }
    let (shortest, rule) = match waiter {
        Waiter::Activity => (SHORTEST, "must be an ISO 8601 duration from PT1H to P365D"),
        Waiter::Split => (SignedDuration::ZERO, "must be an ISO 8601 duration up to P365D"),
    };
    match wait_for.map(duration) {
        None => Ok(()),
        Some(Some(length)) if (shortest..=LONGEST).contains(&length) => Ok(()),
        Some(Some(_) | None) => Err(FieldError::new("WaitFor", rule)),
    }
}

/// Whether it says how long.
#[must_use]
pub fn is_set(wait: &WaitTime) -> bool {
    filled(wait.wait_for.as_ref()).is_some() || filled(wait.wait_until.as_ref()).is_some()
}

/// The date that it waits for, if it is one.
#[must_use]
pub fn until(wait: &WaitTime) -> Option<Timestamp> {
    filled(wait.wait_until.as_ref()).and_then(|text| date("WaitUntil", text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_to_a_year() {
        for (wait_for, activity, split) in [
            ("PT1H", true, true),
            ("PT59M59S", false, true),
            ("PT0S", false, true),
            ("P365D", true, true),
            ("P1Y", true, true),
            ("P365DT1S", false, false),
            ("two days", false, false),
            ("", true, true),
        ] {
            let wait = WaitTime { wait_for: Some(wait_for.to_owned()), wait_until: None };
            let good = |waiter| validate(&wait, waiter).is_ok();
            assert_eq!((good(Waiter::Activity), good(Waiter::Split)), (activity, split), "{wait_for}");
        }
    }

    #[test]
    fn one_of_two() {
        let wait = |wait_for: &str, wait_until: &str| WaitTime {
            wait_for: Some(wait_for.to_owned()),
            wait_until: Some(wait_until.to_owned()),
        };
        for (waits, field) in [
            (wait("", "2026-05-01T10:00:00Z"), None),
            (wait("", ""), None),
            (wait("PT1H", "2026-05-01T10:00:00Z"), Some("WaitUntil")),
            (wait("", "may"), Some("WaitUntil")),
        ] {
            assert_eq!(validate(&waits, Waiter::Activity).err().map(|error| error.field).as_deref(), field, "{waits:?}");
        }
        assert!(!is_set(&wait("", "")) && is_set(&wait("PT1H", "")) && is_set(&wait("", "2026-05-01T10:00:00Z")));
        assert_eq!(until(&wait("", "2026-05-01T10:00:00Z")), "2026-05-01T10:00:00Z".parse().ok());
        assert_eq!(until(&wait("PT1H", "")), None);
    }
}

//! From when to when an indicator is asked for (spec §12.1).

use jiff::{SignedDuration, Timestamp};

use crate::field::FieldError;

/// The widest window, and the one that is meant when none is given.
const WIDEST: SignedDuration = SignedDuration::from_hours(31 * 24);
/// How long ago a window may begin.
const OLDEST: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A time with both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Window {
    /// The window that a request asks for. Without an end it goes up to now, or as far as is allowed; without a start it is
    /// as wide, and begins as early, as is allowed.
    ///
    /// # Errors
    /// Names the parameter when it is inverted, too wide, or begins too long ago or in the future.
    pub fn of(start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> Result<Self, FieldError> {
        let oldest = earlier(now, OLDEST);
        let end = end.unwrap_or_else(|| match start.and_then(|start| start.saturating_add(WIDEST).ok()) {
            Some(latest) => latest.min(now),
            None => now,
        });
        let start = start.unwrap_or_else(|| earlier(end, WIDEST).max(oldest));
        if start > now {
            return Err(FieldError::new("start-time", "must not be in the future"));
        }
        if start > end {
            return Err(FieldError::new("start-time", "must not be later than end-time"));
        }
        if start < oldest {
            return Err(FieldError::new("start-time", "must be at most 90 days ago"));
        }
        if end.duration_since(start) > WIDEST {
            return Err(FieldError::new("end-time", "must be at most 31 days after start-time"));
        }
        Ok(Self { start, end })
    }
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
                prop_assert!(window.start <= window.end && window.end.duration_since(window.start) <= WIDEST);
            }
        }
    }
}

//! `Limits` of a campaign: ranges, and what a run takes from them (spec §2.4, §6.6).

use std::ops::RangeInclusive;

use touchpoint_wire::types::CampaignLimits;

use crate::field::FieldError;

/// The shortest `MaximumDuration`, in seconds.
const SHORTEST_RUN_S: i32 = 60;
/// The highest `Session`, and the highest `Daily` and `Total` of in-app messages.
const MOST_IN_APP: i32 = 10;

/// Checks the ranges, of a campaign and of an app's settings alike. 0 always means "no limit", like an absent value, although the
/// ranges of `MessagesPerSecond` and `MaximumDuration` begin above it: spec §6.6 says so, and stored campaigns hold it.
pub fn validate(limits: &CampaignLimits) -> Result<(), FieldError> {
    in_range("Daily", limits.daily, 0..=100)?;
    in_range("Total", limits.total, 0..=100)?;
    in_range("Session", limits.session, 0..=MOST_IN_APP)?;
    in_range("MessagesPerSecond", limits.messages_per_second, 0..=20_000)?;
    match limits.maximum_duration {
        Some(seconds) if seconds != 0 && seconds < SHORTEST_RUN_S => {
            Err(FieldError::new("MaximumDuration", format!("must be at least {SHORTEST_RUN_S} seconds, or 0 for no limit")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks the ranges of a campaign whose messages an app shows: it counts them itself, and no further than 10 (spec §2.4).
pub(super) fn validate_in_app(limits: &CampaignLimits) -> Result<(), FieldError> {
    in_range("Daily", limits.daily, 0..=MOST_IN_APP)?;
    in_range("Total", limits.total, 0..=MOST_IN_APP)
}

/// Checks that a number, if given, lies in `range`.
pub(crate) fn in_range(field: &str, value: Option<i32>, range: RangeInclusive<i32>) -> Result<(), FieldError> {
    match value {
        Some(value) if !range.contains(&value) => {
            Err(FieldError::new(field, format!("must be from {} to {}", range.start(), range.end())))
        }
        Some(_) | None => Ok(()),
    }
}

/// How long after its scheduled start a run stops, in seconds; `None` for never.
#[must_use]
pub fn maximum_duration_s(limits: Option<&CampaignLimits>) -> Option<u32> {
    limits?.maximum_duration.and_then(|seconds| u32::try_from(seconds).ok()).filter(|seconds| *seconds > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let none = CampaignLimits::default();
        for (limits, refused) in [
            (none.clone(), None),
            (CampaignLimits { daily: Some(100), total: Some(0), session: Some(10), ..none.clone() }, None),
            (CampaignLimits { messages_per_second: Some(20_000), maximum_duration: Some(60), ..none.clone() }, None),
            (CampaignLimits { maximum_duration: Some(0), ..none.clone() }, None),
            (CampaignLimits { daily: Some(101), ..none.clone() }, Some("Daily")),
            (CampaignLimits { total: Some(-1), ..none.clone() }, Some("Total")),
            (CampaignLimits { session: Some(11), ..none.clone() }, Some("Session")),
            (CampaignLimits { messages_per_second: Some(20_001), ..none.clone() }, Some("MessagesPerSecond")),
            (CampaignLimits { maximum_duration: Some(59), ..none.clone() }, Some("MaximumDuration")),
            (CampaignLimits { maximum_duration: Some(-60), ..none.clone() }, Some("MaximumDuration")),
        ] {
            assert_eq!(validate(&limits).err().map(|error| error.field).as_deref(), refused, "{limits:?}");
        }
        assert_eq!(maximum_duration_s(Some(&CampaignLimits { maximum_duration: Some(90), ..none.clone() })), Some(90));
        assert_eq!(maximum_duration_s(Some(&CampaignLimits { maximum_duration: Some(0), ..none })), None);
        assert_eq!(maximum_duration_s(None), None);
    }
}

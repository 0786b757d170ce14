//! `Limits` of a journey, and the defaults that an app's settings give it (spec §1.9, §2.5, §11.5).

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{ApplicationSettingsJourneyLimits, JourneyLimits, QuietTime};

use super::text::{duration, filled};
use crate::campaign::limits::in_range;
use crate::field::FieldError;

/// The highest cap.
const MOST: i32 = 100;
/// The longest time frame of a cap, in days.
const MOST_DAYS: i32 = 30;
/// The fastest pace, in messages per second.
const FASTEST: i32 = 20_000;

/// Settings of the app that apply where a journey says nothing, as they were when it was created.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Defaults {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<ApplicationSettingsJourneyLimits>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_time: Option<QuietTime>,
}

/// Checks the ranges. 0 always means "no limit".
pub fn validate(limits: &JourneyLimits) -> Result<(), FieldError> {
    in_range("DailyCap", limits.daily_cap, 0..=MOST)?;
    in_range("EndpointReentryCap", limits.endpoint_reentry_cap, 0..=MOST)?;
    in_range("TotalCap", limits.total_cap, 0..=MOST)?;
    in_range("MessagesPerSecond", limits.messages_per_second, 0..=FASTEST)?;
    if let Some(timeframe) = &limits.timeframe_cap {
        in_range("TimeframeCap.Cap", timeframe.cap, 0..=MOST)?;
        in_range("TimeframeCap.Days", timeframe.days, 0..=MOST_DAYS)?;
    }
    match filled(limits.endpoint_reentry_interval.as_ref()) {
        Some(interval) if duration(interval).is_none() => {
            Err(FieldError::new("EndpointReentryInterval", "must be an ISO 8601 duration such as P7D"))
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ranges() {
        for (json, refused) in [
            (json!({}), None),
            (json!({"DailyCap": 100, "EndpointReentryCap": 0, "TotalCap": 100, "MessagesPerSecond": 20_000}), None),
            (json!({"TimeframeCap": {"Cap": 100, "Days": 30}, "EndpointReentryInterval": "P7D"}), None),
            (json!({"DailyCap": 101}), Some("DailyCap")),
            (json!({"EndpointReentryCap": -1}), Some("EndpointReentryCap")),
            (json!({"TotalCap": 101}), Some("TotalCap")),
            (json!({"MessagesPerSecond": 20_001}), Some("MessagesPerSecond")),
            (json!({"TimeframeCap": {"Cap": 101}}), Some("TimeframeCap.Cap")),
            (json!({"TimeframeCap": {"Days": 31}}), Some("TimeframeCap.Days")),
            (json!({"EndpointReentryInterval": "7 days"}), Some("EndpointReentryInterval")),
        ] {
            let limits: JourneyLimits = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(validate(&limits).err().map(|error| error.field).as_deref(), refused, "{json}");
        }
    }
}

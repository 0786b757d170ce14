//! Which events start a campaign of frequency EVENT or IN_APP_EVENT (spec §6.3), and what must hold of such a campaign.

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::types::{CampaignEventFilter, Frequency, Schedule, SegmentType};

use crate::field::FieldError;
use crate::segment::SegmentSpec;
use crate::time::parse_date;

/// How far ahead a campaign that waits for events must start.
pub const EARLIEST_EVENT_START: SignedDuration = SignedDuration::from_mins(15);

/// What an event's metric is compared by.
const OPERATORS: [&str; 5] = ["GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL", "EQUAL"];

/// What starts the runs of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The time.
    Time,
    /// An event, for the endpoint that it is about.
    Event,
    /// An event in an app, which shows the message itself.
    InAppEvent,
}

impl Trigger {
    /// What starts the runs of `schedule`; without one, nothing but the time could.
    #[must_use]
    pub fn of(schedule: Option<&Schedule>) -> Self {
        match schedule.and_then(|schedule| schedule.frequency) {
            Some(Frequency::Event) => Self::Event,
            Some(Frequency::InAppEvent) => Self::InAppEvent,
            Some(Frequency::Once | Frequency::Hourly | Frequency::Daily | Frequency::Weekly | Frequency::Monthly) | None => {
                Self::Time
            }
        }
    }
}

/// Checks that a schedule has a filter if, and only if, events trigger it, and the filter itself.
pub(super) fn validate(schedule: &Schedule) -> Result<(), FieldError> {
    match (Trigger::of(Some(schedule)), &schedule.event_filter) {
        (Trigger::Time, None) => Ok(()),
        (Trigger::Time, Some(_)) => {
            Err(FieldError::new("EventFilter", "must be absent unless Frequency is EVENT or IN_APP_EVENT"))
        }
        (Trigger::Event | Trigger::InAppEvent, None) => {
            Err(FieldError::new("EventFilter", "must be given when Frequency is EVENT or IN_APP_EVENT"))
        }
        (Trigger::Event | Trigger::InAppEvent, Some(filter)) => {
            validate_filter(filter).map_err(|error| error.within("EventFilter.Dimensions"))
        }
    }
}

fn validate_filter(filter: &CampaignEventFilter) -> Result<(), FieldError> {
    let dimensions = &filter.dimensions;
    let names = dimensions.event_type.as_ref().map(|types| types.values.as_slice()).unwrap_or_default();
    if names.is_empty() || names.iter().any(|name| name.trim().is_empty()) {
        return Err(FieldError::new("EventType.Values", "must name at least one type of event, and none that is empty"));
    }
    for (name, dimension) in dimensions.attributes.iter().flatten() {
        if dimension.values.is_empty() {
            return Err(FieldError::new(format!("Attributes.{name}.Values"), "must have at least one value"));
        }
    }
    for (name, dimension) in dimensions.metrics.iter().flatten() {
        if !OPERATORS.contains(&dimension.comparison_operator.as_str()) {
            let rule = format!("must be one of {}", OPERATORS.join(", "));
            return Err(FieldError::new(format!("Metrics.{name}.ComparisonOperator"), rule));
        }
    }
    Ok(())
}

/// Refuses a new start that leaves no time to be ready for the first event. In-app messages need none.
pub(super) fn validate_new_start(schedule: &Schedule, now: Timestamp) -> Result<(), FieldError> {
    match Trigger::of(Some(schedule)) {
        Trigger::Time | Trigger::InAppEvent => return Ok(()),
        Trigger::Event => {}
    }
    let earliest = now.saturating_add(EARLIEST_EVENT_START).unwrap_or(Timestamp::MAX);
    match parse_date(&schedule.start_time) {
        Ok(start) if start >= earliest => Ok(()),
        Ok(_) | Err(_) => {
            let minutes = EARLIEST_EVENT_START.as_mins();
            let rule = format!("must be a date and time at least {minutes} minutes ahead when Frequency is EVENT");
            Err(FieldError::new("StartTime", rule))
        }
    }
}

/// Whether a campaign that events trigger may use a segment: endpoints are held against it when their event arrives, which a list
/// that was imported cannot do. `sources` are the segments that it is based on.
pub fn validate_segment<'a>(
    segment: &'a SegmentSpec,
    sources: impl IntoIterator<Item = &'a SegmentSpec>,
) -> Result<(), FieldError> {
    let imported = std::iter::once(segment).chain(sources).any(|segment| segment.segment_type == SegmentType::Import);
    if imported {
        let rule = "must be a segment by dimensions that is not based on an import when Frequency is EVENT";
        return Err(FieldError::new("SegmentId", rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn schedule(json: &Value) -> Schedule {
        let mut schedule = json!({"StartTime": "2026-05-01T10:15:00Z", "Frequency": "EVENT"});
        schedule.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
        serde_json::from_value(schedule).unwrap()
    }

    #[test]
    fn filters() {
        let of = |dimensions: Value| json!({"EventFilter": {"FilterType": "ENDPOINT", "Dimensions": dimensions}});
        let buys = json!({"Values": ["buy"]});
        for (json, refused) in [
            (of(json!({"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_session.start", "buy"]}})), None),
            (
                of(json!({
                    "EventType": buys, "Attributes": {"size": {"Values": ["s", "m"]}},
                    "Metrics": {"price": {"ComparisonOperator": "LESS_THAN", "Value": 1.5}}
                })),
                None,
            ),
            (json!({"EventFilter": {"FilterType": "USER", "Dimensions": {"EventType": buys}}}), None),
            (json!({}), Some("EventFilter")),
            (json!({"Frequency": "IN_APP_EVENT"}), Some("EventFilter")),
            (of(json!({})), Some("EventFilter.Dimensions.EventType.Values")),
            (of(json!({"EventType": {"Values": []}})), Some("EventFilter.Dimensions.EventType.Values")),
            (of(json!({"EventType": {"Values": ["a", ""]}})), Some("EventFilter.Dimensions.EventType.Values")),
            (
                of(json!({"EventType": buys, "Attributes": {"size": {"Values": []}}})),
                Some("EventFilter.Dimensions.Attributes.size.Values"),
            ),
            (
                of(json!({"EventType": buys, "Metrics": {"price": {"ComparisonOperator": "ABOUT", "Value": 1}}})),
                Some("EventFilter.Dimensions.Metrics.price.ComparisonOperator"),
            ),
        ] {
            let field = validate(&schedule(&json)).err().map(|error| error.field);
            assert_eq!(field.as_deref(), refused, "{json}");
        }
        let mut timed = of(json!({"EventType": buys}));
        timed["Frequency"] = "DAILY".into();
        assert_eq!(validate(&schedule(&timed)).unwrap_err().field, "EventFilter");
    }

    #[test]
    fn starts() {
        let now = "2026-05-01T10:00:00Z".parse().unwrap();
        for (json, good) in [
            (json!({}), true),
            (json!({"StartTime": "2026-05-01T10:14:59Z"}), false),
            (json!({"StartTime": "IMMEDIATE"}), false),
            (json!({"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT"}), true),
            (json!({"StartTime": "IMMEDIATE", "Frequency": "ONCE"}), true),
        ] {
            assert_eq!(validate_new_start(&schedule(&json), now).is_ok(), good, "{json}");
        }
    }

    #[test]
    fn segments() {
        let of = |kind: &str| serde_json::from_value::<SegmentSpec>(json!({"Id": "s", "SegmentType": kind})).unwrap();
        let (dynamic, imported) = (of("DIMENSIONAL"), of("IMPORT"));
        assert!(validate_segment(&dynamic, [&dynamic]).is_ok());
        assert!(validate_segment(&imported, []).is_err());
        assert!(validate_segment(&dynamic, [&dynamic, &imported]).is_err());
    }
}

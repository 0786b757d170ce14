//! What a split asks, and what event lets people in (spec §11.2, §11.3).

use touchpoint_wire::types::{EventCondition, EventDimensions, MetricDimension, SegmentDimensions, SegmentType, SimpleCondition};

use super::text::{ACTIVITY_ID_CHARS, ID_CHARS, activity_id, at_most, filled};
use crate::field::FieldError;
use crate::ids::SegmentId;
use crate::limits::Limits;
use crate::segment::{CompiledSegment, SegmentSpec};

/// What a number can be compared by.
const OPERATORS: [&str; 5] = ["GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL", "EQUAL"];

/// How many of the members of a condition are there; a published one has one.
#[must_use]
pub fn members(condition: &SimpleCondition) -> usize {
    let there =
        [condition.event_condition.is_some(), condition.segment_condition.is_some(), condition.segment_dimensions.is_some()];
    there.into_iter().filter(|there| *there).count()
}

/// Checks one condition of a split.
pub fn validate(condition: &SimpleCondition, limits: &Limits) -> Result<(), FieldError> {
    if members(condition) > 1 {
        let rule = "must be the only one of EventCondition, SegmentCondition and segmentDimensions";
        let field = if condition.event_condition.is_some() { "EventCondition" } else { "SegmentCondition" };
        return Err(FieldError::new(field, rule));
    }
    if let Some(event) = &condition.event_condition {
        validate_event(event, limits).map_err(|error| error.within("EventCondition"))?;
    }
    if let Some(segment) = &condition.segment_condition {
        at_most("SegmentCondition.SegmentId", Some(&segment.segment_id), ID_CHARS)?;
    }
    match &condition.segment_dimensions {
        Some(dimensions) => validate_dimensions(dimensions, limits),
        None => Ok(()),
    }
}

fn validate_event(event: &EventCondition, limits: &Limits) -> Result<(), FieldError> {
    if let Some(activity) = filled(event.message_activity.as_ref()) {
        activity_id("MessageActivity", activity, ACTIVITY_ID_CHARS)?;
    }
    match &event.dimensions {
        Some(dimensions) => validate_event_dimensions(dimensions, limits).map_err(|error| error.within("Dimensions")),
        None => Ok(()),
    }
}

/// Checks lengths and operators: what an event cannot have, nothing can be asked for.
pub fn validate_event_dimensions(dimensions: &EventDimensions, limits: &Limits) -> Result<(), FieldError> {
    let values_of = |parent: &str, values: &[String], chars: usize| {
        if values.len() > limits.attribute_values {
            return Err(FieldError::new(format!("{parent}.Values"), format!("must be at most {}", limits.attribute_values)));
        }
        let mut named = values.iter().enumerate();
        named.try_for_each(|(index, value)| at_most(&format!("{parent}.Values[{index}]"), Some(value), chars))
    };
    if let Some(types) = &dimensions.event_type {
        values_of("EventType", &types.values, limits.event_key_chars)?;
    }
    for (name, dimension) in dimensions.attributes.iter().flatten() {
        at_most("Attributes", Some(name), limits.event_key_chars)?;
        values_of(&format!("Attributes.{name}"), &dimension.values, limits.event_value_chars)?;
    }
    for (name, dimension) in dimensions.metrics.iter().flatten() {
        at_most("Metrics", Some(name), limits.event_key_chars)?;
        validate_metric(dimension).map_err(|error| error.within(&format!("Metrics.{name}")))?;
    }
    Ok(())
}

fn validate_metric(dimension: &MetricDimension) -> Result<(), FieldError> {
    if OPERATORS.contains(&dimension.comparison_operator.as_str()) {
        return Ok(());
    }
    Err(FieldError::new("ComparisonOperator", format!("must be one of {}", OPERATORS.join(", "))))
}

/// The dimensions of a condition are those of a segment that stands nowhere else.
fn validate_dimensions(dimensions: &SegmentDimensions, limits: &Limits) -> Result<(), FieldError> {
    let spec = SegmentSpec {
        id: SegmentId::new(""),
        version: 1,
        segment_type: SegmentType::Dimensional,
        dimensions: Some(dimensions.clone()),
        groups: None,
    };
    match CompiledSegment::compile(&spec, &mut |_, _| None, limits) {
        Ok(_) => Ok(()),
        Err(error) => {
            let error = FieldError::from(error);
            let field = error.field.strip_prefix("Dimensions").unwrap_or(&error.field);
            Err(FieldError::new(format!("segmentDimensions{field}"), error.reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn conditions() {
        let event = |dimensions| json!({"EventCondition": {"MessageActivity": "mail1", "Dimensions": dimensions}});
        for (json, refused) in [
            (json!({}), None),
            (json!({"SegmentCondition": {"SegmentId": "s"}}), None),
            (json!({"segmentDimensions": {"Attributes": {"plan": {"Values": ["gold"]}}}}), None),
            (event(json!({"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}})), None),
            (event(json!({"Metrics": {"price": {"ComparisonOperator": "EQUAL", "Value": 1.5}}})), None),
            (
                json!({"EventCondition": {}, "SegmentCondition": {"SegmentId": "s"}}),
                Some("EventCondition: must be the only one of EventCondition, SegmentCondition and segmentDimensions"),
            ),
            (
                json!({"SegmentCondition": {"SegmentId": "x".repeat(129)}}),
                Some("SegmentCondition.SegmentId: must be at most 128 characters"),
            ),
            (
                json!({"segmentDimensions": {"Attributes": {"plan": {"Values": []}}}}),
                Some("segmentDimensions.Attributes.plan.Values: must hold at least one value"),
            ),
            (
                json!({"EventCondition": {"MessageActivity": "a b"}}),
                Some("EventCondition.MessageActivity: must be the id of an activity: 1 to 100 letters, digits, - and _"),
            ),
            (
                event(json!({"EventType": {"Values": ["x".repeat(51)]}})),
                Some("EventCondition.Dimensions.EventType.Values[0]: must be at most 50 characters"),
            ),
            (
                event(json!({"Attributes": {"a": {"Values": vec!["x"; 51]}}})),
                Some("EventCondition.Dimensions.Attributes.a.Values: must be at most 50"),
            ),
            (
                event(json!({"Metrics": {"price": {"ComparisonOperator": "ABOUT", "Value": 1.5}}})),
                Some(
                    "EventCondition.Dimensions.Metrics.price.ComparisonOperator: must be one of GREATER_THAN, LESS_THAN, \
                     GREATER_THAN_OR_EQUAL, LESS_THAN_OR_EQUAL, EQUAL",
                ),
            ),
        ] {
            let condition: SimpleCondition = serde_json::from_value(json.clone()).unwrap();
            let error = validate(&condition, &Limits::default()).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), refused, "{json}");
        }
    }
}

//! The steps of a funnel: what an event must be to complete one.

use std::collections::BTreeMap;

use touchpoint_wire::extension::{FunnelRequest, FunnelStepRequest};
use touchpoint_wire::types::MetricDimension;

use super::event::FunnelEvent;
use crate::field::FieldError;
use crate::segment::metric::MetricTest;

/// How many steps a funnel has.
const FEWEST: usize = 2;
const MOST: usize = 10;
/// The longest time to complete all steps in.
const MAX_HOURS: u32 = 90 * 24;
/// Attributes and metrics of a step, and values of an attribute.
const MAX_FILTERS: usize = 20;
const MAX_VALUES: usize = 50;

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    event_type: String,
    attributes: BTreeMap<String, Vec<String>>,
    metrics: Vec<(String, MetricTest)>,
}

/// All steps of a funnel.
#[derive(Clone, Debug)]
pub struct Steps {
    steps: Vec<Step>,
    within_ms: Option<i64>,
}

/// The steps that an event fits, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fits(pub(super) u16);

impl Fits {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn has(self, step: usize) -> bool {
        self.0 >> step & 1 == 1
    }
}

impl Steps {
    /// # Errors
    /// Names the member of the request and its rule.
    pub fn of(request: &FunnelRequest) -> Result<Self, FieldError> {
        if !(FEWEST..=MOST).contains(&request.steps.len()) {
            return Err(FieldError::new("Steps", format!("must be {FEWEST} to {MOST}")));
        }
        if request.within_hours.is_some_and(|hours| hours == 0 || hours > MAX_HOURS) {
            return Err(FieldError::new("WithinHours", format!("must be from 1 to {MAX_HOURS}")));
        }
        let steps = request.steps.iter().enumerate();
        let steps: Result<Vec<Step>, FieldError> =
            steps.map(|(index, step)| Step::of(step).map_err(|error| error.within(&format!("Steps[{index}]")))).collect();
        Ok(Self { steps: steps?, within_ms: request.within_hours.map(|hours| i64::from(hours) * 3_600_000) })
    }

    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn within_ms(&self) -> Option<i64> {
        self.within_ms
    }

    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.event_type.as_str())
    }

    pub(super) fn fits(&self, event: &FunnelEvent<'_>) -> Fits {
        let bit = |(index, step): (usize, &Step)| if step.takes(event) { 1_u16 << index } else { 0 };
        Fits(self.steps.iter().enumerate().map(bit).fold(0, |bits, bit| bits | bit))
    }
}

impl Step {
    fn of(request: &FunnelStepRequest) -> Result<Self, FieldError> {
        let attributes = request.attributes.clone().unwrap_or_default();
        let metrics = request.metrics.iter().flatten();
        if request.event_type.is_empty() {
            return Err(FieldError::new("EventType", "must not be empty"));
        }
        if attributes.len() + metrics.clone().count() > MAX_FILTERS {
            return Err(FieldError::new("Attributes", format!("must be at most {MAX_FILTERS} together with Metrics")));
        }
        for (name, values) in &attributes {
            if values.is_empty() || values.len() > MAX_VALUES {
                return Err(FieldError::new(format!("Attributes.{name}"), format!("must be 1 to {MAX_VALUES} values")));
            }
        }
        let test = |(name, dimension): (&String, &MetricDimension)| match MetricTest::compile(dimension) {
            Ok(test) => Ok((name.clone(), test)),
            Err(error) => Err(FieldError::new(format!("Metrics.{name}.{}", error.field), error.rule.to_string())),
        };
        let metrics: Result<Vec<_>, FieldError> = metrics.map(test).collect();
        Ok(Self { event_type: request.event_type.clone(), attributes, metrics: metrics? })
    }

    fn takes(&self, event: &FunnelEvent<'_>) -> bool {
        let has = |(name, values): (&String, &Vec<String>)| {
            event.attributes.get(name.as_str()).is_some_and(|value| values.iter().any(|wanted| wanted == value))
        };
        self.event_type == event.event_type
            && self.attributes.iter().all(has)
            && self.metrics.iter().all(|(name, test)| test.accepts(event.metrics.get(name.as_str()).copied()))
    }
}

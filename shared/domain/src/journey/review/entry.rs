//! Who enters a published journey (spec §11.2).

use touchpoint_wire::types::{EventStartCondition, JourneyResponse};

use super::super::references::{Facts, SegmentKind};
use super::super::refusals::{Refusals, Subject};
use super::super::text::filled;

/// The most metrics that an event which lets people in is held against.
const MOST_METRICS: usize = 1;

const SEGMENT: Subject<'static> = Subject::Member("StartCondition.SegmentStartCondition.SegmentId");
const EVENT_SEGMENT: Subject<'static> = Subject::Member("StartCondition.EventStartCondition.SegmentId");
const EVENT_FILTER: Subject<'static> = Subject::Member("StartCondition.EventStartCondition.EventFilter");

pub(super) fn review(journey: &JourneyResponse, facts: &Facts, refusals: &mut Refusals) {
    let start = journey.start_condition.as_ref();
    let segment = start.and_then(|start| start.segment_start_condition.as_ref());
    let event = start.and_then(|start| start.event_start_condition.as_ref());
    match (segment, event) {
        (Some(segment), _) => {
            if !facts.segments.contains_key(&segment.segment_id) {
                refusals.add(SEGMENT, "must be a segment of this app");
            }
        }
        (None, Some(event)) => {
            review_event(event, facts, refusals);
            if journey.local_time == Some(true) {
                refusals.add(Subject::Member("LocalTime"), "must be false when an event starts the journey");
            }
            if filled(journey.refresh_frequency.as_ref()).is_some() {
                refusals.add(Subject::Member("RefreshFrequency"), "must be absent when an event starts the journey");
            }
        }
        (None, None) => {
            let rule = "must have one of SegmentStartCondition and EventStartCondition";
            refusals.add(Subject::Member("StartCondition"), rule);
        }
    }
}

fn review_event(event: &EventStartCondition, facts: &Facts, refusals: &mut Refusals) {
    match event.event_filter.as_ref().map(|filter| &filter.dimensions) {
        None => refusals.add(EVENT_FILTER, "must be given"),
        Some(dimensions) => {
            let types = dimensions.event_type.as_ref().map(|types| types.values.as_slice()).unwrap_or_default();
            if types.iter().all(String::is_empty) {
                refusals.add(EVENT_FILTER, "must name an event in Dimensions.EventType");
            }
            if dimensions.metrics.as_ref().is_some_and(|metrics| metrics.len() > MOST_METRICS) {
                refusals.add(EVENT_FILTER, "must have at most one of Dimensions.Metrics");
            }
        }
    }
    if let Some(id) = filled(event.segment_id.as_ref()) {
        match facts.segments.get(id) {
            Some(SegmentKind::Dynamic) => {}
            Some(SegmentKind::Imported) => {
                refusals.add(EVENT_SEGMENT, "must be a dynamic segment that is not based on an import");
            }
            None => refusals.add(EVENT_SEGMENT, "must be a segment of this app"),
        }
    }
}

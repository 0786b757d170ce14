//! Funnels: how many endpoints did one thing, then another, and so on, and where they were lost (spec §12.4).
//!
//! An endpoint completes a step with an event that is not earlier than the one it completed the step before with; one event completes
//! one step. Events of the same millisecond are taken in an order that is always the same. With a time to complete all steps in, an endpoint may
//! begin again and again: its best try counts.

mod event;
mod steps;
mod walk;

use std::collections::BTreeMap;

pub use self::event::FunnelEvent;
pub use self::steps::{Step, Steps};
use self::walk::{Mark, completed};

use crate::hash::fnv1a64;

/// The events of a funnel, as far as they matter to it.
#[derive(Debug)]
pub struct Funnel {
    steps: Steps,
    from_ms: i64,
    to_ms: i64,
    /// By endpoint.
    marks: BTreeMap<String, Vec<Mark>>,
}

/// What came of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub event_type: String,
    /// Endpoints that completed this step and all before it.
    pub endpoints: u64,
    /// As a part of those that completed the first.
    pub share: f64,
    /// The part of those who completed the step before that was lost here.
    pub drop_off: f64,
}

impl Funnel {
    /// Of events from `from_ms` to `to_ms`, both included, in epoch milliseconds.
    #[must_use]
    pub fn new(steps: Steps, from_ms: i64, to_ms: i64) -> Self {
        Self { steps, from_ms, to_ms, marks: BTreeMap::new() }
    }

    /// Takes an event of the archive. Events come in any order, each once.
    pub fn add(&mut self, json: &str) {
        let Some(event) = FunnelEvent::read(json) else { return };
        if event.at_ms < self.from_ms || event.at_ms > self.to_ms {
            return;
        }
        let fits = self.steps.fits(&event);
        if !fits.is_empty() {
            let mark = Mark { at_ms: event.at_ms, id: fnv1a64(event.id.as_bytes()), fits };
            self.marks.entry(event.endpoint.to_lowercase()).or_default().push(mark);
        }
    }

    /// What came of each step.
    #[must_use]
    pub fn outcome(self) -> Vec<Outcome> {
        let mut reached = vec![0_u64; self.steps.len()];
        for marks in self.marks.into_values() {
            for count in reached.iter_mut().take(completed(marks, self.steps.len(), self.steps.within_ms())) {
                *count += 1;
            }
        }
        let first = reached.first().copied().unwrap_or_default();
        let mut before = first;
        let mut outcomes = Vec::with_capacity(reached.len());
        for (step, endpoints) in self.steps.types().zip(reached) {
            let drop_off = if before == 0 { 0.0 } else { 1.0 - part(endpoints, before) };
            outcomes.push(Outcome { event_type: step.to_owned(), endpoints, share: part(endpoints, first), drop_off });
            before = endpoints;
        }
        outcomes
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
fn part(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests;

//! What waits for events (spec §6.3, §11.2): campaigns of frequency EVENT while they run, and active journeys that an event starts.
//!
//! All that waits in an app is one [`Triggers`]: an event finds by its type what may want it, so one that nobody waits for costs no more
//! than looking that up.

mod condition;
mod waiting;

use std::collections::HashMap;

use jiff::Timestamp;

pub use self::condition::{Condition, Happening, Source};
pub use self::waiting::{campaign_triggers, journey_trigger};
use crate::campaign::in_app::Window;

/// An event that something waits for, and how long.
#[derive(Clone, Debug)]
pub struct Trigger {
    pub condition: Condition,
    /// Events that happened outside do not count.
    pub window: Window,
}

impl Trigger {
    #[must_use]
    fn wants(&self, happening: &Happening<'_>, at: Timestamp) -> bool {
        self.window.is_open(at) && self.condition.accepts(happening)
    }
}

/// Everything that waits for the events of an app, each known by a `T`.
#[derive(Clone, Debug)]
pub struct Triggers<T> {
    waiting: Vec<(T, Trigger)>,
    /// By the type of event; places in `waiting`.
    by_type: HashMap<Box<str>, Vec<usize>>,
    /// Those that take all types but some.
    others: Vec<usize>,
}

impl<T> Default for Triggers<T> {
    fn default() -> Self {
        Self { waiting: Vec::new(), by_type: HashMap::new(), others: Vec::new() }
    }
}

impl<T: PartialEq> Triggers<T> {
    /// Who waits for what. The same `T` may wait for several things.
    #[must_use]
    pub fn new(waiting: Vec<(T, Trigger)>) -> Self {
        let (mut by_type, mut others) = (HashMap::<Box<str>, Vec<usize>>::new(), Vec::new());
        for (place, (_, trigger)) in waiting.iter().enumerate() {
            match trigger.condition.types() {
                Some(types) => types.for_each(|name| by_type.entry(name.into()).or_default().push(place)),
                None => others.push(place),
            }
        }
        Self { waiting, by_type, others }
    }

    /// Whether anything may want an event of this type.
    #[must_use]
    pub fn await_type(&self, event_type: &str) -> bool {
        !self.others.is_empty() || self.by_type.contains_key(event_type)
    }

    /// Who wants the event, which happened at `at`; each once.
    #[must_use]
    pub fn wanting(&self, happening: &Happening<'_>, at: Timestamp) -> Vec<&T> {
        let places = self.by_type.get(happening.event_type).into_iter().flatten().chain(&self.others);
        let mut wanting = Vec::new();
        for (who, trigger) in places.filter_map(|place| self.waiting.get(*place)) {
            if !wanting.contains(&who) && trigger.wants(happening, at) {
                wanting.push(who);
            }
        }
        wanting
    }
}

#[cfg(test)]
mod tests;

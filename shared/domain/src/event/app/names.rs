//! Which types of events an app reports, and which keys their attributes and metrics have: only so many (spec §2.7).
//!
//! Types and keys that begin with an underscore are those of SDKs, and do not count.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::event::stream::ReportedEvent;
use crate::field::FieldError;
use crate::limits::Limits;

/// The names of an app's events, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct EventNames {
    types: BTreeSet<String>,
    attributes: BTreeSet<String>,
    metrics: BTreeSet<String>,
}

/// What becomes of the events of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Admission {
    /// All names of the app with those that the events bring; `None` when they bring none.
    pub names: Option<EventNames>,
    /// Events for whose names there is no room: the index of the entry, the event's id, and why.
    pub refused: Vec<(usize, String, FieldError)>,
}

impl EventNames {
    /// The types, in their order.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.iter().map(String::as_str)
    }

    /// Judges the events that are sound otherwise, one after the other: an event is taken with all its names, or not.
    #[must_use]
    pub fn admit(&self, entries: &[Entry<'_>], limits: &Limits) -> Admission {
        let mut admission = Admission::default();
        for (index, entry) in entries.iter().enumerate() {
            for (id, event) in &entry.events {
                let Ok(event) = &event.taken else { continue };
                let names = admission.names.as_ref().unwrap_or(self);
                match names.with(event, limits) {
                    Ok(None) => {}
                    Ok(Some(grown)) => admission.names = Some(grown),
                    Err(refusal) => admission.refused.push((index, id.to_string(), refusal)),
                }
            }
        }
        admission
    }

    /// These names and those of `event`; `None` when it has no new ones.
    fn with(&self, event: &ReportedEvent<'_>, limits: &Limits) -> Result<Option<Self>, FieldError> {
        let types = unknown(&self.types, std::iter::once(&event.event_type));
        let attributes = unknown(&self.attributes, event.attributes.keys());
        let metrics = unknown(&self.metrics, event.metrics.keys());
        if types.is_empty() && attributes.is_empty() && metrics.is_empty() {
            return Ok(None);
        }
        let mut grown = self.clone();
        add(&mut grown.types, types, limits.event_types, |_| FieldError::new("EventType", no_room("types", limits.event_types)))?;
        add(&mut grown.attributes, attributes, limits.event_attribute_keys, |key| {
            FieldError::new(format!("Attributes.{key}"), no_room("attribute keys", limits.event_attribute_keys))
        })?;
        add(&mut grown.metrics, metrics, limits.event_metric_keys, |key| {
            FieldError::new(format!("Metrics.{key}"), no_room("metric keys", limits.event_metric_keys))
        })?;
        Ok(Some(grown))
    }
}

fn unknown<'a, 'e: 'a>(known: &BTreeSet<String>, names: impl Iterator<Item = &'a Cow<'e, str>>) -> Vec<&'a str> {
    names.map(AsRef::as_ref).filter(|name: &&str| !name.starts_with('_') && !known.contains(*name)).collect()
}

/// `most` holds for what is added: an app that has more already, because the limit was lowered, keeps them.
fn add(
    names: &mut BTreeSet<String>,
    new: Vec<&str>,
    most: usize,
    refusal: impl Fn(&str) -> FieldError,
) -> Result<(), FieldError> {
    for name in new {
        if names.len() >= most {
            return Err(refusal(name));
        }
        names.insert(name.to_owned());
    }
    Ok(())
}

fn no_room(what: &str, most: usize) -> String {
    format!("would be one too many: the events of an app have at most {most} {what} of its own")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::event::app::entries;

    fn names_of(names: &EventNames, events: Value) -> Admission {
        let now = "2026-05-01T10:00:00Z".parse().unwrap();
        let mut events = events;
        for event in events.as_object_mut().unwrap().values_mut() {
            event["Timestamp"] = "2026-05-01T10:00:00Z".into();
        }
        let request = json!({"BatchItem": {"e1": {"Endpoint": {}, "Events": events}}}).to_string();
        names.admit(&entries(request.as_bytes(), now, &Limits::default()).unwrap(), &limits())
    }

    fn limits() -> Limits {
        Limits { event_types: 2, event_attribute_keys: 2, event_metric_keys: 1, ..Limits::default() }
    }

    fn refused(admission: &Admission) -> Vec<String> {
        admission.refused.iter().map(|(index, id, refusal)| format!("{index}/{id} {refusal}")).collect()
    }

    #[test]
    fn an_event_is_taken_with_all_its_names_or_not() {
        let first = json!({
            "1": {"EventType": "a", "Attributes": {"k": "v"}, "Metrics": {"m": 1}},
            "2": {"EventType": "b", "Metrics": {"n": 1}},
            "3": {"EventType": "c", "Attributes": {"k": "w", "l": "v"}},
            "4": {"EventType": "d"},
            "5": {"EventType": "a", "Attributes": {"l": "v", "o": "v"}},
            "6": {"EventType": "_session.start", "Attributes": {"_x": "v"}, "Metrics": {"_y": 1}},
        });
        let admission = names_of(&EventNames::default(), first);
        assert_eq!(
            refused(&admission),
            [
                "0/2 Metrics.n: would be one too many: the events of an app have at most 1 metric keys of its own",
                "0/4 EventType: would be one too many: the events of an app have at most 2 types of its own",
                "0/5 Attributes.o: would be one too many: the events of an app have at most 2 attribute keys of its own",
            ]
        );
        let names = admission.names.unwrap();
        let stored = json!({"Types": ["a", "c"], "Attributes": ["k", "l"], "Metrics": ["m"]});
        assert_eq!(serde_json::to_value(&names).unwrap(), stored);
        let again = json!({"1": {"EventType": "c", "Attributes": {"k": "v"}, "Metrics": {"m": 2}}});
        assert_eq!(names_of(&names, again), Admission::default());
    }

    #[test]
    fn events_that_are_not_sound_bring_no_names() {
        let admission = names_of(&EventNames::default(), json!({"1": {"EventType": ""}}));
        assert_eq!(admission, Admission::default());
    }
}

//! What a journey names outside of itself, and what is known of that: to be looked up before it is published (spec §11.8).

use std::collections::{BTreeMap, BTreeSet};

use touchpoint_wire::types::{JourneyResponse, SimpleCondition, TemplateType};

use super::activity::template_version;
use super::step::Step;
use super::structure::Structure;
use super::text::filled;

/// A template as an activity names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateReference {
    pub template_type: TemplateType,
    pub name: String,
    /// `None`: the active version.
    pub version: Option<u32>,
}

/// Everything that a journey names, each once. Bounded by the number of its activities and by the rules of
/// [`super::validate`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    pub templates: BTreeSet<TemplateReference>,
    /// Ids of segments: of its start condition and of splits.
    pub segments: BTreeSet<String>,
}

/// What is known of a segment that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    Dynamic,
    /// Imported, or built on an imported one.
    Imported,
}

/// What is known of a template that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFact {
    Exists,
    NoSuchVersion,
    Missing,
}

/// What exists of that which a journey names. What is absent here does not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub templates: BTreeMap<TemplateReference, TemplateFact>,
    pub segments: BTreeMap<String, SegmentKind>,
    /// The types of the app's channels that are enabled: `EMAIL`, `APNS_SANDBOX`.
    pub channels: BTreeSet<String>,
}

impl References {
    #[must_use]
    pub fn of(journey: &JourneyResponse) -> Self {
        let structure = Structure::of(journey);
        let mut references = Self::default();
        if let Some(start) = &journey.start_condition {
            let event = start.event_start_condition.as_ref().and_then(|event| event.segment_id.as_ref());
            let segment = start.segment_start_condition.as_ref().map(|segment| &segment.segment_id);
            references.segments.extend([event, segment].into_iter().filter_map(filled).map(str::to_owned));
        }
        for (_, step) in structure.steps() {
            references.templates.extend(template_of(step));
            let segments = conditions(step).into_iter().filter_map(|condition| condition.segment_condition.as_ref());
            references.segments.extend(segments.filter_map(|segment| filled(Some(&segment.segment_id))).map(str::to_owned));
        }
        references
    }
}

/// The template that a message activity names. There are none for custom messages.
pub(super) fn template_of(step: Step<'_>) -> Option<TemplateReference> {
    let (template_type, name, version) = match step {
        Step::Email(email) => (TemplateType::Email, &email.template_name, &email.template_version),
        Step::Sms(sms) => (TemplateType::Sms, &sms.template_name, &sms.template_version),
        Step::Push(push) => (TemplateType::Push, &push.template_name, &push.template_version),
        Step::Custom(_)
        | Step::ContactCenter(_)
        | Step::ConditionalSplit(_)
        | Step::MultiCondition(_)
        | Step::RandomSplit(_)
        | Step::Holdout(_)
        | Step::Wait(_) => return None,
    };
    let name = filled(name.as_ref())?.to_owned();
    Some(TemplateReference { template_type, name, version: filled(version.as_ref()).and_then(template_version) })
}

/// The conditions of a split, over all of its branches.
pub(super) fn conditions(step: Step<'_>) -> Vec<&SimpleCondition> {
    match step {
        Step::ConditionalSplit(split) => {
            split.condition.as_ref().and_then(|condition| condition.conditions.as_ref()).into_iter().flatten().collect()
        }
        Step::MultiCondition(split) => split.branches.iter().flatten().filter_map(|branch| branch.condition.as_ref()).collect(),
        Step::Custom(_)
        | Step::ContactCenter(_)
        | Step::Email(_)
        | Step::Sms(_)
        | Step::Push(_)
        | Step::RandomSplit(_)
        | Step::Holdout(_)
        | Step::Wait(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_once() {
        let segment = |id: &str| json!({"SegmentCondition": {"SegmentId": id}});
        let journey: JourneyResponse = serde_json::from_value(json!({
            "ApplicationId": "a", "Id": "j", "Name": "n",
            "StartCondition": {"SegmentStartCondition": {"SegmentId": "s1"}},
            "Activities": {
                "a": {"EMAIL": {"TemplateName": "t1"}}, "b": {"EMAIL": {"TemplateName": "t1"}},
                "c": {"SMS": {"TemplateName": "t1", "TemplateVersion": "2"}}, "d": {"PUSH": {"TemplateName": ""}},
                "e": {"CUSTOM": {"TemplateName": "t3"}},
                "f": {"ConditionalSplit": {"Condition": {"Conditions": [segment("s1"), segment("s2"), segment(""), {}]}}},
                "g": {"MultiCondition": {"Branches": [{"Condition": segment("s3")}, {}]}},
            },
        }))
        .unwrap();
        let References { templates, segments } = References::of(&journey);
        let templates: Vec<_> = templates.iter().map(|t| (t.template_type.as_str(), t.name.as_str(), t.version)).collect();
        assert_eq!(templates, [("EMAIL", "t1", None), ("SMS", "t1", Some(2))]);
        assert_eq!(segments.into_iter().collect::<Vec<_>>(), ["s1", "s2", "s3"]);
    }
}

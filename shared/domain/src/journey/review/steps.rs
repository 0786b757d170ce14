//! What each activity of a published journey needs (spec §11.8, rules 2, 3 and 5).

use touchpoint_wire::types::{CustomMessageActivity, RandomSplitActivity, SimpleCondition, TemplateType};

use super::super::condition::members;
use super::super::references::{Facts, TemplateFact, conditions, template_of};
use super::super::step::Step;
use super::super::structure::Structure;
use super::super::text::filled;
use super::super::wait;

/// The channels of which one must be enabled for push messages.
const PUSH_FAMILY: [&str; 7] = ["ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM"];

/// Adds the faults of the activity called `id`.
pub(super) fn review(id: &str, step: Step<'_>, structure: &Structure<'_>, facts: &Facts, faults: &mut Vec<String>) {
    match step {
        Step::Email(_) => message(step, TemplateType::Email, &["EMAIL"], facts, faults),
        Step::Sms(_) => message(step, TemplateType::Sms, &["SMS"], facts, faults),
        Step::Push(_) => message(step, TemplateType::Push, &PUSH_FAMILY, facts, faults),
        Step::Custom(custom) => faults.extend(custom_faults(custom)),
        Step::ConditionalSplit(split) => {
            let conditions = split.condition.as_ref().and_then(|condition| condition.conditions.as_deref());
            if conditions.unwrap_or_default().is_empty() {
                faults.push("must have at least one condition".to_owned());
            }
        }
        Step::MultiCondition(split) => {
            let branches = split.branches.as_deref().unwrap_or_default();
            if branches.is_empty() {
                faults.push("must have at least one branch".to_owned());
            }
            let bare = branches.iter().enumerate().filter(|(_, branch)| branch.condition.is_none());
            faults.extend(bare.map(|(index, _)| format!("Branches[{index}] must have a condition")));
        }
        Step::RandomSplit(split) => faults.extend(random_faults(split)),
        Step::Holdout(holdout) => {
            if !(1..=99).contains(&holdout.percentage) {
                faults.push("Percentage must be from 1 to 99".to_owned());
            }
        }
        Step::Wait(waiting) => {
            if !waiting.wait_time.as_ref().is_some_and(wait::is_set) {
                faults.push("must have WaitFor or WaitUntil".to_owned());
            }
        }
        Step::ContactCenter(_) => {}
    }
    for condition in conditions(step) {
        faults.extend(condition_fault(id, condition, structure, facts));
    }
}

/// A message needs a template that exists and a channel to leave by.
fn message(step: Step<'_>, template_type: TemplateType, channels: &[&str], facts: &Facts, faults: &mut Vec<String>) {
    match template_of(step) {
        None => faults.push("must name a template".to_owned()),
        Some(template) => match facts.templates.get(&template) {
            Some(TemplateFact::Exists) => {}
            Some(TemplateFact::NoSuchVersion) => {
                let version = template.version.unwrap_or_default();
                faults.push(format!("template {} has no version {version}", template.name));
            }
            Some(TemplateFact::Missing) | None => {
                faults.push(format!("{template_type} template {} does not exist", template.name));
            }
        },
    }
    if !channels.iter().any(|channel| facts.channels.contains(*channel)) {
        faults.push(format!("the {template_type} channel is not enabled"));
    }
}

fn custom_faults(custom: &CustomMessageActivity) -> Vec<String> {
    let mut faults = Vec::new();
    if filled(custom.delivery_uri.as_ref()).is_none() {
        faults.push("must have a DeliveryUri".to_owned());
    }
    if custom.endpoint_types.as_ref().is_none_or(Vec::is_empty) {
        faults.push("must have EndpointTypes".to_owned());
    }
    faults
}

fn random_faults(split: &RandomSplitActivity) -> Vec<String> {
    let percentages: Vec<i32> = split.branches.iter().flatten().map(|branch| branch.percentage.unwrap_or_default()).collect();
    let mut faults = Vec::new();
    if percentages.len() < 2 {
        faults.push("must have at least two branches".to_owned());
    }
    if percentages.iter().any(|percentage| !(1..=99).contains(percentage)) {
        faults.push("each Percentage must be from 1 to 99".to_owned());
    }
    if percentages.iter().sum::<i32>() != 100 {
        faults.push("the percentages must sum up to 100".to_owned());
    }
    faults
}

fn condition_fault(id: &str, condition: &SimpleCondition, structure: &Structure<'_>, facts: &Facts) -> Option<String> {
    if members(condition) == 0 {
        return Some("each condition must have one of EventCondition, SegmentCondition and segmentDimensions".to_owned());
    }
    if let Some(segment) = &condition.segment_condition
        && !facts.segments.contains_key(&segment.segment_id)
    {
        return Some(format!("segment {} does not exist", segment.segment_id));
    }
    let event = condition.event_condition.as_ref()?;
    let types = event.dimensions.as_ref().and_then(|dimensions| dimensions.event_type.as_ref());
    if types.is_none_or(|types| types.values.iter().all(String::is_empty)) {
        return Some("an EventCondition must name an event in Dimensions.EventType".to_owned());
    }
    let activity = filled(event.message_activity.as_ref())?;
    let earlier = structure.step(activity).is_some_and(Step::is_message) && structure.leads(activity, id);
    (!earlier).then(|| format!("MessageActivity {activity} is no earlier message activity of its path"))
}

//! What one activity may say, complete or not (spec §11.3).

use touchpoint_wire::types::{
    Activity, ConditionalSplitActivity, CustomMessageActivity, EmailMessageActivity, JourneySMSMessage,
    MultiConditionalSplitActivity, PushMessageActivity, RandomSplitActivity, SMSMessageActivity, WaitTime,
};

use super::condition;
use super::step::Step;
use super::text::{ACTIVITY_ID_CHARS, activity_id, at_most, filled};
use super::wait::{self, Waiter};
use crate::campaign::function::validate_delivery_uri;
use crate::campaign::limits::in_range;
use crate::email::sender_is_plausible;
use crate::field::FieldError;
use crate::limits::Limits;
use crate::origination::{check_number, check_sender_id};

/// Characters of a template's name.
const TEMPLATE_NAME_CHARS: usize = 128;
/// Characters of an id that a carrier gave.
const SMS_TEXT_CHARS: usize = 128;

/// Checks one activity; the fields are named from within it.
pub fn validate(activity: &Activity, limits: &Limits) -> Result<(), FieldError> {
    at_most("Description", activity.description.as_deref(), limits.description_chars)?;
    let Some(step) = Step::of(activity) else {
        let rule = "must be exactly one of CUSTOM, ConditionalSplit, ContactCenter, EMAIL, Holdout, MultiCondition, PUSH, \
                    RandomSplit, SMS and Wait";
        return Err(FieldError::new("", rule));
    };
    let checked = validate_step(step, limits).and_then(|()| {
        let mut exits = step.exits().into_iter();
        exits.try_for_each(|exit| activity_id(&exit.member, exit.to, ACTIVITY_ID_CHARS))
    });
    checked.map_err(|error| error.within(step.member()))
}

fn validate_step(step: Step<'_>, limits: &Limits) -> Result<(), FieldError> {
    match step {
        Step::Custom(custom) => validate_custom(custom, limits),
        Step::Email(email) => validate_email(email),
        Step::Push(push) => validate_push(push),
        Step::Sms(sms) => validate_sms(sms),
        Step::ConditionalSplit(split) => validate_conditional(split, limits),
        Step::MultiCondition(split) => validate_multi(split, limits),
        Step::RandomSplit(split) => validate_random(split, limits),
        Step::Holdout(holdout) => in_range("Percentage", Some(holdout.percentage), 0..=100),
        Step::Wait(waiting) => validate_wait("WaitTime", waiting.wait_time.as_ref(), Waiter::Activity),
        Step::ContactCenter(_) => Ok(()),
    }
}

fn validate_template(name: Option<&String>, version: Option<&String>) -> Result<(), FieldError> {
    if let Some(name) = filled(name) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let begins_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !begins_well || !name.chars().all(allowed) || name.len() > TEMPLATE_NAME_CHARS {
            let rule = format!(
                "must be the name of a template: 1 to {TEMPLATE_NAME_CHARS} letters, digits, - and _, a letter or digit first"
            );
            return Err(FieldError::new("TemplateName", rule));
        }
    }
    match filled(version).map(template_version) {
        Some(None) => Err(FieldError::new("TemplateVersion", "must be the number of a version, from 1")),
        Some(Some(_)) | None => Ok(()),
    }
}

/// Reads the number of a template's version.
pub(super) fn template_version(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|version| is_number && *version > 0)
}

fn validate_email(email: &EmailMessageActivity) -> Result<(), FieldError> {
    validate_template(email.template_name.as_ref(), email.template_version.as_ref())?;
    let from = email.message_config.as_ref().and_then(|config| filled(config.from_address.as_ref()));
    match from {
        Some(from) if !sender_is_plausible(from) => {
            let rule = "must be an address such as news@example.com or Name <news@example.com>";
            Err(FieldError::new("MessageConfig.FromAddress", rule))
        }
        Some(_) | None => Ok(()),
    }
}

fn validate_sms(sms: &SMSMessageActivity) -> Result<(), FieldError> {
    validate_template(sms.template_name.as_ref(), sms.template_version.as_ref())?;
    sms.message_config.as_ref().map_or(Ok(()), validate_sms_config).map_err(|error| error.within("MessageConfig"))
}

fn validate_sms_config(config: &JourneySMSMessage) -> Result<(), FieldError> {
    at_most("EntityId", config.entity_id.as_deref(), SMS_TEXT_CHARS)?;
    check_number("OriginationNumber", config.origination_number.as_deref())?;
    check_sender_id("SenderId", config.sender_id.as_deref())?;
    at_most("TemplateId", config.template_id.as_deref(), SMS_TEXT_CHARS)
}

fn validate_push(push: &PushMessageActivity) -> Result<(), FieldError> {
    validate_template(push.template_name.as_ref(), push.template_version.as_ref())?;
    let time_to_live = push.message_config.as_ref().and_then(|config| filled(config.time_to_live.as_ref()));
    match time_to_live.map(|text| (text.bytes().all(|byte| byte.is_ascii_digit()), text.parse::<u32>())) {
        None | Some((true, Ok(_))) => Ok(()),
        Some((true | false, _)) => Err(FieldError::new("MessageConfig.TimeToLive", "must be a number of seconds, 0 or more")),
    }
}

fn validate_custom(custom: &CustomMessageActivity, limits: &Limits) -> Result<(), FieldError> {
    validate_template(custom.template_name.as_ref(), custom.template_version.as_ref())?;
    filled(custom.delivery_uri.as_ref()).map_or(Ok(()), validate_delivery_uri)?;
    let data = custom.message_config.as_ref().and_then(|config| config.data.as_deref());
    at_most("MessageConfig.Data", data, limits.journey_custom_data_chars)
}

fn validate_conditional(split: &ConditionalSplitActivity, limits: &Limits) -> Result<(), FieldError> {
    let conditions = split.condition.as_ref().and_then(|condition| condition.conditions.as_deref()).unwrap_or_default();
    let most = limits.dimensions_per_segment;
    if conditions.len() > most {
        return Err(FieldError::new("Condition.Conditions", format!("must have at most {most} members")));
    }
    for (index, simple) in conditions.iter().enumerate() {
        condition::validate(simple, limits).map_err(|error| error.within(&format!("Condition.Conditions[{index}]")))?;
    }
    validate_wait("EvaluationWaitTime", split.evaluation_wait_time.as_ref(), Waiter::Split)
}

fn validate_multi(split: &MultiConditionalSplitActivity, limits: &Limits) -> Result<(), FieldError> {
    let branches = split.branches.as_deref().unwrap_or_default();
    branches_at_most(branches.len(), limits.multivariate_branches)?;
    for (index, branch) in branches.iter().enumerate() {
        if let Some(simple) = &branch.condition {
            condition::validate(simple, limits).map_err(|error| error.within(&format!("Branches[{index}].Condition")))?;
        }
    }
    validate_wait("EvaluationWaitTime", split.evaluation_wait_time.as_ref(), Waiter::Split)
}

fn validate_random(split: &RandomSplitActivity, limits: &Limits) -> Result<(), FieldError> {
    let branches = split.branches.as_deref().unwrap_or_default();
    branches_at_most(branches.len(), limits.random_branches)?;
    let mut numbered = branches.iter().enumerate();
    numbered.try_for_each(|(index, branch)| in_range(&format!("Branches[{index}].Percentage"), branch.percentage, 0..=100))
}

fn branches_at_most(branches: usize, most: usize) -> Result<(), FieldError> {
    if branches > most {
        return Err(FieldError::new("Branches", format!("must have at most {most} members")));
    }
    Ok(())
}

fn validate_wait(field: &str, waiting: Option<&WaitTime>, waiter: Waiter) -> Result<(), FieldError> {
    waiting.map_or(Ok(()), |waiting| wait::validate(waiting, waiter)).map_err(|error| error.within(field))
}

#[cfg(test)]
#[path = "activity_tests.rs"]
mod tests;

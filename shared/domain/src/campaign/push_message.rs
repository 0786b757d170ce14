//! Push messages of a campaign (spec §6.5): what may stand in `DefaultMessage`, `ADMMessage`, `APNSMessage`, `BaiduMessage` and
//! `GCMMessage`.

use serde_json::Value;
use touchpoint_wire::types::{Action, Message};

use super::text::{at_most, compiles, is_personalised};
use crate::field::FieldError;
use crate::limits::Limits;

/// Longest a notification may wait at its service, in seconds: 28 days at FCM, 7 days at Baidu (spec §2.8).
const FCM_SECONDS: i32 = 2_419_200;
const BAIDU_SECONDS: i32 = 604_800;

/// Whether a template may say what the message does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Completion {
    /// There is a push template, so only the parts that are there are checked.
    ByTemplate,
    Nothing,
}

/// Checks one push message; `member` is its name in the message configuration.
pub(super) fn validate(member: &str, push: &Message, rest: Completion, limits: &Limits) -> Result<(), FieldError> {
    at_most("Body", push.body.as_deref(), limits.push_body_chars)?;
    compiles("Body", push.body.as_deref())?;
    compiles("Title", push.title.as_deref())?;
    opens_something(push, rest)?;
    time_to_live(member, push.time_to_live)?;
    if let Some(raw) = said(push.raw_content.as_deref()) {
        json_object("RawContent", raw)?;
    }
    if let Some(silent) = said(push.json_body.as_deref()) {
        json_object("JsonBody", silent)?;
    }
    Ok(())
}

/// `URL` and `DEEP_LINK` go somewhere; `OPEN_APP`, which is the default, does not. A raw message says everything itself.
fn opens_something(push: &Message, rest: Completion) -> Result<(), FieldError> {
    let goes_to = match push.action {
        Some(action @ (Action::Url | Action::DeepLink)) => action,
        Some(Action::OpenApp) | None => return Ok(()),
    };
    match rest {
        Completion::ByTemplate => Ok(()),
        Completion::Nothing if said(push.url.as_deref()).is_some() || said(push.raw_content.as_deref()).is_some() => Ok(()),
        Completion::Nothing => Err(FieldError::new("Url", format!("must be given when Action is {goes_to}"))),
    }
}

fn time_to_live(member: &str, seconds: Option<i32>) -> Result<(), FieldError> {
    let longest = match member {
        "BaiduMessage" => BAIDU_SECONDS,
        "GCMMessage" => FCM_SECONDS,
        // The APNs service is told a date; ADM ignores the member.
        _ => i32::MAX,
    };
    match seconds {
        Some(seconds) if !(0..=longest).contains(&seconds) => {
            Err(FieldError::new("TimeToLive", format!("must be from 0 to {longest} seconds")))
        }
        Some(_) | None => Ok(()),
    }
}

/// A JSON object; with variables in it, only what it becomes can be one.
fn json_object(field: &str, text: &str) -> Result<(), FieldError> {
    if is_personalised(text) {
        return compiles(field, Some(text));
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(_)) => Ok(()),
        Ok(_) | Err(_) => Err(FieldError::new(field, "must be a JSON object, written as a string")),
    }
}

fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

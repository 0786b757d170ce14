//! What is refused in the push messages of a request (spec §2.8, §8.3).

use serde_json::{Map, Value};
use touchpoint_wire::types::{ADMMessage, APNSMessage, BaiduMessage, DirectMessageConfiguration, GCMMessage};

use crate::field::FieldError;
use crate::message_template::compiles;
use crate::template::Escape;

/// The longest that FCM and Baidu keep a message, in seconds.
const FCM_TTL_S: i32 = 2_419_200;
const BAIDU_TTL_S: i32 = 604_800;
/// Bytes of the id by which APNs replaces one notification with another.
const COLLAPSE_ID_BYTES: usize = 64;
const PUSH_TYPES: [&str; 6] = ["alert", "background", "complication", "fileprovider", "mdm", "voip"];
const PRIORITIES: [&str; 4] = ["normal", "high", "5", "10"];

pub(super) fn validate_pushes(message: &DirectMessageConfiguration) -> Result<(), FieldError> {
    if let Some(default) = &message.default_push_notification_message {
        texts(default.title.as_deref(), default.body.as_deref(), default.url.as_deref())
            .map_err(|error| error.within("DefaultPushNotificationMessage"))?;
    }
    if let Some(adm) = &message.adm_message {
        validate_adm(adm).map_err(|error| error.within("ADMMessage"))?;
    }
    if let Some(apns) = &message.apns_message {
        validate_apns(apns).map_err(|error| error.within("APNSMessage"))?;
    }
    if let Some(baidu) = &message.baidu_message {
        validate_baidu(baidu).map_err(|error| error.within("BaiduMessage"))?;
    }
    if let Some(gcm) = &message.gcm_message {
        validate_gcm(gcm).map_err(|error| error.within("GCMMessage"))?;
    }
    Ok(())
}

fn validate_adm(adm: &ADMMessage) -> Result<(), FieldError> {
    texts(adm.title.as_deref(), adm.body.as_deref(), adm.url.as_deref())?;
    raw_content(adm.raw_content.as_deref())?;
    match adm.expires_after.as_deref() {
        Some(seconds) if !seconds.is_empty() && seconds.parse::<u32>().is_err() => {
            Err(FieldError::new("ExpiresAfter", "must be a number of seconds"))
        }
        Some(_) | None => Ok(()),
    }
}

fn validate_apns(apns: &APNSMessage) -> Result<(), FieldError> {
    texts(apns.title.as_deref(), apns.body.as_deref(), apns.url.as_deref())?;
    if let Some(raw) = raw_content(apns.raw_content.as_deref())? {
        content_available(&raw)?;
    }
    one_of("APNSPushType", apns.apns_push_type.as_deref(), &PUSH_TYPES)?;
    one_of("PreferredAuthenticationMethod", apns.preferred_authentication_method.as_deref(), &["CERTIFICATE", "TOKEN", "KEY"])?;
    one_of("Priority", apns.priority.as_deref(), &PRIORITIES)?;
    time_to_live(apns.time_to_live, i32::MAX)?;
    if apns.collapse_id.as_ref().is_some_and(|id| id.len() > COLLAPSE_ID_BYTES) {
        return Err(FieldError::new("CollapseId", format!("must have at most {COLLAPSE_ID_BYTES} bytes")));
    }
    match apns.badge {
        Some(badge) if badge < 0 => Err(FieldError::new("Badge", "must be 0 or more")),
        Some(_) | None => Ok(()),
    }
}

fn validate_baidu(baidu: &BaiduMessage) -> Result<(), FieldError> {
    texts(baidu.title.as_deref(), baidu.body.as_deref(), baidu.url.as_deref())?;
    raw_content(baidu.raw_content.as_deref())?;
    time_to_live(baidu.time_to_live, BAIDU_TTL_S)
}

fn validate_gcm(gcm: &GCMMessage) -> Result<(), FieldError> {
    texts(gcm.title.as_deref(), gcm.body.as_deref(), gcm.url.as_deref())?;
    raw_content(gcm.raw_content.as_deref())?;
    one_of("PreferredAuthenticationMethod", gcm.preferred_authentication_method.as_deref(), &["KEY", "TOKEN"])?;
    one_of("Priority", gcm.priority.as_deref(), &PRIORITIES)?;
    time_to_live(gcm.time_to_live, FCM_TTL_S)
}

fn texts(title: Option<&str>, body: Option<&str>, url: Option<&str>) -> Result<(), FieldError> {
    compiles("Title", title, Escape::None)?;
    compiles("Body", body, Escape::None)?;
    compiles("Url", url, Escape::None)
}

fn raw_content(raw: Option<&str>) -> Result<Option<Map<String, Value>>, FieldError> {
    raw.filter(|raw| !raw.is_empty()).map(|raw| json_object("RawContent", raw)).transpose()
}

/// Reads a text that must hold a JSON object.
pub(super) fn json_object(field: &str, text: &str) -> Result<Map<String, Value>, FieldError> {
    serde_json::from_str(text).map_err(|_| FieldError::new(field, "must hold a JSON object"))
}

/// Where a raw payload says whether the app is to be woken, it says it by 0 or 1.
fn content_available(raw: &Map<String, Value>) -> Result<(), FieldError> {
    match raw.get("aps").and_then(|aps| aps.get("content-available")) {
        Some(value) if *value != 0 && *value != 1 => {
            Err(FieldError::new("RawContent", "content-available must be the number 0 or 1"))
        }
        Some(_) | None => Ok(()),
    }
}

fn one_of(field: &str, value: Option<&str>, allowed: &[&str]) -> Result<(), FieldError> {
    match value {
        Some(value) if !value.is_empty() && !allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(value)) => {
            Err(FieldError::new(field, format!("must be one of {}", allowed.join(", "))))
        }
        Some(_) | None => Ok(()),
    }
}

fn time_to_live(seconds: Option<i32>, max: i32) -> Result<(), FieldError> {
    match seconds {
        Some(seconds) if !(0..=max).contains(&seconds) => {
            Err(FieldError::new("TimeToLive", format!("must be from 0 to {max} seconds")))
        }
        Some(_) | None => Ok(()),
    }
}

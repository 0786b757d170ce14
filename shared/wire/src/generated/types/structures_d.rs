//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ADMMessage, APNSMessage, Action, BaiduMessage, ButtonAction, EmailMessage, GCMMessage, SMSMessage, VoiceMessage};
use crate::object::wire_objects;

/// Part of `InAppMessageButton`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct DefaultButtonConfiguration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border_radius: Option<i32>,
    pub button_action: ButtonAction,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_color: Option<String>,
}

/// Part of `DirectMessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct DefaultMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
}

/// Part of `DirectMessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct DefaultPushNotificationMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_push: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Part of `PushNotificationTemplateRequest`, `PushNotificationTemplateResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct DefaultPushNotificationTemplate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Part of `MessageRequest`, `SendUsersMessageRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct DirectMessageConfiguration {
    #[serde(rename = "ADMMessage", skip_serializing_if = "Option::is_none")]
    pub adm_message: Option<ADMMessage>,
    #[serde(rename = "APNSMessage", skip_serializing_if = "Option::is_none")]
    pub apns_message: Option<APNSMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baidu_message: Option<BaiduMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_message: Option<DefaultMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_push_notification_message: Option<DefaultPushNotificationMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_message: Option<EmailMessage>,
    #[serde(rename = "GCMMessage", skip_serializing_if = "Option::is_none")]
    pub gcm_message: Option<GCMMessage>,
    #[serde(rename = "SMSMessage", skip_serializing_if = "Option::is_none")]
    pub sms_message: Option<SMSMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_message: Option<VoiceMessage>,
}

wire_objects! {
    DefaultButtonConfiguration,
    DefaultMessage,
    DefaultPushNotificationMessage,
    DefaultPushNotificationTemplate,
    DirectMessageConfiguration,
}

//! What a recipient of the push family is told, and how much of it a push service takes (spec §2.8, §8.2, §8.3).

use std::collections::BTreeMap;

use touchpoint_wire::types::{
    APNSPushNotificationTemplate, Action, AndroidPushNotificationTemplate, DirectMessageConfiguration,
    PushNotificationTemplateRequest,
};

use super::content::Templates;
use super::recipient::{Overrides, said};
use super::result::Undelivered;
use crate::endpoint::channel::Channel;
use crate::limits::Limits;

/// A push message to one recipient, before its variables are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushDraft {
    /// The whole payload as its author wrote it; then nothing else counts.
    pub raw: Option<String>,
    pub title: Option<String>,
    pub body: Option<String>,
    pub action: Option<Action>,
    pub url: Option<String>,
    pub sound: Option<String>,
    /// Pictures and other media, by URL.
    pub media: Vec<String>,
    pub data: BTreeMap<String, String>,
    pub silent: bool,
}

impl PushDraft {
    fn says_something(&self) -> bool {
        self.raw.is_some() || self.title.is_some() || self.body.is_some() || self.silent || !self.data.is_empty()
    }

    /// Whether the push service takes so much: measured by what the payload says, without what goes around it.
    pub fn fits(&self, channel: Channel, limits: &Limits) -> Result<(), Undelivered> {
        let max = if channel == Channel::Adm { limits.adm_payload_bytes } else { limits.push_payload_bytes };
        if self.bytes() > max { Err(Undelivered::TooLong { max, unit: "bytes" }) } else { Ok(()) }
    }

    fn bytes(&self) -> usize {
        if let Some(raw) = &self.raw {
            return raw.len();
        }
        let texts = [&self.title, &self.body, &self.url, &self.sound].into_iter().flatten().chain(&self.media);
        let data: usize = self.data.iter().map(|(name, value)| name.len() + value.len()).sum();
        texts.map(String::len).sum::<usize>() + data
    }

    /// The fields of `self`, and of `weaker` where `self` says nothing.
    fn or(self, weaker: Self) -> Self {
        Self {
            raw: self.raw.or(weaker.raw),
            title: self.title.or(weaker.title),
            body: self.body.or(weaker.body),
            action: self.action.or(weaker.action),
            url: self.url.or(weaker.url),
            sound: self.sound.or(weaker.sound),
            media: if self.media.is_empty() { weaker.media } else { self.media },
            data: if self.data.is_empty() { weaker.data } else { self.data },
            silent: self.silent || weaker.silent,
        }
    }
}

/// Takes the members that the messages of all push services share.
macro_rules! draft {
    ($message:expr, $silent:expr, $data:expr, [$($media:ident),*]) => {
        PushDraft {
            raw: owned(&$message.raw_content),
            title: owned(&$message.title),
            body: owned(&$message.body),
            action: $message.action,
            url: owned(&$message.url),
            sound: owned(&$message.sound),
            media: [$(&$message.$media),*].into_iter().filter_map(owned).collect(),
            data: $data,
            silent: $silent,
        }
    };
}

/// What a recipient on `channel`, one of the push family, is told; `None` when nothing is said.
pub(super) fn resolve_push(
    channel: Channel,
    own: &Overrides<'_>,
    message: &DirectMessageConfiguration,
    templates: &Templates,
) -> Option<PushDraft> {
    let own_words = PushDraft {
        raw: own.raw.map(str::to_owned),
        title: own.title.map(str::to_owned),
        body: own.body.map(str::to_owned),
        ..PushDraft::default()
    };
    let written = of_channel(channel, message).unwrap_or_default();
    let template = templates.push.as_ref().map(|template| of_template(channel, template)).unwrap_or_default();
    // A whole payload of the template gives way to anything that is said above it.
    let template =
        if own_words.says_something() || written.says_something() { PushDraft { raw: None, ..template } } else { template };
    let defaults = message.default_push_notification_message.as_ref().map(|default| PushDraft {
        title: owned(&default.title),
        body: owned(&default.body),
        action: default.action,
        url: owned(&default.url),
        data: default.data.clone().unwrap_or_default(),
        silent: default.silent_push == Some(true),
        ..PushDraft::default()
    });
    let last =
        PushDraft { body: message.default_message.as_ref().and_then(|default| owned(&default.body)), ..PushDraft::default() };
    let draft = own_words.or(written).or(template).or(defaults.unwrap_or_default()).or(last);
    draft.says_something().then_some(draft)
}

/// The message of a push service; `APNSMessage` serves all kinds of APNs (spec §6.5).
fn of_channel(channel: Channel, message: &DirectMessageConfiguration) -> Option<PushDraft> {
    match channel {
        Channel::Gcm => message.gcm_message.as_ref().map(|m| {
            let (silent, data) = (m.silent_push == Some(true), m.data.clone().unwrap_or_default());
            draft!(m, silent, data, [image_url, image_icon_url, small_image_icon_url])
        }),
        Channel::Adm => message.adm_message.as_ref().map(|m| {
            let (silent, data) = (m.silent_push == Some(true), m.data.clone().unwrap_or_default());
            draft!(m, silent, data, [image_url, image_icon_url, small_image_icon_url])
        }),
        Channel::Baidu => message.baidu_message.as_ref().map(|m| {
            let (silent, data) = (m.silent_push == Some(true), m.data.clone().unwrap_or_default());
            draft!(m, silent, data, [image_url, image_icon_url, small_image_icon_url])
        }),
        Channel::Apns | Channel::ApnsSandbox | Channel::ApnsVoip | Channel::ApnsVoipSandbox => {
            message.apns_message.as_ref().map(|m| {
                let (silent, data) = (m.silent_push == Some(true), m.data.clone().unwrap_or_default());
                draft!(m, silent, data, [media_url])
            })
        }
        Channel::Push | Channel::Sms | Channel::Voice | Channel::Email | Channel::Custom | Channel::InApp => None,
    }
}

/// The template's part for a push service over its default part (spec §7.1).
fn of_template(channel: Channel, template: &PushNotificationTemplateRequest) -> PushDraft {
    let android = |part: &AndroidPushNotificationTemplate| {
        draft!(part, false, BTreeMap::new(), [image_url, image_icon_url, small_image_icon_url])
    };
    let apple = |part: &APNSPushNotificationTemplate| draft!(part, false, BTreeMap::new(), [media_url]);
    let part = match channel {
        Channel::Gcm => template.gcm.as_ref().map(android),
        Channel::Adm => template.adm.as_ref().map(android),
        Channel::Baidu => template.baidu.as_ref().map(android),
        Channel::Apns | Channel::ApnsSandbox | Channel::ApnsVoip | Channel::ApnsVoipSandbox => template.apns.as_ref().map(apple),
        Channel::Push | Channel::Sms | Channel::Voice | Channel::Email | Channel::Custom | Channel::InApp => None,
    };
    let default = template.default.as_ref().map(|default| PushDraft {
        title: owned(&default.title),
        body: owned(&default.body),
        action: default.action,
        url: owned(&default.url),
        sound: owned(&default.sound),
        ..PushDraft::default()
    });
    part.unwrap_or_default().or(default.unwrap_or_default())
}

fn owned(text: &Option<String>) -> Option<String> {
    said(text).map(str::to_owned)
}

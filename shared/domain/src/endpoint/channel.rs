//! The channels an endpoint can be reached on (spec §3.1, §3.3).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::ChannelType;

/// An endpoint's `ChannelType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// An alias for "any push"; nothing is ever sent to an endpoint that carries it.
    Push,
    Gcm,
    Apns,
    ApnsSandbox,
    ApnsVoip,
    ApnsVoipSandbox,
    Adm,
    Sms,
    Voice,
    Email,
    Baidu,
    Custom,
    InApp,
}

/// A text that names no channel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a channel type such as EMAIL or SMS")]
pub struct UnknownChannel;

impl Channel {
    pub const ALL: [Self; 13] = [
        Self::Push,
        Self::Gcm,
        Self::Apns,
        Self::ApnsSandbox,
        Self::ApnsVoip,
        Self::ApnsVoipSandbox,
        Self::Adm,
        Self::Sms,
        Self::Voice,
        Self::Email,
        Self::Baidu,
        Self::Custom,
        Self::InApp,
    ];

    /// The value on the wire and in stored documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Push => "PUSH",
            Self::Gcm => "GCM",
            Self::Apns => "APNS",
            Self::ApnsSandbox => "APNS_SANDBOX",
            Self::ApnsVoip => "APNS_VOIP",
            Self::ApnsVoipSandbox => "APNS_VOIP_SANDBOX",
            Self::Adm => "ADM",
            Self::Sms => "SMS",
            Self::Voice => "VOICE",
            Self::Email => "EMAIL",
            Self::Baidu => "BAIDU",
            Self::Custom => "CUSTOM",
            Self::InApp => "IN_APP",
        }
    }

    /// Whether the channel belongs to the push family (spec §0.2), which the alias `PUSH` itself does not.
    #[must_use]
    pub const fn is_push(self) -> bool {
        match self {
            Self::Gcm | Self::Apns | Self::ApnsSandbox | Self::ApnsVoip | Self::ApnsVoipSandbox | Self::Adm | Self::Baidu => true,
            Self::Push | Self::Sms | Self::Voice | Self::Email | Self::Custom | Self::InApp => false,
        }
    }

    /// The channel with the push family folded to `PUSH`: addresses are compared within a family (spec §3.6).
    #[must_use]
    pub const fn family(self) -> Self {
        if self.is_push() { Self::Push } else { self }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text).ok_or(UnknownChannel)
    }
}

impl From<ChannelType> for Channel {
    fn from(wire: ChannelType) -> Self {
        match wire {
            ChannelType::Push => Self::Push,
            ChannelType::Gcm => Self::Gcm,
            ChannelType::Apns => Self::Apns,
            ChannelType::ApnsSandbox => Self::ApnsSandbox,
            ChannelType::ApnsVoip => Self::ApnsVoip,
            ChannelType::ApnsVoipSandbox => Self::ApnsVoipSandbox,
            ChannelType::Adm => Self::Adm,
            ChannelType::Sms => Self::Sms,
            ChannelType::Voice => Self::Voice,
            ChannelType::Email => Self::Email,
            ChannelType::Baidu => Self::Baidu,
            ChannelType::Custom => Self::Custom,
            ChannelType::InApp => Self::InApp,
        }
    }
}

impl From<Channel> for ChannelType {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Push => Self::Push,
            Channel::Gcm => Self::Gcm,
            Channel::Apns => Self::Apns,
            Channel::ApnsSandbox => Self::ApnsSandbox,
            Channel::ApnsVoip => Self::ApnsVoip,
            Channel::ApnsVoipSandbox => Self::ApnsVoipSandbox,
            Channel::Adm => Self::Adm,
            Channel::Sms => Self::Sms,
            Channel::Voice => Self::Voice,
            Channel::Email => Self::Email,
            Channel::Baidu => Self::Baidu,
            Channel::Custom => Self::Custom,
            Channel::InApp => Self::InApp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_the_channel_types_of_the_wire() {
        assert_eq!(ChannelType::ALL.len(), Channel::ALL.len());
        for wire in ChannelType::ALL {
            let channel = Channel::from(*wire);
            assert_eq!(ChannelType::from(channel), *wire);
            assert_eq!(channel.as_str(), wire.as_str());
            assert_eq!(wire.as_str().parse(), Ok(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), wire.as_str());
            assert_eq!(serde_json::from_value::<Channel>(wire.as_str().into()).unwrap(), channel);
        }
        assert_eq!("email".parse::<Channel>(), Err(UnknownChannel));
    }

    #[test]
    fn the_push_family_folds_to_push() {
        let push: Vec<_> = Channel::ALL.into_iter().filter(|c| c.is_push()).map(Channel::as_str).collect();
        assert_eq!(push, ["GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "ADM", "BAIDU"]);
        for channel in Channel::ALL {
            let expected = if channel.is_push() { Channel::Push } else { channel };
            assert_eq!(channel.family(), expected);
        }
    }
}

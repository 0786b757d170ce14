//! What is stored beside the endpoints to keep their common rules: one record per user, one per address.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::document::{AttributeLists, EndpointDocument, EndpointStatus};
use crate::hash::fnv1a64;
use crate::ids::EndpointKey;

/// A user of an app: exists while at least one endpoint belongs to it (spec §3.9).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserRecord {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub user_attributes: AttributeLists,
    /// Keys of the user's endpoints in the order in which they came.
    pub endpoints: Vec<EndpointKey>,
}

/// The active endpoints with one address, give or take case and blanks: exists while there is at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddressRecord {
    /// Endpoint keys with the address as each of them spells it.
    pub members: BTreeMap<EndpointKey, String>,
}

/// The endpoints among which an address may be active only once (spec §3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressFamily {
    /// The push channels together: a device token is one device, whatever the channel.
    Push,
    /// Every other channel by itself; SMS and VOICE share numbers legitimately.
    Channel(Channel),
}

impl AddressFamily {
    #[must_use]
    pub fn of(channel: Channel) -> Self {
        if channel.is_push() { Self::Push } else { Self::Channel(channel) }
    }

    /// The name in database keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "PUSH",
            // Not a channel that anything is sent to; it must not stand in the way of the real ones.
            Self::Channel(Channel::Push) => "ANY_PUSH",
            Self::Channel(channel) => channel.as_str(),
        }
    }

    /// The form in which addresses that reach the same recipient are equal.
    fn normalized(self, address: &str) -> String {
        let trimmed = address.trim();
        if self == Self::Channel(Channel::Email) { trimmed.to_lowercase() } else { trimmed.to_owned() }
    }
}

/// Names an [`AddressRecord`] within an app without showing the address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressKey {
    family: AddressFamily,
    hash: u64,
}

impl AddressKey {
    /// The record for `address` on `channel`.
    #[must_use]
    pub fn of(channel: impl Into<Channel>, address: &str) -> Self {
        let family = AddressFamily::of(channel.into());
        Self { family, hash: fnv1a64(family.normalized(address).as_bytes()) }
    }
}

/// `EMAIL#0123456789abcdef`.
impl fmt::Display for AddressKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{:016x}", self.family.as_str(), self.hash)
    }
}

/// Where an active endpoint is reached: the place in an address record that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: AddressKey,
    /// As the endpoint spells it.
    pub(super) address: String,
    normalized: String,
}

impl Place {
    /// `None` for endpoints that are not active or have no address: they hold no place.
    pub(super) fn of(doc: &EndpointDocument) -> Option<Self> {
        let (Some(channel), Some(address)) = (doc.channel_type, &doc.address) else { return None };
        if doc.endpoint_status != EndpointStatus::Active {
            return None;
        }
        let family = AddressFamily::of(channel);
        let normalized = family.normalized(address);
        let key = AddressKey { family, hash: fnv1a64(normalized.as_bytes()) };
        Some(Self { key, address: address.clone(), normalized })
    }

    /// Whether `other` is the same address but for case and blanks.
    pub(super) fn shares_with(&self, other: &Self) -> bool {
        self.key.family == other.key.family && self.normalized == other.normalized
    }

    /// The members of `record` with this address but for case and blanks. A record may hold others too when two
    /// addresses have the same hash.
    pub(super) fn group(&self, record: &AddressRecord) -> Vec<EndpointKey> {
        let same = |address: &str| self.key.family.normalized(address) == self.normalized;
        record.members.iter().filter(|(_, address)| same(address)).map(|(key, _)| key.clone()).collect()
    }

    /// The members of `record` other than `holder` with exactly this address.
    pub(super) fn rivals(&self, record: &AddressRecord, holder: &EndpointKey) -> Vec<EndpointKey> {
        let rival = |(key, address): &(&EndpointKey, &String)| *key != holder && **address == self.address;
        record.members.iter().filter(rival).map(|(key, _)| key.clone()).collect()
    }
}

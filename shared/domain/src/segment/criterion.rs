//! One condition on an endpoint, ready to be evaluated.

use super::attribute::AttributeTest;
use super::country::CountryTest;
use super::metric::MetricTest;
use super::radius::Radius;
use super::recency::Recency;
use super::set::{Membership, SetTest};
use crate::endpoint::channel::Channel;
use crate::endpoint::view::{EndpointView, Text};

/// A leaf of a segment (spec §4.2): which field of the endpoint, and what it must be.
#[derive(Clone, Debug)]
pub(super) enum Criterion {
    Channel(Membership, Channels),
    Recency(Recency),
    AppVersion(SetTest),
    Make(SetTest),
    Model(SetTest),
    Platform(SetTest),
    DeviceType(SetTest),
    Country(CountryTest),
    Metric(Box<str>, MetricTest),
    Attribute(Box<str>, AttributeTest),
    UserAttribute(Box<str>, AttributeTest),
    Within(Radius),
}

impl Criterion {
    pub(super) fn accepts(&self, endpoint: &EndpointView<'_>, now_ms: i64) -> bool {
        let (demographic, location) = (&endpoint.demographic, &endpoint.location);
        match self {
            Self::Channel(membership, channels) => {
                membership.accepts(endpoint.channel.is_some_and(|channel| channels.contains(channel)))
            }
            Self::Recency(recency) => recency.accepts(endpoint.last_active, now_ms),
            Self::AppVersion(test) => test.accepts(demographic.app_version.as_deref()),
            Self::Make(test) => test.accepts(demographic.make.as_deref()),
            Self::Model(test) => test.accepts(demographic.model.as_deref()),
            Self::Platform(test) => test.accepts(demographic.platform.as_deref()),
            // Endpoints have no such field; an attribute of that name stands in for it where there is one.
            Self::DeviceType(test) => {
                let stored = endpoint.attributes.get("DeviceType").unwrap_or_default();
                test.accepts_any(stored.iter().map(Text::as_str))
            }
            Self::Country(test) => test.accepts(location.country.as_deref()),
            Self::Metric(name, test) => test.accepts(endpoint.metrics.get(name)),
            Self::Attribute(name, test) => test.accepts(endpoint.attributes.get(name)),
            Self::UserAttribute(name, test) => test.accepts(endpoint.user.attributes.get(name)),
            Self::Within(radius) => radius.accepts(location.latitude, location.longitude),
        }
    }
}

/// A set of channels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Channels(u16);

impl Channels {
    /// The channels that the criterion values name, whatever their case. `PUSH` names the whole push family; a text that
    /// names no channel equals no endpoint's channel.
    pub(super) fn named(values: &[String]) -> Self {
        let named: Vec<Channel> = values.iter().filter_map(|value| value.to_ascii_uppercase().parse().ok()).collect();
        let any_push = named.contains(&Channel::Push);
        let chosen = Channel::ALL.into_iter().filter(|channel| named.contains(channel) || (any_push && channel.is_push()));
        Self(chosen.fold(0, |bits, channel| bits | Self::bit(channel)))
    }

    fn contains(self, channel: Channel) -> bool {
        self.0 & Self::bit(channel) != 0
    }

    const fn bit(channel: Channel) -> u16 {
        1 << channel as u16
    }
}

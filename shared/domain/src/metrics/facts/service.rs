//! Events of channels and providers, as far as they are counted: read from the envelope of spec §10.2 without copying.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer};

use crate::metrics::Member;

#[derive(Debug, Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow)]
    pub(super) event_type: Text<'a>,
    pub(super) event_timestamp: i64,
    #[serde(borrow)]
    application: Application<'a>,
    #[serde(borrow, default)]
    client: Client<'a>,
    #[serde(borrow, default)]
    pub(super) attributes: Attributes<'a>,
    #[serde(default)]
    pub(super) metrics: Metrics,
    #[serde(default)]
    facets: Facets,
}

#[derive(Debug, Deserialize)]
struct Application<'a> {
    #[serde(borrow)]
    app_id: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
struct Client<'a> {
    #[serde(borrow, default)]
    client_id: Option<Text<'a>>,
}

/// Those that tell what a message belongs to and what became of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Attributes<'a> {
    #[serde(borrow)]
    pub(super) campaign_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) campaign_activity_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) treatment_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) delivery_type: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) campaign_send_status: Option<Text<'a>>,
    /// Why nothing was sent, where that is known (our addition to Pinpoint's format).
    #[serde(borrow)]
    pub(super) reason: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) journey_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) journey_run_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) journey_activity_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) journey_activity_type: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) journey_send_status: Option<Text<'a>>,
    /// Of a step of a journey.
    #[serde(borrow)]
    pub(super) metric: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) iso_country_code: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) record_status: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) number_of_message_parts: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Metrics {
    pub(super) price_in_millicents_usd: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Facets {
    email_channel: EmailChannel,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EmailChannel {
    mail_event: MailEvent,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MailEvent {
    mail: Mail,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Mail {
    message_id: Option<IgnoredAny>,
}

impl Envelope<'_> {
    pub(super) fn app(&self) -> &str {
        self.application.app_id.as_str()
    }

    /// The endpoint, or what stands for one in a transactional message.
    pub(super) fn member(&self) -> Option<Member> {
        let id = text(&self.client.client_id)?;
        Some(Member::of(&id.to_lowercase()))
    }

    /// Whether the channel had taken the email before this happened to it.
    pub(super) fn email_was_accepted(&self) -> bool {
        self.facets.email_channel.mail_event.mail.message_id.is_some()
    }
}

/// The text of an attribute that is there and not empty.
pub(super) fn text<'t>(attribute: &'t Option<Text<'_>>) -> Option<&'t str> {
    attribute.as_ref().map(Text::as_str).filter(|text| !text.is_empty())
}

/// A text, or a number where a producer writes one instead; borrowed where it has no escapes.
#[derive(Debug)]
pub(super) struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

//! `_SMS.…`: what became of a text, and what it cost.
//!
//! Every text that a channel accepts makes one `_SMS.BUFFERED` (`record_status` `PENDING`), and once it is known what became of it
//! one more event with its final status and price. A text that was refused at once makes the latter only. So, whatever is asked,
//! each text counts once:
//!
//! - sent: those that are [`TextState::Sent`], and no others;
//! - delivered: [`TextState::Delivered`];
//! - errors: [`TextState::Failed`], by status;
//! - price per text: the mean of `TextPrice`; per part: its sum by the parts of those that are not [`TextState::Sent`].

use super::service::{Envelope, text};
use super::{Moment, on_day};
use crate::ids::{CampaignId, JourneyId};
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, PageDelta, Subject};

/// The country of a number that no numbering plan knows.
pub const UNKNOWN_COUNTRY: &str = "ZZ";
const UNKNOWN: &str = "UNKNOWN";
/// Longer texts are refused long before.
const MAX_PARTS: u64 = 1_000;

/// What a `record_status` (spec §10.5) says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// Accepted by the channel.
    Sent,
    Delivered,
    /// Refused, lost or opted out.
    Failed,
}

impl TextState {
    /// What the value of the dimension `Status` of `Texts` and `TextParts` says.
    #[must_use]
    pub fn of(status: &str) -> Self {
        match status {
            "PENDING" => Self::Sent,
            "SUCCESSFUL" | "DELIVERED" => Self::Delivered,
            _ => Self::Failed,
        }
    }
}

pub(super) fn count(deltas: &mut Deltas, event: &Envelope<'_>, what: &str, at: Moment, name: &mut Name) {
    let Some(status) = status(event, what) else { return };
    let attributes = &event.attributes;
    match (text(&attributes.campaign_id), text(&attributes.journey_id)) {
        (Some(campaign), _) => {
            let named = |name: &mut Name, measure| {
                name.of(measure)
                    .with_some(Dimension::Activity, text(&attributes.campaign_activity_id))
                    .with(Dimension::Treatment, text(&attributes.treatment_id).unwrap_or("0"));
            };
            count_on(
                on_day(deltas, event.app(), Subject::Campaign(CampaignId::new(campaign)), at),
                event,
                status,
                at,
                name,
                named,
            );
        }
        (None, Some(journey)) => {
            let named = |name: &mut Name, measure| {
                name.of(measure)
                    .with_some(Dimension::Activity, text(&attributes.journey_activity_id))
                    .with_some(Dimension::Run, text(&attributes.journey_run_id));
            };
            count_on(on_day(deltas, event.app(), Subject::Journey(JourneyId::new(journey)), at), event, status, at, name, named);
        }
        (None, None) => {
            let country = country(text(&attributes.iso_country_code));
            let named = |name: &mut Name, measure| {
                name.of(measure).with(Dimension::Country, &country);
            };
            count_on(on_day(deltas, event.app(), Subject::Messages, at), event, status, at, name, named);
        }
    }
}

fn count_on(
    page: &mut PageDelta,
    event: &Envelope<'_>,
    status: &str,
    at: Moment,
    name: &mut Name,
    named: impl Fn(&mut Name, Measure),
) {
    named(name, Measure::Texts);
    page.count(name.with(Dimension::Status, status), at.hour, 1);
    let parts = text(&event.attributes.number_of_message_parts).and_then(|parts| parts.parse().ok()).unwrap_or(1);
    named(name, Measure::TextParts);
    page.count(name.with(Dimension::Status, status), at.hour, parts.min(MAX_PARTS));
    if let Some(price) = event.metrics.price_in_millicents_usd.filter(|_| TextState::of(status) != TextState::Sent) {
        named(name, Measure::TextPrice);
        page.measure(name, price);
    }
}

/// The status, or what the type of the event says where it is none.
fn status<'e>(event: &'e Envelope<'_>, what: &str) -> Option<&'e str> {
    let by_type = match what {
        "BUFFERED" => "PENDING",
        "SUCCESS" => "DELIVERED",
        "FAILURE" => UNKNOWN,
        "OPTOUT" => "OPTED_OUT",
        _ => return None,
    };
    let sound = |status: &&str| status.len() <= 60 && status.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    let given = text(&event.attributes.record_status).filter(sound);
    // A status that says something else than the type would count the text among others.
    Some(given.filter(|given| TextState::of(given) == TextState::of(by_type)).unwrap_or(by_type))
}

/// Two letters, upper case.
fn country(code: Option<&str>) -> String {
    let sound = |code: &&str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    code.filter(sound).unwrap_or(UNKNOWN_COUNTRY).to_ascii_uppercase()
}

//! `_email.…`: what became of an email, by campaign and activity, by activity of a journey, or by itself.
//!
//! Emails of campaigns and journeys are counted as sent by `_campaign.send` and `_journey.send`, so that their `_email.send` says
//! nothing new; a transactional one is counted as sent by its own.

use super::service::{Envelope, text};
use super::{Moment, on_day};
use crate::ids::{CampaignId, JourneyId};
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, Subject};

/// What an event says of an email: what is counted, and of whom it is told who they were.
struct Happening {
    count: Measure,
    distinct: Option<Measure>,
}

fn happening(what: &str) -> Option<Happening> {
    let (count, distinct) = match what {
        "delivered" => (Measure::Delivered, None),
        "rejected" => (Measure::Rejected, None),
        "hardbounce" => (Measure::HardBounces, None),
        "softbounce" => (Measure::SoftBounces, None),
        "complaint" => (Measure::Complaints, None),
        "open" => (Measure::Opens, Some(Measure::EmailOpeners)),
        "click" => (Measure::Clicks, Some(Measure::EmailClickers)),
        "unsubscribe" => (Measure::Unsubscribes, None),
        "rendering_failure" => (Measure::RenderingFailures, None),
        _ => return None,
    };
    Some(Happening { count, distinct })
}

pub(super) fn count(deltas: &mut Deltas, event: &Envelope<'_>, what: &str, at: Moment, name: &mut Name) {
    let attributes = &event.attributes;
    match (text(&attributes.campaign_id), text(&attributes.journey_id)) {
        (Some(campaign), _) => {
            let add = |name: &mut Name, measure| {
                name.of(measure).with(Dimension::Campaign, campaign);
            };
            count_on(deltas, event, what, at, name, Subject::Messages, add);
            let add = |name: &mut Name, measure| {
                name.of(measure)
                    .with_some(Dimension::Activity, text(&attributes.campaign_activity_id))
                    .with(Dimension::Treatment, text(&attributes.treatment_id).unwrap_or("0"));
            };
            count_on(deltas, event, what, at, name, Subject::Campaign(CampaignId::new(campaign)), add);
        }
        (None, Some(journey)) => {
            let add = |name: &mut Name, measure| {
                name.of(measure)
                    .with_some(Dimension::Activity, text(&attributes.journey_activity_id))
                    .with_some(Dimension::Run, text(&attributes.journey_run_id));
            };
            count_on(deltas, event, what, at, name, Subject::Journey(JourneyId::new(journey)), add);
        }
        (None, None) => count_transactional(deltas, event, what, at, name),
    }
}

/// An email that the channel refused at once was never sent: to subtract it from those that were would be wrong.
fn count_transactional(deltas: &mut Deltas, event: &Envelope<'_>, what: &str, at: Moment, name: &mut Name) {
    let sent = match what {
        "send" => Some("SUCCESS"),
        "rejected" if !event.email_was_accepted() => Some("FAILURE_PERMANENT"),
        _ => None,
    };
    let Some(status) = sent else {
        let add = |name: &mut Name, measure| {
            name.of(measure);
        };
        return count_on(deltas, event, what, at, name, Subject::Messages, add);
    };
    let page = on_day(deltas, event.app(), Subject::Messages, at);
    page.count(name.of(Measure::Sends).with(Dimension::Channel, "EMAIL").with(Dimension::Status, status), at.hour, 1);
}

/// Counts on one page, under the name that `named` makes of a measure.
fn count_on(
    deltas: &mut Deltas,
    event: &Envelope<'_>,
    what: &str,
    at: Moment,
    name: &mut Name,
    subject: Subject,
    named: impl Fn(&mut Name, Measure),
) {
    let Some(happening) = happening(what) else { return };
    let page = on_day(deltas, event.app(), subject, at);
    named(name, happening.count);
    page.count(name, at.hour, 1);
    if let (Some(measure), Some(member)) = (happening.distinct, event.member()) {
        named(name, measure);
        page.see(name, member);
    }
}

//! Who used an app: activity, sessions, purchases, and what their endpoints are like (spec §12.4).

use super::reported::Seen;
use super::{Moment, on_day};
use crate::campaign::zone::zone;
use crate::endpoint::channel::Channel;
use crate::endpoint::document::EndpointDocument;
use crate::event::stream::ReportedSession;
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, Member, PageDelta, Subject};
use crate::time::parse_date;

/// ISO 4217's code for no currency at all.
const NO_CURRENCY: &str = "XXX";

pub(super) fn count(deltas: &mut Deltas, seen: &Seen<'_>, name: &mut Name) {
    let Seen { whose, event, at, key, member } = *seen;
    let page = on_day(deltas, whose.app, Subject::Usage, at);
    page.see(name.of(Measure::Endpoints), member);
    if let Some(document) = whose.document {
        count_endpoint(page, document, member, at, name);
    }
    match event.event_type.as_ref() {
        "_session.start" => {
            page.count(name.of(Measure::Sessions), at.hour, 1);
            page.count(name.of(Measure::LocalSessions).with(Dimension::When, &local(whose.document, at)), at.hour, 1);
            page.enlist(name.of(Measure::Openers), key.as_str());
        }
        "_session.stop" => {
            if let Some(ms) = event.session.as_ref().and_then(length_ms) {
                page.measure(name.of(Measure::SessionLength), ms as f64);
            }
        }
        "_userauth.sign_in" => page.count(name.of(Measure::SignIns), at.hour, 1),
        "_userauth.sign_up" => page.count(name.of(Measure::SignUps), at.hour, 1),
        "_userauth.auth_fail" => page.count(name.of(Measure::AuthFailures), at.hour, 1),
        "_monetization.purchase" => count_purchase(page, seen, name),
        _ => {}
    }
}

/// What there is to say of the endpoint. When its user came is not known; the day on which the endpoint was created stands for
/// it, so that somebody who gets a second device is new once more.
fn count_endpoint(page: &mut PageDelta, document: &EndpointDocument, member: Member, at: Moment, name: &mut Name) {
    let user = document.user_id().map(|id| Member::of(id.as_str()));
    if let Some(user) = user {
        page.see(name.of(Measure::Users), user);
    }
    if parse_date(&document.creation_date).ok().and_then(|created| Moment::of(created.as_millisecond())).map(|m| m.date)
        == Some(at.date)
    {
        page.see(name.of(Measure::NewEndpoints), member);
        if let Some(user) = user {
            page.see(name.of(Measure::NewUsers), user);
        }
    }
    for (of, value) in traits(document) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            page.see(name.of(Measure::Demographic).with(Dimension::Trait, of).with(Dimension::Value, value), member);
        }
    }
}

fn traits(document: &EndpointDocument) -> [(&'static str, Option<&str>); 6] {
    let demographic = document.demographic.as_ref();
    [
        ("platform", demographic.and_then(|d| d.platform.as_deref())),
        ("app_version", demographic.and_then(|d| d.app_version.as_deref())),
        ("model", demographic.and_then(|d| d.model.as_deref())),
        ("make", demographic.and_then(|d| d.make.as_deref())),
        ("country", document.location.as_ref().and_then(|l| l.country.as_deref())),
        ("channel", document.channel_type.map(Channel::as_str)),
    ]
}

/// Weekday and hour where the endpoint is: `1-00` (Monday) to `7-23`; in UTC when that is not known.
fn local(document: Option<&EndpointDocument>, at: Moment) -> String {
    let name = document.and_then(|d| d.demographic.as_ref()).and_then(|d| d.timezone.as_deref());
    let zone = name.and_then(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let local = zone.to_datetime(at.at);
    format!("{}-{:02}", local.date().weekday().to_monday_one_offset(), local.hour())
}

fn length_ms(session: &ReportedSession<'_>) -> Option<i64> {
    let measured = session.duration.or_else(|| session.stop?.checked_sub(session.start));
    measured.filter(|ms| *ms >= 0)
}

/// Attributes and metrics are those of the mobile SDKs (spec §9.2). Without a quantity it is one; without a price nothing is earned.
fn count_purchase(page: &mut PageDelta, seen: &Seen<'_>, name: &mut Name) {
    let Seen { whose, event, at, key, .. } = *seen;
    let quantity = event.metrics.get("_quantity").copied().unwrap_or(1.0);
    page.count(name.of(Measure::Purchases), at.hour, 1);
    page.measure(name.of(Measure::Units), quantity);
    if let Some(price) = event.metrics.get("_item_price") {
        let currency = event.attributes.get("_currency").map_or(NO_CURRENCY, AsRef::as_ref);
        page.measure(name.of(Measure::Revenue).with(Dimension::Currency, currency), price * quantity);
    }
    let payer = match whose.document.and_then(EndpointDocument::user_id) {
        Some(user) => format!("user/{user}"),
        None => format!("endpoint/{key}"),
    };
    page.see(name.of(Measure::Payers), Member::of(&payer));
}

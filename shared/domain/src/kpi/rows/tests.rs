//! Every indicator of a small world that can be counted by hand.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::ids::{CampaignId, JourneyId};
use crate::kpi::catalogue::{Level, indicator, names};
use crate::kpi::number::java_double;
use crate::kpi::story::Story;
use crate::metrics::Subject;

const C1: &str = "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1";
const C2: &str = "c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2";
const J: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
const DAY_1: &str = "2026-03-01T10:30:00Z";
const DAY_2: &str = "2026-03-02T20:00:00Z";

/// Two campaigns, a journey, and transactional messages, on two days.
fn world() -> Story {
    let mut story = Story::default();
    for (at, client, campaign, run, channel, status) in [
        (DAY_1, "e1", C1, "r1", "EMAIL", "SUCCESS"),
        (DAY_1, "e2", C1, "r1", "EMAIL", "SUCCESS"),
        (DAY_1, "e3", C1, "r1", "EMAIL", "SUCCESS"),
        (DAY_1, "e4", C1, "r1", "EMAIL", "SUCCESS"),
        (DAY_1, "e5", C1, "r1", "EMAIL", "FAILURE_PERMANENT"),
        (DAY_1, "e6", C1, "r1", "EMAIL", "QUIET_TIME"),
        (DAY_2, "e1", C1, "r2", "EMAIL", "SUCCESS"),
        (DAY_2, "e2", C1, "r2", "EMAIL", "SUCCESS"),
        (DAY_2, "e3", C1, "r2", "EMAIL", "THROTTLED"),
        (DAY_2, "e1", C2, "r3", "GCM", "SUCCESS"),
        (DAY_2, "e7", C2, "r3", "GCM", "SUCCESS"),
        (DAY_2, "e8", C2, "r3", "GCM", "SUCCESS"),
    ] {
        let attributes = json!({
            "campaign_id": campaign, "campaign_activity_id": run, "treatment_id": "0", "delivery_type": channel,
            "campaign_send_status": status,
        });
        story.service("_campaign.send", at, client, attributes);
    }
    for (what, at, client, run) in [
        ("delivered", DAY_1, "e1", "r1"),
        ("hardbounce", DAY_1, "e4", "r1"),
        ("softbounce", DAY_1, "e3", "r1"),
        ("open", DAY_1, "e1", "r1"),
        ("open", DAY_1, "e1", "r1"),
        ("open", DAY_1, "e2", "r1"),
        ("click", DAY_1, "e1", "r1"),
        ("click", DAY_1, "e1", "r1"),
        ("open", DAY_2, "e1", "r2"),
    ] {
        let attributes = json!({"campaign_id": C1, "campaign_activity_id": run, "treatment_id": "0"});
        story.service(&format!("_email.{what}"), at, client, attributes);
    }
    let opened = json!({"attributes": {"campaign_id": C2, "campaign_activity_id": "r3", "treatment_id": "0"}});
    story.reported("_campaign.opened_notification", DAY_2, "e7", opened);
    for price in [645.0, 1290.0] {
        let attributes = json!({"campaign_id": C2, "campaign_activity_id": "r3", "record_status": "DELIVERED"});
        story.priced("_SMS.SUCCESS", DAY_2, "e9", attributes, Some(price));
    }
    transactional(&mut story);
    journey(&mut story);
    story
}

fn transactional(story: &mut Story) {
    for (what, at, client) in [
        ("send", DAY_1, "t1"),
        ("send", DAY_1, "t2"),
        ("send", DAY_1, "t3"),
        ("send", DAY_1, "t4"),
        ("send", DAY_1, "t5"),
        ("send", DAY_2, "t1"),
        ("rejected", DAY_1, "t2"),
        ("softbounce", DAY_1, "t3"),
        ("hardbounce", DAY_1, "t4"),
        ("complaint", DAY_1, "t5"),
        ("open", DAY_1, "t1"),
        ("open", DAY_1, "t1"),
        ("open", DAY_2, "t1"),
        ("click", DAY_1, "t1"),
        ("click", DAY_1, "t5"),
    ] {
        story.service(&format!("_email.{what}"), at, client, json!({}));
    }
    for (what, at, country, status, parts, price) in [
        ("BUFFERED", DAY_1, "DE", "PENDING", "1", None),
        ("BUFFERED", DAY_1, "DE", "PENDING", "2", None),
        ("BUFFERED", DAY_1, "DE", "PENDING", "1", None),
        ("SUCCESS", DAY_1, "DE", "DELIVERED", "1", Some(1000.0)),
        ("SUCCESS", DAY_1, "DE", "SUCCESSFUL", "2", Some(3000.0)),
        ("FAILURE", DAY_1, "DE", "UNREACHABLE", "1", Some(0.0)),
        ("BUFFERED", DAY_2, "US", "PENDING", "1", None),
        ("SUCCESS", DAY_2, "US", "DELIVERED", "1", Some(645.0)),
        ("OPTOUT", DAY_2, "US", "OPTED_OUT", "1", None),
    ] {
        let attributes = json!({"iso_country_code": country, "record_status": status, "number_of_message_parts": parts});
        story.priced(&format!("_SMS.{what}"), at, "t9", attributes, price);
    }
}

fn journey(story: &mut Story) {
    let of = |activity: &str| json!({"journey_id": J, "journey_run_id": "run", "journey_activity_id": activity});
    for (activity, client) in [("m1", "e1"), ("m1", "e2"), ("m1", "e3"), ("m1", "e4"), ("m2", "e1")] {
        let mut attributes = of(activity);
        attributes["journey_activity_type"] = "EMAIL".into();
        attributes["journey_send_status"] = "SUCCESS".into();
        story.service("_journey.send", DAY_1, client, attributes);
    }
    for (what, activity, client) in [
        ("send", "m1", "e1"),
        ("hardbounce", "m1", "e4"),
        ("softbounce", "m1", "e3"),
        ("rejected", "m1", "e2"),
        ("complaint", "m1", "e1"),
        ("unsubscribe", "m1", "e1"),
        ("open", "m1", "e1"),
        ("click", "m1", "e1"),
        ("open", "m2", "e1"),
        ("open", "m2", "e1"),
    ] {
        story.service(&format!("_email.{what}"), DAY_1, client, of(activity));
    }
}

/// Each name with its rows, `group=value`.
fn told(story: &Story, level: Level, subject: &Subject, start: &str, end: &str) -> String {
    let pages = story.pages(subject);
    let window = Window { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let line = |name: &String| {
        let rows = rows(&indicator(level, name).unwrap(), &pages, &window);
        let text = |row: &Row| match &row.group {
            Some(group) => format!("{}={}", group.get(..10).unwrap_or(group), java_double(row.value)),
            None => java_double(row.value),
        };
        format!("{name}: {}", rows.iter().map(text).collect::<Vec<_>>().join(" "))
    };
    names(level).iter().map(line).collect::<Vec<_>>().join("\n")
}

const BOTH_DAYS: (&str, &str) = ("2026-03-01T00:00:00Z", "2026-03-02T23:59:59Z");

#[test]
fn of_the_app() {
    let (start, end) = BOTH_DAYS;
    insta::assert_snapshot!(told(&world(), Level::App, &Subject::Messages, start, end), @r"
    successful-delivery-rate: 0.8888888888888888
    successful-delivery-rate-grouped-by-date: 2026-03-01=0.75 2026-03-02=1.0
    email-open-rate: 0.6
    email-open-rate-grouped-by-campaign: c1c1c1c1c1=0.6
    unique-deliveries: 6.0
    unique-deliveries-grouped-by-campaign: c1c1c1c1c1=4.0 c2c2c2c2c2=3.0
    unique-deliveries-grouped-by-date: 2026-03-01=4.0 2026-03-02=4.0
    successful-deliveries-grouped-by-campaign: c1c1c1c1c1=5.0 c2c2c2c2c2=3.0
    push-open-rate: 0.3333333333333333
    push-open-rate-grouped-by-campaign: c2c2c2c2c2=0.3333333333333333
    txn-emails-sent: 6.0
    txn-emails-sent-grouped-by-date: 2026-03-01=5.0 2026-03-02=1.0
    txn-emails-delivered: 3.0
    txn-emails-delivered-grouped-by-date: 2026-03-01=2.0 2026-03-02=1.0
    txn-emails-delivery-rate: 0.5
    txn-emails-delivery-rate-grouped-by-date: 2026-03-01=0.4 2026-03-02=1.0
    txn-emails-opened: 3.0
    txn-emails-opened-grouped-by-date: 2026-03-01=2.0 2026-03-02=1.0
    txn-emails-clicked: 2.0
    txn-emails-clicked-grouped-by-date: 2026-03-01=2.0
    txn-emails-unique-opens: 1.0
    txn-emails-unique-opens-grouped-by-date: 2026-03-01=1.0 2026-03-02=1.0
    txn-emails-unique-clicks: 2.0
    txn-emails-unique-clicks-grouped-by-date: 2026-03-01=2.0
    txn-emails-hard-bounced: 1.0
    txn-emails-hard-bounced-grouped-by-date: 2026-03-01=1.0
    txn-emails-soft-bounced: 1.0
    txn-emails-soft-bounced-grouped-by-date: 2026-03-01=1.0
    txn-emails-complaint-rate: 0.16666666666666666
    txn-emails-complaint-rate-grouped-by-date: 2026-03-01=0.2 2026-03-02=0.0
    txn-emails-with-complaints: 1.0
    txn-emails-with-complaints-grouped-by-date: 2026-03-01=1.0
    txn-sms-sent: 4.0
    txn-sms-sent-grouped-by-country: DE=3.0 US=1.0
    txn-sms-sent-grouped-by-date: 2026-03-01=3.0 2026-03-02=1.0
    txn-sms-delivered: 3.0
    txn-sms-delivered-grouped-by-country: DE=2.0 US=1.0
    txn-sms-delivered-grouped-by-date: 2026-03-01=2.0 2026-03-02=1.0
    txn-sms-delivery-rate: 0.75
    txn-sms-delivery-rate-grouped-by-date: 2026-03-01=0.6666666666666666 2026-03-02=1.0
    txn-sms-sent-by-parts: 5.0
    txn-sms-sent-by-parts-grouped-by-country: DE=4.0 US=1.0
    txn-sms-delivered-by-parts: 4.0
    txn-sms-delivered-by-parts-grouped-by-country: DE=3.0 US=1.0
    txn-sms-average-price-grouped-by-country: DE=1333.3333333333333 US=645.0
    txn-sms-average-price-by-parts-grouped-by-country: DE=1000.0 US=322.5
    txn-sms-total-price-grouped-by-country: DE=4000.0 US=645.0
    txn-sms-error-distribution: OPTED_OUT=1.0 UNREACHABL=1.0
    ");
}

#[test]
fn of_a_campaign_by_email() {
    let (start, end) = BOTH_DAYS;
    let subject = Subject::Campaign(CampaignId::new(C1));
    insta::assert_snapshot!(told(&world(), Level::Campaign, &subject, start, end), @r"
    attempted-deliveries-grouped-by-campaign-activity: r1=5.0 r2=3.0
    successful-deliveries-grouped-by-campaign-activity: r1=3.0 r2=2.0
    clicks-grouped-by-campaign-activity: r1=2.0
    direct-email-opens-grouped-by-campaign-activity: r1=3.0 r2=1.0
    direct-push-opens-grouped-by-campaign-activity: 
    email-open-rate: 0.6
    email-open-rate-grouped-by-campaign-activity: r1=0.6666666666666666 r2=0.5
    push-open-rate: 
    push-open-rate-grouped-by-campaign-activity: 
    hard-bounce-rate: 0.16666666666666666
    hard-bounce-rate-grouped-by-campaign-activity: r1=0.25 r2=0.0
    successful-delivery-rate: 0.8333333333333334
    successful-delivery-rate-grouped-by-campaign-activity: r1=0.75 r2=1.0
    successful-delivery-rate-grouped-by-date: 2026-03-01=0.75 2026-03-02=1.0
    unique-deliveries: 4.0
    unique-deliveries-grouped-by-campaign-activity: r1=4.0 r2=2.0
    unique-deliveries-grouped-by-date: 2026-03-01=4.0 2026-03-02=2.0
    sms-spend: 
    ");
}

#[test]
fn of_a_campaign_by_push_and_text() {
    let (start, end) = BOTH_DAYS;
    let subject = Subject::Campaign(CampaignId::new(C2));
    insta::assert_snapshot!(told(&world(), Level::Campaign, &subject, start, end), @r"
    attempted-deliveries-grouped-by-campaign-activity: r3=3.0
    successful-deliveries-grouped-by-campaign-activity: r3=3.0
    clicks-grouped-by-campaign-activity: 
    direct-email-opens-grouped-by-campaign-activity: 
    direct-push-opens-grouped-by-campaign-activity: r3=1.0
    email-open-rate: 
    email-open-rate-grouped-by-campaign-activity: 
    push-open-rate: 0.3333333333333333
    push-open-rate-grouped-by-campaign-activity: r3=0.3333333333333333
    hard-bounce-rate: 
    hard-bounce-rate-grouped-by-campaign-activity: 
    successful-delivery-rate: 1.0
    successful-delivery-rate-grouped-by-campaign-activity: r3=1.0
    successful-delivery-rate-grouped-by-date: 2026-03-02=1.0
    unique-deliveries: 3.0
    unique-deliveries-grouped-by-campaign-activity: r3=3.0
    unique-deliveries-grouped-by-date: 2026-03-02=3.0
    sms-spend: 1935.0
    ");
}

#[test]
fn of_a_journey() {
    let (start, end) = BOTH_DAYS;
    let subject = Subject::Journey(JourneyId::new(J));
    insta::assert_snapshot!(told(&world(), Level::Journey, &subject, start, end), @r"
    journey-emails-sent: 5.0
    journey-emails-delivered: 2.0
    journey-emails-opened: 3.0
    journey-emails-clicked: 1.0
    journey-emails-hardbounced: 1.0
    journey-emails-softbounced: 1.0
    journey-emails-complained: 1.0
    journey-emails-rejected: 1.0
    journey-emails-unsubscribed: 1.0
    emails-sent-grouped-by-journey-activity: m1=4.0 m2=1.0
    emails-delivered-grouped-by-journey-activity: m1=1.0 m2=1.0
    emails-opened-grouped-by-journey-activity: m1=1.0 m2=2.0
    emails-clicked-grouped-by-journey-activity: m1=1.0
    emails-hardbounced-grouped-by-journey-activity: m1=1.0
    emails-softbounced-grouped-by-journey-activity: m1=1.0
    emails-complained-grouped-by-journey-activity: m1=1.0
    emails-rejected-grouped-by-journey-activity: m1=1.0
    emails-unsubscribed-grouped-by-journey-activity: m1=1.0
    ");
}

/// No name goes without an answer when there is something to tell.
#[test]
fn every_name_has_rows_somewhere() {
    let (start, end) = BOTH_DAYS;
    let story = world();
    let about = |level| match level {
        Level::App => vec![Subject::Messages],
        Level::Campaign => vec![Subject::Campaign(CampaignId::new(C1)), Subject::Campaign(CampaignId::new(C2))],
        Level::Journey => vec![Subject::Journey(JourneyId::new(J))],
    };
    for level in [Level::App, Level::Campaign, Level::Journey] {
        let tables =
            about(level).into_iter().map(|subject| told(&story, level, &subject, start, end)).collect::<Vec<_>>().join("\n");
        for name in names(level) {
            assert!(tables.lines().any(|line| line.starts_with(&format!("{name}: ")) && !line.ends_with(": ")), "{name}");
        }
    }
}

#[test]
fn nothing_was_counted_no_rows() {
    for level in [Level::App, Level::Campaign, Level::Journey] {
        let told = told(&world(), level, &Subject::Messages, "2026-02-01T00:00:00Z", "2026-02-28T23:59:59Z");
        assert!(told.lines().all(|line| line.ends_with(": ")), "{told}");
    }
}

#[test]
fn hours_at_the_borders() {
    let mut story = Story::default();
    for at in
        ["2026-03-01T04:59:59Z", "2026-03-01T05:00:00Z", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z", "2026-03-02T07:10:00Z"]
    {
        story.service("_email.send", at, "t", json!({}));
    }
    let pages = story.pages(&Subject::Messages);
    for (start, end, expected) in [
        ("2026-03-01T00:00:00Z", "2026-03-02T23:59:59Z", "5.0"),
        ("2026-03-01T05:00:00Z", "2026-03-02T23:59:59Z", "4.0"),
        // The hour in which the window begins counts whole, and so does the one in which it ends.
        ("2026-03-01T05:59:00Z", "2026-03-02T07:00:01Z", "4.0"),
        // An end at the full hour does not take in the hour behind it.
        ("2026-03-01T05:59:00Z", "2026-03-02T07:00:00Z", "3.0"),
        ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "3.0"),
        ("2026-03-01T23:00:00Z", "2026-03-01T23:00:00Z", "1.0"),
        ("2026-03-01T06:00:00Z", "2026-03-01T22:59:59Z", ""),
    ] {
        let window = Window { start: start.parse().unwrap(), end: end.parse().unwrap() };
        let rows = rows(&indicator(Level::App, "txn-emails-sent").unwrap(), &pages, &window);
        assert_eq!(rows.first().map(|row| java_double(row.value)).unwrap_or_default(), expected, "{start} {end}");
    }
}

proptest! {
    /// Days that come back after the mail that they are about, and bounces of what nobody sent, never make a number negative or a
    /// rate more than the whole.
    #[test]
    fn no_number_is_impossible(events in proptest::collection::vec((0..9_usize, 0..3_u8, 0..5_u8), 0..40)) {
        let what = ["send", "delivered", "rejected", "hardbounce", "softbounce", "complaint", "open", "click", "unsubscribe"];
        let mut story = Story::default();
        for (index, day, client) in events {
            let at = format!("2026-03-0{}T10:00:00Z", day + 1);
            story.service(&format!("_email.{}", what[index]), &at, &format!("t{client}"), json!({}));
        }
        let pages = story.pages(&Subject::Messages);
        let window = Window { start: "2026-03-01T00:00:00Z".parse().unwrap(), end: "2026-03-03T23:00:00Z".parse().unwrap() };
        for name in names(Level::App) {
            let indicator = indicator(Level::App, &name).unwrap();
            for row in rows(&indicator, &pages, &window) {
                prop_assert!(row.value >= 0.0 && row.value.is_finite(), "{} {:?}", name, row);
                prop_assert!(!name.contains("-rate") || row.value <= 1.0, "{} {:?}", name, row);
            }
        }
    }
}

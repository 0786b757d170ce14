//! What single events add, case by case.

use serde_json::{Value, json};
use touchpoint_domain::metrics::facts::{ExecutionKey, TextState, count_service};
use touchpoint_domain::metrics::{Cell, Deltas};

use crate::counting::{count, reported};

/// 2026-09-28T15:20:00Z.
const AT: i64 = 1_790_608_800_000;

/// Pages and series with what they say, in order.
fn shown(deltas: &Deltas) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (key, delta) in &deltas.0 {
        lines.extend(delta.0.iter().map(|(series, cell)| {
            let value = match cell {
                Cell::Count(hours) => hours.0.iter().map(|(hour, count)| format!("{count}@{hour}")).collect::<Vec<_>>().join(" "),
                Cell::Stats(stats) => format!("{} in {}", stats.sum, stats.count),
                Cell::Distinct(distinct) => format!("~{:.0}", distinct.estimate()),
                Cell::Cohort(cohort) => format!("~~{:.0}", cohort.estimate()),
            };
            format!("{} {} {series} {value}", key.subject, key.period)
        }));
    }
    lines.sort();
    lines
}

#[expect(clippy::needless_pass_by_value, reason = "cases read better without references")]
fn service(kind: &str, attributes: Value, metrics: Value) -> Vec<String> {
    let envelope = json!({
        "event_type": kind, "event_timestamp": AT, "application": { "app_id": "a" }, "client": { "client_id": "E1" },
        "attributes": attributes, "metrics": metrics,
    });
    let mut deltas = Deltas::default();
    count_service(&mut deltas, &envelope.to_string()).unwrap();
    shown(&deltas)
}

#[test]
fn texts_are_sent_once_whatever_becomes_of_them() {
    let of = |kind: &str, status: &str, price: Value| {
        let attributes = json!({ "iso_country_code": "it", "record_status": status, "number_of_message_parts": 2 });
        service(kind, attributes, price)
    };
    let day = "messages 2026-09-28";
    assert_eq!(
        of("_SMS.BUFFERED", "PENDING", json!({})),
        [format!("{day} text_parts|co=IT|s=PENDING 2@15"), format!("{day} texts|co=IT|s=PENDING 1@15")]
    );
    let price = json!({ "price_in_millicents_usd": 645.0 });
    for (kind, status, counted) in [
        ("_SMS.SUCCESS", "DELIVERED", "DELIVERED"),
        ("_SMS.SUCCESS", "PENDING", "DELIVERED"),
        ("_SMS.FAILURE", "SPAM", "SPAM"),
        ("_SMS.FAILURE", "no status", "UNKNOWN"),
        ("_SMS.OPTOUT", "OPTED_OUT", "OPTED_OUT"),
    ] {
        let expected = [
            format!("{day} text_parts|co=IT|s={counted} 2@15"),
            format!("{day} text_price|co=IT 645 in 1"),
            format!("{day} texts|co=IT|s={counted} 1@15"),
        ];
        assert_eq!(of(kind, status, price.clone()), expected, "{kind} {status}");
    }
    for (status, state) in [
        ("PENDING", TextState::Sent),
        ("SUCCESSFUL", TextState::Delivered),
        ("DELIVERED", TextState::Delivered),
        ("OPTED_OUT", TextState::Failed),
        ("UNREACHABLE", TextState::Failed),
    ] {
        assert_eq!(TextState::of(status), state, "{status}");
    }
}

#[test]
fn a_service_event_without_what_it_needs_counts_nothing() {
    for kind in ["_campaign.send", "_journey.send", "_journey.step", "_email.sent", "_SMS.LOST", "_custom.delivered", "view", ""]
    {
        assert_eq!(service(kind, json!({}), json!({})), Vec::<String>::new(), "{kind}");
    }
    let mut deltas = Deltas::default();
    for bad in ["{}", "[]", r#"{"event_type":"_email.open","event_timestamp":1}"#, "nonsense"] {
        assert!(count_service(&mut deltas, bad).is_err(), "{bad}");
    }
    let far = json!({ "event_type": "_email.open", "event_timestamp": i64::MAX, "application": { "app_id": "a" } });
    count_service(&mut deltas, &far.to_string()).unwrap();
    assert!(deltas.0.is_empty());
}

#[test]
fn steps_of_journeys_count_what_there_is_a_key_for() {
    let journey = "j".repeat(32);
    let step = |metric: &str| {
        service("_journey.step", json!({ "journey_id": journey, "journey_run_id": "r", "metric": metric }), json!({}))
    };
    for metric in ["ENDPOINT_ENTERED", "Branch_TRUE", "Branch_1", "Branch_12", "CALL_QUEUED", "WAIT_SKIPPED", "PAUSED"] {
        assert_eq!(step(metric), [format!("execution#{journey} always execution|r=r|s={metric} 1@15")]);
        assert_eq!(ExecutionKey::of(metric).map(ExecutionKey::as_str), Some(metric));
    }
    for metric in ["", "Branch_", "Branch_0", "Branch_01", "Branch_1000", "Branch_x", "branch_true", "MADE_UP"] {
        assert_eq!(step(metric), Vec::<String>::new(), "{metric}");
    }
}

#[test]
fn clients_make_pages_of_real_ids_only() {
    for (id, pages) in [("c".repeat(32), 2), ("C".repeat(32), 0), ("c".repeat(31), 0), ("#".repeat(32), 0), (String::new(), 0)] {
        let mut deltas = Deltas::default();
        let attributes = json!({ "campaign_id": id });
        count(
            &mut deltas,
            &reported(json!({ "id": "1", "type": "_campaign.opened_notification", "at": AT, "attributes": attributes })),
        );
        let opens = shown(&deltas).into_iter().filter(|line| line.contains(" push_opens")).count();
        assert_eq!(opens, pages, "{id}");
    }
}

#[test]
fn nobody_reports_deliveries() {
    let attributes = json!({
        "campaign_id": "c".repeat(32), "campaign_send_status": "SUCCESS", "journey_id": "d".repeat(32), "metric": "ENDPOINT_ENTERED",
    });
    for kind in [
        "_campaign.send",
        "_journey.send",
        "_journey.step",
        "_email.delivered",
        "_email.open",
        "_SMS.SUCCESS",
        "_custom.delivered",
    ] {
        let mut deltas = Deltas::default();
        count(&mut deltas, &reported(json!({ "id": "1", "type": kind, "at": AT, "attributes": attributes })));
        let subjects: Vec<String> = deltas.0.keys().map(|key| key.subject.to_string()).collect();
        assert!(subjects.iter().all(|subject| *subject == "usage" || *subject == format!("event#{kind}")), "{subjects:?}");
    }
}

#[test]
fn a_purchase_says_what_was_earned() {
    let mut deltas = Deltas::default();
    for (attributes, metrics) in [
        (json!({ "_currency": "EUR" }), json!({ "_item_price": 2.5, "_quantity": 4 })),
        (json!({}), json!({ "_item_price": 2.0 })),
        (json!({ "_currency": "EUR" }), json!({})),
    ] {
        let event =
            json!({ "id": "1", "type": "_monetization.purchase", "at": AT, "attributes": attributes, "metrics": metrics });
        count(&mut deltas, &reported(event));
    }
    let usage: Vec<String> =
        shown(&deltas).into_iter().filter_map(|line| line.strip_prefix("usage 2026-09-28 ").map(str::to_owned)).collect();
    assert_eq!(
        usage,
        ["endpoints ~1", "payers ~1", "purchases 3@15", "revenue|cu=EUR 10 in 1", "revenue|cu=XXX 2 in 1", "units 6 in 3"]
    );
}

#[test]
fn sessions_are_told_apart_by_the_time_where_the_endpoint_is() {
    for (zone, expected) in [
        (Some("America/New_York"), "1-11"),
        (Some("Pacific/Auckland"), "2-04"),
        (Some("UTC+05:30"), "1-20"),
        (Some("Mars/Olympus"), "1-15"),
        (None, "1-15"),
    ] {
        let document = json!({
            "Id": "e1", "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": "1", "CreationDate": "2026-09-28T23:59:59.999Z",
            "EffectiveDate": "2026-01-01T00:00:00.000Z", "Demographic": zone.map_or_else(|| json!({}), |zone| json!({ "Timezone": zone })),
        });
        let event = json!({ "id": "1", "type": "_session.start", "at": AT });
        let mut deltas = Deltas::default();
        let app = "a".to_owned();
        count(
            &mut deltas,
            &touchpoint_domain::metrics::testing::Happened::Reported {
                app,
                endpoint: "E1".to_owned(),
                document: Some(document),
                event,
            },
        );
        let lines = shown(&deltas);
        assert!(lines.contains(&format!("usage 2026-09-28 local_sessions|w={expected} 1@15")), "{zone:?}: {lines:?}");
        assert!(lines.contains(&"usage 2026-09-28 new_endpoints ~1".to_owned()));
        assert!(lines.contains(&"usage 2026-09-28 openers ~~1".to_owned()));
    }
}

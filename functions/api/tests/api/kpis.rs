//! Indicators and execution metrics with something to tell. (What each indicator is made of is tested where it is decided.)

use serde_json::json;
use touchpoint_store::resources::Kind;

use crate::counted::Counted;
use crate::journeys::{scope, stored};
use crate::story::Story;

#[tokio::test]
async fn rows_of_indicators() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let mut counted = Counted::of(&app);
    for (at, client) in [("2026-02-27T09:00:00Z", "t1"), ("2026-02-27T23:00:00Z", "t2"), ("2026-02-28T00:00:00Z", "t1")] {
        counted.service("_email.send", at, client, json!({}));
    }
    counted.service("_email.open", "2026-02-27T09:00:00Z", "t1", json!({}));
    counted.store(&story.store).await;
    let kpis = format!("{app}/kpis/daterange");
    story.get(&format!("{kpis}/txn-emails-sent?start-time=2026-02-27T10:00:00Z&end-time=2026-02-28T23:59:59Z")).await;
    story.get(&format!("{kpis}/txn-emails-delivery-rate-grouped-by-date?start-time=2026-02-01")).await;
    insta::assert_snapshot!(story.transcript(), @r#"
    > GET /v1/apps/<id 1>/kpis/daterange/txn-emails-sent?start-time=2026-02-27T10:00:00Z&end-time=2026-02-28T23:59:59Z
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-02-28T23:59:59Z",
      "KpiName": "txn-emails-sent",
      "KpiResult": {
        "Rows": [
          {
            "GroupedBys": [],
            "Values": [
              {
                "Key": "TxnEmailsSent",
                "Type": "Double",
                "Value": "2.0"
              }
            ]
          }
        ]
      },
      "StartTime": "2026-02-27T10:00:00Z"
    }

    > GET /v1/apps/<id 1>/kpis/daterange/txn-emails-delivery-rate-grouped-by-date?start-time=2026-02-01
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-03-01T12:00:00Z",
      "KpiName": "txn-emails-delivery-rate-grouped-by-date",
      "KpiResult": {
        "Rows": [
          {
            "GroupedBys": [
              {
                "Key": "Date",
                "Type": "String",
                "Value": "2026-02-27"
              }
            ],
            "Values": [
              {
                "Key": "TxnEmailsDeliveryRate",
                "Type": "Double",
                "Value": "1.0"
              }
            ]
          },
          {
            "GroupedBys": [
              {
                "Key": "Date",
                "Type": "String",
                "Value": "2026-02-28"
              }
            ],
            "Values": [
              {
                "Key": "TxnEmailsDeliveryRate",
                "Type": "Double",
                "Value": "1.0"
              }
            ]
          }
        ]
      },
      "StartTime": "2026-02-01T00:00:00Z"
    }
    "#);
}

/// A question reads one page a day: 31 days of one small page each cost what 31 small items do, and nothing that grows with events.
#[tokio::test]
async fn a_month_is_read_at_the_price_of_its_pages() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let mut counted = Counted::of(&app);
    for day in 1..=28 {
        for event in 0..50 {
            counted.service("_email.send", &format!("2026-02-{day:02}T09:00:00Z"), &format!("t{event}"), json!({}));
        }
    }
    counted.store(&story.store).await;
    story.meter.reset();
    let path = format!("{app}/kpis/daterange/txn-emails-sent?start-time=2026-02-01&end-time=2026-03-01");
    let answer = story.ask("GET", &path, "").await;
    assert_eq!(answer.body["KpiResult"]["Rows"][0]["Values"][0]["Value"], "1400.0");
    let read = story.meter.of(&story.store.tables().metrics).read;
    assert!(read > 0.0 && read <= 28.0, "{read} units");
}

#[tokio::test]
async fn what_happened_in_a_journey() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let body = json!({"Name": "n", "Activities": {"w": {"Wait": {}}, "m": {"EMAIL": {}}}});
    let journey = story.ask("POST", &format!("{app}/journeys"), body.to_string()).await.text("Id").to_owned();
    for run in ["r1", "r2"] {
        let date = "2026-03-01T12:00:00.000Z";
        let doc = json!({"RunId": run, "Status": "RUNNING", "CreationTime": date, "LastUpdateTime": date});
        stored(&story, scope(&app), Kind::JourneyRun, &format!("{journey}.{run}"), doc).await;
    }
    let mut counted = Counted::of(&app);
    for (run, activity, metric, times) in [
        ("r1", None, "ENDPOINT_ENTERED", 5),
        ("r1", None, "ENDPOINT_LEFT", 2),
        ("r2", None, "ENDPOINT_ENTERED", 1),
        ("r1", Some("w"), "WAIT_STARTED", 4),
        ("r2", Some("w"), "WAIT_STARTED", 1),
    ] {
        let mut attributes = json!({"journey_id": journey, "journey_run_id": run, "metric": metric});
        if let Some(activity) = activity {
            attributes["journey_activity_id"] = activity.into();
        }
        for _ in 0..times {
            counted.service("_journey.step", "2026-02-20T09:00:00Z", "e", attributes.clone());
        }
    }
    let sent = json!({
        "journey_id": journey, "journey_run_id": "r1", "journey_activity_id": "m", "journey_activity_type": "EMAIL",
        "journey_send_status": "SUCCESS",
    });
    counted.service("_journey.send", "2026-02-21T09:00:00Z", "e", sent).store(&story.store).await;
    for (path, expected) in [
        ("execution-metrics", json!({"ENDPOINT_ACTIVE": "4", "ENDPOINT_ENTERED": "6", "ENDPOINT_LEFT": "2"})),
        ("runs/r2/execution-metrics", json!({"ENDPOINT_ACTIVE": "1", "ENDPOINT_ENTERED": "1"})),
        ("activities/w/execution-metrics", json!({"WAIT_STARTED": "5"})),
        ("activities/m/execution-metrics", json!({"SUCCESS": "1"})),
        ("runs/r1/activities/w/execution-metrics", json!({"WAIT_STARTED": "4"})),
        ("runs/r2/activities/m/execution-metrics", json!({})),
    ] {
        let answer = story.ask("GET", &format!("{app}/journeys/{journey}/{path}"), "").await;
        assert_eq!(answer.body["Metrics"], expected, "{path}");
    }
    let kpi = format!("{app}/journeys/{journey}/kpis/daterange/emails-sent-grouped-by-journey-activity");
    let row = &story.ask("GET", &kpi, "").await.body["KpiResult"]["Rows"][0];
    assert_eq!((&row["GroupedBys"][0]["Value"], &row["Values"][0]["Value"]), (&json!("m"), &json!("1.0")));
}

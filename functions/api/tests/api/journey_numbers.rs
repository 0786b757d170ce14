//! Runs and numbers of journeys, and the indicators of apps, campaigns and journeys.

use serde_json::json;
use touchpoint_store::resources::Kind;

use crate::journeys::{scope, stored};
use crate::story::Story;

#[tokio::test]
async fn runs_and_their_numbers() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let body = json!({"Name": "n", "Activities": {"w": {"Wait": {}}, "m": {"PUSH": {}}}});
    let journey = story.ask("POST", &format!("{app}/journeys"), body.to_string()).await.text("Id").to_owned();
    let path = format!("{app}/journeys/{journey}");
    story.get(&format!("{path}/runs")).await;
    for run in ["r1", "r2"] {
        let date = "2026-03-01T12:00:00.000Z";
        let doc = json!({"RunId": run, "Status": "RUNNING", "CreationTime": date, "LastUpdateTime": date});
        stored(&story, scope(&app), Kind::JourneyRun, &format!("{journey}.{run}"), doc).await;
    }
    stored(&story, scope(&app), Kind::JourneyRun, "other.r3", json!({})).await;
    let first = story.get(&format!("{path}/runs?page-size=1")).await;
    let token = first.text("NextToken").to_owned();
    let last = story.ask("GET", &format!("{path}/runs?page-size=1&token={token}"), "").await;
    assert_eq!((last.body["Item"][0]["RunId"].as_str(), last.body.get("NextToken")), (Some("r1"), None));
    for numbers in [
        "execution-metrics?page-size=5&next-token=",
        "activities/w/execution-metrics",
        "activities/m/execution-metrics",
        "runs/r1/execution-metrics",
        "runs/r2/activities/w/execution-metrics",
    ] {
        story.get(&format!("{path}/{numbers}")).await;
    }
    insta::assert_snapshot!(story.transcript(), @r###"
    > GET /v1/apps/<id 1>/journeys/<id 2>/runs
    < 200
    {
      "Item": []
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/runs?page-size=1
    < 200
    {
      "Item": [
        {
          "CreationTime": "2026-03-01T12:00:00.000Z",
          "LastUpdateTime": "2026-03-01T12:00:00.000Z",
          "RunId": "r2",
          "Status": "RUNNING"
        }
      ],
      "NextToken": "<token>"
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/execution-metrics?page-size=5&next-token=
    < 200
    {
      "ApplicationId": "<id 1>",
      "JourneyId": "<id 2>",
      "LastEvaluatedTime": "2026-03-01T12:00:00.500Z",
      "Metrics": {}
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/activities/w/execution-metrics
    < 200
    {
      "ActivityType": "WAIT",
      "ApplicationId": "<id 1>",
      "JourneyActivityId": "w",
      "JourneyId": "<id 2>",
      "LastEvaluatedTime": "2026-03-01T12:00:00.500Z",
      "Metrics": {}
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/activities/m/execution-metrics
    < 200
    {
      "ActivityType": "MESSAGE",
      "ApplicationId": "<id 1>",
      "JourneyActivityId": "m",
      "JourneyId": "<id 2>",
      "LastEvaluatedTime": "2026-03-01T12:00:00.500Z",
      "Metrics": {}
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/runs/r1/execution-metrics
    < 200
    {
      "ApplicationId": "<id 1>",
      "JourneyId": "<id 2>",
      "LastEvaluatedTime": "2026-03-01T12:00:00.500Z",
      "Metrics": {},
      "RunId": "r1"
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/runs/r2/activities/w/execution-metrics
    < 200
    {
      "ActivityType": "WAIT",
      "ApplicationId": "<id 1>",
      "JourneyActivityId": "w",
      "JourneyId": "<id 2>",
      "LastEvaluatedTime": "2026-03-01T12:00:00.500Z",
      "Metrics": {},
      "RunId": "r2"
    }
    "###);
    let token = "400 next-token: must be absent, as all numbers are on the first page";
    for (numbers, refusal) in [
        ("activities/gone/execution-metrics", "404 Resource not found"),
        ("runs/r3/execution-metrics", "404 Resource not found"),
        ("runs/r3/activities/w/execution-metrics", "404 Resource not found"),
        ("runs/r1/activities/gone/execution-metrics", "404 Resource not found"),
        ("execution-metrics?next-token=x", token),
        ("activities/w/execution-metrics?next-token=x", token),
        ("runs/r1/execution-metrics?next-token=x", token),
        ("runs/r1/activities/w/execution-metrics?next-token=x", token),
        ("execution-metrics?page-size=0", "400 page-size: must be a whole number from 1 to 500"),
    ] {
        assert_eq!(story.ask("GET", &format!("{path}/{numbers}"), "").await.refusal(), refusal, "{numbers}");
    }
    let none = format!("{app}/journeys/none");
    for path in [format!("{none}/runs"), format!("{none}/execution-metrics"), format!("{none}/runs/r1/execution-metrics")] {
        assert_eq!(story.ask("GET", &path, "").await.refusal(), "404 Resource not found", "{path}");
    }
}

#[tokio::test]
async fn indicators() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let journey = story.ask("POST", &format!("{app}/journeys"), r#"{"Name":"n"}"#).await.text("Id").to_owned();
    let kpis = format!("{app}/kpis/daterange");
    story.get(&format!("{kpis}/txn-emails-sent")).await;
    story.get(&format!("{kpis}/unique-deliveries-grouped-by-date?start-time=2026-02-01&end-time=2026-02-20T12:00:00Z")).await;
    story.get(&format!("{app}/journeys/{journey}/kpis/daterange/journey-emails-sent?page-size=x&next-token=y")).await;
    insta::assert_snapshot!(story.transcript(), @r###"
    > GET /v1/apps/<id 1>/kpis/daterange/txn-emails-sent
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-03-01T12:00:00Z",
      "KpiName": "txn-emails-sent",
      "KpiResult": {
        "Rows": []
      },
      "StartTime": "2026-01-29T12:00:00Z"
    }

    > GET /v1/apps/<id 1>/kpis/daterange/unique-deliveries-grouped-by-date?start-time=2026-02-01&end-time=2026-02-20T12:00:00Z
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-02-20T12:00:00Z",
      "KpiName": "unique-deliveries-grouped-by-date",
      "KpiResult": {
        "Rows": []
      },
      "StartTime": "2026-02-01T00:00:00Z"
    }

    > GET /v1/apps/<id 1>/journeys/<id 2>/kpis/daterange/journey-emails-sent?page-size=x&next-token=y
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-03-01T12:00:00Z",
      "JourneyId": "<id 2>",
      "KpiName": "journey-emails-sent",
      "KpiResult": {
        "Rows": []
      },
      "StartTime": "2026-01-29T12:00:00Z"
    }
    "###);
    for (path, refusal) in [
        ("kpis/daterange/visits", "404 Resource not found"),
        ("kpis/daterange/journey-emails-sent", "404 Resource not found"),
        ("campaigns/none/kpis/daterange/clicks-grouped-by-campaign-activity", "404 Resource not found"),
        ("journeys/none/kpis/daterange/journey-emails-sent", "404 Resource not found"),
        (
            "kpis/daterange/txn-emails-sent?start-time=soon",
            "400 start-time: expected an ISO 8601 date-time such as 2026-03-01T12:00:00Z",
        ),
        (
            "kpis/daterange/txn-emails-sent?start-time=2026-02-02&end-time=2026-02-01",
            "400 start-time: must not be later than end-time",
        ),
        ("kpis/daterange/txn-emails-sent?start-time=2026-03-02", "400 start-time: must not be in the future"),
        ("kpis/daterange/txn-emails-sent?start-time=2025-11-01", "400 start-time: must be at most 90 days ago"),
        (
            "kpis/daterange/txn-emails-sent?start-time=2026-01-01&end-time=2026-03-01",
            "400 end-time: must be at most 31 days after start-time",
        ),
    ] {
        assert_eq!(story.ask("GET", &format!("{app}/{path}"), "").await.refusal(), refusal, "{path}");
    }
    let gone = story.ask("GET", "/v1/apps/none/kpis/daterange/txn-emails-sent", "").await;
    assert_eq!(gone.refusal(), "404 Application not found");
}

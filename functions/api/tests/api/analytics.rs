//! Reports: what only the console showed.

use http::Request;
use serde_json::{Value, json};
use touchpoint_api::{Caller, PathForm, handle_as};

use crate::counted::Counted;
use crate::story::{KEY_ID, Story};

/// An app that was used on three days.
async fn used(story: &mut Story) -> String {
    let app = story.app().await;
    let mut counted = Counted::of(&app);
    let session = |id: &str| json!({"session": {"id": id, "start": 0, "duration": 60_000}});
    let bought = |currency: &str, price: f64, quantity: f64| json!({"attributes": {"_currency": currency}, "metrics": {"_item_price": price, "_quantity": quantity}});
    counted
        .reported("_session.start", "2026-02-10T09:00:00Z", "e1", session("1"))
        .reported("_session.start", "2026-02-10T10:00:00Z", "e2", session("2"))
        .reported("_session.stop", "2026-02-10T10:01:00Z", "e2", session("2"))
        .reported("_session.start", "2026-02-14T09:00:00Z", "e1", session("3"))
        .reported("_monetization.purchase", "2026-02-10T10:00:00Z", "e2", bought("EUR", 2.5, 2.0))
        .reported("_monetization.purchase", "2026-02-10T10:00:00Z", "e2", bought("USD", 4.0, 1.0))
        .reported("cart.add", "2026-02-10T10:00:00Z", "e2", json!({"attributes": {"item": "=cmd()"}, "metrics": {"n": 2}}))
        .reported("cart.add", "2026-02-28T23:00:00Z", "e1", json!({"attributes": {"item": "tea, green"}, "metrics": {"n": 4}}));
    counted.store(&story.store).await;
    app
}

async fn rows(story: &Story, path: &str) -> Vec<Value> {
    let answer = story.ask("GET", path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["Rows"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_the_console_drew() {
    let mut story = Story::begin().await;
    let app = used(&mut story).await;
    let of = |report: &str| format!("{app}/analytics/{report}");
    story.get(&format!("{}&page-size=1", of("usage?start-time=2026-02-10&end-time=2026-02-12"))).await;
    insta::assert_snapshot!(story.transcript(), @r#"
    > GET /v1/apps/<id 1>/analytics/usage?start-time=2026-02-10&end-time=2026-02-12&page-size=1
    < 200
    {
      "ApplicationId": "<id 1>",
      "EndTime": "2026-02-12T00:00:00Z",
      "NextToken": "<token>",
      "Report": "usage",
      "Rows": [
        {
          "authentication_failures": 0,
          "daily_active_endpoints": 2,
          "daily_active_users": 0,
          "date": "2026-02-10",
          "monthly_active_endpoints": 2,
          "monthly_active_users": 0,
          "new_endpoints": 0,
          "new_users": 0,
          "session_ms_average": 60000.0,
          "session_ms_max": 60000.0,
          "session_ms_min": 60000.0,
          "sessions": 2,
          "sessions_per_endpoint": 1.0,
          "sign_ins": 0,
          "sign_ups": 0,
          "sticky_factor": 1.0
        }
      ],
      "StartTime": "2026-02-10T00:00:00Z"
    }
    "#);
    let rest = rows(&story, &of("usage?start-time=2026-02-10&end-time=2026-02-12&page-size=1&next-token=1")).await;
    assert_eq!((rest.len(), &rest[0]["date"], &rest[0]["monthly_active_endpoints"]), (1, &json!("2026-02-11"), &json!(2)));

    let heat = rows(&story, &of("sessions-heatmap")).await;
    let hot: Vec<_> = heat.iter().filter(|row| row["sessions"] != 0).cloned().collect();
    assert_eq!(heat.len(), 168);
    assert_eq!(
        hot,
        [
            json!({"weekday": 2, "hour": 9, "sessions": 1}),
            json!({"weekday": 2, "hour": 10, "sessions": 1}),
            json!({"weekday": 6, "hour": 9, "sessions": 1}),
        ]
    );

    let kept = rows(&story, &of("retention?start-time=2026-02-10&end-time=2026-02-10T23:00:00Z")).await;
    let expected = json!({"date": "2026-02-10", "openers": 2, "day_7": 1, "day_7_rate": 0.5, "day_14": 1, "day_14_rate": 0.5});
    assert_eq!(kept, [expected]);

    let paid = rows(&story, &of("revenue?start-time=2026-02-10&end-time=2026-02-10T23:00:00Z")).await;
    assert_eq!(
        paid,
        [
            json!({
                "date": "2026-02-10", "purchases": 2, "units": 3.0, "paying_users": 1, "purchases_per_endpoint": 1.0,
                "units_per_endpoint": 1.5,
            }),
            json!({
                "date": "2026-02-10", "currency": "EUR", "revenue": 5.0, "purchases": 1, "revenue_per_endpoint": 2.5,
                "revenue_per_paying_user": 5.0, "purchases_per_endpoint": 0.5,
            }),
            json!({
                "date": "2026-02-10", "currency": "USD", "revenue": 4.0, "purchases": 1, "revenue_per_endpoint": 2.0,
                "revenue_per_paying_user": 4.0, "purchases_per_endpoint": 0.5,
            }),
        ]
    );
}

#[tokio::test]
async fn demographics_go_by_what_endpoints_are() {
    let mut story = Story::begin().await;
    let app = used(&mut story).await;
    assert_eq!(rows(&story, &format!("{app}/analytics/demographics?trait=platform")).await, [] as [Value; 0]);
    let refusal = story.ask("GET", &format!("{app}/analytics/demographics?trait=shoes"), "").await.refusal();
    assert_eq!(refusal, "400 trait: must be one of platform, app_version, model, make, country, channel");
}

#[tokio::test]
async fn events_by_type_day_value_and_metric() {
    let mut story = Story::begin().await;
    let app = used(&mut story).await;
    let id = app.trim_start_matches("/v1/apps/");
    // The types of its own that an app has used are known by what it reported.
    let body = json!({"BatchItem": {"e1": {"Endpoint": {}, "Events": {"1": {
        "EventType": "cart.add", "Timestamp": "2026-03-01T11:00:00Z",
    }}}}});
    assert_eq!(story.ask("POST", &format!("/v1/apps/{id}/events"), body.to_string()).await.status, 202);
    let events = format!("{app}/analytics/events");
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let page = story.ask("GET", &format!("{events}?page-size=2&next-token={token}"), "").await;
        let rows = page.body["Rows"].as_array().unwrap().iter();
        seen.extend(rows.map(|row| format!("{} {} {}", row["event_type"].as_str().unwrap(), row["events"], row["endpoints"])));
        match page.body.get("NextToken") {
            Some(next) => token = next.as_str().unwrap().to_owned(),
            None => break,
        }
    }
    assert_eq!(seen, ["_monetization.purchase 2 1", "_session.start 3 2", "_session.stop 1 1", "cart.add 2 2"]);

    let cart = format!("{events}?event-type=cart.add&start-time=2026-02-28");
    assert_eq!(
        rows(&story, &cart).await,
        [
            json!({"date": "2026-02-28", "events": 1, "endpoints": 1, "sessions": 0}),
            json!({"date": "2026-03-01", "events": 0, "endpoints": 0, "sessions": 0}),
        ]
    );
    assert_eq!(rows(&story, &format!("{cart}&attribute=item")).await, [json!({"value": "tea, green", "events": 1})]);
    let hours = rows(&story, &format!("{cart}&by=hour")).await;
    assert_eq!((hours.len(), &hours[23]), (24 + 13, &json!({"date": "2026-02-28", "hour": 23, "events": 1})));
    assert_eq!(
        rows(&story, &format!("{cart}&metric=n")).await[0],
        json!({"date": "2026-02-28", "count": 1, "sum": 4.0, "min": 4.0, "max": 4.0, "average": 4.0})
    );
}

async fn raw(story: &Story, path: &str, accept: &str) -> (http::HeaderMap, String) {
    let request = Request::get(path).header("accept", accept).body(bytes::Bytes::new()).unwrap();
    let response = handle_as(&story.api, &Caller::admin(KEY_ID), request, PathForm::Encoded).await;
    assert_eq!(response.status(), 200);
    let (head, body) = response.into_parts();
    (head.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn spreadsheets() {
    let mut story = Story::begin().await;
    let app = used(&mut story).await;
    let (headers, csv) = raw(&story, &format!("{app}/analytics/events?event-type=cart.add&attribute=item"), "text/csv").await;
    assert_eq!(headers["content-type"], "text/csv; charset=utf-8");
    assert!(!headers.contains_key("x-touchpoint-next-token"));
    assert_eq!(csv, "value,events\r\n'=cmd(),1\r\n\"tea, green\",1\r\n");

    let revenue = format!("{app}/analytics/revenue?start-time=2026-02-10&end-time=2026-02-11");
    let (_, csv) = raw(&story, &format!("{revenue}&format=csv"), "application/json").await;
    insta::assert_snapshot!(csv.replace("\r\n", "\n"), @r"
    date,currency,revenue,purchases,units,paying_users,revenue_per_endpoint,revenue_per_paying_user,purchases_per_endpoint,units_per_endpoint
    2026-02-10,,,2,3,1,,,1,1.5
    2026-02-10,EUR,5,1,,,2.5,5,0.5,
    2026-02-10,USD,4,1,,,2,4,0.5,
    ");
    let (headers, csv) = raw(&story, &format!("{revenue}&page-size=2"), "text/csv").await;
    assert_eq!((&headers["x-touchpoint-next-token"], csv.lines().count()), (&"2".parse().unwrap(), 3));
}

#[tokio::test]
async fn what_is_refused_says_why() {
    let mut story = Story::begin().await;
    let app = used(&mut story).await;
    for (path, refusal) in [
        ("shoes", "404 Resource not found"),
        ("usage?start-time=soon", "400 start-time: expected an ISO 8601 date-time such as 2026-03-01T12:00:00Z"),
        ("usage?start-time=2025-11-01", "400 start-time: must be at most 90 days ago"),
        ("usage?start-time=2026-02-02&end-time=2026-02-01", "400 start-time: must not be later than end-time"),
        ("usage?start-time=2026-01-01&end-time=2026-06-01", "400 end-time: must be at most 90 days after start-time"),
        ("usage?format=xml", "400 format: must be one of json, csv"),
        ("usage?page-size=0", "400 page-size: must be a whole number from 1 to 1000"),
        ("usage?next-token=x", "400 next-token: not one that this list gave out"),
        ("demographics", "400 trait: required"),
        ("events?attribute=a", "400 event-type: required"),
        ("events?event-type=a&value=v", "400 attribute: required together with value"),
        ("events?page-size=x", "400 page-size: must be a whole number from 1 to 100"),
        ("events?next-token=x", "400 next-token: not one that this list gave out"),
    ] {
        assert_eq!(story.ask("GET", &format!("{app}/analytics/{path}"), "").await.refusal(), refusal, "{path}");
    }
    for report in ["usage", "events", "retention", "events?event-type=x"] {
        let gone = story.ask("GET", &format!("/v1/apps/none/analytics/{report}"), "").await;
        assert_eq!(gone.refusal(), "404 Application not found", "{report}");
    }
    let method = story.ask("GET", &format!("{app}/analytics/funnels"), "").await;
    assert_eq!(method.refusal(), "405 method: GET is not one of POST, OPTIONS");
}

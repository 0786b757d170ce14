//! Settings of an app: partial at the top, whole below.

use insta::assert_snapshot;
use serde_json::json;

use crate::story::Story;

#[tokio::test]
async fn settings_change_member_by_member() {
    let mut story = Story::begin().await;
    let settings = format!("{}/settings", story.app().await);
    story.get(&settings).await;
    story.minutes_pass(1);
    let hook = json!({"LambdaFunctionName": "filter", "Mode": "FILTER"});
    let limits = json!({"Daily": 100, "MessagesPerSecond": 50, "MaximumDuration": 60, "Total": 0});
    story.put(&settings, json!({"CampaignHook": hook, "Limits": limits, "CloudWatchMetricsEnabled": true})).await;
    let journeys = json!({"DailyCap": 0, "TotalCap": 100, "TimeframeCap": {"Cap": 100, "Days": 30}});
    story.put(&settings, json!({"QuietTime": {"Start": "22:00", "End": "07:00"}, "JourneyLimits": journeys})).await;
    story.put(&settings, json!({"Limits": {"Total": 7}, "QuietTime": {}, "CampaignHook": null})).await;
    story.get(&settings).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn two_who_change_different_members_both_succeed() {
    let mut story = Story::begin().await;
    let settings = format!("{}/settings", story.app().await);
    let put = |body: serde_json::Value| story.ask("PUT", &settings, body.to_string());
    let (one, two, three) = tokio::join!(
        put(json!({"Limits": {"Daily": 1}})),
        put(json!({"QuietTime": {"Start": "22:00", "End": "07:00"}})),
        put(json!({"JourneyLimits": {"DailyCap": 3}})),
    );
    assert_eq!([one.status, two.status, three.status], [200; 3]);
    let now = story.ask("GET", &settings, "").await.body;
    assert_eq!(now["Limits"], json!({"Daily": 1}));
    assert_eq!(now["QuietTime"], json!({"Start": "22:00", "End": "07:00"}));
    assert_eq!(now["JourneyLimits"], json!({"DailyCap": 3}));
}

//! Journeys that may be saved, and those that may not.

use serde_json::{Value, json};

use super::*;

fn refused(json: &Value) -> Option<String> {
    let mut journey = json!({"ApplicationId": "a", "Id": "j", "Name": "n"});
    journey.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
    let journey: JourneyResponse = serde_json::from_value(journey).unwrap();
    validate(&journey, &Limits::default()).err().map(|error| error.to_string())
}

fn waits(count: usize) -> Value {
    (0..count).map(|n| (format!("a{n}"), json!({"Wait": {}}))).collect::<serde_json::Map<_, _>>().into()
}

fn asking_segments(count: usize) -> Value {
    let condition = |n: usize| json!({"SegmentCondition": {"SegmentId": format!("s{n}")}});
    let conditions = |from, to| (from..to).map(condition).collect::<Vec<_>>();
    json!({
        "a": {"ConditionalSplit": {"Condition": {"Conditions": conditions(0, 60)}}},
        "b": {"ConditionalSplit": {"Condition": {"Conditions": conditions(60, count)}}},
    })
}

#[test]
fn drafts_may_be_incomplete() {
    for json in [
        json!({}),
        json!({"Name": "é".repeat(150), "StartActivity": "x".repeat(128)}),
        json!({"Activities": waits(40)}),
        json!({"Activities": asking_segments(100)}),
        json!({"Activities": {"a": {"EMAIL": {"NextActivity": "nowhere"}}}}),
        json!({"StartCondition": {}}),
        json!({"StartCondition": {"SegmentStartCondition": {"SegmentId": ""}, "Description": "d".repeat(500)}}),
        json!({"StartCondition": {"EventStartCondition": {}}}),
        json!({"Schedule": {"StartTime": "2026-05-01T10:00:00Z", "EndTime": "2025-05-01T10:00:00Z", "Timezone": "UTC+08:45"}}),
        json!({"Schedule": {"Timezone": "America/Los_Angeles"}}),
        json!({"RefreshFrequency": "PT1H"}),
        json!({"RefreshFrequency": ""}),
        json!({"RefreshFrequency": "P3M"}),
        json!({"QuietTime": {"Start": "22:00"}}),
        json!({"JourneyChannelSettings": {
            "ConnectCampaignArn": "arn:aws:connect-campaigns:eu-west-1:123456789012:campaign/c",
            "ConnectCampaignExecutionRoleArn": "arn:aws:iam::123456789012:role/dial",
        }}),
    ] {
        assert_eq!(refused(&json), None, "{json}");
    }
}

#[test]
fn but_not_wrong() {
    let name = "Name: must have 1 to 150 characters, none of them a space";
    for (json, rule) in [
        (json!({"Name": ""}), name),
        (json!({"Name": "n".repeat(151)}), name),
        (json!({"Name": "two words"}), name),
        (json!({"StartActivity": "x".repeat(129)}), "StartActivity: must be the id of an activity"),
        (json!({"Activities": waits(41)}), "Activities: must have at most 40 members"),
        (json!({"Activities": {"a b": {"Wait": {}}}}), "Activities: must be the id of an activity: 1 to 100 letters"),
        (json!({"Activities": {"a".repeat(101): {"Wait": {}}}}), "Activities: must be the id of an activity: 1 to 100 letters"),
        (json!({"Activities": {"a": {}}}), "Activities.a: must be exactly one of CUSTOM"),
        (json!({"Activities": {"a": {"EMAIL": {"TemplateName": "-"}}}}), "Activities.a.EMAIL.TemplateName: must be the name"),
        (json!({"Activities": asking_segments(101)}), "Activities: must name at most 100 segments"),
        (
            json!({"StartCondition": {"EventStartCondition": {}, "SegmentStartCondition": {"SegmentId": "s"}}}),
            "StartCondition.EventStartCondition: must be absent when SegmentStartCondition is given",
        ),
        (json!({"StartCondition": {"Description": "d".repeat(501)}}), "StartCondition.Description: must be at most 500"),
        (
            json!({"StartCondition": {"SegmentStartCondition": {"SegmentId": "s".repeat(129)}}}),
            "StartCondition.SegmentStartCondition.SegmentId: must be at most 128 characters",
        ),
        (
            json!({"StartCondition": {"EventStartCondition": {"EventFilter": {
                "FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["x".repeat(51)]}}}}}}),
            "StartCondition.EventStartCondition.EventFilter.Dimensions.EventType.Values[0]: must be at most 50 characters",
        ),
        (json!({"Schedule": {"Timezone": "UTC+5"}}), "Schedule.Timezone: must be UTC"),
        (json!({"Limits": {"DailyCap": 101}}), "Limits.DailyCap: must be from 0 to 100"),
        (json!({"RefreshFrequency": "PT59M"}), "RefreshFrequency: must be an ISO 8601 duration of at least PT1H"),
        (json!({"RefreshFrequency": "daily"}), "RefreshFrequency: must be an ISO 8601 duration of at least PT1H"),
        (json!({"QuietTime": {"Start": "22"}}), "QuietTime.Start: must be a time of day"),
        (json!({"OpenHours": {"SMS": {"MONDAY": [{"StartTime": "8"}]}}}), "OpenHours.SMS.MONDAY[0].StartTime: must be a time"),
        (json!({"ClosedDays": {"SMS": [{"EndDateTime": "8"}]}}), "ClosedDays.SMS[0].EndDateTime: must be an ISO 8601 date"),
        (
            json!({"JourneyChannelSettings": {"ConnectCampaignArn": "c"}}),
            "JourneyChannelSettings.ConnectCampaignArn: must be the ARN",
        ),
        (
            json!({"JourneyChannelSettings": {"ConnectCampaignExecutionRoleArn": "arn:aws:iam::123456789012:role/a/b"}}),
            "JourneyChannelSettings.ConnectCampaignExecutionRoleArn: must be the ARN of a role without a path",
        ),
    ] {
        let error = refused(&json).unwrap_or_default();
        assert!(error.starts_with(rule), "{json}: {error}");
    }
}

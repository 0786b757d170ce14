//! Each kind of activity at its limits and one beyond.

use serde_json::{Value, json};

use super::*;

fn refused(json: &Value) -> Option<String> {
    let activity: Activity = serde_json::from_value(json.clone()).unwrap();
    validate(&activity, &Limits::default()).err().map(|error| error.to_string())
}

/// An address on the web of so many characters.
fn address(chars: usize) -> String {
    format!("{:x<chars$}", "https://example.com/")
}

#[test]
fn good_activities() {
    let conditions = |count| vec![json!({"SegmentCondition": {"SegmentId": "s"}}); count];
    for json in [
        json!({"EMAIL": {}, "Description": "d".repeat(500)}),
        json!({"EMAIL": {"TemplateName": "welcome", "TemplateVersion": "3", "MessageConfig": {"FromAddress": "a@example.com"}}}),
        json!({"SMS": {"TemplateName": "nudge", "MessageConfig": {"MessageType": "PROMOTIONAL", "SenderId": "shop"}}}),
        json!({"PUSH": {"MessageConfig": {"TimeToLive": "3600"}, "NextActivity": "n".repeat(100)}}),
        json!({"SMS": {"MessageConfig": {"SenderId": "", "OriginationNumber": "+15555550100", "EntityId": "e".repeat(128)}}}),
        json!({"CUSTOM": {"DeliveryUri": address(2048), "MessageConfig": {"Data": "é".repeat(5000)}, "EndpointTypes": ["GCM"]}}),
        json!({"CUSTOM": {"DeliveryUri": "arn:aws:lambda:eu-west-1:123456789012:function:deliver:live"}}),
        json!({"CUSTOM": {"DeliveryUri": ""}}),
        json!({"ContactCenter": {}}),
        json!({"Wait": {"WaitTime": {"WaitFor": "P2D"}}}),
        json!({"ConditionalSplit": {"Condition": {"Operator": "ANY", "Conditions": conditions(100)}}}),
        json!({"MultiCondition": {"Branches": [{}, {}, {}, {}]}}),
        json!({"RandomSplit": {"Branches": [{"Percentage": 0}, {"Percentage": 100}, {}, {}, {}]}}),
        json!({"Holdout": {"Percentage": 0}}),
        json!({"Holdout": {"Percentage": 100, "NextActivity": ""}}),
    ] {
        assert_eq!(refused(&json), None, "{json}");
    }
}

#[test]
fn bad_activities() {
    let condition = json!({"SegmentCondition": {"SegmentId": "s"}});
    for (json, rule) in [
        (json!({}), ": must be exactly one of CUSTOM, "),
        (json!({"EMAIL": {}, "SMS": {}}), ": must be exactly one of CUSTOM, "),
        (json!({"EMAIL": {}, "Description": "d".repeat(501)}), "Description: must be at most 500 characters"),
        (json!({"EMAIL": {"TemplateName": "no name"}}), "EMAIL.TemplateName: must be the name of a template"),
        (json!({"EMAIL": {"TemplateName": "n".repeat(129)}}), "EMAIL.TemplateName: must be the name of a template"),
        (json!({"SMS": {"TemplateVersion": "0"}}), "SMS.TemplateVersion: must be the number of a version"),
        (json!({"PUSH": {"TemplateVersion": "latest"}}), "PUSH.TemplateVersion: must be the number of a version"),
        (json!({"PUSH": {"TemplateVersion": "+1"}}), "PUSH.TemplateVersion: must be the number of a version"),
        (json!({"EMAIL": {"MessageConfig": {"FromAddress": "me"}}}), "EMAIL.MessageConfig.FromAddress: must be an address"),
        (
            json!({"SMS": {"MessageConfig": {"SenderId": "s".repeat(12)}}}),
            "SMS.MessageConfig.SenderId: must have 1 to 11 letters",
        ),
        (json!({"SMS": {"MessageConfig": {"SenderId": "123"}}}), "SMS.MessageConfig.SenderId: must have 1 to 11 letters"),
        (
            json!({"SMS": {"MessageConfig": {"OriginationNumber": "shop"}}}),
            "SMS.MessageConfig.OriginationNumber: must be a phone number",
        ),
        (json!({"SMS": {"MessageConfig": {"EntityId": "e".repeat(129)}}}), "SMS.MessageConfig.EntityId: must be at most 128"),
        (json!({"PUSH": {"MessageConfig": {"TimeToLive": "-1"}}}), "PUSH.MessageConfig.TimeToLive: must be a number of seconds"),
        (json!({"PUSH": {"MessageConfig": {"TimeToLive": "1h"}}}), "PUSH.MessageConfig.TimeToLive: must be a number of seconds"),
        (json!({"CUSTOM": {"MessageConfig": {"Data": "x".repeat(5001)}}}), "CUSTOM.MessageConfig.Data: must be at most 5000"),
        (json!({"CUSTOM": {"DeliveryUri": address(2049)}}), "CUSTOM.DeliveryUri: must be the name or ARN of a Lambda function"),
        (json!({"CUSTOM": {"DeliveryUri": "http://example.com"}}), "CUSTOM.DeliveryUri: must be the name or ARN"),
        (json!({"CUSTOM": {"DeliveryUri": "https://example.com/?a=b"}}), "CUSTOM.DeliveryUri: must be the name or ARN"),
        (json!({"CUSTOM": {"DeliveryUri": "u".repeat(65)}}), "CUSTOM.DeliveryUri: must be the name or ARN"),
        (json!({"EMAIL": {"NextActivity": "a b"}}), "EMAIL.NextActivity: must be the id of an activity"),
        (json!({"ConditionalSplit": {"TrueActivity": "n".repeat(101)}}), "ConditionalSplit.TrueActivity: must be the id"),
        (
            json!({"ConditionalSplit": {"Condition": {"Conditions": vec![condition; 101]}}}),
            "ConditionalSplit.Condition.Conditions: must have at most 100 members",
        ),
        (
            json!({"ConditionalSplit": {"Condition": {"Conditions": [{}, {"SegmentCondition": {"SegmentId": "s".repeat(129)}}]}}}),
            "ConditionalSplit.Condition.Conditions[1].SegmentCondition.SegmentId: must be at most 128 characters",
        ),
        (
            json!({"ConditionalSplit": {"EvaluationWaitTime": {"WaitFor": "P366D"}}}),
            "ConditionalSplit.EvaluationWaitTime.WaitFor: must be an ISO 8601 duration up to P365D",
        ),
        (json!({"MultiCondition": {"Branches": [{}, {}, {}, {}, {}]}}), "MultiCondition.Branches: must have at most 4 members"),
        (
            json!({"MultiCondition": {"Branches": [{"Condition": {"EventCondition": {"MessageActivity": "é"}}}]}}),
            "MultiCondition.Branches[0].Condition.EventCondition.MessageActivity: must be the id",
        ),
        (json!({"RandomSplit": {"Branches": [{}, {}, {}, {}, {}, {}]}}), "RandomSplit.Branches: must have at most 5 members"),
        (
            json!({"RandomSplit": {"Branches": [{}, {"Percentage": 101}]}}),
            "RandomSplit.Branches[1].Percentage: must be from 0 to 100",
        ),
        (json!({"Holdout": {"Percentage": 101}}), "Holdout.Percentage: must be from 0 to 100"),
        (json!({"Holdout": {"Percentage": -1}}), "Holdout.Percentage: must be from 0 to 100"),
        (json!({"Wait": {"WaitTime": {"WaitFor": "PT30M"}}}), "Wait.WaitTime.WaitFor: must be an ISO 8601 duration from PT1H"),
    ] {
        let error = refused(&json).unwrap_or_default();
        assert!(error.starts_with(rule), "{json}: {error}");
    }
}

//! What the function accepts as its input: a schedule's task, or a batch of the outbox table's stream.

#![cfg(test)]

use serde_json::json;
use touchpoint_campaigns::CampaignsEvent;
use touchpoint_platform::ports::ScheduledTask;

#[test]
fn a_task() {
    let input = json!({"task": "start_campaign", "app": "a", "campaign": "c", "scheduled": "2026-05-01T10:00:00Z"});
    let scheduled = "2026-05-01T10:00:00Z".parse().unwrap();
    let task = ScheduledTask::StartCampaign { app: "a".to_owned(), campaign: "c".to_owned(), scheduled };
    assert_eq!(serde_json::from_value::<CampaignsEvent>(input).unwrap(), CampaignsEvent::Task(task));
}

#[test]
fn a_batch() {
    let input = json!({"Records": [{
        "eventID": "1", "eventName": "MODIFY", "eventVersion": "1.1", "eventSource": "aws:dynamodb", "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_777_629_600.0,
            "Keys": {"id": {"S": "r#00#000000#p"}},
            "NewImage": {"id": {"S": "r#00#000000#p"}, "finished": {"N": "1"}, "app": {"S": "a"}, "run": {"S": "r"}},
            "OldImage": {"id": {"S": "r#00#000000#p"}},
            "SequenceNumber": "100", "SizeBytes": 59, "StreamViewType": "NEW_AND_OLD_IMAGES"
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/outbox/stream/x"
    }]});
    match serde_json::from_value::<CampaignsEvent>(input).unwrap() {
        CampaignsEvent::Stream(event) => assert_eq!(event.records[0].change.sequence_number.as_deref(), Some("100")),
        CampaignsEvent::Task(task) => panic!("{task:?}"),
    }
}

#[test]
fn anything_else_is_refused() {
    for input in [json!({}), json!({"task": "dance"}), json!([])] {
        assert!(serde_json::from_value::<CampaignsEvent>(input.clone()).is_err(), "{input}");
    }
}

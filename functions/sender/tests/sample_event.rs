//! The sample in `events/` is what the function is invoked with.

use aws_lambda_events::dynamodb::Event as DynamoDbEvent;
use touchpoint_store::outbox::OutboxChange;

const SAMPLE: &str = include_str!("../../../events/sender.json");

#[test]
fn the_sample_is_a_new_chunk() {
    let event: DynamoDbEvent = serde_json::from_str(SAMPLE).unwrap();
    let [record] = event.records.as_slice() else { panic!("{} records", event.records.len()) };
    let change = OutboxChange::of(&record.change.old_image, &record.change.new_image).unwrap();
    let OutboxChange::Released(chunk) = change else { panic!("not a new chunk: {change:?}") };
    assert_eq!(chunk.id.to_string(), "0123456789abcdef0123456789abcdef#07#000000");
    let keys: Vec<&str> = chunk.members.iter().map(|member| member.key.as_str()).collect();
    assert_eq!(keys, ["ada/home 1", "grace-email"]);
    assert!(chunk.members.iter().all(|member| member.decided.is_none()));
}

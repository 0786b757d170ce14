//! The sample in `events/` is what the function is invoked with.

use touchpoint_domain::event::stream::{Record, decode};
use touchpoint_ingest::IngestEvent;
use touchpoint_platform::ports::ScheduledTask;

const SAMPLE: &str = include_str!("../../../events/ingest.json");

#[test]
fn the_sample_is_a_report_and_a_bundle() {
    let IngestEvent::Stream(event) = serde_json::from_str(SAMPLE).unwrap() else { panic!("a batch was taken for a task") };
    let [first, second] = event.records.as_slice() else { panic!("{} records", event.records.len()) };
    let Record::Report(report) = decode(&first.kinesis.data).unwrap() else { panic!("no report") };
    let types: Vec<&str> = report.events.iter().map(|event| &*event.event_type).collect();
    assert_eq!((&*report.endpoint, types), ("ada/phone", vec!["_session.start", "cart.add"]));
    let Record::Bundle(bundle) = decode(&second.kinesis.data).unwrap() else { panic!("no bundle") };
    assert_eq!((&*bundle.owner, bundle.events.len()), ("0123456789abcdef0123456789abcdef#07#000000#0", 2));
    assert!(first.kinesis.sequence_number < second.kinesis.sequence_number);
    assert_eq!(first.event_id, Some(format!("shardId-000000000000:{}", first.kinesis.sequence_number)));
}

#[test]
fn tasks_are_told_from_batches() {
    let of = |json: &str| serde_json::from_str::<IngestEvent>(json).unwrap();
    assert_eq!(of(r#"{"task": "merge_archive"}"#), IngestEvent::Task(ScheduledTask::MergeArchive));
    let parked = ScheduledTask::ForwardParked { app: "a1".to_owned() };
    assert_eq!(of(r#"{"task": "forward_parked", "app": "a1"}"#), IngestEvent::Task(parked));
}

//! The samples in `events/` are what the function is invoked with.

use touchpoint_campaigns::CampaignsEvent;
use touchpoint_platform::ports::ScheduledTask;
use touchpoint_store::outbox::OutboxChange;

const TASK: &str = include_str!("../../../events/campaigns-task.json");
const STREAM: &str = include_str!("../../../events/campaigns-stream.json");

#[test]
fn the_task_starts_a_campaign() {
    let event: CampaignsEvent = serde_json::from_str(TASK).unwrap();
    let expected = ScheduledTask::StartCampaign {
        app: "a1b2c3d4e5f60718293a4b5c6d7e8f90".into(),
        campaign: "c0ffee00c0ffee00c0ffee00c0ffee00".into(),
        scheduled: "2026-02-03T10:11:12Z".parse().unwrap(),
    };
    assert_eq!(event, CampaignsEvent::Task(expected));
}

#[test]
fn the_stream_record_is_a_finished_chunk() {
    let CampaignsEvent::Stream(event) = serde_json::from_str(STREAM).unwrap() else {
        panic!("a batch of records was taken for a task");
    };
    let [record] = event.records.as_slice() else { panic!("{} records", event.records.len()) };
    let change = OutboxChange::of(&record.change.old_image, &record.change.new_image).unwrap();
    let OutboxChange::Finished { app, run } = change else { panic!("not finished: {change:?}") };
    assert_eq!(app.as_str(), "a1b2c3d4e5f60718293a4b5c6d7e8f90");
    assert_eq!(run.as_str(), "0123456789abcdef0123456789abcdef");
}

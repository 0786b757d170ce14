//! The sample in `events/` is what the function is invoked with.

use touchpoint_platform::ports::{ScheduledTask, Target};

const SAMPLE: &str = include_str!("../../../events/jobs.json");

#[test]
fn the_sample_removes_an_app() {
    let task: ScheduledTask = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(task, ScheduledTask::PurgeApp { app: "a1b2c3d4e5f60718293a4b5c6d7e8f90".into() });
    assert_eq!(task.target(), Target::Jobs);
}

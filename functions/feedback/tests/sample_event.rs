//! The samples in `events/` are what the function is invoked with.

use serde_json::Value;
use touchpoint_feedback::FeedbackEvent;

const SAMPLE: &str = include_str!("../../../events/feedback.json");
const LOGS: &str = include_str!("../../../events/feedback-logs.json");
const BOUNCE: &str = include_str!("golden/hardbounce.ses.json");
const ARRIVED: &str = include_str!("golden/log_success.log.json");

#[test]
fn the_sample_reports_a_bounce() {
    let FeedbackEvent::Topic(event) = serde_json::from_str(SAMPLE).unwrap() else { panic!("not a topic's event") };
    let [record] = event.records.as_slice() else { panic!("{} records", event.records.len()) };
    let report: Value = serde_json::from_str(&record.sns.message).unwrap();
    // What becomes of this report is in the golden files.
    assert_eq!(report, serde_json::from_str::<Value>(BOUNCE).unwrap());
}

#[test]
fn the_other_sample_is_an_entry_of_the_log_of_sns() {
    let event = serde_json::from_slice::<FeedbackEvent>(LOGS.as_bytes()).unwrap();
    let FeedbackEvent::Logs(event) = event else { panic!("not an event of a log") };
    let [entry] = event.aws_logs.data.log_events.as_slice() else { panic!("not one entry") };
    let entry: Value = serde_json::from_str(&entry.message).unwrap();
    assert_eq!(entry, serde_json::from_str::<Value>(ARRIVED).unwrap());
}

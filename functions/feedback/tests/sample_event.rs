//! The sample in `events/` is what the function is invoked with.

use aws_lambda_events::sns::SnsEvent;
use serde_json::Value;

const SAMPLE: &str = include_str!("../../../events/feedback.json");
const BOUNCE: &str = include_str!("golden/hardbounce.ses.json");

#[test]
fn the_sample_reports_a_bounce() {
    let event: SnsEvent = serde_json::from_str(SAMPLE).unwrap();
    let [record] = event.records.as_slice() else { panic!("{} records", event.records.len()) };
    let report: Value = serde_json::from_str(&record.sns.message).unwrap();
    // What becomes of this report is in the golden files.
    assert_eq!(report, serde_json::from_str::<Value>(BOUNCE).unwrap());
}

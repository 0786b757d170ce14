//! Each kind of report of SES beside the records that it makes: `golden/<case>.ses.json` and `golden/<case>.events.json`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p touchpoint-feedback` writes the second files anew; read the difference before keeping it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws_lambda_events::sns::SnsEvent;
use serde_json::{Value, json};
use touchpoint_feedback::{Feedback, FeedbackError, handle};
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};

/// An event stream that keeps what it is given, or refuses it.
#[derive(Debug, Default)]
struct Kept {
    records: Mutex<Vec<EventRecord>>,
    down: bool,
}

#[async_trait]
impl EventStream for Kept {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        if self.down {
            return Err(PortError::Unavailable("down".into()));
        }
        self.records.lock().unwrap().extend(records);
        Ok(())
    }
}

/// The topic's event with these messages.
fn topic_event(messages: &[&str]) -> SnsEvent {
    let record = |(index, message): (usize, &&str)| {
        json!({
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": "arn:aws:sns:eu-west-1:123456789012:feedback:1",
            "Sns": {
                "Type": "Notification",
                "MessageId": format!("report-{index}"),
                "TopicArn": "arn:aws:sns:eu-west-1:123456789012:feedback",
                "Timestamp": "2026-02-03T10:20:01.000Z",
                "SignatureVersion": "1",
                "Signature": "",
                "SigningCertUrl": "",
                "UnsubscribeUrl": "",
                "Message": message,
            },
        })
    };
    let records: Vec<Value> = messages.iter().enumerate().map(record).collect();
    serde_json::from_value(json!({"Records": records})).unwrap()
}

async fn report_to(stream: Kept, messages: &[&str]) -> (Result<(), FeedbackError>, Vec<EventRecord>) {
    let stream = Arc::new(stream);
    let clock = ManualClock::at("2026-02-03T10:20:02Z".parse().unwrap());
    let feedback = Feedback::new(stream.clone(), Arc::new(clock));
    let result = handle(&feedback, topic_event(messages)).await;
    let records = stream.records.lock().unwrap().clone();
    (result, records)
}

async fn report(messages: &[&str]) -> (Result<(), FeedbackError>, Vec<EventRecord>) {
    report_to(Kept::default(), messages).await
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn golden_text(name: &str) -> String {
    std::fs::read_to_string(golden().join(name)).unwrap()
}

#[tokio::test]
async fn every_kind_of_report_makes_the_records_that_stand_beside_it() {
    let mut cases: Vec<String> = std::fs::read_dir(golden())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().unwrap().strip_suffix(".ses.json").map(str::to_owned))
        .collect();
    cases.sort();
    assert_eq!(cases.len(), 14, "{cases:?}");
    for case in cases {
        let (result, records) = report(&[&golden_text(&format!("{case}.ses.json"))]).await;
        assert!(result.is_ok(), "{case}: {result:?}");
        let made: Vec<Value> = records.into_iter().map(|r| json!({"partition_key": r.partition_key, "data": r.data})).collect();
        let made = format!("{:#}\n", Value::from(made));
        let file = format!("{case}.events.json");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(golden().join(&file), &made).unwrap();
        }
        assert_eq!(made, golden_text(&file), "{case}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_an_error_that_says_where_and_quotes_nothing() {
    let no_timestamp = r#"{"eventType":"Open","mail":{"messageId":"ada@home.example","timestamp":"ada@home.example"}}"#;
    for bad in [
        "",
        "hello",
        "{",
        "[]",
        r#"{"eventType":"Exploded","mail":{}}"#,
        r#"{"eventType":"Open"}"#,
        r#"{"eventType":"Open","mail":{"messageId":"m","timestamp":"2026-02-03T10:11:12Z"}}"#,
        no_timestamp,
    ] {
        let (result, records) = report(&[bad]).await;
        let text = result.unwrap_err().to_string();
        assert!(text.contains("not a sending event of SES") || text.contains("without its open object"), "{bad}: {text}");
        assert!(!text.contains('@'), "{text}");
        assert!(records.is_empty());
    }
}

#[tokio::test]
async fn one_bad_report_does_not_keep_the_others_back() {
    let open = golden_text("open.ses.json");
    let (result, records) = report(&["nonsense", &open]).await;
    assert!(matches!(result, Err(FeedbackError::Unreadable { count: 1, .. })), "{result:?}");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].data["event_id"], "report-1/_email.open");
}

#[tokio::test]
async fn the_test_message_of_ses_is_no_report() {
    let (result, records) = report(&["Successfully validated SNS topic for Amazon SES event publishing."]).await;
    assert!(result.is_ok() && records.is_empty());
}

#[tokio::test]
async fn a_stream_that_is_down_is_an_error_so_that_the_report_comes_again() {
    let open = golden_text("open.ses.json");
    let (result, _) = report_to(Kept { down: true, ..Kept::default() }, &[&open]).await;
    assert!(matches!(result, Err(FeedbackError::Stream(_))), "{result:?}");
}

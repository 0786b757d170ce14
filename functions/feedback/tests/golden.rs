//! Each kind of report beside the records that it makes: `golden/<case>.<reporter>.json` and `golden/<case>.events.json`. The reporters
//! are SES (`ses`), AWS End User Messaging (`text`) and the delivery log of SNS (`log`).
//!
//! `UPDATE_GOLDEN=1 cargo test -p touchpoint-feedback` writes the second files anew; read the difference before keeping it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws_lambda_events::cloudwatch_logs::{LogData, LogEntry, LogsEvent};
use serde_json::{Value, json};
use touchpoint_domain::event::SentText;
use touchpoint_feedback::{Feedback, FeedbackError, FeedbackEvent, handle};
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};
use touchpoint_store::testing::memory;

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
fn topic_event(messages: &[&str]) -> FeedbackEvent {
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
    serde_json::from_str(&json!({"Records": records}).to_string()).unwrap()
}

/// What CloudWatch sends of a log with these entries, packed as it packs it.
fn log_event(kind: &str, entries: &[&str]) -> FeedbackEvent {
    let mut data = LogData::default();
    data.owner = "123456789012".to_owned();
    data.log_group = "sns/eu-west-1/123456789012/DirectPublishToPhoneNumber".to_owned();
    data.message_type = kind.to_owned();
    for (index, entry) in entries.iter().enumerate() {
        let mut logged = LogEntry::default();
        (logged.id, logged.timestamp, logged.message) = (index.to_string(), 1_770_114_000_000, (*entry).to_owned());
        data.log_events.push(logged);
    }
    let mut event = LogsEvent::default();
    event.aws_logs.data = data;
    let packed: String = serde_json::to_string(&event).unwrap();
    serde_json::from_str(&padded(&packed)).unwrap()
}

/// CloudWatch pads its base64, which the type that reads it insists on and does not write itself.
fn padded(packed: &str) -> String {
    let data = packed.split('"').nth(5).unwrap();
    packed.replace(data, &format!("{data}{}", "=".repeat((4 - data.len() % 4) % 4)))
}

/// Texts that were accepted: a direct one, and one of a campaign.
fn texts() -> [SentText; 2] {
    let direct = SentText {
        message_id: "text-1".to_owned(),
        app: "a1b2c3d4e5f60718293a4b5c6d7e8f90".to_owned(),
        request_id: "request-1".to_owned(),
        endpoint: Some("Ada/Phone 1".to_owned()),
        to: "+442079460881".to_owned(),
        origination_number: Some("12345".to_owned()),
        iso_country: Some("GB".to_owned()),
        kind: "Transactional".to_owned(),
        parts: 1,
        context: [("order".to_owned(), "7".to_owned())].into(),
        ..SentText::default()
    };
    let campaign = [("campaign_id", "c0ffee"), ("campaign_activity_id", "0123"), ("treatment_id", "0")];
    let of_campaign = SentText {
        message_id: "text-2".to_owned(),
        kind: "Promotional".to_owned(),
        context: [].into(),
        belongs_to: campaign.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..direct.clone()
    };
    [direct, of_campaign]
}

async fn hear(stream: Kept, event: FeedbackEvent) -> (Result<(), FeedbackError>, Vec<EventRecord>) {
    let (store, _database) = memory().await;
    let stream = Arc::new(stream);
    let clock = ManualClock::at("2026-02-03T10:20:02Z".parse().unwrap());
    for text in texts() {
        store.texts().keep(&text, "2026-02-03T10:11:12Z".parse().unwrap()).await.unwrap();
    }
    let feedback = Feedback::new(store, stream.clone(), Arc::new(clock));
    let result = handle(&feedback, event).await;
    let records = stream.records.lock().unwrap().clone();
    (result, records)
}

async fn report_to(stream: Kept, messages: &[&str]) -> (Result<(), FeedbackError>, Vec<EventRecord>) {
    hear(stream, topic_event(messages)).await
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
    let mut cases: Vec<(String, String)> = std::fs::read_dir(golden())
        .unwrap()
        .filter_map(|entry| {
            let file = entry.unwrap().file_name().into_string().unwrap();
            let (case, reporter) = file.strip_suffix(".json")?.rsplit_once('.')?;
            (reporter != "events").then(|| (case.to_owned(), reporter.to_owned()))
        })
        .collect();
    cases.sort();
    assert_eq!(cases.len(), 27, "{cases:?}");
    for (case, reporter) in cases {
        let report = golden_text(&format!("{case}.{reporter}.json"));
        let event = if reporter == "log" { log_event("DATA_MESSAGE", &[&report]) } else { topic_event(&[&report]) };
        let (result, records) = hear(Kept::default(), event).await;
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
        assert!(text.contains("not a report of a mail or text") || text.contains("without its open object"), "{bad}: {text}");
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

#[tokio::test]
async fn a_log_that_cannot_be_read_is_an_error_and_its_other_entries_are_dealt_with() {
    let good = golden_text("log_success.log.json");
    for bad in ["", "{", "[]", r#"{"notification":{},"delivery":{},"status":"SUCCESS"}"#, r#"{"status":"+442079460881"}"#] {
        let (result, records) = hear(Kept::default(), log_event("DATA_MESSAGE", &[bad, &good])).await;
        let text = result.unwrap_err().to_string();
        assert!(text.contains("1 of the records cannot be read") && !text.contains("+44"), "{bad}: {text}");
        assert_eq!(records.len(), 1);
    }
}

#[tokio::test]
async fn cloudwatch_asks_whether_somebody_is_there() {
    let (result, records) = hear(Kept::default(), log_event("CONTROL_MESSAGE", &["CWL CONTROL MESSAGE: Checking health"])).await;
    assert!(result.is_ok() && records.is_empty());
}

/// The network tells of a text more than once: that it reached the carrier, then the phone.
#[tokio::test]
async fn a_text_that_is_reported_twice_has_one_event_id() {
    let delivered = golden_text("text_delivered.text.json");
    let successful = delivered.replace("DELIVERED", "SUCCESSFUL");
    let (result, records) = report(&[&successful, &delivered]).await;
    assert!(result.is_ok());
    let ids: Vec<_> = records.iter().map(|record| record.data["event_id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["text-1/_SMS.SUCCESS"; 2]);
}

//! What mailbox providers and carriers report about messages that left, as events on the event stream.
//!
//! SES publishes its sending events to a topic; this function turns each into the `_email.*` record of spec §10.6 and finds out from the
//! message's tags whose it was. Reports of texts become the `_SMS.*` records of §10.5; whose they were is looked up. All are put on the
//! stream, where everything else that happened is.

mod facet;
mod notification;
mod receipts;
mod record;
mod text;
mod text_status;

use std::sync::Arc;

use aws_lambda_events::cloudwatch_logs::LogsEvent;
use aws_lambda_events::sns::{SnsEvent, SnsRecord};
use serde::Deserialize;
use touchpoint_domain::event::TextReceipt;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};
use touchpoint_store::{Store, StoreError};

use self::notification::{BadNotification, Message};

/// What CloudWatch sends to see whether somebody is there.
const CONTROL_MESSAGE: &str = "CONTROL_MESSAGE";

/// The function's world.
#[derive(Clone, Debug)]
pub struct Feedback {
    store: Store,
    events: Arc<dyn EventStream>,
    clock: Arc<dyn Clock>,
}

impl Feedback {
    #[must_use]
    pub fn new(store: Store, events: Arc<dyn EventStream>, clock: Arc<dyn Clock>) -> Self {
        Self { store, events, clock }
    }
}

/// What the function is invoked with.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum FeedbackEvent {
    /// Entries of the log in which SNS says what became of texts.
    Logs(LogsEvent),
    /// Messages of a topic to which SES or AWS End User Messaging publishes.
    Topic(SnsEvent),
}

/// Why an event was not dealt with. The caller keeps the payload: Lambda tries again, then hands it to the on-failure destination.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// Some records are not what is published there. The others were dealt with.
    #[error("{count} of the records cannot be read; the first: {first}")]
    Unreadable { count: usize, first: BadNotification },
    /// What is kept of the texts could not be read.
    #[error("texts could not be looked up: {0}")]
    Store(#[from] StoreError),
    /// The event stream did not take the records. Those of them that it did take will be put again.
    #[error("the event stream did not take the events: {0}")]
    Stream(#[from] PortError),
}

/// What was read of an event so far.
#[derive(Debug, Default)]
struct Reading {
    records: Vec<EventRecord>,
    receipts: Vec<TextReceipt>,
    /// The AWS account that was told.
    account: String,
    unreadable: Vec<BadNotification>,
}

/// Puts an event on the stream for everything that `event` reports about our messages.
///
/// Topics and logs deliver at least once: a report that comes twice makes records with the same `event_id`.
pub async fn handle(feedback: &Feedback, event: FeedbackEvent) -> Result<(), FeedbackError> {
    let arrived = feedback.clock.now();
    let Reading { mut records, receipts, account, unreadable } = match event {
        FeedbackEvent::Topic(event) => of_topic(&event, arrived),
        FeedbackEvent::Logs(event) => of_logs(&event),
    };
    records.extend(receipts::records(&feedback.store, receipts, &account, arrived).await?);
    if !records.is_empty() {
        feedback.events.put(records).await?;
    }
    let count = unreadable.len();
    match unreadable.into_iter().next() {
        None => Ok(()),
        Some(first) => Err(FeedbackError::Unreadable { count, first }),
    }
}

fn of_topic(event: &SnsEvent, arrived: jiff::Timestamp) -> Reading {
    let mut reading = Reading::default();
    for record in &event.records {
        match notification::read(&record.sns.message) {
            Ok(Message::NoReport) => {}
            Ok(Message::Notification(notification)) => {
                reading.records.extend(record::records(&notification, &record.sns.message_id, arrived));
            }
            Ok(Message::Text(receipt)) => {
                reading.account = account_of(record).to_owned();
                reading.receipts.push(*receipt);
            }
            Err(reason) => reading.unreadable.push(reason),
        }
    }
    reading
}

/// `arn:aws:sns:region:account:name`
fn account_of(record: &SnsRecord) -> &str {
    record.sns.topic_arn.split(':').nth(4).unwrap_or_default()
}

fn of_logs(event: &LogsEvent) -> Reading {
    let data = &event.aws_logs.data;
    let mut reading = Reading { account: data.owner.clone(), ..Reading::default() };
    if data.message_type == CONTROL_MESSAGE {
        return reading;
    }
    for entry in &data.log_events {
        match text::logged(&entry.message, entry.timestamp) {
            Ok(receipt) => reading.receipts.push(receipt),
            Err(reason) => reading.unreadable.push(reason),
        }
    }
    reading
}

//! What mailbox providers report about messages that left, as events on the event stream.
//!
//! SES publishes its sending events to a topic; this function turns each into the `_email.*` record of spec §10.6, finds out from the
//! message's tags whose it was, and puts it on the stream, where everything else that happened is.

mod facet;
mod notification;
mod record;

use std::sync::Arc;

use aws_lambda_events::sns::{SnsEvent, SnsRecord};
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EventRecord, EventStream, PortError};

use self::notification::{BadNotification, Message};

/// The function's world.
#[derive(Clone, Debug)]
pub struct Feedback {
    events: Arc<dyn EventStream>,
    clock: Arc<dyn Clock>,
}

impl Feedback {
    #[must_use]
    pub fn new(events: Arc<dyn EventStream>, clock: Arc<dyn Clock>) -> Self {
        Self { events, clock }
    }
}

/// Why an event was not dealt with. The caller keeps the payload: Lambda tries again, then hands it to the on-failure destination.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// Some records are not what SES publishes. The others were dealt with.
    #[error("{count} of the records cannot be read; the first: {first}")]
    Unreadable { count: usize, first: BadNotification },
    /// The event stream did not take the records. Those of them that it did take will be put again.
    #[error("the event stream did not take the events: {0}")]
    Stream(#[from] PortError),
}

/// Puts an event on the stream for everything that `event` reports about our messages.
///
/// Topics deliver at least once: a report that comes twice makes records with the same `event_id`.
pub async fn handle(feedback: &Feedback, event: SnsEvent) -> Result<(), FeedbackError> {
    let arrived = feedback.clock.now();
    let mut records = Vec::new();
    let mut unreadable = Vec::new();
    for record in &event.records {
        match events_of(record, arrived) {
            Ok(events) => records.extend(events),
            Err(reason) => unreadable.push(reason),
        }
    }
    if !records.is_empty() {
        feedback.events.put(records).await?;
    }
    let count = unreadable.len();
    match unreadable.into_iter().next() {
        None => Ok(()),
        Some(first) => Err(FeedbackError::Unreadable { count, first }),
    }
}

/// The records that one report makes: none when it is not about a message of ours, or says nothing that is an event.
fn events_of(record: &SnsRecord, arrived: jiff::Timestamp) -> Result<Vec<EventRecord>, BadNotification> {
    match notification::read(&record.sns.message)? {
        Message::TopicTest => Ok(Vec::new()),
        Message::Notification(notification) => Ok(record::records(&notification, &record.sns.message_id, arrived)),
    }
}

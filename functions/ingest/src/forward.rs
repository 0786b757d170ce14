//! The apps' own streams (spec §10.1): every event, at least once, those of one endpoint in their order.
//!
//! A stream that does not take events must hold up nothing else. What it did not take is *parked*: kept in the archive, from where a
//! schedule puts it again and again. As long as anything of an app is parked, whatever comes behind is parked too, so that the
//! order holds. Three writes do it, in an order that a crash between them cannot harm, because the batch is then delivered again:
//!
//! 1. the file with the events;
//! 2. the mark on the stream's record, written with every file, on the condition that nobody wrote it meanwhile: whoever has found
//!    nothing parked takes the mark off on the same condition, and so never passes over a file;
//! 3. the schedule, once, and a note of it in the mark.

mod mark;
mod parked;

use touchpoint_domain::ids::AppId;
use touchpoint_platform::ports::Forwarded;

use self::mark::Stream;
pub(crate) use self::parked::forward_parked;
use crate::{Ingest, IngestError, Place};

/// The largest event that both Kinesis and Firehose take, its newline left out: Firehose's 1,000 KiB are less.
const MAX_EVENT_BYTES: usize = 1_000 * 1024 - 1;

/// Puts events of an app on its stream, if it has one, or parks them.
pub async fn forward(ingest: &Ingest, app: &AppId, events: Vec<Forwarded>, from: &Place) -> Result<(), IngestError> {
    if events.is_empty() {
        return Ok(());
    }
    let Some(stream) = mark::read(ingest, app).await? else { return Ok(()) };
    let events = without_giants(app, events);
    let left = match stream.is_parked() {
        true => events,
        false => put(ingest, app, &stream, events).await,
    };
    if left.is_empty() { Ok(()) } else { parked::park(ingest, app, stream, &left, from).await }
}

/// Puts the events; returns those that were not taken, in their order.
async fn put(ingest: &Ingest, app: &AppId, stream: &Stream, events: Vec<Forwarded>) -> Vec<Forwarded> {
    let results = ingest.ports.destinations.put(&stream.destination, &events).await;
    // A result that is missing is none that says the event was taken.
    let outcomes = results.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    let (mut left, mut first_error) = (Vec::new(), None);
    for (event, outcome) in events.into_iter().zip(outcomes) {
        match outcome {
            Some(Ok(())) => continue,
            Some(Err(error)) => first_error = first_error.or(Some(error)),
            None => {}
        }
        left.push(event);
    }
    if !left.is_empty() {
        let error = first_error.map(|error| error.to_string());
        tracing::warn!(%app, error, events = left.len(), "an app's stream did not take events; they wait for it");
    }
    left
}

/// Drops what no stream would ever take: it would hold up all behind it. The archive has it.
fn without_giants(app: &AppId, mut events: Vec<Forwarded>) -> Vec<Forwarded> {
    let all = events.len();
    events.retain(|event| event.json.len() <= MAX_EVENT_BYTES);
    if events.len() < all {
        tracing::error!(%app, events = all - events.len(), "events too large for any stream are not forwarded");
    }
    events
}

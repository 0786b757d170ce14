//! Parking events, and putting parked ones on the stream.

use std::borrow::Cow;
use std::collections::BTreeSet;

use bytes::Bytes;
use futures::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::time::Instant;
use touchpoint_domain::archive::{ParkedFile, REJECTED, batch_name, parked_of};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::archive::{ArchiveError, Lines, delete, each_line};
use touchpoint_platform::ports::{Forwarded, ScheduledTask, When};
use touchpoint_store::StoreError;

use super::mark::{self, Mark, Stream};
use super::put;
use crate::{Ingest, IngestError, Place};

/// Files that are put between two listings.
const FILES_AT_A_TIME: usize = 1_000;

/// What one file may hold uncompressed; far more than a batch of the events stream ever does.
const FILE_BYTES: u64 = 1024 * 1024 * 1024;

/// One line of a parked file.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow)]
    event: &'a RawValue,
}

/// Name of the schedule that looks after what is parked of an app.
fn schedule(app: &AppId) -> String {
    format!("forward-{app}")
}

/// Keeps events until the stream takes them.
pub(super) async fn park(
    ingest: &Ingest,
    app: &AppId,
    stream: Stream,
    events: &[Forwarded],
    from: &Place,
) -> Result<(), IngestError> {
    let name = batch_name(&from.shard, &from.first, &from.last);
    let key = Path::from(ParkedFile::new(app, stream.record.created, name).to_string());
    let archive = ingest.ports.archive.as_ref();
    archive.put(&key, PutPayload::from_bytes(encode(events)?)).await?;
    let marked = mark::write(ingest, app, stream, |mark| match mark {
        Mark::Clear | Mark::Parked => Mark::Parked,
        Mark::Scheduled => Mark::Scheduled,
    });
    let Some(stream) = marked.await? else { return Ok(delete(archive, vec![key]).await?) };
    match stream.mark {
        Mark::Clear | Mark::Scheduled => {}
        // Set once and not with every batch, because setting a schedule begins its period anew.
        Mark::Parked => {
            set_schedule(ingest, app).await?;
            mark::write(ingest, app, stream, |mark| match mark {
                // Everything was put in the meantime.
                Mark::Clear => Mark::Clear,
                Mark::Parked | Mark::Scheduled => Mark::Scheduled,
            })
            .await?;
        }
    }
    Ok(())
}

/// Puts the events of an app on its stream that could not be put there before, the oldest first, until one is not taken or the time is
/// over. What waited for a stream that is no more is dropped.
///
/// Two that do this at the same time do no harm: each puts all that it finds, in its order, and deletes only what it has put.
pub(crate) async fn forward_parked(ingest: &Ingest, app: &AppId, until: Instant) -> Result<(), IngestError> {
    while Instant::now() < until {
        // Read before the files are listed: a mark that has not been written since then leaves no room for a file.
        let before = mark::read(ingest, app).await?;
        let files = first_files(ingest, app).await?;
        let Some(stream) = before else {
            return abandoned(ingest, app, files).await;
        };
        if files.is_empty() {
            let cleared = !stream.is_parked() || mark::write_once(ingest, &stream, Mark::Clear).await?.is_some();
            if cleared {
                return end_schedule(ingest, app).await;
            }
        }
        for file in files {
            if Instant::now() >= until || !forward_file(ingest, app, &stream, &file).await? {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Puts what one file holds and deletes it, or keeps what of it was not taken. Returns whether all was taken.
async fn forward_file(ingest: &Ingest, app: &AppId, stream: &Stream, file: &ParkedFile) -> Result<bool, IngestError> {
    let key = Path::from(file.to_string());
    let archive = ingest.ports.archive.as_ref();
    let current_ms = stream.record.created.as_millisecond();
    if file.stream_ms < current_ms {
        delete(archive, vec![key]).await?;
        return Ok(true);
    }
    // One that waits for a stream newer than the one that was read is not this call's to judge.
    if file.stream_ms > current_ms {
        return Ok(false);
    }
    let bytes = match archive.get(&key).await {
        Ok(found) => found.bytes().await?,
        // Another call has put it.
        Err(object_store::Error::NotFound { .. }) => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    let events = match decode(&key, &bytes) {
        Ok(events) => events,
        Err(error) => {
            tracing::error!(%app, %error, "a file of parked events cannot be read and is set aside");
            archive.rename(&key, &Path::from(format!("{REJECTED}/{key}"))).await?;
            return Ok(true);
        }
    };
    let count = events.len();
    let left = put(ingest, app, stream, events).await;
    if left.is_empty() {
        delete(archive, vec![key]).await?;
    } else if left.len() < count {
        // So that what was taken is not put again with every try.
        archive.put(&key, PutPayload::from_bytes(encode(&left)?)).await?;
    }
    Ok(left.is_empty())
}

/// The first files of an app, in their order. Not every store lists in order, so all are listed.
async fn first_files(ingest: &Ingest, app: &AppId) -> Result<BTreeSet<ParkedFile>, IngestError> {
    let mut first = BTreeSet::new();
    let mut listed = ingest.ports.archive.list(Some(&Path::from(parked_of(app))));
    while let Some(object) = listed.try_next().await? {
        first.extend(ParkedFile::parse(object.location.as_ref()));
        if first.len() > FILES_AT_A_TIME {
            first.pop_last();
        }
    }
    Ok(first)
}

/// Drops what waits for a stream that its owner deleted.
async fn abandoned(ingest: &Ingest, app: &AppId, files: BTreeSet<ParkedFile>) -> Result<(), IngestError> {
    // Read once more: a stream that is set just now may have files already, and then they were listed.
    if mark::read(ingest, app).await?.is_some() {
        return Ok(());
    }
    let all = files.len() < FILES_AT_A_TIME;
    let files = files.iter().map(|file| Path::from(file.to_string())).collect();
    delete(ingest.ports.archive.as_ref(), files).await?;
    if all { end_schedule(ingest, app).await } else { Ok(()) }
}

/// Ends the schedule, unless something was parked at that very moment: then its schedule may be the one that was ended.
async fn end_schedule(ingest: &Ingest, app: &AppId) -> Result<(), IngestError> {
    ingest.ports.scheduler.delete(&schedule(app)).await?;
    if mark::read(ingest, app).await?.is_some_and(|stream| stream.is_parked()) {
        set_schedule(ingest, app).await?;
    }
    Ok(())
}

async fn set_schedule(ingest: &Ingest, app: &AppId) -> Result<(), IngestError> {
    let task = ScheduledTask::ForwardParked { app: app.to_string() };
    Ok(ingest.ports.scheduler.put(&schedule(app), When::Repeatedly, task).await?)
}

fn encode(events: &[Forwarded]) -> Result<Bytes, IngestError> {
    let mut lines = Lines::default();
    for Forwarded { partition_key, json } in events {
        let line = serde_json::from_slice(json).and_then(|event| serde_json::to_vec(&Line { key: partition_key.into(), event }));
        lines.push(&line.map_err(|error| StoreError::Corrupt { what: "event".to_owned(), reason: error.to_string() })?);
    }
    Ok(lines.finish())
}

fn decode(key: &Path, bytes: &[u8]) -> Result<Vec<Forwarded>, ArchiveError> {
    let mut events = Vec::new();
    each_line(key.as_ref(), bytes, FILE_BYTES, |line| {
        let line: Line<'_> = serde_json::from_str(line)
            .map_err(|error| ArchiveError::Damaged { key: key.to_string(), reason: error.to_string() })?;
        let json = Bytes::copy_from_slice(line.event.get().as_bytes());
        events.push(Forwarded { partition_key: line.key.into_owned(), json });
        Ok(())
    })?;
    Ok(events)
}

//! The archive: every event, as files of JSON lines in a bucket.
//!
//! A batch leaves one file per app and day, named by its place in the stream: delivered again it overwrites them, delivered again with
//! other borders it overlaps them. Whoever reads drops events that come twice by their `event_id`.

mod merge;

use std::collections::BTreeMap;

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _};
use jiff::civil::Date;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use touchpoint_domain::archive::{EventsFile, batch_name, rejected};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::archive::Lines;

pub(crate) use self::merge::merge;
use crate::{Archived, Ingest, IngestError, Place};

/// Files of one batch that are written at the same time.
const WRITES_AT_A_TIME: usize = 8;

/// Keeps the events of a batch. Doing it again overwrites the same objects with the same.
pub async fn write(ingest: &Ingest, place: &Place, events: &[Archived]) -> Result<(), IngestError> {
    let mut files: BTreeMap<(AppId, Date), Vec<Bytes>> = BTreeMap::new();
    for event in events {
        files.entry((event.app.clone(), event.date)).or_default().push(event.json.clone());
    }
    let name = batch_name(&place.shard, &place.first, &place.last);
    let archive = &ingest.ports.archive;
    // Compressed only when their turn comes, so that a batch of many apps and days needs little memory.
    let writes = files.into_iter().map(|((app, date), events)| {
        let key = Path::from(EventsFile { app, date, name: name.clone() }.to_string());
        async move {
            let mut lines = Lines::default();
            events.iter().for_each(|event| lines.push(event));
            archive.put(&key, PutPayload::from_bytes(lines.finish())).await
        }
    });
    futures::stream::iter(writes).buffer_unordered(WRITES_AT_A_TIME).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}

/// Sets a record aside that cannot be read, as it came. `place` is the record's own, its first and last position the same.
pub async fn reject(ingest: &Ingest, place: &Place, raw: &[u8]) -> Result<(), IngestError> {
    let key = Path::from(rejected(&place.shard, &place.first));
    ingest.ports.archive.put(&key, PutPayload::from_bytes(Bytes::copy_from_slice(raw))).await?;
    Ok(())
}

//! Many small files become few large ones: queries pay for each file they open.
//!
//! The merged file is written first, then its parts go. A crash in between leaves events twice, which readers drop, and never an event
//! nowhere. The merged file is named by its parts, so that the same merge done again overwrites it.

use std::collections::BTreeMap;

use futures::TryStreamExt as _;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::time::Instant;
use touchpoint_domain::archive::{EVENTS, EventsFile, PARKED, events_of, merged_name};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::archive::{ArchiveError, Lines, Seen, delete, each_line};
use touchpoint_platform::ports::{ScheduledTask, When};

use crate::{Ingest, IngestError, forward};

/// A day with more small files than this has them merged.
const SMALL_FILES: usize = 8;

/// Smaller than this is small, in compressed bytes.
const SMALL_BYTES: u64 = 8 * 1024 * 1024;

/// Parts of one merge, in compressed bytes: it is held in memory and done within one invocation.
const MERGED_BYTES: u64 = 32 * 1024 * 1024;

/// What one part may hold uncompressed; far more than [`SMALL_BYTES`] of events ever do.
const PART_BYTES: u64 = 1024 * 1024 * 1024;

/// Files younger than this are left alone: their batch may be delivered again.
const SETTLED: SignedDuration = SignedDuration::from_hours(1);

/// Small files of one app that are held in mind at a time; the rest have their turn next time.
const MAX_LISTED: usize = 50_000;

/// Name of the schedule of what one invocation has left to the next.
const REST: &str = "merge-archive-on";

/// How far a merge came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Done,
    /// Time, or memory, was used up.
    More,
}

/// Merges small files, and looks after what waits for apps' streams, should its own schedule have been lost.
pub(crate) async fn merge(ingest: &Ingest, until: Instant) -> Result<(), IngestError> {
    let archive = ingest.ports.archive.as_ref();
    for app in apps(archive, EVENTS).await? {
        if merge_app(archive, &app, ingest.clock.now(), until).await? == Progress::More {
            let task = ScheduledTask::MergeArchive;
            ingest.ports.scheduler.put(REST, When::At(ingest.clock.now()), task).await?;
            return Ok(());
        }
    }
    for app in apps(archive, PARKED).await? {
        forward::forward_parked(ingest, &app, until).await?;
    }
    Ok(())
}

/// The apps that have something under a prefix.
async fn apps(archive: &dyn ObjectStore, prefix: &str) -> Result<Vec<AppId>, IngestError> {
    let found = archive.list_with_delimiter(Some(&Path::from(prefix))).await?.common_prefixes;
    let id = |path: &Path| path.filename().and_then(|name| name.strip_prefix("app=")).map(AppId::new);
    Ok(found.iter().filter_map(id).collect())
}

async fn merge_app(archive: &dyn ObjectStore, app: &AppId, now: Timestamp, until: Instant) -> Result<Progress, IngestError> {
    let (days, mut progress) = small_files(archive, app, now).await?;
    for mut files in days.into_values() {
        while files.len() > SMALL_FILES {
            if Instant::now() >= until {
                return Ok(Progress::More);
            }
            let parts = first_parts(&files);
            match merge_files(archive, &parts).await {
                Ok(()) => files.retain(|file| !parts.contains(file)),
                // Whoever took it up has done, or is doing, what is left of the day.
                Err(ArchiveError::Store(object_store::Error::NotFound { .. })) => {
                    progress = Progress::More;
                    break;
                }
                Err(ArchiveError::Damaged { key, reason }) => {
                    tracing::error!(key, reason, "a file of the archive cannot be read and is left as it is");
                    files.retain(|file| file.location.as_ref() != key);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(progress)
}

/// The small files of an app that are old enough, by day and in the order of their names.
async fn small_files(
    archive: &dyn ObjectStore,
    app: &AppId,
    now: Timestamp,
) -> Result<(BTreeMap<Date, Vec<ObjectMeta>>, Progress), IngestError> {
    let settled_ms = now.saturating_sub(SETTLED).map_or(i64::MIN, Timestamp::as_millisecond);
    let mut days: BTreeMap<_, Vec<ObjectMeta>> = BTreeMap::new();
    let mut listed = archive.list(Some(&Path::from(events_of(app))));
    let mut count = 0;
    while let Some(file) = listed.try_next().await? {
        let Some(EventsFile { date, .. }) = EventsFile::parse(file.location.as_ref()) else { continue };
        if file.size >= SMALL_BYTES || file.last_modified.timestamp_millis() > settled_ms {
            continue;
        }
        days.entry(date).or_default().push(file);
        count += 1;
        if count == MAX_LISTED {
            break;
        }
    }
    days.values_mut().for_each(|files| files.sort_by(|a, b| a.location.cmp(&b.location)));
    Ok((days, if count == MAX_LISTED { Progress::More } else { Progress::Done }))
}

/// As many of the first files as one merge may take.
fn first_parts(files: &[ObjectMeta]) -> Vec<ObjectMeta> {
    let mut bytes = 0;
    let fits = |file: &&ObjectMeta| {
        bytes += file.size;
        bytes <= MERGED_BYTES
    };
    files.iter().take_while(fits).cloned().collect()
}

/// Writes the events of all parts into one file, each once, and deletes the parts.
async fn merge_files(archive: &dyn ObjectStore, parts: &[ObjectMeta]) -> Result<(), ArchiveError> {
    let (mut lines, mut seen) = (Lines::default(), Seen::default());
    for part in parts {
        let bytes = archive.get(&part.location).await?.bytes().await?;
        each_line(part.location.as_ref(), &bytes, PART_BYTES, |json| {
            if seen.is_new(json) {
                lines.push(json.as_bytes());
            }
            Ok(())
        })?;
    }
    let Some(first) = parts.first().and_then(|part| EventsFile::parse(part.location.as_ref())) else { return Ok(()) };
    let named: Vec<_> = parts.iter().map(|part| (part.location.as_ref(), part.size)).collect();
    let name = merged_name(&named);
    let merged = Path::from(EventsFile { name, ..first }.to_string());
    archive.put(&merged, PutPayload::from_bytes(lines.finish())).await?;
    delete(archive, parts.iter().map(|part| part.location.clone()).collect()).await?;
    Ok(())
}

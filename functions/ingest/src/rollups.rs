//! Counting: what is new is added to the pages that it concerns, to each of them once.
//!
//! Every page knows how far it has seen each shard of the stream. A page that has seen the batch is left alone; one that has seen a
//! part of it, because it was written before a reader died or the batch has other borders now, gets what the rest adds.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::metrics::facts::{Whose, count_reported, count_service};
use touchpoint_domain::metrics::{Deltas, PageDelta, PageKey, Period, Position};
use touchpoint_store::StoreError;
use touchpoint_store::metrics::StoredPage;

use crate::batch::Taken;
use crate::decode::What;
use crate::{Ingest, IngestError, Place};

/// Pages that are written at a time.
const AT_ONCE: usize = 16;
/// How often a page is read again because another shard's reader was faster.
const ATTEMPTS: u32 = 12;
/// Before a page is read again, per attempt so far.
const PAUSE: Duration = Duration::from_millis(5);

/// What a batch adds, from wherever on.
struct Additions<'b, 'a> {
    taken: &'b [Taken<'a>],
    /// By the position behind which they begin.
    behind: Mutex<BTreeMap<Position, Arc<Deltas>>>,
}

impl Additions<'_, '_> {
    fn behind(&self, position: &Position) -> Arc<Deltas> {
        let mut known = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        let deltas = known.entry(position.clone());
        Arc::clone(
            deltas.or_insert_with(|| Arc::new(deltas_of(self.taken.iter().filter(|taken| taken.told.position > *position)))),
        )
    }
}

/// Adds what is new in a batch to the pages that it concerns.
pub(crate) async fn count(ingest: &Ingest, place: &Place, taken: &[Taken<'_>]) -> Result<(), IngestError> {
    let Deltas(all) = deltas_of(taken.iter());
    let now = ingest.clock.now();
    let mut due: Vec<(&PageKey, &PageDelta)> = all.iter().filter(|(key, _)| !is_over(ingest, key, now)).collect();
    // Readers that write the same pages meet in the same order, and a simulated run can be replayed.
    due.sort_unstable_by_key(|(key, _)| *key);
    let keys: Vec<PageKey> = due.iter().map(|(key, _)| (*key).clone()).collect();
    let mut stored = match ingest.store.metrics().read(&keys).await {
        Ok(stored) => stored,
        // One of them: it is found out below which.
        Err(StoreError::Corrupt { .. }) => return one_by_one(ingest, place, taken, due).await,
        Err(error) => return Err(error.into()),
    };
    let additions = &Additions { taken, behind: Mutex::default() };
    let adding = due.into_iter().map(|(key, delta)| add(ingest, place, additions, key, delta, stored.remove(key)));
    stream::iter(adding).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await.map(drop)
}

/// Reads the pages one by one, so that a damaged one does not keep the others from being counted.
async fn one_by_one(
    ingest: &Ingest,
    place: &Place,
    taken: &[Taken<'_>],
    due: Vec<(&PageKey, &PageDelta)>,
) -> Result<(), IngestError> {
    let additions = &Additions { taken, behind: Mutex::default() };
    for (key, delta) in due {
        match read(ingest, key).await {
            Ok(stored) => add(ingest, place, additions, key, delta, stored).await?,
            Err(StoreError::Corrupt { reason, .. }) => lost(key, &reason),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn read(ingest: &Ingest, key: &PageKey) -> Result<Option<StoredPage>, StoreError> {
    Ok(ingest.store.metrics().read(std::slice::from_ref(key)).await?.remove(key))
}

/// Adds to one page what it has not seen, however often others write it meanwhile.
async fn add(
    ingest: &Ingest,
    place: &Place,
    additions: &Additions<'_, '_>,
    key: &PageKey,
    delta: &PageDelta,
    mut stored: Option<StoredPage>,
) -> Result<(), IngestError> {
    for attempt in 1..=ATTEMPTS {
        let (mut page, before) = stored.map_or_else(Default::default, |stored| (stored.page, Some(stored.rev)));
        match page.seen.get(&place.shard).cloned() {
            Some(seen) if seen >= place.last => return Ok(()),
            Some(seen) if seen >= place.first => match additions.behind(&seen).0.get(key) {
                Some(rest) => page.apply(rest, &place.shard, &place.last),
                None => return Ok(()),
            },
            Some(_) | None => page.apply(delta, &place.shard, &place.last),
        }
        match ingest.store.metrics().put(key, &page, before, expires(ingest, key)).await {
            Ok(()) => return Ok(()),
            Err(StoreError::Conflict) => tokio::time::sleep(PAUSE * attempt).await,
            Err(StoreError::TooLarge { what, bytes }) => {
                lost(key, &format!("{what} is too large: {bytes} bytes"));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
        stored = read(ingest, key).await?;
    }
    Err(StoreError::Throttled.into())
}

/// A page that cannot be kept stops nobody else's events; the archive has what it misses.
fn lost(key: &PageKey, reason: &str) {
    tracing::error!(app = %key.app, page = %key.subject, period = %key.period, reason, "a page of metrics cannot be written");
}

/// When a page may be dropped.
fn expires(ingest: &Ingest, key: &PageKey) -> Option<Timestamp> {
    match key.period {
        Period::Always => None,
        Period::Day(date) => {
            let end = date.tomorrow().and_then(|day| day.to_zoned(TimeZone::UTC)).map(|end| end.timestamp()).ok()?;
            let kept = SignedDuration::from_hours(24 * i64::from(ingest.options.metrics_days));
            Some(end.saturating_add(kept).unwrap_or(Timestamp::MAX))
        }
    }
}

/// Whether the page would be dropped as soon as it is written.
fn is_over(ingest: &Ingest, key: &PageKey, now: Timestamp) -> bool {
    expires(ingest, key).is_some_and(|expires| expires <= now)
}

/// What the new events of these records add.
fn deltas_of<'t, 'a: 't>(taken: impl Iterator<Item = &'t Taken<'a>>) -> Deltas {
    let mut deltas = Deltas::default();
    for taken in taken {
        match &taken.told.what {
            What::Report(report) => {
                let document = taken.documents.get(&EndpointKey::of(&report.endpoint));
                let whose = Whose { app: &report.app, endpoint: &report.endpoint, document };
                taken.fresh.of(&report.events).for_each(|event| count_reported(&mut deltas, &whose, event));
            }
            What::Service { events, .. } => {
                for event in taken.fresh.of(events) {
                    if let Err(error) = count_service(&mut deltas, event.json) {
                        let (line, column) = (error.line(), error.column());
                        tracing::error!(app = %taken.told.app, event = %event.head.event_id, line, column, "an event is not counted");
                    }
                }
            }
        }
    }
    deltas
}

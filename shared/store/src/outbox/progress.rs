//! The progress of a chunk, as it is stored: `claimed` windows, and of window 3 its claim's time `c3` and owner `o3`, and its
//! outcomes `r3`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkId};
use touchpoint_domain::campaign::progress::{Claimed, Progress};
use touchpoint_domain::ids::AppId;

use super::item::{APP, PROGRESS, RUN, chunk_key, expiry, millis, progress_key};
use super::{Outbox, chunk};
use crate::attribute::{Attributes as _, Item, TTL, text};
use crate::schema::ID;
use crate::{Consistency, StoreError};

/// Windows claimed so far.
pub(super) const CLAIMED: &str = "claimed";
/// Windows whose events were emitted for certain, from the first.
pub(super) const EMITTED: &str = "emitted";
/// 1 once the chunk is counted.
pub(super) const FINISHED: &str = "finished";
/// JSON object: the counts by letter, once it is finished.
pub(super) const COUNTS: &str = "counts";
/// When a sender was last asked to look again.
pub(super) const WAKE: &str = "wake";

/// When a window was claimed.
pub(super) fn claim_time(window: usize) -> String {
    format!("c{window}")
}

/// Who claimed a window.
pub(super) fn claim_owner(window: usize) -> String {
    format!("o{window}")
}

/// The outcomes of a window.
pub(super) fn outcomes(window: usize) -> String {
    format!("r{window}")
}

impl Outbox<'_> {
    /// The progress of a chunk, as it is now; none is an empty one.
    pub async fn progress(&self, id: &ChunkId) -> Result<Progress, StoreError> {
        let get = self.store.client().get_item().table_name(self.table).set_key(Some(progress_key(id))).consistent_read(true);
        self.store.send(get).await?.item.as_ref().map_or_else(|| Ok(Progress::default()), from_item)
    }

    /// The chunks of `ids` that exist, each with its progress.
    pub async fn with_progress(&self, ids: &[ChunkId]) -> Result<Vec<(Chunk, Progress)>, StoreError> {
        let keys = ids.iter().flat_map(|id| [chunk_key(id), progress_key(id)]).collect();
        let (mut chunks, mut progress) = (Vec::new(), BTreeMap::new());
        for item in self.store.get_many(self.table, keys, Consistency::Strong).await? {
            match item.text(ID)?.strip_suffix(PROGRESS) {
                Some(chunk) => {
                    progress.insert(chunk.to_owned(), from_item(&item)?);
                }
                None => chunks.push(chunk::from_item(&item)?),
            }
        }
        let mut progress_of = |chunk: &Chunk| progress.remove(&chunk.id.to_string()).unwrap_or_default();
        Ok(chunks.into_iter().map(|chunk| (progress_of(&chunk), chunk)).map(|(progress, chunk)| (chunk, progress)).collect())
    }

    /// Asks the sender to look at a chunk again.
    pub async fn wake(&self, app: &AppId, id: &ChunkId, now: Timestamp) -> Result<(), StoreError> {
        let update = self
            .store
            .client()
            .update_item()
            .table_name(self.table)
            .set_key(Some(progress_key(id)))
            .update_expression("SET #wake = :now, #app = :app, #run = :run, #ttl = :ttl")
            .condition_expression("attribute_not_exists(#finished)")
            .expression_attribute_names("#wake", WAKE)
            .expression_attribute_names("#app", APP)
            .expression_attribute_names("#run", RUN)
            .expression_attribute_names("#ttl", TTL)
            .expression_attribute_names("#finished", FINISHED)
            .expression_attribute_values(":now", millis(now))
            .expression_attribute_values(":app", text(app.as_str()))
            .expression_attribute_values(":run", text(id.run.as_str()))
            .expression_attribute_values(":ttl", expiry(now));
        match self.store.send(update).await {
            // Finished meanwhile: then there is nobody to wake.
            Ok(_) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Reads a progress item back.
pub(super) fn from_item(item: &Item) -> Result<Progress, StoreError> {
    let claimed: usize = item.number_opt(CLAIMED)?.unwrap_or(0);
    let mut windows = Vec::with_capacity(claimed.min(16));
    for window in 0..claimed {
        windows.push(Claimed {
            owner: item.text(&claim_owner(window))?.to_owned(),
            at: moment(item.number(&claim_time(window))?)?,
            letters: item.text_opt(&outcomes(window))?.map(str::to_owned),
        });
    }
    Ok(Progress {
        windows,
        emitted: item.number_opt(EMITTED)?.unwrap_or(0),
        finished: item.number_opt::<u8>(FINISHED)?.is_some(),
        woken: item.number_opt(WAKE)?.map(moment).transpose()?,
    })
}

fn moment(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|error| StoreError::corrupt("progress", error))
}

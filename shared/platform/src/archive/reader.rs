//! Reading the archive back: the events of an app and day, each once.

use std::borrow::Cow;
use std::collections::HashSet;

use futures::TryStreamExt as _;
use jiff::civil::Date;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use serde::Deserialize;
use touchpoint_domain::archive::events_of_day;
use touchpoint_domain::hash::fnv1a64;
use touchpoint_domain::ids::AppId;

use super::{ArchiveError, each_line};

/// How often a day is listed anew because a file went away that was listed: it has been merged into another.
const MAX_LISTINGS: usize = 5;

/// How much may be read for one answer, over all its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBudget {
    limit_bytes: u64,
    left_bytes: u64,
}

impl ReadBudget {
    /// `limit_bytes` of events, uncompressed.
    #[must_use]
    pub fn new(limit_bytes: u64) -> Self {
        Self { limit_bytes, left_bytes: limit_bytes }
    }

    /// What is left of it.
    #[must_use]
    pub fn left_bytes(&self) -> u64 {
        self.left_bytes
    }

    fn exceeded(&self) -> ArchiveError {
        ArchiveError::TooMuch { limit_bytes: self.limit_bytes }
    }
}

/// Which events were seen, by a hash of their `event_id`.
#[derive(Debug, Default)]
pub struct Seen(HashSet<u64>);

impl Seen {
    /// Whether the event is seen for the first time. One without an id is always new: nothing tells it from others.
    pub fn is_new(&mut self, json: &str) -> bool {
        #[derive(Deserialize)]
        struct Named<'a> {
            #[serde(borrow)]
            event_id: Cow<'a, str>,
        }
        serde_json::from_str::<Named<'_>>(json).map_or(true, |event| self.0.insert(fnv1a64(event.event_id.as_bytes())))
    }
}

/// Gives `each` the events of an app that happened on `date` (UTC), every `event_id` once, in no order that means anything.
///
/// Files that are merged while this reads do no harm: a part that went away is looked for in the file that took it up.
pub async fn read_day(
    store: &dyn ObjectStore,
    app: &AppId,
    date: Date,
    budget: &mut ReadBudget,
    each: &mut (dyn FnMut(&str) + Send),
) -> Result<(), ArchiveError> {
    let prefix = Path::from(events_of_day(app, date));
    let (mut seen, mut read) = (Seen::default(), HashSet::new());
    'listing: for _ in 0..MAX_LISTINGS {
        let mut files: Vec<_> = store.list(Some(&prefix)).try_collect().await?;
        files.sort_by(|a, b| a.location.cmp(&b.location));
        for file in files {
            if read.contains(&file.location) {
                continue;
            }
            // Compressed it is smaller than what it holds, and a file that is too large is not fetched at all.
            if file.size > budget.left_bytes {
                return Err(budget.exceeded());
            }
            let bytes = match store.get(&file.location).await {
                Ok(found) => found.bytes().await?,
                Err(object_store::Error::NotFound { .. }) => continue 'listing,
                Err(error) => return Err(error.into()),
            };
            let lines = each_line(file.location.as_ref(), &bytes, budget.left_bytes, |json| {
                if seen.is_new(json) {
                    each(json);
                }
                Ok(())
            });
            match lines {
                Ok(bytes) => budget.left_bytes -= bytes,
                Err(ArchiveError::TooMuch { .. }) => return Err(budget.exceeded()),
                Err(error) => return Err(error),
            }
            read.insert(file.location);
        }
        return Ok(());
    }
    Err(ArchiveError::Restless)
}

#[cfg(test)]
mod tests {
    use object_store::PutPayload;
    use object_store::memory::InMemory;
    use touchpoint_domain::archive::EventsFile;

    use super::*;
    use crate::archive::Lines;
    use crate::archive::testing::Faulty;

    fn app() -> AppId {
        AppId::new("a".repeat(32))
    }

    fn day() -> Date {
        "2030-01-09".parse().unwrap()
    }

    async fn put(store: &dyn ObjectStore, name: &str, ids: &[&str]) {
        let mut lines = Lines::default();
        ids.iter().for_each(|id| lines.push(format!(r#"{{"event_id":"{id}"}}"#).as_bytes()));
        let key = EventsFile { app: app(), date: day(), name: name.to_owned() }.to_string();
        store.put(&Path::from(key), PutPayload::from_bytes(lines.finish())).await.unwrap();
    }

    async fn read(store: &dyn ObjectStore, budget: &mut ReadBudget) -> Result<Vec<String>, ArchiveError> {
        let mut ids = Vec::new();
        read_day(store, &app(), day(), budget, &mut |json| {
            let event: serde_json::Value = serde_json::from_str(json).unwrap();
            ids.push(event["event_id"].as_str().unwrap().to_owned());
        })
        .await?;
        Ok(ids)
    }

    #[tokio::test]
    async fn events_that_are_kept_twice_are_read_once() {
        let store = InMemory::new();
        put(&store, "a", &["1", "2"]).await;
        put(&store, "b", &["2", "3", "3"]).await;
        let mut budget = ReadBudget::new(1_000);
        assert_eq!(read(&store, &mut budget).await.unwrap(), ["1", "2", "3"]);
        assert_eq!(budget.left_bytes(), 1_000 - 5 * 17);
    }

    #[tokio::test]
    async fn no_more_is_read_than_the_budget_allows() {
        let store = InMemory::new();
        put(&store, "a", &["1", "2", "3", "4", "5"]).await;
        assert_eq!(read(&store, &mut ReadBudget::new(85)).await.unwrap().len(), 5);
        let mut budget = ReadBudget::new(84);
        assert!(matches!(read(&store, &mut budget).await, Err(ArchiveError::TooMuch { limit_bytes: 84 })));
    }

    #[tokio::test]
    async fn a_part_that_is_merged_while_it_is_read_is_found_in_what_took_it_up() {
        let store = Faulty::new(InMemory::new());
        put(&store, "a", &["1", "2"]).await;
        put(&store, "b", &["3"]).await;
        // Behind the listing, `b` goes away and stands in another file.
        put(&store, "merged", &["1", "2", "3"]).await;
        let gone = EventsFile { app: app(), date: day(), name: "b".to_owned() }.to_string();
        store.lose_at_read(&Path::from(gone));
        assert_eq!(read(&store, &mut ReadBudget::new(1_000)).await.unwrap(), ["1", "2", "3"]);
    }
}

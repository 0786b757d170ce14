//! Removing everything that belonged to a deleted app, a bounded amount at a time.

use std::collections::BTreeSet;

use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::records::AddressKey;
use touchpoint_domain::ids::{AppId, SHARDS};

use super::Resources;
use crate::StoreError;
use crate::attribute::{Attributes as _, DOC, Item, PK, SK, key, text};

/// Items read by one call.
const ITEMS_PER_PAGE: usize = 100;

/// How far a purge came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// Nothing is left.
    Done,
    /// The budget is used up; something may be left: call again.
    More,
}

impl Resources<'_> {
    /// Deletes what belonged to `app`: endpoints with their user and address records, then resources and runs, and last the places
    /// that it held in the account's quotas. Outbox items go by their time to live.
    ///
    /// Stops after `budget` endpoints and resources, of which [`Purge::More`] tells. Calling it again goes on where it stopped,
    /// also after a crash: users and addresses are found through endpoints, so each endpoint goes after what hangs on it.
    pub async fn purge_app(&self, app: &AppId, budget: usize) -> Result<Purge, StoreError> {
        let (endpoints, resources) = (&self.store.tables().endpoints, &self.store.tables().resources);
        let mut left = budget;
        for shard in 0..SHARDS {
            while let Some(items) = self.some_of(endpoints, &format!("{app}#{shard:02}"), left).await? {
                left -= items.len();
                self.store.delete_many(endpoints, hanging_on(app, &items)).await?;
                self.delete_items(endpoints, &items).await?;
            }
        }
        while let Some(items) = self.some_of(resources, app.as_str(), left).await? {
            left -= items.len();
            self.delete_items(resources, &items).await?;
        }
        if left == 0 {
            return Ok(Purge::More);
        }
        self.store.places().reclaim_all_of(app).await?;
        Ok(Purge::Done)
    }

    /// The first items of a partition, at most `limit`; `None` when there are none, or none wanted.
    async fn some_of(&self, table: &str, pk: &str, limit: usize) -> Result<Option<Vec<Item>>, StoreError> {
        if limit == 0 {
            return Ok(None);
        }
        let query = self
            .store
            .client()
            .query()
            .table_name(table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(pk))
            .consistent_read(true)
            .limit(i32::try_from(limit.min(ITEMS_PER_PAGE)).unwrap_or(i32::MAX));
        Ok(self.store.send(query).await?.items.filter(|items| !items.is_empty()))
    }

    async fn delete_items(&self, table: &str, items: &[Item]) -> Result<(), StoreError> {
        let keys: Result<Vec<Item>, StoreError> = items.iter().map(|item| Ok(key(item.text(PK)?, item.text(SK)?))).collect();
        self.store.delete_many(table, keys?).await
    }
}

/// The keys of the user and address records of endpoints, each once.
///
/// A document that cannot be read must not stand in the way of its own removal: what hangs on it alone stays behind.
fn hanging_on(app: &AppId, endpoints: &[Item]) -> Vec<Item> {
    let mut partitions = BTreeSet::new();
    for item in endpoints {
        let Some(document) = item.text(DOC).ok().and_then(|json| EndpointDocument::from_json(json).ok()) else {
            tracing::warn!(%app, "purging an endpoint that cannot be read");
            continue;
        };
        if let Some(user) = document.user_id() {
            partitions.insert((format!("{app}#u#{user}"), "user"));
        }
        if let (Some(channel), Some(address)) = (document.channel_type, &document.address) {
            partitions.insert((format!("{app}#a#{}", AddressKey::of(channel, address)), "address"));
        }
    }
    partitions.into_iter().map(|(pk, sk)| key(pk, sk)).collect()
}

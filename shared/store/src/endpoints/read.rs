//! Reading endpoints: one, some, a shard in key order, those of a user.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::records::UserRecord;
use touchpoint_domain::endpoint::write::ItemKey;
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};

use super::load::Loaded;
use super::{Endpoints, StoredEndpoint, key};
use crate::attribute::{Item, text};
use crate::{Consistency, StoreError};

/// The most items asked for in one call: a page of the database ends at 1 MB anyway.
const ITEMS_PER_QUERY: usize = 1_000;

/// Endpoints of one shard, in key order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardPage {
    pub items: Vec<StoredEndpoint>,
    /// The key to read on after; `None` when the shard ends here. The page behind it may be empty.
    pub next: Option<String>,
}

impl Endpoints<'_> {
    /// An endpoint as it is now.
    pub async fn get(&self, app: &AppId, key: &EndpointKey) -> Result<Option<StoredEndpoint>, StoreError> {
        let item = ItemKey::Endpoint(key.clone());
        if !key::is_possible(&item) {
            return Ok(None);
        }
        let table = &self.store.tables().endpoints;
        let get = self.store.client().get_item().table_name(table).set_key(Some(key::of(app, &item))).consistent_read(true);
        self.store.send(get).await?.item.as_ref().map(StoredEndpoint::from_item).transpose()
    }

    /// The endpoints with these keys, in this order; those that do not exist are left out, and so are repeated keys.
    pub async fn many(
        &self,
        app: &AppId,
        keys: &[EndpointKey],
        consistency: Consistency,
    ) -> Result<Vec<StoredEndpoint>, StoreError> {
        let wanted: BTreeSet<&EndpointKey> = keys.iter().collect();
        let wanted = wanted.into_iter().map(|key| key::of(app, &ItemKey::Endpoint(key.clone()))).collect();
        let items = self.store.get_many(&self.store.tables().endpoints, wanted, consistency).await?;
        let mut found = HashMap::with_capacity(items.len());
        for item in &items {
            let stored = StoredEndpoint::from_item(item)?;
            found.insert(stored.key.clone(), stored);
        }
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }

    /// The endpoints of a user, in the order in which they became the user's; none when there is no such user.
    pub async fn of_user(&self, app: &AppId, user: &UserId) -> Result<Vec<EndpointDocument>, StoreError> {
        let Some(record) = self.user(app, user).await? else { return Ok(Vec::new()) };
        let stored = self.many(app, &record.endpoints, Consistency::Strong).await?;
        let mut documents = stored.iter().map(StoredEndpoint::document).collect::<Result<Vec<_>, _>>()?;
        // One may have moved on between the two reads.
        documents.retain(|document| document.user_id() == Some(user));
        Ok(documents)
    }

    /// Endpoints of a shard behind the key `after`, at most `limit` (at least 1).
    pub async fn page(
        &self,
        app: &AppId,
        shard: u8,
        after: Option<&str>,
        limit: usize,
        consistency: Consistency,
    ) -> Result<ShardPage, StoreError> {
        let query = self.query(consistency).expression_attribute_values(":pk", text(key::shard(app, shard)));
        let query = match after {
            Some(after) => {
                query.key_condition_expression("pk = :pk AND sk > :after").expression_attribute_values(":after", text(after))
            }
            None => query.key_condition_expression("pk = :pk"),
        };
        self.collect(query, limit.max(1)).await
    }

    /// Endpoints of a shard from the key `from` to the key `to`, both included, at most `limit` of them.
    pub async fn range(
        &self,
        app: &AppId,
        shard: u8,
        from: &EndpointKey,
        to: &EndpointKey,
        limit: usize,
        consistency: Consistency,
    ) -> Result<Vec<StoredEndpoint>, StoreError> {
        // The database refuses a range that is the wrong way round.
        if from > to {
            return Ok(Vec::new());
        }
        let query = self
            .query(consistency)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", text(key::shard(app, shard)))
            .expression_attribute_values(":from", text(from.as_str()))
            .expression_attribute_values(":to", text(to.as_str()));
        Ok(self.collect(query, limit).await?.items)
    }

    /// A user's record as it is now.
    pub(super) async fn user(&self, app: &AppId, user: &UserId) -> Result<Option<UserRecord>, StoreError> {
        let mut loaded = Loaded::default();
        self.load(app, BTreeSet::from([ItemKey::User(user.clone())]), &mut loaded).await?;
        Ok(loaded.stored.users.remove(user).flatten())
    }

    fn query(&self, consistency: Consistency) -> QueryFluentBuilder {
        let table = &self.store.tables().endpoints;
        self.store.client().query().table_name(table).consistent_read(consistency.is_strong())
    }

    /// Follows a query until it ends or `limit` is reached.
    async fn collect(&self, query: QueryFluentBuilder, limit: usize) -> Result<ShardPage, StoreError> {
        let (mut items, mut start): (Vec<StoredEndpoint>, Option<Item>) = (Vec::new(), None);
        while items.len() < limit {
            let asked = i32::try_from((limit - items.len()).min(ITEMS_PER_QUERY)).unwrap_or(i32::MAX);
            let output = self.store.send(query.clone().limit(asked).set_exclusive_start_key(start)).await?;
            for item in output.items.unwrap_or_default() {
                items.push(StoredEndpoint::from_item(&item)?);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                return Ok(ShardPage { items, next: None });
            }
        }
        let next = items.last().map(|last| last.key.as_str().to_owned());
        Ok(ShardPage { items, next })
    }
}

//! Many items in one call: reads of up to 100 keys, writes of up to 25 items, transactions of up to 100 actions.

use aws_sdk_dynamodb::types::{DeleteRequest, KeysAndAttributes, PutRequest, TransactWriteItem, WriteRequest};
use futures::stream::{self, StreamExt, TryStreamExt};

use crate::attribute::Item;
use crate::backoff::MAX_ATTEMPTS;
use crate::{Consistency, Store, StoreError};

/// Actions of one transaction.
pub(crate) const MAX_ACTIONS: usize = 100;

const KEYS_PER_READ: usize = 100;
const ITEMS_PER_WRITE: usize = 25;
/// Calls of one batch that are under way at a time.
const CONCURRENT_CALLS: usize = 8;

impl Store {
    /// Reads the items of `keys`, which must differ from each other. Absent items are left out; the order is not kept.
    pub(crate) async fn get_many(&self, table: &str, keys: Vec<Item>, consistency: Consistency) -> Result<Vec<Item>, StoreError> {
        let found: Vec<Vec<Item>> = stream::iter(chunks(keys, KEYS_PER_READ))
            .map(|keys| self.get_chunk(table, keys, consistency))
            .buffer_unordered(CONCURRENT_CALLS)
            .try_collect()
            .await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Deletes the items of `keys`, which must differ from each other; absent ones are no error.
    pub(crate) async fn delete_many(&self, table: &str, keys: Vec<Item>) -> Result<(), StoreError> {
        let mut requests = Vec::with_capacity(keys.len());
        for key in keys {
            let delete =
                DeleteRequest::builder().set_key(Some(key)).build().map_err(|error| incomplete("BatchWriteItem", error))?;
            requests.push(WriteRequest::builder().delete_request(delete).build());
        }
        self.write_many(table, requests).await
    }

    /// Writes `items`, whose keys must differ from each other, whatever was there before. On an error some may have been written.
    pub(crate) async fn put_many(&self, table: &str, items: Vec<Item>) -> Result<(), StoreError> {
        let mut requests = Vec::with_capacity(items.len());
        for item in items {
            let put = PutRequest::builder().set_item(Some(item)).build().map_err(|error| incomplete("BatchWriteItem", error))?;
            requests.push(WriteRequest::builder().put_request(put).build());
        }
        self.write_many(table, requests).await
    }

    /// Applies all of `actions` or none. No two of them may touch the same item.
    pub(crate) async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        if actions.is_empty() {
            return Ok(());
        }
        if actions.len() > MAX_ACTIONS {
            let (what, bytes) = (format!("a transaction of {} actions", actions.len()), 0);
            return Err(StoreError::TooLarge { what, bytes });
        }
        self.send(self.client().transact_write_items().set_transact_items(Some(actions))).await.map(|_| ())
    }

    async fn write_many(&self, table: &str, requests: Vec<WriteRequest>) -> Result<(), StoreError> {
        stream::iter(chunks(requests, ITEMS_PER_WRITE))
            .map(|requests| self.write_chunk(table, requests))
            .buffer_unordered(CONCURRENT_CALLS)
            .try_collect()
            .await
    }

    async fn get_chunk(&self, table: &str, mut keys: Vec<Item>, consistency: Consistency) -> Result<Vec<Item>, StoreError> {
        let mut found = Vec::with_capacity(keys.len());
        let mut fruitless = 0;
        while !keys.is_empty() {
            let asked = keys.len();
            let wanted = KeysAndAttributes::builder()
                .set_keys(Some(keys))
                .consistent_read(consistency.is_strong())
                .build()
                .map_err(|error| incomplete("BatchGetItem", error))?;
            let output = self.send(self.client().batch_get_item().request_items(table, wanted)).await?;
            found.extend(output.responses.unwrap_or_default().into_values().flatten());
            keys = output.unprocessed_keys.unwrap_or_default().into_values().flat_map(|left| left.keys).collect();
            fruitless = self.pause(fruitless, asked, keys.len()).await?;
        }
        Ok(found)
    }

    async fn write_chunk(&self, table: &str, mut requests: Vec<WriteRequest>) -> Result<(), StoreError> {
        let mut fruitless = 0;
        while !requests.is_empty() {
            let asked = requests.len();
            let output = self.send(self.client().batch_write_item().request_items(table, requests)).await?;
            requests = output.unprocessed_items.unwrap_or_default().into_values().flatten().collect();
            fruitless = self.pause(fruitless, asked, requests.len()).await?;
        }
        Ok(())
    }

    /// Waits before what was left over is asked again, and gives up after too many calls in a row without progress.
    async fn pause(&self, fruitless: u32, asked: usize, left: usize) -> Result<u32, StoreError> {
        if left == 0 {
            return Ok(0);
        }
        let fruitless = if left < asked { 0 } else { fruitless + 1 };
        if fruitless >= MAX_ATTEMPTS {
            return Err(StoreError::Throttled);
        }
        self.jitter.sleep(fruitless + 1).await;
        Ok(fruitless)
    }
}

/// Splits into vectors of at most `size`.
fn chunks<T>(items: Vec<T>, size: usize) -> Vec<Vec<T>> {
    let mut chunks = Vec::with_capacity(items.len().div_ceil(size));
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        chunks.push(items.by_ref().take(size).collect());
    }
    chunks
}

/// A builder lacks a member: a mistake of ours.
pub(crate) fn incomplete(operation: &'static str, error: aws_sdk_dynamodb::error::BuildError) -> StoreError {
    StoreError::Refused { operation, code: "IncompleteRequest".to_owned(), source: error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_keep_order_and_everything() {
        assert_eq!(chunks(Vec::<u8>::new(), 3), Vec::<Vec<u8>>::new());
        assert_eq!(chunks(vec![1, 2, 3], 3), vec![vec![1, 2, 3]]);
        assert_eq!(chunks(vec![1, 2, 3, 4], 3), vec![vec![1, 2, 3], vec![4]]);
    }
}

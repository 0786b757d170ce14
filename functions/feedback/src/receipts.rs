//! Receipts of texts, put together with what is kept of the texts.

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use touchpoint_domain::event::{TextReceipt, receipt_event};
use touchpoint_platform::ports::EventRecord;
use touchpoint_store::{Store, StoreError};

/// Texts that are looked up at a time.
const READS_AT_ONCE: usize = 10;

/// The records of `receipts`, which `account` was given. A receipt of a text that is not ours, or too old to be kept, makes none.
pub(crate) async fn records(
    store: &Store,
    receipts: Vec<TextReceipt>,
    account: &str,
    arrived: Timestamp,
) -> Result<Vec<EventRecord>, StoreError> {
    let reads = receipts.into_iter().map(|receipt| record(store, receipt, account, arrived));
    let found: Vec<Option<EventRecord>> = stream::iter(reads).buffered(READS_AT_ONCE).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}

async fn record(
    store: &Store,
    receipt: TextReceipt,
    account: &str,
    arrived: Timestamp,
) -> Result<Option<EventRecord>, StoreError> {
    let Some(sent) = store.texts().get(&receipt.message_id).await? else {
        tracing::debug!(message_id = receipt.message_id, "a receipt of a text of somebody else");
        return Ok(None);
    };
    let data = receipt_event(&sent, &receipt, account, arrived);
    Ok(Some(EventRecord { partition_key: sent.endpoint.unwrap_or(sent.message_id), data }))
}

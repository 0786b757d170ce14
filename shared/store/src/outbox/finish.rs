//! The end of a chunk: counted in its shard exactly once.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use touchpoint_domain::campaign::activity::Counts;
use touchpoint_domain::campaign::chunk::Chunk;

use super::Outbox;
use super::item::progress_key;
use super::progress::{CLAIMED, COUNTS, EMITTED, FINISHED, outcomes};
use crate::StoreError;
use crate::attribute::{number, text};
use crate::batch::incomplete;
use crate::runs;

impl Outbox<'_> {
    /// Marks a chunk as finished and adds `counts` to its shard, both or neither. All its `windows` (at least one) must be
    /// recorded; [`StoreError::Conflict`] when they are not, or when it is finished already.
    pub async fn finish(&self, chunk: &Chunk, windows: usize, counts: &Counts) -> Result<(), StoreError> {
        let json = serde_json::to_string(&counts.to_letters()).map_err(|error| StoreError::corrupt("counts", error))?;
        let mark = Update::builder()
            .table_name(self.table)
            .set_key(Some(progress_key(&chunk.id)))
            .update_expression("SET #finished = :one, #emitted = :windows, #counts = :counts")
            .condition_expression(format!(
                "attribute_not_exists(#finished) AND #claimed = :windows AND attribute_exists({})",
                outcomes(windows.saturating_sub(1))
            ))
            .expression_attribute_names("#finished", FINISHED)
            .expression_attribute_names("#emitted", EMITTED)
            .expression_attribute_names("#counts", COUNTS)
            .expression_attribute_names("#claimed", CLAIMED)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":windows", number(windows as u64))
            .expression_attribute_values(":counts", text(json))
            .build()
            .map_err(|error| incomplete("TransactWriteItems", error))?;
        let count = runs::count_chunk(&self.store.tables().resources, chunk, counts)?;
        let actions = [mark, count].map(|update| TransactWriteItem::builder().update(update).build());
        self.store.transact(actions.into()).await
    }
}

//! Deleting a resource together with all its versions.

use super::{Change, Kind, Resources, Scope, key};
use crate::StoreError;
use crate::attribute::{Attributes as _, Item, SK, text};
use crate::batch::MAX_ACTIONS;

impl Resources<'_> {
    /// Deletes a head whose `rev` must still be the one that was read ([`StoreError::Conflict`] otherwise), and all its versions.
    ///
    /// Up to 98 versions go in one transaction with the head. Of more, the oldest go before it: whoever fails in between leaves
    /// a resource with fewer old versions, which can be deleted again, and never versions without a resource, which would stand
    /// in the way of a new one with the same id.
    pub async fn delete_with_versions(&self, scope: &Scope, kind: Kind, id: &str, rev: u64) -> Result<(), StoreError> {
        self.delete_with_versions_and(scope, kind, id, rev, Vec::new()).await
    }

    /// The same, and `also`, which are few, in the transaction that takes the head.
    pub async fn delete_with_versions_and(
        &self,
        scope: &Scope,
        kind: Kind,
        id: &str,
        rev: u64,
        also: Vec<Change>,
    ) -> Result<(), StoreError> {
        if self.get(scope, kind, id).await?.is_none_or(|head| head.rev != rev) {
            return Err(StoreError::Conflict);
        }
        loop {
            let versions = self.oldest_versions(scope, kind, id).await?;
            if versions.len() + also.len() < MAX_ACTIONS {
                let delete_version = |version| Change::DeleteVersion { scope: scope.clone(), kind, id: id.to_owned(), version };
                let mut changes = vec![Change::Delete { scope: scope.clone(), kind, id: id.to_owned(), rev }];
                changes.extend(also);
                changes.extend(versions.into_iter().map(delete_version));
                return self.commit(changes).await;
            }
            let keys = versions.into_iter().map(|version| key::of(scope, kind, id, Some(version))).collect();
            self.store.delete_many(&self.store.tables().resources, keys).await?;
        }
    }

    /// The numbers of the oldest versions: all, if they are fewer than [`MAX_ACTIONS`].
    async fn oldest_versions(&self, scope: &Scope, kind: Kind, id: &str) -> Result<Vec<u32>, StoreError> {
        let prefix = key::versions(kind, id);
        let (mut versions, mut start): (Vec<u32>, Option<Item>) = (Vec::new(), None);
        while versions.len() < MAX_ACTIONS {
            let query = self
                .store
                .client()
                .query()
                .table_name(&self.store.tables().resources)
                .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
                .expression_attribute_values(":pk", text(scope.pk()))
                .expression_attribute_values(":prefix", text(&prefix))
                .projection_expression("sk")
                .consistent_read(true)
                .limit(i32::try_from(MAX_ACTIONS - versions.len()).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start);
            let output = self.store.send(query).await?;
            for item in output.items.unwrap_or_default() {
                versions.push(version_of(&item, &prefix)?);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        Ok(versions)
    }
}

fn version_of(item: &Item, prefix: &str) -> Result<u32, StoreError> {
    let sk = item.text(SK)?;
    let number = sk.strip_prefix(prefix).and_then(|number| number.parse().ok());
    number.ok_or_else(|| StoreError::corrupt(sk, "its key is malformed"))
}

//! Deleting a record that was read before.

use touchpoint_store::resources::{Change, Record};
use touchpoint_store::{Store, StoreError};

use crate::error::ApiError;

/// Deletes the head that `record` was read from, without its versions.
///
/// One that is gone by now is no error: it was there when the request came, and either our own deletion was repeated after its
/// answer was lost, or somebody else deleted it at the same moment.
///
/// # Errors
/// A lost race when it was changed meanwhile.
pub(crate) async fn delete_head(store: &Store, record: &Record) -> Result<(), ApiError> {
    delete_head_and(store, record, Vec::new()).await
}

/// The same, and `also`, which belong to it, in one transaction.
///
/// # Errors
/// A lost race when any of it was changed meanwhile.
pub(crate) async fn delete_head_and(store: &Store, record: &Record, also: Vec<Change>) -> Result<(), ApiError> {
    let Record { scope, kind, id, rev, .. } = record;
    let mut changes = also;
    changes.push(Change::Delete { scope: scope.clone(), kind: *kind, id: id.clone(), rev: *rev });
    match store.resources().commit(changes).await {
        Err(StoreError::Conflict) if store.resources().get(scope, *kind, id).await?.is_none() => Ok(()),
        outcome => Ok(outcome?),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use touchpoint_store::resources::{Kind, Scope};
    use touchpoint_store::testing::memory;

    use super::*;

    #[tokio::test]
    async fn what_is_gone_is_deleted_and_what_was_changed_is_not() {
        let (store, _database) = memory().await;
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let record = Record::new(Scope::Account, Kind::App, "a1", json!({"Name": "Shop"}), now);
        store.resources().create(&record).await.unwrap();
        let read = store.resources().get(&Scope::Account, Kind::App, "a1").await.unwrap().unwrap();
        store.resources().put_if(&read).await.unwrap();
        assert!(delete_head(&store, &read).await.unwrap_err().is_lost_race());
        let read = store.resources().get(&Scope::Account, Kind::App, "a1").await.unwrap().unwrap();
        assert_eq!(delete_head(&store, &read).await, Ok(()));
        assert_eq!(store.resources().get(&Scope::Account, Kind::App, "a1").await.unwrap(), None);
        assert_eq!(delete_head(&store, &read).await, Ok(()));
    }
}

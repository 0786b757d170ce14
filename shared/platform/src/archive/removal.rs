//! Deleting objects.

use futures::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{Error, ObjectStore};

/// Deletes objects; one that is gone already is no error.
pub async fn delete(store: &dyn ObjectStore, objects: Vec<Path>) -> Result<(), Error> {
    let mut deleted = store.delete_stream(futures::stream::iter(objects.into_iter().map(Ok)).boxed());
    while let Some(outcome) = deleted.next().await {
        match outcome {
            Ok(_) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Deletes some of the objects below `prefix`, at most `most`; returns how many. None are left when it is fewer than `most`.
pub async fn delete_some(store: &dyn ObjectStore, prefix: &Path, most: usize) -> Result<usize, Error> {
    let some: Vec<Path> = store.list(Some(prefix)).take(most).map_ok(|object| object.location).try_collect().await?;
    let count = some.len();
    delete(store, some).await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use object_store::memory::InMemory;
    use object_store::{ObjectStoreExt as _, PutPayload};

    use super::*;

    #[tokio::test]
    async fn what_is_below_a_prefix_goes_in_pieces_and_nothing_else() {
        let store = InMemory::new();
        for key in ["a/1", "a/2", "a/b/3", "ab/4"] {
            store.put(&Path::from(key), PutPayload::from_static(b"x")).await.unwrap();
        }
        let prefix = Path::from("a");
        assert_eq!(delete_some(&store, &prefix, 2).await.unwrap(), 2);
        assert_eq!(delete_some(&store, &prefix, 2).await.unwrap(), 1);
        assert_eq!(delete_some(&store, &prefix, 2).await.unwrap(), 0);
        delete(&store, vec![Path::from("a/1")]).await.unwrap();
        let left: Vec<_> = store.list(None).map_ok(|object| object.location.to_string()).try_collect().await.unwrap();
        assert_eq!(left, ["ab/4"]);
    }
}

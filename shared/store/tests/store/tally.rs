//! Tallies: counted with what they count, up to their bound, whoever writes at the same time.

use crate::support::{app, campaign};
use touchpoint_store::resources::{Change, Kind, Scope};
use touchpoint_store::tally::{Step, Tally};
use touchpoint_store::{Store, StoreError, testing};

fn count(scope: &Scope, step: Step) -> Change {
    Change::Count { scope: scope.clone(), tally: Tally::Templates, step }
}

async fn make(store: &Store, scope: &Scope, id: &str, most: usize) -> Result<(), StoreError> {
    store.resources().commit(vec![count(scope, Step::Up { most }), Change::Create(campaign(scope, id, 0))]).await
}

#[tokio::test]
async fn it_counts_what_is_made_and_removed_and_nothing_that_was_refused() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    assert_eq!(store.tally(&scope, Tally::Templates).await.unwrap(), 0);
    assert!(matches!(make(&store, &scope, "none", 0).await, Err(StoreError::Conflict)));
    make(&store, &scope, "c1", 2).await.unwrap();
    assert!(matches!(make(&store, &scope, "c1", 2).await, Err(StoreError::Conflict)), "it is there already");
    assert_eq!(store.tally(&scope, Tally::Templates).await.unwrap(), 1);
    make(&store, &scope, "c2", 2).await.unwrap();
    assert!(matches!(make(&store, &scope, "c3", 2).await, Err(StoreError::Conflict)), "there is no room");
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c3").await.unwrap(), None);
    assert_eq!(store.tally(&scope, Tally::Templates).await.unwrap(), 2);
    assert_eq!(store.tally(&scope, Tally::Recommenders).await.unwrap(), 0);
    assert_eq!(store.tally(&app('b'), Tally::Templates).await.unwrap(), 0);

    let down = || vec![count(&scope, Step::Down)];
    let stale = store.resources().delete_with_versions_and(&scope, Kind::Campaign, "c1", 7, down()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    assert_eq!(store.tally(&scope, Tally::Templates).await.unwrap(), 2);
    store.resources().delete_with_versions_and(&scope, Kind::Campaign, "c1", 1, down()).await.unwrap();
    assert_eq!(store.tally(&scope, Tally::Templates).await.unwrap(), 1);
    make(&store, &scope, "c3", 2).await.unwrap();
}

#[tokio::test]
async fn of_many_writers_as_many_come_through_as_there_is_room_for() {
    const MOST: usize = 3;
    let (store, _database) = testing::memory().await;
    let writers = (0..8).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { make(&store, &app('a'), &format!("c{n}"), MOST).await.is_ok() })
    });
    let mut made = 0;
    for writer in writers.collect::<Vec<_>>() {
        made += usize::from(writer.await.unwrap());
    }
    assert_eq!(made, MOST);
    assert_eq!(store.tally(&app('a'), Tally::Templates).await.unwrap(), MOST);
}

//! Chunks are stored once, and counted once in their shard.

use touchpoint_domain::campaign::activity::Counts;
use touchpoint_domain::campaign::chunk::Rest;
use touchpoint_domain::campaign::shard::ShardState;
use touchpoint_domain::ids::EndpointKey;
use touchpoint_store::StoreError;
use touchpoint_store::outbox::{Claim, OutboxChannel, Release};
use touchpoint_store::testing;

use crate::support::{app, at, chunk, run};

#[tokio::test]
async fn the_first_chunk_of_a_number_counts() {
    let (store, _database) = testing::memory().await;
    let outbox = store.outbox(OutboxChannel::Email);
    let (first, second) = (chunk(0, "-O-", Rest::More), chunk(0, "-", Rest::Nothing));
    assert_eq!(outbox.release(&first).await.unwrap(), Release::Stored);
    assert_eq!(outbox.release(&second).await.unwrap(), Release::Taken(first.clone()));
    assert_eq!(outbox.chunk(&first.id).await.unwrap(), Some(first));
    assert_eq!(outbox.chunk(&chunk(1, "", Rest::More).id).await.unwrap(), None);
}

#[tokio::test]
async fn a_shard_is_noted_chunk_by_chunk() {
    let (store, _database) = testing::memory().await;
    let runs = store.runs();
    assert_eq!(runs.shards(&app(), &run()).await.unwrap(), vec![ShardState::default(); 32]);
    let first = chunk(0, "-FFO", Rest::More);
    let state = runs.planned(&first).await.unwrap();
    let cursor = Some(EndpointKey::of("e0-003"));
    let expected = ShardState { cursor, planned: 1, counts: Counts::of_letters("FF"), open: [0].into(), ..ShardState::default() };
    assert_eq!(state, expected);
    for repeated in [&first, &chunk(2, "-", Rest::More)] {
        assert!(matches!(runs.planned(repeated).await, Err(StoreError::Conflict)));
    }
    // A chunk without members is finished when it is noted.
    let state = runs.planned(&chunk(1, "FFF", Rest::Nothing)).await.unwrap();
    let expected =
        ShardState { cursor: None, planned: 2, finished: 1, done: true, counts: Counts::of_letters("FFFFF"), open: [0].into() };
    assert_eq!(state, expected);
    assert_eq!(runs.shards(&app(), &run()).await.unwrap()[3], expected);
    runs.close(&first).await.unwrap();
    assert_eq!(runs.shards(&app(), &run()).await.unwrap()[3].open, [].into());
}

#[tokio::test]
async fn a_chunk_is_finished_once_and_only_when_it_is_recorded() {
    let (store, _database) = testing::memory().await;
    let (outbox, runs) = (store.outbox(OutboxChannel::Email), store.runs());
    let first = chunk(0, &"-".repeat(30), Rest::More);
    runs.planned(&first).await.unwrap();
    let counts = Counts::of_letters(&"S".repeat(30));
    let early = outbox.finish(&first, 2, &counts).await;
    assert!(matches!(early, Err(StoreError::Conflict)), "{early:?}");
    let letters = ["S".repeat(25), "S".repeat(5)];
    outbox.settle(&first, &Claim { window: 0, owner: "me", at: at(1) }, &letters).await.unwrap();
    outbox.finish(&first, 2, &counts).await.unwrap();
    let again = outbox.finish(&first, 2, &counts).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    let state = runs.shards(&app(), &run()).await.unwrap().remove(3);
    assert_eq!((state.planned, state.finished, &state.counts, state.open.len()), (1, 1, &counts, 0));
    assert!(outbox.progress(&first.id).await.unwrap().finished);
}

#[tokio::test]
async fn a_chunk_may_be_finished_before_it_is_noted() {
    let (store, _database) = testing::memory().await;
    let (outbox, runs) = (store.outbox(OutboxChannel::Email), store.runs());
    let only = chunk(0, "-F", Rest::Nothing);
    outbox.settle(&only, &Claim { window: 0, owner: "me", at: at(1) }, &["S".to_owned()]).await.unwrap();
    outbox.finish(&only, 1, &Counts::of_letters("S")).await.unwrap();
    let state = runs.planned(&only).await.unwrap();
    assert_eq!((state.planned, state.finished, state.done, state.is_over()), (1, 1, true, true));
    assert_eq!(state.counts, Counts::of_letters("SF"));
    // It is listed as open although it is not: whoever looks finds out, and closes it.
    assert_eq!(state.open, [0].into());
}

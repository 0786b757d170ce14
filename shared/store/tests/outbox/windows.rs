//! Claims, records and doubts: of two that write the same, one learns that it lost.

use touchpoint_domain::campaign::chunk::{Chunk, Rest};
use touchpoint_domain::campaign::progress::Progress;
use touchpoint_store::outbox::{Claim, OutboxChannel, Record};
use touchpoint_store::{Store, StoreError, testing};

use crate::support::{app, at, chunk};

/// `owner+second=letters`, window by window.
fn show(progress: &Progress) -> String {
    let windows = progress.windows.iter().map(|window| {
        let second = window.at.as_second() - at(0).as_second();
        format!("{}+{second}={}", window.owner, window.letters.as_deref().unwrap_or("?"))
    });
    windows.collect::<Vec<_>>().join(" ")
}

async fn progress(store: &Store, chunk: &Chunk) -> String {
    show(&store.outbox(OutboxChannel::Email).progress(&chunk.id).await.unwrap())
}

fn lost(written: &Result<(), StoreError>) -> bool {
    matches!(written, Err(StoreError::Conflict))
}

#[tokio::test]
async fn windows_are_claimed_and_recorded_in_order() {
    let (store, _database) = testing::memory().await;
    let outbox = store.outbox(OutboxChannel::Email);
    let chunk = chunk(0, &"-".repeat(60), Rest::Nothing);
    assert_eq!(progress(&store, &chunk).await, "");
    let claim = |window, owner, second| Claim { window, owner, at: at(second) };
    assert!(lost(&outbox.claim(&chunk, &claim(1, "a", 0)).await));
    outbox.claim(&chunk, &claim(0, "a", 0)).await.unwrap();
    for (window, owner) in [(0, "a"), (0, "b"), (1, "a"), (1, "b")] {
        assert!(lost(&outbox.claim(&chunk, &claim(window, owner, 1)).await), "{window} {owner}");
    }
    let record =
        |window, owner, letters, next: Option<i64>| Record { window, owner, letters, emitted: 0, claim_next: next.map(at) };
    assert!(lost(&outbox.record(&chunk, &record(0, "b", "B", None)).await));
    assert!(lost(&outbox.record(&chunk, &record(1, "a", "A", None)).await));
    outbox.record(&chunk, &record(0, "a", "A0", Some(2))).await.unwrap();
    assert_eq!(progress(&store, &chunk).await, "a+0=A0 a+2=?");
    assert!(lost(&outbox.record(&chunk, &record(0, "a", "again", None)).await));
    outbox.record(&chunk, &Record { emitted: 1, ..record(1, "a", "A1", None) }).await.unwrap();
    outbox.claim(&chunk, &claim(2, "b", 3)).await.unwrap();
    assert_eq!(progress(&store, &chunk).await, "a+0=A0 a+2=A1 b+3=?");
    assert_eq!(outbox.progress(&chunk.id).await.unwrap().emitted, 1);
}

#[tokio::test]
async fn a_doubt_beats_a_late_record_and_a_record_beats_a_late_doubt() {
    for (first, second) in [("UU", "SS"), ("SS", "UU")] {
        let (store, _database) = testing::memory().await;
        let outbox = store.outbox(OutboxChannel::Email);
        let chunk = chunk(0, "--", Rest::Nothing);
        outbox.claim(&chunk, &Claim { window: 0, owner: "a", at: at(0) }).await.unwrap();
        let record = |letters| Record { window: 0, owner: "a", letters, emitted: 0, claim_next: None };
        outbox.record(&chunk, &record(first)).await.unwrap();
        assert!(lost(&outbox.record(&chunk, &record(second)).await));
        assert_eq!(progress(&store, &chunk).await, format!("a+0={first}"));
    }
}

#[tokio::test]
async fn what_is_left_is_settled_at_once() {
    let (store, _database) = testing::memory().await;
    let outbox = store.outbox(OutboxChannel::Email);
    let chunk = chunk(0, &"-".repeat(60), Rest::Nothing);
    outbox.claim(&chunk, &Claim { window: 0, owner: "a", at: at(0) }).await.unwrap();
    let rest = ["P1".to_owned(), "P2".to_owned()];
    let settle = |owner| Claim { window: 1, owner, at: at(5) };
    assert!(lost(&outbox.settle(&chunk, &settle("b"), &rest).await));
    let record = Record { window: 0, owner: "a", letters: "S0", emitted: 0, claim_next: None };
    outbox.record(&chunk, &record).await.unwrap();
    outbox.settle(&chunk, &settle("b"), &rest).await.unwrap();
    assert!(lost(&outbox.settle(&chunk, &settle("c"), &rest).await));
    assert_eq!(progress(&store, &chunk).await, "a+0=S0 b+5=P1 b+5=P2");
}

#[tokio::test]
async fn chunks_come_with_their_progress() {
    let (store, _database) = testing::memory().await;
    let outbox = store.outbox(OutboxChannel::Email);
    let (claimed, untouched, absent) = (chunk(0, "-", Rest::More), chunk(1, "-", Rest::More), chunk(2, "-", Rest::More));
    outbox.release(&claimed).await.unwrap();
    outbox.release(&untouched).await.unwrap();
    outbox.claim(&claimed, &Claim { window: 0, owner: "a", at: at(0) }).await.unwrap();
    outbox.wake(&app(), &untouched.id, at(9)).await.unwrap();
    let ids = [&claimed, &untouched, &absent].map(|chunk| chunk.id.clone());
    let mut found = outbox.with_progress(&ids).await.unwrap();
    found.sort_by_key(|(chunk, _)| chunk.id.number);
    let shown: Vec<_> = found.iter().map(|(chunk, progress)| (chunk.id.number, show(progress), progress.woken)).collect();
    assert_eq!(shown, [(0, "a+0=?".to_owned(), None), (1, String::new(), Some(at(9)))]);
    assert_eq!(outbox.with_progress(&[]).await.unwrap(), []);
}

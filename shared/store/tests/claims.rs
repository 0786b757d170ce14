//! Events are counted once, whoever repeats what.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::event::stream::claim::REMEMBERED;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::metrics::Position;
use touchpoint_store::claims::ClaimRequest;
use touchpoint_store::testing::{self, EmbeddedDb};
use touchpoint_store::{CapacityMeter, Store};

struct Ledger {
    app: AppId,
    store: Store,
    meter: Arc<CapacityMeter>,
    _database: EmbeddedDb,
}

/// A record of the endpoint `e1`: its position, its arrival in hours, the ids of its events.
type Told<'a> = (u32, i64, &'a str);

impl Ledger {
    async fn new() -> Self {
        let (store, database) = testing::memory().await;
        let meter = Arc::new(CapacityMeter::default());
        Self { app: AppId::new("a".repeat(32)), store: store.with_meter(meter.clone()), meter, _database: database }
    }

    /// Reads a batch and tells, record by record, which events are new.
    async fn read(&self, batch: &[Told<'_>]) -> Vec<String> {
        let requests = batch.iter().map(|(position, hours, ids)| record("e1", *position, *hours, ids)).collect();
        let fresh = self.store.claims().settle(&self.app, requests).await.unwrap();
        let told = fresh.iter().zip(batch).map(|(fresh, (_, _, ids))| {
            let ids: Vec<&str> = ids.split(' ').collect();
            fresh.of(&ids).copied().collect::<Vec<_>>().join(" ")
        });
        told.collect()
    }

    /// The write units since the last time.
    fn written(&self) -> f64 {
        let units = self.meter.total().write;
        self.meter.reset();
        units
    }
}

fn record(owner: &str, position: u32, hours: i64, ids: &str) -> ClaimRequest {
    let arrived = "2026-05-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours);
    let ids = ids.split(' ').map(str::to_owned).collect();
    ClaimRequest { owner: owner.to_owned(), position: Position::new(position.to_string()), ids, arrived }
}

#[tokio::test]
async fn a_client_that_repeats_itself_is_counted_once() {
    let ledger = Ledger::new().await;
    for (batch, new, units, why) in [
        (vec![(9, 0, "a b")], vec!["a b"], 1.0, "the first time"),
        (vec![(10, 0, "a b")], vec![""], 0.0, "the same events again"),
        (vec![(11, 0, "b c")], vec!["c"], 1.0, "again, with another one"),
        (vec![(9, 0, "a b")], vec!["a b"], 0.0, "the first record, delivered again"),
        (vec![(10, 0, "a b"), (11, 0, "b c"), (12, 0, "c d")], vec!["", "c", "d"], 1.0, "other borders"),
        (vec![(9, 0, "a b"), (10, 0, "a b"), (11, 0, "b c")], vec!["a b", "", "c"], 0.0, "from the start"),
        (vec![(13, 23, "a"), (14, 23, "e a")], vec!["", "e"], 1.0, "within a day"),
        (vec![(15, 24, "a"), (16, 25, "a")], vec!["a", ""], 1.0, "when a day has passed"),
        (vec![(9, 0, "a b")], vec!["a b"], 0.0, "the first record, delivered again much later"),
    ] {
        assert_eq!(ledger.read(&batch).await, new, "{why}");
        assert_eq!(ledger.written(), units, "write units: {why}");
    }
}

#[tokio::test]
async fn positions_count_as_numbers() {
    let ledger = Ledger::new().await;
    let long = "49590338271490256608559692538361571095921575989136588898";
    assert_eq!(ledger.read(&[(10, 0, "a")]).await, ["a"]);
    let far = ClaimRequest { position: Position::new(long), ..record("e1", 0, 0, "a") };
    assert!(!ledger.store.claims().settle(&ledger.app, vec![far]).await.unwrap()[0].any());
    assert_eq!(ledger.read(&[(9, 0, "a")]).await, ["a"], "it stands before the one that claimed");
}

#[tokio::test]
async fn owners_and_apps_do_not_share_ids() {
    let ledger = Ledger::new().await;
    let long = "x".repeat(3_000);
    let owners = ["e1", "e2", "e1#", long.as_str()];
    let batch = || owners.iter().map(|owner| record(owner, 1, 0, "a")).collect::<Vec<_>>();
    let settle = async |app: &AppId, batch| ledger.store.claims().settle(app, batch).await.unwrap();
    assert!(settle(&ledger.app, batch()).await.iter().all(|fresh| fresh.is_new(0)));
    assert!(settle(&AppId::new("b".repeat(32)), batch()).await.iter().all(|fresh| fresh.is_new(0)));
    let again = owners.iter().map(|owner| record(owner, 2, 0, "a")).collect();
    assert!(!settle(&ledger.app, again).await.iter().any(touchpoint_store::claims::Fresh::any));
}

#[tokio::test]
async fn two_readers_at_once_come_to_the_same() {
    let ledger = Ledger::new().await;
    let all: Vec<Told<'_>> = (1..40).map(|position| (position, 0, ["a b", "b c", "c d", "d"][position as usize % 4])).collect();
    let (whole, parts) = tokio::join!(ledger.read(&all), async {
        let mut told = Vec::new();
        for part in all.chunks(7) {
            told.extend(ledger.read(part).await);
        }
        told
    });
    assert_eq!(whole, parts);
    assert_eq!(whole.iter().flat_map(|new| new.split_whitespace()).count(), 4, "each event once: {whole:?}");
}

#[tokio::test]
async fn a_busy_owner_is_read_back_as_far_as_a_record_may_look() {
    let ledger = Ledger::new().await;
    let ids: Vec<String> = (0..REMEMBERED as u32 + 60).map(|number| format!("event{number}")).collect();
    let all: Vec<Told<'_>> = ids.iter().zip(100..).map(|(id, position)| (position, 0, id.as_str())).collect();
    assert!(ledger.read(&all).await.iter().all(|new| !new.is_empty()));
    ledger.written();
    assert_eq!(ledger.read(&all).await, ids, "delivered again, all at once");
    assert_eq!(ledger.written(), 0.0);
    let next = 100 + all.len() as u32;
    assert_eq!(ledger.read(&[(next, 0, "event59 event60")]).await, ["event59"], "the oldest are forgotten");
}

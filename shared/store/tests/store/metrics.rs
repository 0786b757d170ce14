//! Pages of rollups: written only over what was read, and read by day.

use touchpoint_domain::ids::CampaignId;
use touchpoint_domain::metrics::{Cell, Hours, Measure, Page, PageDelta, PageKey, Period, Position, Series, Subject};
use touchpoint_store::{StoreError, testing};

use crate::lost_replies::losing;
use crate::support::{app_id, at};

fn on(date: &str, subject: Subject) -> PageKey {
    PageKey { app: app_id('a'), subject, period: Period::Day(date.parse().unwrap()) }
}

fn delta(count: u64) -> PageDelta {
    PageDelta([(Series::of(Measure::Sessions), Cell::Count(Hours([(7, count)].into())))].into())
}

fn page(count: u64) -> Page {
    let mut page = Page::default();
    page.apply(&delta(count), "shardId-000000000000", &Position::new("17"));
    page
}

#[tokio::test]
async fn of_two_writers_one_comes_too_late() {
    let (store, _database) = testing::memory().await;
    let (key, metrics) = (on("2026-10-01", Subject::Usage), store.metrics());
    assert!(metrics.read(std::slice::from_ref(&key)).await.unwrap().is_empty());
    metrics.put(&key, &page(2), None, Some(at(0))).await.unwrap();
    assert!(matches!(metrics.put(&key, &page(3), None, None).await, Err(StoreError::Conflict)));

    let stored = metrics.read(std::slice::from_ref(&key)).await.unwrap().remove(&key).unwrap();
    assert_eq!((stored.rev, stored.page.count(Measure::Sessions, None)), (1, 2));
    let mut changed = stored.page;
    changed.apply(&delta(5), "shardId-000000000001", &Position::new("4"));
    metrics.put(&key, &changed, Some(1), Some(at(0))).await.unwrap();
    assert!(matches!(metrics.put(&key, &changed, Some(1), None).await, Err(StoreError::Conflict)));

    let stored = metrics.read(std::slice::from_ref(&key)).await.unwrap().remove(&key).unwrap();
    assert_eq!((stored.rev, stored.page.count(Measure::Sessions, None)), (2, 7));
    let seen: Vec<_> = stored.page.seen.iter().map(|(shard, at)| (shard.as_str(), at.as_str())).collect();
    assert_eq!(seen, [("shardId-000000000000", "17"), ("shardId-000000000001", "4")]);
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_is_known_again() {
    let (store, database) = testing::memory().await;
    let key = on("2026-10-01", Subject::Event("cart#add".to_owned()));
    losing(&store, &database, 1).metrics().put(&key, &page(2), None, None).await.unwrap();
    losing(&store, &database, 2).metrics().put(&key, &page(3), Some(1), None).await.unwrap();
    let stored = store.metrics().read(std::slice::from_ref(&key)).await.unwrap().remove(&key).unwrap();
    assert_eq!((stored.rev, stored.page.count(Measure::Sessions, None)), (2, 3));
}

#[tokio::test]
async fn many_pages_are_read_at_once_and_each_is_what_it_was() {
    let (store, _database) = testing::memory().await;
    let subject = |n: u64| Subject::Campaign(CampaignId::new(format!("{n:032x}")));
    let mut keys: Vec<PageKey> = (0..120).map(|n| on("2026-10-01", subject(n))).collect();
    for (key, n) in keys.iter().zip(0..) {
        store.metrics().put(key, &page(n), None, None).await.unwrap();
    }
    keys.push(on("2026-10-02", subject(1)));
    let found = store.metrics().read(&keys).await.unwrap();
    assert_eq!(found.len(), 120);
    for (key, n) in keys.iter().take(120).zip(0..) {
        assert_eq!(found[key].page.count(Measure::Sessions, None), n);
    }
}

#[tokio::test]
async fn a_range_holds_both_its_ends_and_nothing_of_others() {
    let (store, _database) = testing::memory().await;
    let metrics = store.metrics();
    for (date, count) in [("2026-09-30", 1), ("2026-10-01", 2), ("2026-10-03", 3), ("2026-10-04", 4)] {
        metrics.put(&on(date, Subject::Usage), &page(count), None, None).await.unwrap();
    }
    metrics.put(&on("2026-10-02", Subject::Messages), &page(9), None, None).await.unwrap();
    let always = PageKey { app: app_id('a'), subject: Subject::Usage, period: Period::Always };
    metrics.put(&always, &page(9), None, None).await.unwrap();
    let range = async |from: &str, to: &str| {
        let found = metrics.range(&app_id('a'), &Subject::Usage, from.parse().unwrap(), to.parse().unwrap()).await.unwrap();
        let shown = found.iter().map(|(date, page)| format!("{date} {}", page.count(Measure::Sessions, None)));
        shown.collect::<Vec<_>>()
    };
    assert_eq!(range("2026-10-01", "2026-10-03").await, ["2026-10-01 2", "2026-10-03 3"]);
    assert_eq!(range("2026-01-01", "2026-12-31").await.len(), 4);
    assert_eq!(range("2026-10-02", "2026-10-02").await, Vec::<String>::new());
    assert_eq!(range("2026-10-03", "2026-10-01").await, Vec::<String>::new());
    let long = metrics.range(&app_id('a'), &Subject::Usage, "2000-01-01".parse().unwrap(), "2026-01-01".parse().unwrap()).await;
    assert!(matches!(long, Err(StoreError::TooLarge { .. })), "{long:?}");
}

//! Lists: order, paging to the end, and cursors that are used where they do not belong.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::support::{app, at, campaign, ids};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use touchpoint_domain::ids::AppId;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_store::{Page, Store, StoreError, testing};

/// All pages of a list, `size` at a time; every page but the last is full, and none is empty unless the list is.
async fn all(store: &Store, scope: &Scope, kind: Kind, order: Order<'_>, size: usize) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.resources().list(scope, kind, order, Page::after(size, cursor)).await.unwrap();
        assert!(page.items.len() == size || page.next.is_none());
        assert!(!page.items.is_empty() || found.is_empty());
        found.extend(ids(&page.items).into_iter().map(str::to_owned));
        cursor = page.next;
        if cursor.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn newest_first_with_ties_on_one_millisecond() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    for (id, created_ms) in [("b", 5), ("a", 5), ("c", 5), ("old", 1), ("new", 9)] {
        let head = campaign(&scope, id, created_ms);
        let changes = vec![Change::CreateVersion(head.as_version(1)), Change::Create(head)];
        store.resources().commit(changes).await.unwrap();
    }
    store.resources().create(&campaign(&app('b'), "foreign", 5)).await.unwrap();
    store.resources().create(&Record { kind: Kind::Segment, ..campaign(&scope, "segment", 5) }).await.unwrap();
    for size in 1..=6 {
        let found = all(&store, &scope, Kind::Campaign, Order::NewestFirst, size).await;
        assert_eq!(found, ["new", "c", "b", "a", "old"], "page size {size}");
    }
    let found = all(&store, &scope, Kind::Campaign, Order::ById, 2).await;
    assert_eq!(found, ["a", "b", "c", "new", "old"]);
    assert!(all(&store, &app('c'), Kind::Campaign, Order::NewestFirst, 2).await.is_empty());
}

#[tokio::test]
async fn an_update_keeps_a_resource_in_its_place_and_a_deleted_one_does_not_break_a_cursor() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    for id in 0..6 {
        store.resources().create(&campaign(&scope, &id.to_string(), id)).await.unwrap();
    }
    let read = store.resources().get(&scope, Kind::Campaign, "2").await.unwrap().unwrap();
    store.resources().put_if(&Record { doc: json!({ "Name": "changed" }), ..read }).await.unwrap();
    let first = store.resources().list(&scope, Kind::Campaign, Order::NewestFirst, Page::first(3)).await.unwrap();
    assert_eq!(ids(&first.items), ["5", "4", "3"]);
    store.resources().delete_with_versions(&scope, Kind::Campaign, "3", 1).await.unwrap();
    let rest = Page::after(3, first.next);
    let second = store.resources().list(&scope, Kind::Campaign, Order::NewestFirst, rest).await.unwrap();
    assert_eq!((ids(&second.items), second.next), (vec!["2", "1", "0"], None));
}

#[tokio::test]
async fn activities_are_listed_by_campaign() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    for (id, created_ms) in [("c1.r1", 1), ("c1.r2", 2), ("c2.r1", 3), ("c10.r1", 4)] {
        let activity = Record { kind: Kind::Activity, ..campaign(&scope, id, created_ms) };
        store.resources().create(&activity).await.unwrap();
    }
    assert_eq!(all(&store, &scope, Kind::Activity, Order::NewestFirstOf("c1"), 1).await, ["c1.r2", "c1.r1"]);
    assert_eq!(all(&store, &scope, Kind::Activity, Order::NewestFirstOf("c10"), 5).await, ["c10.r1"]);
    assert!(all(&store, &scope, Kind::Activity, Order::NewestFirstOf("c"), 5).await.is_empty());
}

#[tokio::test]
async fn templates_by_name_and_versions_by_number() {
    let (store, _database) = testing::memory().await;
    for name in ["welcome", "Welcome", "welcome-2", "bye", "welc"] {
        let head = Record { kind: Kind::TemplateEmail, ..campaign(&Scope::Account, name, 0) };
        let mut changes: Vec<Change> = (1..=12).map(|n| Change::CreateVersion(head.as_version(n))).collect();
        changes.push(Change::Create(head));
        store.resources().commit(changes).await.unwrap();
    }
    let (scope, kind) = (&Scope::Account, Kind::TemplateEmail);
    assert_eq!(all(&store, scope, kind, Order::ById, 2).await, ["Welcome", "bye", "welc", "welcome", "welcome-2"]);
    assert_eq!(all(&store, scope, kind, Order::ByIdFrom("welcome"), 1).await, ["welcome", "welcome-2"]);
    let (mut numbers, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.resources().versions(scope, kind, "welcome", Page::after(5, cursor)).await.unwrap();
        numbers.extend(page.items.iter().filter_map(|record| record.version));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(numbers, (1..=12).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let (store, _database) = testing::memory().await;
    for scope in [app('a'), app('b')] {
        for id in ["c1", "c2", "c3"] {
            let head = campaign(&scope, id, 0);
            store.resources().create(&head).await.unwrap();
            let versions = (1..=2).map(|n| Change::CreateVersion(head.as_version(n))).collect();
            store.resources().commit(versions).await.unwrap();
        }
    }
    let (scope, kind, order) = (app('a'), Kind::Campaign, Order::NewestFirst);
    let cursor = store.resources().list(&scope, kind, order, Page::first(1)).await.unwrap().next.unwrap();
    let page = || Page::after(1, Some(cursor.clone()));
    assert!(store.resources().list(&scope, kind, order, page()).await.is_ok());
    let others = [
        store.resources().list(&app('b'), kind, order, page()).await,
        store.resources().list(&scope, Kind::Segment, order, page()).await,
        store.resources().list(&scope, kind, Order::ById, page()).await,
        store.resources().list(&scope, kind, Order::NewestFirstOf("c1"), page()).await,
        store.resources().versions(&scope, kind, "c1", page()).await,
        store.resources().list(&scope, kind, order, Page::after(1, Some("nonsense".to_owned()))).await,
        store.resources().list(&scope, kind, order, Page::after(1, Some(String::new()))).await,
    ];
    for (n, other) in others.into_iter().enumerate() {
        assert!(matches!(other, Err(StoreError::BadCursor)), "case {n}");
    }
    let cursor = store.resources().versions(&scope, kind, "c1", Page::first(1)).await.unwrap().next;
    let other = store.resources().versions(&scope, kind, "c2", Page::after(1, cursor)).await;
    assert!(matches!(other, Err(StoreError::BadCursor)));
}

/// Any list, paged in any way, is what sorting in memory gives.
#[test]
fn paging_equals_sorting() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (store, _database) = runtime.block_on(testing::memory());
    let resources = proptest::collection::btree_map("[a-f]{1,3}", 0_i64..4, 0..14);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let apps = AtomicU64::new(0);
    runner
        .run(&(resources, 1_usize..6, "[a-f]{0,1}"), |(resources, size, prefix)| {
            let app = apps.fetch_add(1, Ordering::Relaxed);
            let scope = Scope::App(AppId::new(format!("{app:032x}")));
            runtime.block_on(async {
                for (id, created_ms) in &resources {
                    store.resources().create(&campaign(&scope, id, *created_ms)).await.unwrap();
                }
                let mut newest: Vec<_> = resources.iter().map(|(id, ms)| (at(*ms), id.clone())).collect();
                newest.sort();
                newest.reverse();
                let newest: Vec<_> = newest.into_iter().map(|(_, id)| id).collect();
                prop_assert_eq!(all(&store, &scope, Kind::Campaign, Order::NewestFirst, size).await, newest);
                let by_id: Vec<_> = resources.keys().filter(|id| id.starts_with(&prefix)).cloned().collect();
                prop_assert_eq!(all(&store, &scope, Kind::Campaign, Order::ByIdFrom(&prefix), size).await, by_id);
                Ok(())
            })
        })
        .unwrap();
}

//! One list over several kinds, against a sorted list of all.

use std::collections::BTreeSet;

use crate::support::{app, campaign};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_store::{Page, Store, StoreError, testing};

const KINDS: [Kind; 3] = [Kind::Segment, Kind::Campaign, Kind::Journey];

/// All pages, `size` at a time: ids and positions of kinds.
async fn all(store: &Store, scope: &Scope, prefix: &str, size: usize) -> Vec<(String, usize)> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.resources().list_merged(scope, &KINDS, prefix, Page::after(size, cursor)).await.unwrap();
        assert!(page.items.len() == size || page.next.is_none());
        assert!(!page.items.is_empty() || found.is_empty());
        let position = |record: &Record| KINDS.iter().position(|kind| *kind == record.kind).unwrap();
        found.extend(page.items.iter().map(|record| (record.id.clone(), position(record))));
        cursor = page.next;
        if cursor.is_none() {
            return found;
        }
    }
}

#[test]
fn every_page_size_shows_everything_once_and_in_order() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let heads = prop::collection::btree_set(("[aA_-][a0-]{0,2}", 0..KINDS.len()), 0..14);
    let mut runner = TestRunner::new(Config { cases: 24, ..Config::default() });
    runner
        .run(&(heads, 1..16_usize, "a?"), |(heads, size, prefix): (BTreeSet<(String, usize)>, usize, String)| {
            let found = runtime.block_on(async {
                let (store, _database) = testing::memory().await;
                for (id, kind) in &heads {
                    store.resources().create(&Record { kind: KINDS[*kind], ..campaign(&app('a'), id, 0) }).await.unwrap();
                }
                all(&store, &app('a'), &prefix, size).await
            });
            let expected: Vec<_> = heads.into_iter().filter(|(id, _)| id.starts_with(&prefix)).collect();
            prop_assert_eq!(found, expected);
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    for id in ["a", "b"] {
        store.resources().create(&campaign(&scope, id, 0)).await.unwrap();
    }
    let page = store.resources().list_merged(&scope, &KINDS, "", Page::first(1)).await.unwrap();
    let cursor = || Page::after(1, page.next.clone());
    let rest = store.resources().list_merged(&scope, &KINDS, "", cursor()).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    for (scope, kinds, prefix) in [(app('b'), &KINDS[..], ""), (scope.clone(), &KINDS[..2], ""), (scope.clone(), &KINDS[..], "a")]
    {
        let refused = store.resources().list_merged(&scope, kinds, prefix, cursor()).await;
        assert!(matches!(refused, Err(StoreError::BadCursor)), "{scope:?} {kinds:?} {prefix}");
    }
}

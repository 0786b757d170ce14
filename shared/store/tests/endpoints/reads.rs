//! Reading in shards, ranges and by keys.

use serde_json::json;
use touchpoint_domain::ids::{EndpointKey, SHARDS, UserId, shard_of};
use touchpoint_store::Consistency;
use touchpoint_store::endpoints::StoredEndpoint;

use super::support::{App, item};

/// An app with endpoints e000, e001, ….
async fn app_with(count: usize) -> App {
    let app = App::new().await;
    let ids: Vec<_> = (0..count).map(|n| format!("E{n:03}")).collect();
    for chunk in ids.chunks(100) {
        app.put_batch(chunk.iter().map(|id| item(id, json!({}))).collect()).await.unwrap();
    }
    app
}

/// The keys that belong to a shard, in order.
fn keys_of(shard: u8, count: usize) -> Vec<String> {
    let keys = (0..count).map(|n| EndpointKey::of(&format!("e{n:03}")));
    keys.filter(|key| shard_of(key) == shard).map(|key| key.to_string()).collect()
}

fn keys(items: &[StoredEndpoint]) -> Vec<&str> {
    items.iter().map(|item| item.key.as_str()).collect()
}

#[tokio::test]
async fn pages_give_each_endpoint_of_each_shard_once_and_in_order() {
    let app = app_with(300).await;
    let mut seen = 0;
    for shard in 0..SHARDS {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = app.store.endpoints().page(&app.id, shard, after.as_deref(), 3, Consistency::Strong).await.unwrap();
            assert!(page.items.len() <= 3);
            found.extend(page.items.into_iter().map(|item| item.key.to_string()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, keys_of(shard, 300));
        seen += found.len();
    }
    assert_eq!(seen, 300);
}

#[tokio::test]
async fn a_page_of_an_empty_shard_is_the_last() {
    let app = App::new().await;
    let page = app.store.endpoints().page(&app.id, 5, None, 10, Consistency::Eventual).await.unwrap();
    assert_eq!((page.items, page.next), (vec![], None));
}

#[tokio::test]
async fn a_range_includes_both_ends() {
    let app = app_with(300).await;
    let shard = 4;
    let all = keys_of(shard, 300);
    let range = async |from: &str, to: &str, limit: usize| {
        let (from, to) = (EndpointKey::of(from), EndpointKey::of(to));
        app.store.endpoints().range(&app.id, shard, &from, &to, limit, Consistency::Strong).await.unwrap()
    };
    assert!(all.len() > 4);
    assert_eq!(keys(&range(&all[1], &all[3], 100).await), all[1..=3]);
    assert_eq!(keys(&range(&all[1], &all[3], 2).await), all[1..=2]);
    assert_eq!(keys(&range("e", "f", 1000).await), all);
    assert!(range(&all[3], &all[1], 100).await.is_empty());
    assert!(range(&all[1], &all[3], 0).await.is_empty());
}

#[tokio::test]
async fn many_keeps_the_order_asked_for() {
    let app = app_with(250).await;
    let asked: Vec<_> = (0..250).rev().map(|n| EndpointKey::of(&format!("e{n:03}"))).collect();
    let found = app.store.endpoints().many(&app.id, &asked, Consistency::Strong).await.unwrap();
    assert_eq!(found.iter().map(|item| item.key.clone()).collect::<Vec<_>>(), asked);
    let asked = ["e003", "absent", "e001", "e003"].map(EndpointKey::of);
    let found = app.store.endpoints().many(&app.id, &asked, Consistency::Eventual).await.unwrap();
    assert_eq!(keys(&found), ["e003", "e001"]);
    assert!(app.store.endpoints().many(&app.id, &[], Consistency::Strong).await.unwrap().is_empty());
}

#[tokio::test]
async fn ids_that_cannot_exist_do_not() {
    let app = App::new().await;
    let endpoints = app.store.endpoints();
    for id in [String::new(), "x".repeat(3_000)] {
        let (key, user) = (EndpointKey::of(&id), UserId::new(id));
        assert_eq!(endpoints.get(&app.id, &key).await.unwrap(), None);
        assert_eq!(endpoints.delete(&app.id, &key).await.unwrap(), None);
        assert!(endpoints.of_user(&app.id, &user).await.unwrap().is_empty());
        assert!(endpoints.delete_user(&app.id, &user).await.unwrap().is_empty());
    }
    app.put(&"x".repeat(1_024), json!({ "User": { "UserId": "u".repeat(1_024) } })).await.unwrap();
    assert_eq!(app.ids_of(&"u".repeat(1_024)).await, ["x".repeat(1_024)]);
}

#[tokio::test]
async fn a_stored_endpoint_is_a_document() {
    let app = app_with(1).await;
    let stored = app.store.endpoints().get(&app.id, &EndpointKey::of("e000")).await.unwrap().unwrap();
    assert_eq!(stored.document().unwrap().id, "E000");
    assert_eq!(stored.document().unwrap().to_json().unwrap(), stored.doc);
    let damaged = StoredEndpoint { doc: r#"{"Id":"secret@example.com"}"#.to_owned(), ..stored };
    let text = damaged.document().unwrap_err().to_string();
    assert_eq!(text, "stored endpoint is damaged: at line 1 column 27");
}

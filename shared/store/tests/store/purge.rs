//! What remains of a deleted app: nothing. Of others: everything.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::json;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_store::resources::{Change, Kind, Order, Purge, Scope};
use touchpoint_store::testing::{self, EmbeddedDb};
use touchpoint_store::{Page, Store};

use crate::support::{app_id, at, campaign};

/// Endpoints of users with addresses, one endpoint that cannot be read, and resources with versions.
async fn fill(store: &Store, database: &EmbeddedDb, app: &AppId, endpoints: usize) {
    let limits = Limits::default();
    let writes = (0..endpoints).map(|n| {
        let request = json!({ "ChannelType": "EMAIL", "Address": format!("{n}@example.com"),
            "User": { "UserId": format!("u{}", n / 2) } });
        EndpointWrite::single(format!("E{n}"), serde_json::from_value(request).unwrap(), "request")
    });
    store.endpoints().apply(app, writes.collect(), at(0), &limits).await.unwrap();
    let text = |value: &str| AttributeValue::S(value.to_owned());
    let unreadable = [("pk", text(&format!("{app}#07"))), ("sk", text("unreadable")), ("doc", text("?"))];
    let item = unreadable.map(|(name, value)| (name.to_owned(), value)).into();
    let table = &store.tables().endpoints;
    database.client().put_item().table_name(table).set_item(Some(item)).send().await.unwrap();
    let scope = Scope::App(app.clone());
    for n in 0..7 {
        let head = campaign(&scope, &format!("c{n}"), n);
        let changes = vec![Change::CreateVersion(head.as_version(1)), Change::Create(head)];
        store.resources().commit(changes).await.unwrap();
    }
}

/// All items of both tables whose partition belongs to `app`.
async fn left(store: &Store, database: &EmbeddedDb, app: &AppId) -> usize {
    let mut count = 0;
    for table in [&store.tables().endpoints, &store.tables().resources] {
        let items = database.client().scan().table_name(table).send().await.unwrap().items.unwrap_or_default();
        count += items.iter().filter(|item| item["pk"].as_s().unwrap().starts_with(app.as_str())).count();
    }
    count
}

#[tokio::test]
async fn a_purge_removes_the_app_and_nothing_else() {
    let (store, database) = testing::memory().await;
    let (gone, stays) = (app_id('a'), app_id('b'));
    fill(&store, &database, &gone, 40).await;
    fill(&store, &database, &stays, 3).await;
    let before = left(&store, &database, &stays).await;
    assert_eq!(left(&store, &database, &gone).await, 40 + 20 + 40 + 1 + 14, "endpoints, users, addresses, and the rest");
    let mut calls = 1;
    while store.resources().purge_app(&gone, 9).await.unwrap() == Purge::More {
        calls += 1;
        assert!(calls < 100);
    }
    assert!(calls >= 6, "41 endpoints and 14 resources by nines: {calls} calls");
    assert_eq!(left(&store, &database, &gone).await, 0);
    assert_eq!(left(&store, &database, &stays).await, before);
    assert_eq!(store.resources().purge_app(&gone, 1_000).await.unwrap(), Purge::Done);
    let scope = Scope::App(stays);
    let campaigns = store.resources().list(&scope, Kind::Campaign, Order::NewestFirst, Page::first(10)).await.unwrap();
    assert_eq!(campaigns.items.len(), 7);
}

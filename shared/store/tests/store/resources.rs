//! Resources against the embedded database: one at a time, and several together.

use std::sync::Arc;

use crate::support::{app, at, campaign};
use serde_json::json;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::{CapacityMeter, StoreError, testing};

#[tokio::test]
async fn a_resource_comes_back_as_it_was_stored() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    let record = Record { srv: json!({ "effective": { "Daily": 3 } }), ..campaign(&scope, "c1", 7) };
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap(), None);
    store.resources().create(&record).await.unwrap();
    let stored = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap();
    assert_eq!(stored, Some(Record { rev: 1, ..record.clone() }));
    for (scope, kind, id) in [
        (app('b'), Kind::Campaign, "c1"),
        (Scope::Account, Kind::Campaign, "c1"),
        (scope.clone(), Kind::Segment, "c1"),
        (scope.clone(), Kind::Campaign, "c"),
    ] {
        assert_eq!(store.resources().get(&scope, kind, id).await.unwrap(), None, "{scope:?} {kind:?} {id}");
    }
    assert!(matches!(store.resources().create(&record).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn a_record_says_when_it_expires() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    let code = Record::new(scope.clone(), Kind::OneTimePassword, "c1", json!({}), at(0));
    store.resources().create(&Record { expires: Some(at(5_000)), ..code.clone() }).await.unwrap();
    let stored = store.resources().get(&scope, Kind::OneTimePassword, "c1").await.unwrap().unwrap();
    assert_eq!(stored.expires, Some(at(5_000)));
    store.resources().put_if(&Record { expires: None, ..stored }).await.unwrap();
    let stored = store.resources().get(&scope, Kind::OneTimePassword, "c1").await.unwrap().unwrap();
    assert_eq!((stored.expires, stored.rev), (None, 2));
}

#[tokio::test]
async fn of_two_writers_one_wins() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    store.resources().create(&campaign(&scope, "c1", 0)).await.unwrap();
    let read = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap();
    let one = Record { doc: json!({ "Name": "one" }), ..read.clone() };
    let two = Record { doc: json!({ "Name": "two" }), ..read };
    assert_eq!(store.resources().put_if(&one).await.unwrap(), 2);
    assert!(matches!(store.resources().put_if(&two).await, Err(StoreError::Conflict)));
    let now = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap();
    assert_eq!((&now.doc, now.rev, now.created), (&json!({ "Name": "one" }), 2, at(0)));
    let absent = campaign(&scope, "c2", 0);
    assert!(matches!(store.resources().put_if(&absent).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn racing_updates_are_all_counted_when_each_loser_reads_again() {
    const WRITERS: u64 = 12;
    let (store, _database) = testing::memory().await;
    store.resources().create(&campaign(&app('a'), "c1", 0)).await.unwrap();
    let writers = (0..WRITERS).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                let mut read = store.resources().get(&app('a'), Kind::Campaign, "c1").await.unwrap().unwrap();
                read.doc["Count"] = json!(read.doc["Count"].as_u64().unwrap_or(0) + 1);
                match store.resources().put_if(&read).await {
                    Ok(_) => break,
                    Err(StoreError::Conflict) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let end = store.resources().get(&app('a'), Kind::Campaign, "c1").await.unwrap().unwrap();
    assert_eq!((&end.doc["Count"], end.rev), (&json!(WRITERS), WRITERS + 1));
}

#[tokio::test]
async fn versions_stand_beside_the_head() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    let head = campaign(&scope, "c1", 0);
    store.resources().commit(vec![Change::Create(head.clone()), Change::CreateVersion(head.as_version(1))]).await.unwrap();
    let read = store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().unwrap();
    let changed = Record { doc: json!({ "Name": "Summer" }), ..read };
    let second = vec![Change::Replace(changed.clone()), Change::CreateVersion(changed.as_version(2))];
    store.resources().commit(second.clone()).await.unwrap();
    let version = store.resources().get_version(&scope, Kind::Campaign, "c1", 1).await.unwrap().unwrap();
    assert_eq!(version, Record { rev: 1, ..head.as_version(1) });
    let version = store.resources().get_version(&scope, Kind::Campaign, "c1", 2).await.unwrap().unwrap();
    assert_eq!(version.doc, json!({ "Name": "Summer" }));
    assert_eq!(store.resources().get_version(&scope, Kind::Campaign, "c1", 3).await.unwrap(), None);
    assert!(matches!(store.resources().commit(second).await, Err(StoreError::Conflict)));
    let without_number = store.resources().commit(vec![Change::CreateVersion(changed)]).await.unwrap_err();
    assert!(matches!(without_number, StoreError::Refused { .. }), "{without_number:?}");
}

#[tokio::test]
async fn a_commit_happens_whole_or_not_at_all() {
    let (store, _database) = testing::memory().await;
    let scope = app('a');
    let (first, second) = (campaign(&scope, "c1", 0), campaign(&scope, "c2", 0));
    store.resources().create(&second).await.unwrap();
    let both = vec![Change::Create(first.clone()), Change::Create(second.clone())];
    assert!(matches!(store.resources().commit(both).await, Err(StoreError::Conflict)));
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap(), None);

    let stale = Change::Delete { scope: scope.clone(), kind: Kind::Campaign, id: "c2".to_owned(), rev: 9 };
    assert!(matches!(store.resources().commit(vec![stale.clone()]).await, Err(StoreError::Conflict)));
    assert!(matches!(store.resources().commit(vec![Change::Create(first.clone()), stale]).await, Err(StoreError::Conflict)));
    let current = Change::Delete { scope: scope.clone(), kind: Kind::Campaign, id: "c2".to_owned(), rev: 1 };
    store.resources().commit(vec![Change::Create(first), current]).await.unwrap();
    assert!(store.resources().get(&scope, Kind::Campaign, "c1").await.unwrap().is_some());
    assert_eq!(store.resources().get(&scope, Kind::Campaign, "c2").await.unwrap(), None);

    store.resources().commit(Vec::new()).await.unwrap();
    let many = (0..101).map(|n| Change::Create(campaign(&scope, &format!("m{n}"), 0))).collect();
    assert!(matches!(store.resources().commit(many).await, Err(StoreError::TooLarge { .. })));
}

#[tokio::test]
async fn a_deleted_resource_takes_its_versions_along() {
    let (store, _database) = testing::memory().await;
    let scope = Scope::Account;
    let template = |name: &str| Record::new(Scope::Account, Kind::TemplateEmail, name, json!({ "Subject": "Hi" }), at(0));
    for (name, versions) in [("few", 3_u32), ("many", 205), ("many-other", 1)] {
        let head = template(name);
        store.resources().create(&head).await.unwrap();
        for from in (1..=versions).step_by(100) {
            let batch = from..=versions.min(from + 99);
            let creations = batch.map(|version| Change::CreateVersion(head.as_version(version))).collect();
            store.resources().commit(creations).await.unwrap();
        }
    }
    for name in ["few", "many"] {
        let stale = store.resources().delete_with_versions(&scope, Kind::TemplateEmail, name, 2).await;
        assert!(matches!(stale, Err(StoreError::Conflict)));
        assert!(store.resources().get_version(&scope, Kind::TemplateEmail, name, 1).await.unwrap().is_some());
        store.resources().delete_with_versions(&scope, Kind::TemplateEmail, name, 1).await.unwrap();
        assert_eq!(store.resources().get(&scope, Kind::TemplateEmail, name).await.unwrap(), None);
        for version in [1, 3, 100, 205] {
            assert_eq!(store.resources().get_version(&scope, Kind::TemplateEmail, name, version).await.unwrap(), None);
        }
    }
    assert!(store.resources().get_version(&scope, Kind::TemplateEmail, "many-other", 1).await.unwrap().is_some());
    let again = store.resources().delete_with_versions(&scope, Kind::TemplateEmail, "few", 1).await;
    assert!(matches!(again, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn large_documents_are_kept_whole_and_too_large_ones_refused() {
    let (store, _database) = testing::memory().await;
    let html: String = (0..40_000).map(|n| format!("<p>{n} ä</p>")).collect();
    assert!(html.len() > 500_000);
    let template = |html: String| Record::new(Scope::Account, Kind::TemplateEmail, "large", json!({ "HtmlPart": html }), at(0));
    let record = template(html);
    store.resources().commit(vec![Change::Create(record.clone()), Change::CreateVersion(record.as_version(1))]).await.unwrap();
    let read = store.resources().get(&Scope::Account, Kind::TemplateEmail, "large").await.unwrap().unwrap();
    assert_eq!(read.doc, record.doc);
    let error = store.resources().put_if(&template("x".repeat(9_000_000))).await.unwrap_err();
    assert_eq!(error.to_string(), "template-EMAIL large is too large to store: 9000015 bytes");
}

#[tokio::test]
async fn a_meter_adds_up_what_calls_cost() {
    let (store, _database) = testing::memory().await;
    let meter = Arc::new(CapacityMeter::default());
    let metered = store.clone().with_meter(meter.clone());
    let scope = app('a');
    store.resources().create(&campaign(&scope, "unmetered", 0)).await.unwrap();
    assert_eq!(meter.total(), touchpoint_store::Units::default());
    // One unit for the item, one for its copy in the index.
    metered.resources().create(&campaign(&scope, "c1", 0)).await.unwrap();
    assert_eq!((meter.total().write, meter.total().read), (2.0, 0.0));
    metered.resources().get(&scope, Kind::Campaign, "c1").await.unwrap();
    assert_eq!((meter.of("touchpoint-resources").write, meter.of("touchpoint-resources").read), (2.0, 1.0));
    assert_eq!(meter.of("touchpoint-endpoints"), touchpoint_store::Units::default());
    meter.reset();
    assert_eq!(meter.total(), touchpoint_store::Units::default());
}

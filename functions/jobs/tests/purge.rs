//! What belonged to a deleted app goes, in pieces, and nothing else does.
#![cfg(test)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _, PutPayload};
use serde_json::json;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_domain::limits::Limits;
use touchpoint_jobs::{JobError, Jobs, handle};
use touchpoint_platform::clock::{Clock as _, ManualClock};
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler, When};
use touchpoint_store::Store;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_store::testing::memory;

/// Remembers what was scheduled.
#[derive(Debug, Default)]
struct Schedules(Mutex<Vec<ScheduledTask>>);

#[async_trait]
impl Scheduler for Schedules {
    async fn put(&self, _: &str, _: When, task: ScheduledTask) -> Result<(), PortError> {
        self.0.lock().unwrap().push(task);
        Ok(())
    }

    async fn delete(&self, _: &str) -> Result<(), PortError> {
        Ok(())
    }
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at("2030-01-01T00:00:00Z".parse().unwrap()))
}

/// An app's segment and `endpoints` endpoints.
async fn fill(store: &Store, app: &AppId, endpoints: usize) {
    let now = clock().now();
    let segment = Record::new(Scope::App(app.clone()), Kind::Segment, "s1", json!({"Id": "s1"}), now);
    store.resources().create(&segment).await.unwrap();
    for batch in (0..endpoints).collect::<Vec<_>>().chunks(100) {
        let writes = batch.iter().map(|i| {
            let request =
                json!({"ChannelType": "EMAIL", "Address": format!("p{i}@example.com"), "User": {"UserId": format!("u{i}")}});
            EndpointWrite::single(format!("e{i}"), serde_json::from_value(request).unwrap(), "r")
        });
        store.endpoints().apply(app, writes.collect(), now, &Limits::default()).await.unwrap();
    }
}

async fn left(store: &Store, app: &AppId) -> (usize, bool) {
    let keys: Vec<_> = (0..2_000).map(|i| EndpointKey::of(&format!("e{i}"))).collect();
    let endpoints = store.endpoints().many(app, &keys, touchpoint_store::Consistency::Strong).await.unwrap();
    let segment = store.resources().get(&Scope::App(app.clone()), Kind::Segment, "s1").await.unwrap();
    (endpoints.len(), segment.is_some())
}

#[tokio::test]
async fn a_deleted_app_is_removed_and_its_neighbour_is_not() {
    let (store, _database) = memory().await;
    let (gone, neighbour) = (AppId::new("a".repeat(32)), AppId::new("b".repeat(32)));
    fill(&store, &gone, 150).await;
    fill(&store, &neighbour, 3).await;
    let jobs =
        Jobs::new(store.clone(), clock(), Arc::new(Schedules::default()), Arc::new(InMemory::new()), Duration::from_secs(60));
    let task = ScheduledTask::PurgeApp { app: gone.to_string() };
    handle(&jobs, task.clone()).await.unwrap();
    assert_eq!(left(&store, &gone).await, (0, false));
    assert_eq!(left(&store, &neighbour).await, (3, true));
    handle(&jobs, task).await.unwrap();
}

#[tokio::test]
async fn what_does_not_fit_into_the_time_is_scheduled_again() {
    let (store, _database) = memory().await;
    let app = AppId::new("a".repeat(32));
    fill(&store, &app, 1_100).await;
    let schedules = Arc::new(Schedules::default());
    let jobs = Jobs::new(store.clone(), clock(), schedules.clone(), Arc::new(InMemory::new()), Duration::ZERO);
    let task = ScheduledTask::PurgeApp { app: app.to_string() };
    handle(&jobs, task.clone()).await.unwrap();
    let (endpoints, _) = left(&store, &app).await;
    assert!((1..1_100).contains(&endpoints), "{endpoints}");
    assert_eq!(schedules.0.lock().unwrap().as_slice(), std::slice::from_ref(&task));
    handle(&jobs, task).await.unwrap();
    assert_eq!(left(&store, &app).await, (0, false));
}

#[tokio::test]
async fn the_archive_of_a_deleted_app_goes_with_it_in_pieces() {
    let (store, _database) = memory().await;
    let (gone, neighbour) = (AppId::new("a".repeat(32)), AppId::new("b".repeat(32)));
    let archive = Arc::new(InMemory::new());
    let kept = Path::from(format!("events/app={neighbour}/date=2030-01-01/x.json.gz"));
    let mut objects = vec![kept.clone(), Path::from(format!("parked/app={gone}/0000000000001/x.json.gz"))];
    objects.extend((0..1_100).map(|n| Path::from(format!("events/app={gone}/date=2030-01-01/{n}.json.gz"))));
    for object in &objects {
        archive.put(object, PutPayload::from_static(b"x")).await.unwrap();
    }
    let schedules = Arc::new(Schedules::default());
    let jobs = Jobs::new(store, clock(), schedules.clone(), archive.clone(), Duration::ZERO);
    let task = ScheduledTask::PurgeApp { app: gone.to_string() };
    let left = async || archive.list_with_delimiter(Some(&Path::from("events"))).await.unwrap().common_prefixes.len();
    handle(&jobs, task.clone()).await.unwrap();
    assert_eq!(left().await, 2);
    assert_eq!(schedules.0.lock().unwrap().as_slice(), std::slice::from_ref(&task));
    handle(&jobs, task).await.unwrap();
    assert_eq!(left().await, 1);
    assert!(archive.head(&kept).await.is_ok());
    assert!(archive.list_with_delimiter(Some(&Path::from("parked"))).await.unwrap().common_prefixes.is_empty());
}

#[tokio::test]
async fn an_app_that_exists_is_left_alone() {
    let (store, _database) = memory().await;
    let app = AppId::new("a".repeat(32));
    let record = Record::new(Scope::Account, Kind::App, app.as_str(), json!({"Id": app}), clock().now());
    store.resources().create(&record).await.unwrap();
    fill(&store, &app, 2).await;
    let jobs =
        Jobs::new(store.clone(), clock(), Arc::new(Schedules::default()), Arc::new(InMemory::new()), Duration::from_secs(60));
    handle(&jobs, ScheduledTask::PurgeApp { app: app.to_string() }).await.unwrap();
    assert_eq!(left(&store, &app).await, (2, true));
}

#[tokio::test]
async fn tasks_of_others_are_refused() {
    let (store, _database) = memory().await;
    let jobs = Jobs::new(store, clock(), Arc::new(Schedules::default()), Arc::new(InMemory::new()), Duration::ZERO);
    let task = ScheduledTask::WatchCampaign { app: "a".to_owned(), campaign: "c".to_owned() };
    assert!(matches!(handle(&jobs, task).await, Err(JobError::WrongTarget { target: "campaigns" })));
}

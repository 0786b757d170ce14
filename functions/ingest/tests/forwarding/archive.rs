//! What a batch leaves in the archive.

use jiff::civil::Date;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use touchpoint_domain::ids::AppId;
use touchpoint_ingest::Archived;
use touchpoint_ingest::archive::{reject, write};
use touchpoint_platform::archive::{ReadBudget, read_day};

use crate::world::{World, app, place, text};

pub(crate) fn day() -> Date {
    "2030-01-09".parse().unwrap()
}

pub(crate) fn archived(app: &AppId, date: Date, endpoint: &str, number: u64) -> Archived {
    Archived { app: app.clone(), date, json: text(endpoint, number).into() }
}

pub(crate) async fn events_of(world: &World, app: &AppId, date: Date) -> Vec<String> {
    let mut found = Vec::new();
    let mut budget = ReadBudget::new(10_000_000);
    read_day(&world.archive, app, date, &mut budget, &mut |event| found.push(event.to_owned())).await.unwrap();
    found.sort();
    found
}

#[tokio::test]
async fn every_event_is_kept_by_app_and_day() {
    let world = World::new().await;
    let (other, tomorrow) = (AppId::new("b".repeat(32)), day().tomorrow().unwrap());
    let events = [
        archived(&app(), day(), "e", 1),
        archived(&other, day(), "e", 2),
        archived(&app(), tomorrow, "e", 3),
        archived(&app(), day(), "e", 4),
    ];
    write(&world.ingest, &place(3, 7, 9), &events).await.unwrap();
    let name = format!("shardId-000000000003-{:056}-{:056}.json.gz", 7, 9);
    let expected = [(app(), day()), (app(), tomorrow), (other.clone(), day())];
    let expected = expected.map(|(app, date)| format!("events/app={app}/date={date}/{name}"));
    assert_eq!(world.objects("events").await, expected);
    assert_eq!(events_of(&world, &app(), day()).await, [text("e", 1), text("e", 4)]);
    assert_eq!(events_of(&world, &app(), tomorrow).await, [text("e", 3)]);
    assert_eq!(events_of(&world, &other, day()).await, [text("e", 2)]);
}

#[tokio::test]
async fn a_batch_that_is_delivered_again_leaves_nothing_twice() {
    let world = World::new().await;
    let events: Vec<_> = (0..20).map(|n| archived(&app(), day(), "e", n)).collect();
    // The first delivery dies half way, the second has other borders.
    world.archive.fail_after(0);
    assert!(write(&world.ingest, &place(0, 0, 9), &events[..10]).await.is_err());
    world.archive.recover();
    for _ in 0..2 {
        write(&world.ingest, &place(0, 0, 9), &events[..10]).await.unwrap();
    }
    assert_eq!(world.objects("events").await.len(), 1);
    write(&world.ingest, &place(0, 5, 19), &events[5..]).await.unwrap();
    assert_eq!(events_of(&world, &app(), day()).await.len(), 20);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_set_aside_as_it_came() {
    let world = World::new().await;
    reject(&world.ingest, &place(1, 5, 5), b"\xff{no").await.unwrap();
    let key = format!("rejected/shardId-000000000001-{:056}", 5);
    assert_eq!(world.objects("rejected").await, std::slice::from_ref(&key));
    let kept = world.archive.get(&Path::from(key)).await.unwrap().bytes().await.unwrap();
    assert_eq!(kept.as_ref(), b"\xff{no");
}

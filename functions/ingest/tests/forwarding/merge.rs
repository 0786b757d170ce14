//! Small files are merged, and whatever happens meanwhile nothing is lost.

use std::time::Duration;

use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use touchpoint_ingest::archive::write;
use touchpoint_platform::ports::ScheduledTask;

use crate::archive::{archived, day, events_of};
use crate::world::{World, app, place, text};

/// Writes `files` batches of three events, each overlapping the one before it by one.
async fn fill(world: &World, files: u64) -> Vec<String> {
    for file in 0..files {
        let events: Vec<_> = (file * 2..file * 2 + 3).map(|n| archived(&app(), day(), "e", n)).collect();
        write(&world.ingest, &place(0, file * 2, file * 2 + 2), &events).await.unwrap();
    }
    let mut all: Vec<_> = (0..=files * 2).map(|n| text("e", n)).collect();
    all.sort();
    all
}

#[tokio::test]
async fn many_small_files_become_one() {
    let world = World::new().await;
    let all = fill(&world, 20).await;
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    let files = world.objects("events").await;
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(files[0].starts_with(&format!("events/app={}/date=2030-01-09/merged-", app())), "{files:?}");
    assert_eq!(events_of(&world, &app(), day()).await, all);
    // Nothing is left to do, and doing it costs no write.
    let writes = world.archive.writes();
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.archive.writes(), writes);
    assert_eq!(world.schedules.all(), []);
}

#[tokio::test]
async fn few_files_and_young_ones_are_left_alone() {
    let world = World::new().await;
    fill(&world, 8).await;
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.objects("events").await.len(), 8);

    let just_now = World::at(Timestamp::now(), Duration::from_secs(60)).await;
    fill(&just_now, 12).await;
    just_now.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(just_now.objects("events").await.len(), 12);
}

#[tokio::test]
async fn a_merge_that_dies_between_any_two_steps_loses_nothing() {
    let mut steps = 0;
    loop {
        let world = World::new().await;
        let all = fill(&world, 12).await;
        world.archive.fail_after(steps);
        let died = world.run(ScheduledTask::MergeArchive).await.is_err();
        assert_eq!(events_of(&world, &app(), day()).await, all, "died after {steps} writes");
        world.archive.recover();
        world.run(ScheduledTask::MergeArchive).await.unwrap();
        assert_eq!(events_of(&world, &app(), day()).await, all, "went on after {steps} writes");
        assert!(world.objects("events").await.len() <= 8);
        if !died {
            break;
        }
        steps += 1;
    }
    // One file written, twelve deleted.
    assert_eq!(steps, 13);
}

#[tokio::test]
async fn a_part_that_comes_back_is_merged_again_without_doubling_events() {
    let world = World::new().await;
    let all = fill(&world, 9).await;
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    fill(&world, 9).await;
    assert_eq!(world.objects("events").await.len(), 10);
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.objects("events").await.len(), 1);
    assert_eq!(events_of(&world, &app(), day()).await, all);
}

#[tokio::test]
async fn a_damaged_file_does_not_stand_in_the_way() {
    let world = World::new().await;
    let all = fill(&world, 12).await;
    let damaged = Path::from(format!("events/app={}/date=2030-01-09/a.json.gz", app()));
    world.archive.put(&damaged, PutPayload::from_static(b"no gzip")).await.unwrap();
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.objects("events").await.len(), 2);
    world.archive.delete(&damaged).await.unwrap();
    assert_eq!(events_of(&world, &app(), day()).await, all);
}

#[tokio::test]
async fn what_the_time_does_not_allow_is_left_to_another_invocation() {
    let world = World::working(Duration::ZERO).await;
    fill(&world, 12).await;
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.objects("events").await.len(), 12);
    assert_eq!(world.schedules.all(), [("merge-archive-on".to_owned(), ScheduledTask::MergeArchive)]);
}

//! Pausing, resuming, deleting, and running out of time, while a campaign runs.

use jiff::SignedDuration;
use serde_json::json;
use touchpoint_domain::ids::{AppId, EndpointKey, shard_of};
use touchpoint_store::resources::{Kind, Scope};
use touchpoint_wire::types::CampaignStatus;

use crate::streams::delivery;
use crate::world::{World, email_endpoint, first_chunk};

const START: &str = "2026-05-01T10:00:00Z";

/// Numbers of endpoints that fall into the first shard, so that one shard has more than may be unfinished at a time.
pub(crate) fn in_one_shard(count: usize) -> Vec<usize> {
    (0..).filter(|number| shard_of(&EndpointKey::of(&email_endpoint(*number).0)) == 0).take(count).collect()
}

/// A campaign whose first chunks are released and not sent, with `count` endpoints in one shard.
pub(crate) async fn released(world: &mut World, count: usize, change: serde_json::Value) -> touchpoint_domain::ids::CampaignId {
    world.endpoints(in_one_shard(count).into_iter().map(email_endpoint)).await;
    let mut schedule = json!({"Schedule": {"StartTime": START}});
    schedule.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let campaign = world.campaign(schedule).await;
    for (name, task) in world.schedules.due(world.now()) {
        world.perform(task).await;
        world.schedules.done(&name);
    }
    campaign
}

#[tokio::test]
async fn a_pause_stops_at_once_and_a_resume_goes_on() {
    let mut world = World::new().await;
    let campaign = released(&mut world, 330, json!({})).await;
    // The first of the two released chunks leaves, the second does not.
    let records = world.stream.read(&world.database, 100);
    touchpoint_sender::handle(&world.sender, delivery(&first_chunk(&records))).await;
    let sent = world.mailbox.mails().len();
    world.update(&campaign, json!({"IsPaused": true})).await;
    world.deliver(&records).await;
    world.drain().await;
    world.pass(SignedDuration::from_hours(1)).await;
    assert_eq!((sent, world.mailbox.mails().len()), (100, 100));
    assert_eq!(world.status(&campaign).await, CampaignStatus::Paused);
    assert_eq!(world.report(&campaign).await, "PAUSED - 100/100 ENDPOINT_PRODUCED=100 SUCCESS=100");
    world.update(&campaign, json!({"IsPaused": false})).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 330/330 ENDPOINT_PRODUCED=330 SUCCESS=330");
    assert!(world.mailbox.by_address().values().all(|mails| *mails == 1));
    assert_eq!(world.status(&campaign).await, CampaignStatus::Completed);
    assert_eq!(world.schedules.names(), Vec::<String>::new());
}

#[tokio::test]
async fn a_resume_at_once_finds_the_chunks_that_were_put_aside() {
    let mut world = World::new().await;
    let campaign = released(&mut world, 10, json!({})).await;
    world.update(&campaign, json!({"IsPaused": true})).await;
    world.drain().await;
    assert_eq!(world.mailbox.mails().len(), 0);
    world.update(&campaign, json!({"IsPaused": false})).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 10/10 ENDPOINT_PRODUCED=10 SUCCESS=10");
}

#[tokio::test]
async fn deleting_a_running_campaign_stops_it_and_counts_what_was_done() {
    let mut world = World::new().await;
    let campaign = released(&mut world, 330, json!({})).await;
    let records = world.stream.read(&world.database, 100);
    touchpoint_sender::handle(&world.sender, delivery(&first_chunk(&records))).await;
    world.delete_campaign(&campaign).await;
    world.drain().await;
    world.deliver(&records).await;
    world.drain().await;
    // 100 had left, 100 had been released and were stopped, 130 had not been looked at.
    assert_eq!(world.mailbox.mails().len(), 100);
    assert_eq!(world.report(&campaign).await, "CANCELLED FAIL 100/100 ENDPOINT_PRODUCED=200 STOPPED=100 SUCCESS=100");
    let stopped = world.events.by_endpoint().values().filter(|told| *told == "FAILURE STOPPED").count();
    assert_eq!(stopped, 100);
    assert_eq!(world.schedules.names(), Vec::<String>::new());
}

#[tokio::test]
async fn deleting_a_paused_campaign_ends_its_run() {
    let mut world = World::new().await;
    let campaign = released(&mut world, 10, json!({})).await;
    world.update(&campaign, json!({"IsPaused": true})).await;
    world.drain().await;
    world.delete_campaign(&campaign).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "CANCELLED FAIL 0/0 ENDPOINT_PRODUCED=10 STOPPED=10");
    assert_eq!(world.schedules.names(), Vec::<String>::new());
}

#[tokio::test]
async fn a_run_ends_when_its_time_is_over() {
    let mut world = World::new().await;
    let campaign = released(&mut world, 330, json!({"Limits": {"MaximumDuration": 60}})).await;
    let records = world.stream.read(&world.database, 100);
    touchpoint_sender::handle(&world.sender, delivery(&first_chunk(&records))).await;
    world.clock.advance(SignedDuration::from_secs(60));
    world.deliver(&records).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 100/100 ENDPOINT_PRODUCED=330 EXPIRED=230 SUCCESS=100");
    let expired = world.events.by_endpoint().values().filter(|told| *told == "EXPIRED EXPIRED").count();
    assert_eq!(expired, 230);
}

#[tokio::test]
async fn nobody_is_disturbed_in_quiet_time() {
    let mut world = World::new().await;
    world.audience(4).await;
    for (number, timezone) in [(0, "Asia/Tokyo"), (1, "Europe/Rome"), (2, "nowhere")] {
        world.endpoints([(email_endpoint(number).0, json!({"Demographic": {"Timezone": timezone}}))]).await;
    }
    // It is 19:00 in Tokyo, 12:00 in Rome.
    let quiet = json!({"Schedule": {"StartTime": START, "QuietTime": {"Start": "18:30", "End": "08:00"}}});
    let campaign = world.campaign(quiet).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 3/3 ENDPOINT_PRODUCED=4 QUIET_TIME=1 SUCCESS=3");
    assert_eq!(world.events.by_endpoint()["user-00000"], "QUIET_TIME QUIET_TIME");
}

#[tokio::test]
async fn a_run_whose_app_is_deleted_ends_quietly() {
    let mut world = World::new().await;
    released(&mut world, 10, json!({})).await;
    let app: AppId = world.app.clone();
    while world.store.resources().purge_app(&app, 1_000).await.unwrap() == touchpoint_store::resources::Purge::More {}
    world.drain().await;
    world.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(world.mailbox.mails().len(), 0);
    assert_eq!(world.schedules.names(), Vec::<String>::new());
}

#[tokio::test]
async fn nothing_begins_in_an_app_that_is_deleted() {
    let mut world = World::new().await;
    world.audience(3).await;
    world.campaign(json!({"Schedule": {"StartTime": START}})).await;
    world.delete(Scope::Account, Kind::App, world.app.as_str()).await;
    world.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(world.mailbox.mails().len(), 0);
}

#[tokio::test]
async fn a_run_that_was_not_told_of_its_apps_end_releases_nothing_more() {
    let mut world = World::new().await;
    released(&mut world, 330, json!({})).await;
    world.delete(Scope::Account, Kind::App, world.app.as_str()).await;
    world.drain().await;
    world.pass(SignedDuration::from_hours(1)).await;
    assert!(world.mailbox.mails().len() <= 200, "more than what was released before");
    assert_eq!(world.schedules.names(), Vec::<String>::new());
}

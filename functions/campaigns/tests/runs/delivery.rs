//! Deliveries that are repeated, simultaneous, late or lost.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use touchpoint_platform::ports::SendOutcome;
use touchpoint_sender::{Sender, SenderOptions};
use touchpoint_wire::types::CampaignStatus;

use crate::faults::losing_answers;
use crate::ports::Answer;
use crate::world::{World, email_endpoint, sender};

/// What the deliveries of these tests must come to.
async fn assert_all_sent_once(world: &World, campaign: &touchpoint_domain::ids::CampaignId, count: usize) {
    let expected = format!("COMPLETED SUCCESS {count}/{count} ENDPOINT_PRODUCED={count} SUCCESS={count}");
    assert_eq!(world.report(campaign).await, expected);
    assert_eq!(world.mailbox.by_address().len(), count);
    assert!(world.mailbox.by_address().values().all(|mails| *mails == 1));
    assert_eq!(world.events.by_endpoint().len(), count);
    assert_eq!(world.status(campaign).await, CampaignStatus::Completed);
}

#[tokio::test]
async fn everything_delivered_twice_is_done_once() {
    let mut world = World::new().await;
    world.audience(60).await;
    let campaign = world.campaign(json!({})).await;
    for (name, task) in world.schedules.due(world.now()) {
        world.perform(task.clone()).await;
        world.perform(task).await;
        world.schedules.done(&name);
    }
    let mut all = Vec::new();
    loop {
        let records = world.stream.read(&world.database, 7);
        if records.is_empty() {
            break;
        }
        world.deliver(&records).await;
        world.deliver(&records).await;
        all.extend(records);
    }
    assert_all_sent_once(&world, &campaign, 60).await;
    // And all of it again, long after.
    world.deliver(&all).await;
    world.pass(SignedDuration::from_hours(1)).await;
    assert_all_sent_once(&world, &campaign, 60).await;
}

#[tokio::test]
async fn two_copies_at_the_same_time_do_it_once() {
    let mut world = World::new().await;
    world.audience(60).await;
    let campaign = world.campaign(json!({})).await;
    let (name, task) = world.schedules.due(world.now()).remove(0);
    let other = crate::world::campaigns(&world.store, &world.clock, &world.schedules);
    let event = touchpoint_campaigns::CampaignsEvent::Task(task);
    let (one, two) =
        tokio::join!(touchpoint_campaigns::handle(&world.campaigns, event.clone()), touchpoint_campaigns::handle(&other, event));
    one.unwrap();
    two.unwrap();
    world.schedules.done(&name);
    let twin = sender(&world.store, &world.clock, &world.events, &world.mailbox);
    loop {
        let records = world.stream.read(&world.database, 20);
        if records.is_empty() {
            break;
        }
        let delivery = crate::streams::delivery(&records);
        let (_, twins) = tokio::join!(world.deliver(&records), touchpoint_sender::handle(&twin, delivery));
        assert!(twins.batch_item_failures.is_empty());
    }
    assert_all_sent_once(&world, &campaign, 60).await;
}

#[tokio::test]
async fn lost_answers_send_nothing_twice_and_lose_nobody() {
    let mut world = World::new().await;
    world.audience(60).await;
    let campaign = world.campaign(json!({})).await;
    let losing = losing_answers(&world.store, &world.database, 3);
    world.restart(&losing);
    world.drain().await;
    // A batch that failed whenever it came is left to the watch, which finds its window in doubt.
    world.pass(SignedDuration::from_mins(5)).await;
    let report = world.report(&campaign).await;
    assert!(report.starts_with("COMPLETED SUCCESS 60/") && report.contains("ENDPOINT_PRODUCED=60"), "{report}");
    assert_eq!(counted(&report, "SUCCESS=") + counted(&report, "UNKNOWN="), 60, "{report}");
    assert!(world.mailbox.by_address().values().all(|mails| *mails == 1));
    assert!(world.mailbox.mails().len() >= counted(&report, "SUCCESS="), "{report}");
}

/// The number that stands behind `name` in a report; 0 where it does not stand there.
fn counted(report: &str, name: &str) -> usize {
    let number = report.split(' ').find_map(|word| word.strip_prefix(name));
    number.map_or(0, |number| number.parse().unwrap())
}

#[tokio::test]
async fn an_opt_out_between_planning_and_sending_counts() {
    let mut world = World::new().await;
    world.audience(10).await;
    let campaign = world.campaign(json!({})).await;
    for (name, task) in world.schedules.due(world.now()) {
        world.perform(task).await;
        world.schedules.done(&name);
    }
    let (id, _) = email_endpoint(3);
    world.endpoints([(id, json!({"OptOut": "ALL"})), (email_endpoint(4).0, json!({"EndpointStatus": "INACTIVE"}))]).await;
    let gone = touchpoint_domain::ids::EndpointKey::of("user-00005");
    world.store.endpoints().delete(&world.app, &gone).await.unwrap();
    world.drain().await;
    assert_eq!(
        world.report(&campaign).await,
        "COMPLETED SUCCESS 7/7 ENDPOINT_DELETED=1 ENDPOINT_INACTIVE=1 ENDPOINT_OPT_OUT=1 ENDPOINT_PRODUCED=10 SUCCESS=7"
    );
    let events = world.events.by_endpoint();
    assert_eq!(events["user-00005"], "FAILURE ENDPOINT_DELETED");
    assert!(!world.mailbox.by_address().contains_key("user-00003@example.com"));
}

#[tokio::test]
async fn what_the_channel_answers_decides_the_outcome() {
    let mut world = World::new().await;
    world.audience(10).await;
    world.mailbox.answers(|address, attempt| match (address, attempt) {
        ("user-00001@example.com", 0..2) => Answer::Say(SendOutcome::Throttled),
        ("user-00002@example.com", 0) => Answer::Say(SendOutcome::Transient),
        ("user-00003@example.com", _) => Answer::Say(SendOutcome::Permanent { code: "MessageRejected".to_owned() }),
        ("user-00004@example.com", _) => Answer::Say(SendOutcome::Unknown),
        _ => Answer::Accept,
    });
    let campaign = world.campaign(json!({})).await;
    world.drain().await;
    let expected = "COMPLETED SUCCESS 10/8 ENDPOINT_PRODUCED=10 FAILURE_PERMANENT=1 SUCCESS=8 UNKNOWN=1";
    assert_eq!(world.report(&campaign).await, expected);
    let events = world.events.by_endpoint();
    let told = |number: usize| events[&email_endpoint(number).0].as_str();
    assert_eq!([1, 2, 3, 4].map(told), ["SUCCESS", "SUCCESS", "FAILURE_PERMANENT FAILURE_PERMANENT", "UNKNOWN IN_DOUBT"]);
    let attempts = |number: usize| world.mailbox.attempts(&format!("user-{number:05}@example.com"));
    assert_eq!([1, 2, 3, 4].map(attempts), [3, 2, 1, 1]);
}

#[tokio::test]
async fn events_that_fail_are_emitted_later_and_the_run_does_not_end_before() {
    let mut world = World::new().await;
    world.audience(5).await;
    let campaign = world.campaign(json!({})).await;
    for (name, task) in world.schedules.due(world.now()) {
        world.perform(task).await;
        world.schedules.done(&name);
    }
    world.events.fail(u32::MAX);
    let records = world.stream.read(&world.database, 100);
    let failed = world.deliver_once(&records).await;
    assert!(!failed.is_empty());
    assert_eq!(world.mailbox.mails().len(), 5);
    assert_eq!(world.status(&campaign).await, CampaignStatus::Executing);
    world.events.fail(0);
    world.deliver(&records).await;
    world.drain().await;
    assert_all_sent_once(&world, &campaign, 5).await;
}

#[tokio::test]
async fn an_event_stream_that_does_not_answer_leaves_no_window_in_doubt() {
    let mut world = World::new().await;
    // Two windows: while the second is sent, the events of the first are under way.
    let campaign = crate::control::released(&mut world, 40, json!({})).await;
    let options = SenderOptions::new("123456789012", Duration::from_secs(6), Duration::from_secs(60));
    let (clock, events, mailbox) = (world.clock.clone(), world.events.clone(), world.mailbox.clone());
    world.sender = Sender::new(world.store.clone(), clock, events, mailbox, options);
    world.events.be_silent(1);
    world.drain().await;
    assert_all_sent_once(&world, &campaign, 40).await;
}

#[tokio::test]
async fn a_window_whose_sender_died_is_in_doubt_when_its_lease_is_over() {
    let mut world = World::new().await;
    world.audience(1).await;
    let campaign = world.campaign(json!({})).await;
    for (name, task) in world.schedules.due(world.now()) {
        world.perform(task).await;
        world.schedules.done(&name);
    }
    let records = world.stream.read(&world.database, 100);
    world.mailbox.answers(|_, _| Answer::AcceptSilently);
    {
        let sending = touchpoint_sender::handle(&world.sender, crate::streams::delivery(&records));
        tokio::pin!(sending);
        while world.mailbox.mails().is_empty() {
            tokio::select! {
                biased;
                _ = &mut sending => panic!("nobody answered"),
                () = tokio::task::yield_now() => {}
            }
        }
    }
    let store = world.store.clone();
    world.restart(&store);
    world.mailbox.answers(|_, _| Answer::Accept);
    world.deliver(&records).await;
    world.pass(SignedDuration::from_secs(30)).await;
    assert_eq!(world.status(&campaign).await, CampaignStatus::Executing);
    world.pass(SignedDuration::from_secs(31)).await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 1/0 ENDPOINT_PRODUCED=1 UNKNOWN=1");
    assert_eq!(world.mailbox.mails().len(), 1);
    assert_eq!(world.events.by_endpoint()["user-00000"], "UNKNOWN IN_DOUBT");
}

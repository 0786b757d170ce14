//! A process that dies between any two effects: whoever was planned has exactly one outcome in the end, and nobody gets two mails.

use jiff::SignedDuration;
use serde_json::json;
use touchpoint_campaigns::CampaignsEvent;
use touchpoint_domain::ids::CampaignId;
use touchpoint_wire::types::CampaignStatus;

use crate::faults::{Killer, Moment, killed_by};
use crate::streams::delivery;
use crate::world::World;

const AUDIENCE: usize = 12;

/// Runs a campaign with a process that dies at call number `at`, and then with one that does not. Returns whether it died.
async fn survives(at: u32, moment: Moment) -> bool {
    let mut world = World::new().await;
    world.audience(AUDIENCE).await;
    let campaign = world.campaign(json!({})).await;
    let killer = Killer::new(at, moment);
    let (store, mortal) = (world.store.clone(), killed_by(&world.store, &world.database, &killer));
    world.restart(&mortal);
    let unfinished = drain_until_killed(&mut world, &killer).await;
    world.restart(&store);
    // What was being delivered when the process died is delivered again, and so is the task.
    world.deliver(&unfinished).await;
    world.drain().await;
    for _ in 0..3 {
        world.pass(SignedDuration::from_secs(61)).await;
    }
    check(&world, &campaign, &format!("killed {moment:?} call {at}")).await;
    killer.is_dead()
}

/// As [`World::drain`], but whatever runs when the process dies is dropped. Returns the records that were being delivered.
async fn drain_until_killed(world: &mut World, killer: &Killer) -> Vec<aws_lambda_events::dynamodb::EventRecord> {
    loop {
        let (due, records) = (world.schedules.due(world.now()), world.stream.read(&world.database, 100));
        if due.is_empty() && records.is_empty() {
            return Vec::new();
        }
        for (name, task) in due {
            tokio::select! {
                biased;
                () = killer.killed() => return records,
                done = touchpoint_campaigns::handle(&world.campaigns, CampaignsEvent::Task(task)) => {
                    if killer.is_dead() {
                        return records;
                    }
                    done.unwrap();
                    world.schedules.done(&name);
                }
            }
        }
        let both = async {
            touchpoint_sender::handle(&world.sender, delivery(&records)).await;
            touchpoint_campaigns::handle(&world.campaigns, CampaignsEvent::Stream(delivery(&records))).await.unwrap();
        };
        tokio::select! {
            biased;
            () = killer.killed() => return records,
            () = both => {}
        }
        if killer.is_dead() {
            return records;
        }
    }
}

async fn check(world: &World, campaign: &CampaignId, story: &str) {
    assert_eq!(world.status(campaign).await, CampaignStatus::Completed, "{story}");
    let activity = world.activities(campaign).await.remove(0);
    let metrics = activity.execution_metrics.unwrap();
    let metric = |name: &str| metrics.get(name).map_or(0, |count| count.parse::<usize>().unwrap());
    assert_eq!(metric("ENDPOINT_PRODUCED"), AUDIENCE, "{story}: {metrics:?}");
    assert_eq!(metric("SUCCESS") + metric("UNKNOWN"), AUDIENCE, "{story}: {metrics:?}");
    let events = world.events.by_endpoint();
    assert_eq!(events.len(), AUDIENCE, "{story}: every endpoint has its event");
    let told = |status: &str| events.values().filter(|told| *told == status).count();
    assert_eq!((told("SUCCESS"), told("UNKNOWN IN_DOUBT")), (metric("SUCCESS"), metric("UNKNOWN")), "{story}");
    let mails = world.mailbox.by_address();
    assert!(mails.values().all(|count| *count == 1), "{story}: somebody got two mails");
    for (endpoint, outcome) in &events {
        let got = mails.contains_key(&format!("{endpoint}@example.com"));
        assert!(got || outcome != "SUCCESS", "{story}: {endpoint} counts as sent and got nothing");
    }
    assert_eq!(world.schedules.names(), Vec::<String>::new(), "{story}");
}

/// Calls between two moments that are tried, behind the start of a run, of which all are.
const STRIDE: u32 = 23;

/// A process dies at each of the first calls, and then at some up to the end; `offset` picks which.
async fn all_moments(moment: Moment, offset: u32) {
    let first = (1..12).chain((12 + offset..).step_by(STRIDE as usize));
    for at in first {
        if !survives(at, moment).await {
            assert!(at > 100, "a run makes more than {at} calls");
            return;
        }
    }
}

#[tokio::test]
async fn a_process_may_die_before_any_call() {
    all_moments(Moment::Before, 0).await;
}

#[tokio::test]
async fn a_process_may_die_after_any_call() {
    all_moments(Moment::After, 11).await;
}

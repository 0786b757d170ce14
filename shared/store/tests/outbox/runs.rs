//! Activities: created with their plan, listed by campaign, controlled, and counted while they run.

use jiff::Timestamp;
use serde_json::json;
use touchpoint_domain::campaign::activity::Counts;
use touchpoint_domain::campaign::chunk::Rest;
use touchpoint_domain::campaign::plan::RunPlan;
use touchpoint_domain::campaign::run::{Control, Run, RunKey};
use touchpoint_domain::ids::{AppId, CampaignId, RunId};
use touchpoint_store::{Page, Store, StoreError, testing};

use crate::support::{app, at, chunk, run};

fn plan(campaign: &str, run: &RunId) -> RunPlan {
    serde_json::from_value(json!({
        "app": app(), "campaign": campaign, "campaign_version": 1, "treatment": "0", "treatment_index": 0,
        "run": run, "occasion": "o", "scheduled": "2026-05-01T10:00:00Z", "segment": {"Id": "s"}, "sources": [],
        "split": {"rotation": 0, "holdout": 0, "sizes": []}, "email": {"text": "x"}, "sender": {"from_address": "a@example.com"}
    }))
    .unwrap()
}

async fn begin(store: &Store, campaign: &str, run: &RunId, now: Timestamp) -> RunKey {
    let plan = plan(campaign, run);
    let run = Run::started(&plan, now);
    let changes = store.runs().creation(&run, Some(&plan), now).unwrap();
    store.resources().commit(changes).await.unwrap();
    run.key()
}

async fn states(store: &Store, campaign: &str) -> Vec<String> {
    let activities = store.runs().activities(&app(), &CampaignId::new(campaign), Page::first(10)).await.unwrap().items;
    activities.into_iter().map(|activity| format!("{} {}", activity.id, activity.state.unwrap())).collect()
}

#[tokio::test]
async fn runs_are_listed_by_campaign_newest_first() {
    let (store, _database) = testing::memory().await;
    for (campaign, run, second) in [("c1", "r1", 1), ("c1", "r2", 3), ("c2", "r3", 2), ("c1", "r0", 2)] {
        begin(&store, campaign, &RunId::new(run), at(second)).await;
    }
    assert_eq!(states(&store, "c1").await, ["r2 RUNNING", "r0 RUNNING", "r1 RUNNING"]);
    let first = store.runs().list(&app(), &CampaignId::new("c1"), Page::first(2)).await.unwrap();
    let rest = store.runs().list(&app(), &CampaignId::new("c1"), Page::after(2, first.next)).await.unwrap();
    assert_eq!((first.items.len(), rest.items.len(), rest.next), (2, 1, None));
}

#[tokio::test]
async fn a_run_is_created_once_and_its_plan_reads_back() {
    let (store, _database) = testing::memory().await;
    begin(&store, "c1", &run(), at(0)).await;
    assert_eq!(store.runs().plan(&app(), &run()).await.unwrap(), Some(plan("c1", &run())));
    assert_eq!(store.runs().plan(&AppId::new("b"), &run()).await.unwrap(), None);
    let plan = plan("c1", &run());
    let again = store.runs().creation(&Run::started(&plan, at(1)), Some(&plan), at(1)).unwrap();
    assert!(matches!(store.resources().commit(again).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn control_reaches_all_runs_that_are_not_over() {
    let (store, _database) = testing::memory().await;
    let campaign = CampaignId::new("c1");
    begin(&store, "c1", &RunId::new("r1"), at(1)).await;
    let over = begin(&store, "c1", &RunId::new("r2"), at(2)).await;
    let stored = store.runs().get(&over).await.unwrap().unwrap();
    let ended = stored.run.ended(&Counts::of_letters("SS"), at(3));
    store.resources().commit(vec![stored.replaced_by(&ended).unwrap()]).await.unwrap();
    let set = async |control| store.runs().set_control(&app(), &campaign, control, at(4)).await.unwrap();
    set(Control::Paused).await;
    assert_eq!(states(&store, "c1").await, ["r2 COMPLETED", "r1 PAUSED"]);
    set(Control::Running).await;
    assert_eq!(states(&store, "c1").await, ["r2 COMPLETED", "r1 RUNNING"]);
    set(Control::Cancelled).await;
    set(Control::Running).await;
    assert_eq!(states(&store, "c1").await, ["r2 COMPLETED", "r1 CANCELLED"]);
    assert_eq!(store.runs().running(&app(), &campaign).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_run_shows_its_counts_while_it_is_under_way() {
    let (store, _database) = testing::memory().await;
    begin(&store, "c1", &run(), at(0)).await;
    store.runs().planned(&chunk(0, "-FF", Rest::More)).await.unwrap();
    let activity = store.runs().activities(&app(), &CampaignId::new("c1"), Page::first(10)).await.unwrap().items.remove(0);
    assert_eq!((activity.total_endpoint_count, activity.end), (Some(0), None));
    assert_eq!(activity.execution_metrics.unwrap()["FILTERED_OUT_BY_SEGMENT"], "2");
}

#[tokio::test]
async fn of_two_changes_of_a_run_one_loses() {
    let (store, _database) = testing::memory().await;
    let key = begin(&store, "c1", &run(), at(0)).await;
    let (one, two) = (store.runs().get(&key).await.unwrap().unwrap(), store.runs().get(&key).await.unwrap().unwrap());
    let paused = one.run.controlled(Control::Paused, at(1)).unwrap();
    let ended = two.run.ended(&Counts::default(), at(1));
    store.resources().commit(vec![one.replaced_by(&paused).unwrap()]).await.unwrap();
    let late = store.resources().commit(vec![two.replaced_by(&ended).unwrap()]).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
}

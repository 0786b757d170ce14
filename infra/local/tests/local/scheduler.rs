//! Schedules fire when they are due, at least once, and are forgotten only when their handler has succeeded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::task::JoinHandle;
use touchpoint_local::drain::Work;
use touchpoint_local::ledger::Ledger;
use touchpoint_local::retries::Retries;
use touchpoint_local::scheduler::{HandlerError, LocalScheduler, Tasks, fire_when_due};
use touchpoint_local::schedules;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{ScheduledTask, Scheduler, When};

use crate::support::{advance, scheduler, work, work_on};

/// What a handler does with a call.
#[derive(Clone, Copy, Debug)]
enum Act {
    Succeed,
    Fail,
    Panic,
    /// Puts its own schedule anew, an hour from now.
    PutAgain,
}

/// A handler that acts as it is told, and then succeeds.
#[derive(Debug)]
struct Scripted {
    acts: Mutex<VecDeque<Act>>,
    called: Mutex<Vec<String>>,
    scheduler: LocalScheduler,
    work: Work,
}

#[async_trait]
impl Tasks for Scripted {
    async fn run(&self, task: ScheduledTask) -> Result<(), HandlerError> {
        let ScheduledTask::PurgeApp { app } = task else { return Err("not one of this test".into()) };
        self.called.lock().unwrap().push(app.clone());
        let act = self.acts.lock().unwrap().pop_front().unwrap_or(Act::Succeed);
        match act {
            Act::Succeed => Ok(()),
            Act::Fail => Err("told to fail".into()),
            Act::Panic => panic!("told to panic"),
            Act::PutAgain => Ok(self.scheduler.put(&app, in_an_hour(&self.work), purge(&app)).await?),
        }
    }
}

const RETRIES: Retries = Retries { attempts: 3, first_wait: Duration::from_millis(1) };

/// A scheduler that runs, and its handler.
struct Scene {
    work: Work,
    scheduler: LocalScheduler,
    handler: Arc<Scripted>,
    runs: JoinHandle<()>,
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.runs.abort();
    }
}

impl Scene {
    async fn new(acts: &[Act]) -> Self {
        Self::on(work().await, acts)
    }

    fn on(work: Work, acts: &[Act]) -> Self {
        let scheduler = scheduler(&work);
        let handler = Arc::new(Scripted {
            acts: Mutex::new(acts.iter().copied().collect()),
            called: Mutex::default(),
            scheduler: scheduler.clone(),
            work: work.clone(),
        });
        let runs = tokio::spawn(fire_when_due(scheduler.clone(), handler.clone(), RETRIES));
        Self { work, scheduler, handler, runs }
    }

    async fn put(&self, name: &str, when: When) {
        self.scheduler.put(name, when, purge(name)).await.unwrap();
    }

    /// The calls since it was last asked, once nothing is due.
    async fn calls(&self) -> Vec<String> {
        self.work.drained().await.unwrap();
        std::mem::take(&mut self.handler.called.lock().unwrap())
    }
}

fn purge(app: &str) -> ScheduledTask {
    ScheduledTask::PurgeApp { app: app.into() }
}

fn in_an_hour(work: &Work) -> When {
    When::At(work.clock.after("PT1H").unwrap())
}

#[tokio::test]
async fn nothing_fires_before_it_is_due_and_then_only_once() {
    let scene = Scene::new(&[]).await;
    scene.put("a", in_an_hour(&scene.work)).await;
    advance(&scene.work, "PT59M59.999S").await;
    assert!(scene.calls().await.is_empty());
    advance(&scene.work, "PT0.001S").await;
    assert_eq!(scene.calls().await, ["a"]);
    advance(&scene.work, "P1D").await;
    assert!(scene.calls().await.is_empty());
}

#[tokio::test]
async fn what_is_due_in_the_past_fires_at_once() {
    let scene = Scene::new(&[]).await;
    scene.put("a", When::At("2001-01-01T00:00:00Z".parse().unwrap())).await;
    assert_eq!(scene.calls().await, ["a"]);
}

#[tokio::test]
async fn a_repeating_one_comes_back_until_it_is_deleted() {
    let scene = Scene::new(&[Act::Succeed, Act::Fail, Act::Fail, Act::Fail]).await;
    scene.put("a", When::Repeatedly).await;
    assert!(scene.calls().await.is_empty());
    advance(&scene.work, "PT5S").await;
    assert_eq!(scene.calls().await, ["a"]);
    // A round that fails as often as it may is made good by the next.
    advance(&scene.work, "PT5S").await;
    assert_eq!(scene.calls().await, ["a", "a", "a"]);
    advance(&scene.work, "PT5S").await;
    assert_eq!(scene.calls().await, ["a"]);
    scene.scheduler.delete("a").await.unwrap();
    scene.scheduler.delete("a").await.unwrap();
    advance(&scene.work, "PT5S").await;
    assert!(scene.calls().await.is_empty());
}

#[tokio::test]
async fn a_failing_handler_is_called_again_a_panicking_one_too() {
    let scene = Scene::new(&[Act::Fail, Act::Panic]).await;
    scene.put("a", in_an_hour(&scene.work)).await;
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await, ["a", "a", "a"]);
    advance(&scene.work, "PT1H").await;
    assert!(scene.calls().await.is_empty());
}

#[tokio::test]
async fn what_is_given_up_stays_until_the_next_start() {
    let scene = Scene::new(&[Act::Fail, Act::Fail, Act::Fail]).await;
    scene.put("a", in_an_hour(&scene.work)).await;
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await.len(), 3);
    advance(&scene.work, "P1D").await;
    assert!(scene.calls().await.is_empty());
    schedules::revive(&scene.work.ledger).await.unwrap();
    scene.work.activity.call();
    assert_eq!(scene.calls().await, ["a"]);
}

#[tokio::test]
async fn a_schedule_put_anew_while_it_fires_is_not_lost() {
    let scene = Scene::new(&[Act::PutAgain]).await;
    scene.put("a", in_an_hour(&scene.work)).await;
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await, ["a"]);
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await, ["a"]);
}

#[tokio::test]
async fn a_schedule_is_replaced_by_one_of_its_name() {
    let scene = Scene::new(&[]).await;
    scene.put("a", in_an_hour(&scene.work)).await;
    scene.put("a", When::At(scene.work.clock.after("PT2H").unwrap())).await;
    advance(&scene.work, "PT1H").await;
    assert!(scene.calls().await.is_empty());
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await, ["a"]);
}

#[tokio::test]
async fn schedules_and_the_manual_clock_survive_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("local.sqlite");
    let stood_at = {
        let scene = Scene::on(work_on(Ledger::open(&path).unwrap()).await, &[]);
        advance(&scene.work, "P1D").await;
        scene.put("a", in_an_hour(&scene.work)).await;
        scene.work.clock.now()
    };
    let scene = Scene::on(work_on(Ledger::open(&path).unwrap()).await, &[]);
    assert_eq!(scene.work.clock.now(), stood_at);
    assert!(scene.calls().await.is_empty());
    advance(&scene.work, "PT1H").await;
    assert_eq!(scene.calls().await, ["a"]);
}

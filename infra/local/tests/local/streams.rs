//! Stream records reach their consumer, all of them, in order where order is kept, whatever fails on the way.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use aws_lambda_events::dynamodb::Event;
use aws_lambda_events::streams::DynamoDbEventResponse;
use aws_sdk_dynamodb::types::AttributeValue;
use tokio::task::JoinHandle;
use touchpoint_local::database::LocalDatabase;
use touchpoint_local::drain::Work;
use touchpoint_local::ledger::Ledger;
use touchpoint_local::retries::Retries;
use touchpoint_local::scheduler::HandlerError;
use touchpoint_local::streams::Consumer;
use touchpoint_local::streams::delivery::Recipient;
use touchpoint_local::streams::pump::Pump;
use touchpoint_local::streams::source::Source;
use touchpoint_store::{TableNames, schema};

use crate::support::work_on;

/// What a consumer does with a batch.
#[derive(Clone, Debug)]
enum Act {
    Succeed,
    Fail,
    Panic,
    /// Reports the records of these items as failed.
    Report(&'static [&'static str]),
    /// Reports a record that was not in the batch.
    ReportStranger,
}

/// A consumer that acts as it is told, and then succeeds; but never for a record of the item called `poison`.
#[derive(Debug, Default)]
struct Scripted {
    acts: Mutex<VecDeque<Act>>,
    /// The item ids of each batch.
    batches: Mutex<Vec<Vec<String>>>,
}

fn id(record: &aws_lambda_events::dynamodb::EventRecord) -> String {
    serde_json::to_value(&record.change.keys).unwrap()["id"]["S"].as_str().unwrap().to_owned()
}

#[async_trait]
impl Consumer for Scripted {
    async fn consume(&self, event: Event) -> Result<DynamoDbEventResponse, HandlerError> {
        let ids: Vec<String> = event.records.iter().map(id).collect();
        self.batches.lock().unwrap().push(ids.clone());
        let act = self.acts.lock().unwrap().pop_front().unwrap_or(Act::Succeed);
        let mut response = DynamoDbEventResponse::default();
        let mut report = |wanted: &[&str]| {
            for (id, record) in ids.iter().zip(&event.records) {
                if wanted.contains(&id.as_str()) {
                    response.add_failure_of(record.change.sequence_number.clone().unwrap());
                }
            }
        };
        match act {
            Act::Succeed => report(&["poison"]),
            Act::Report(wanted) => report(wanted),
            Act::Fail => return Err("told to fail".into()),
            Act::Panic => panic!("told to panic"),
            Act::ReportStranger => response.add_failure_of("1".into()),
        }
        Ok(response)
    }
}

trait AddFailure {
    fn add_failure_of(&mut self, sequence: String);
}

impl AddFailure for DynamoDbEventResponse {
    fn add_failure_of(&mut self, sequence: String) {
        let mut failure = aws_lambda_events::streams::DynamoDbBatchItemFailure::default();
        failure.item_identifier = Some(sequence);
        self.batch_item_failures.push(failure);
    }
}

const RETRIES: Retries = Retries { attempts: 3, first_wait: Duration::from_millis(1) };

/// A table with a stream, and a consumer of it.
struct Scene {
    database: Arc<LocalDatabase>,
    table: String,
    consumer: Arc<Scripted>,
    work: Work,
    runs: Option<JoinHandle<()>>,
}

impl Drop for Scene {
    fn drop(&mut self) {
        if let Some(runs) = &self.runs {
            runs.abort();
        }
    }
}

impl Scene {
    async fn new(acts: &[Act]) -> Self {
        let database = LocalDatabase::in_memory().unwrap();
        Self::on(database, Ledger::in_memory().unwrap(), acts).await
    }

    /// Everything is there, but the consumer is not supplied yet.
    async fn on(database: LocalDatabase, ledger: Ledger, acts: &[Act]) -> Self {
        let names = TableNames::with_prefix("test-");
        schema::create_all(&database.client(), &names).await.unwrap();
        let consumer = Arc::new(Scripted { acts: Mutex::new(acts.iter().cloned().collect()), ..Scripted::default() });
        let stream = schema::stream_arn(&database.client(), &names.outbox_email).await.unwrap();
        let source = Source::open(database.database(), stream).await.unwrap();
        let mut work = work_on(ledger.clone()).await;
        let recipient = Recipient { name: "test", consumer: consumer.clone(), ledger, retries: RETRIES };
        work.pumps.push(Pump::new(source, recipient, 1, work.activity.clone()).await.unwrap());
        Self { database: Arc::new(database), table: names.outbox_email, consumer, work, runs: None }
    }

    async fn write(&self, ids: &[&str]) {
        for id in ids {
            let id = AttributeValue::S((*id).to_owned());
            self.database.client().put_item().table_name(&self.table).item("id", id).send().await.unwrap();
        }
        self.work.activity.call();
    }

    fn supply(&mut self) {
        self.runs = Some(tokio::spawn(self.work.pumps[0].clone().run()));
    }

    /// The batches since it was last asked, once every record is dealt with.
    async fn batches(&self) -> Vec<Vec<String>> {
        self.work.drained().await.unwrap();
        std::mem::take(&mut self.consumer.batches.lock().unwrap())
    }

    async fn put_aside(&self) -> Vec<String> {
        let rows = |db: &rusqlite::Connection| -> rusqlite::Result<Vec<String>> {
            db.prepare("SELECT record FROM failed_records")?.query_map([], |row| row.get(0))?.collect()
        };
        let records = self.work.ledger.run(rows).await.unwrap();
        records.iter().map(|record| id(&serde_json::from_str(record).unwrap())).collect()
    }
}

#[tokio::test]
async fn a_consumer_gets_each_change_with_its_images() {
    let mut scene = Scene::new(&[]).await;
    scene.write(&["a", "b"]).await;
    scene.supply();
    assert_eq!(scene.batches().await, [["a", "b"]]);
    scene.write(&["c"]).await;
    assert_eq!(scene.batches().await, [["c"]]);
    assert!(scene.put_aside().await.is_empty());
}

#[tokio::test]
async fn a_batch_that_fails_comes_again_whole() {
    for act in [Act::Fail, Act::Panic, Act::ReportStranger] {
        let mut scene = Scene::new(std::slice::from_ref(&act)).await;
        scene.write(&["a", "b"]).await;
        scene.supply();
        assert_eq!(scene.batches().await, [["a", "b"], ["a", "b"]], "{act:?}");
        assert!(scene.put_aside().await.is_empty());
    }
}

#[tokio::test]
async fn a_partial_failure_comes_again_from_the_first_failed_record_on() {
    let mut scene = Scene::new(&[Act::Report(&["b", "d"]), Act::Report(&["d"])]).await;
    scene.write(&["a", "b", "c", "d"]).await;
    scene.supply();
    assert_eq!(scene.batches().await, [vec!["a", "b", "c", "d"], vec!["b", "c", "d"], vec!["d"]]);
    assert!(scene.put_aside().await.is_empty());
}

#[tokio::test]
async fn what_always_fails_is_put_aside_and_holds_nobody_up() {
    let mut scene = Scene::new(&[]).await;
    scene.write(&["a", "poison", "b"]).await;
    scene.supply();
    let expected = [vec!["a", "poison", "b"], vec!["poison", "b"], vec!["poison", "b"], vec!["b"]];
    assert_eq!(scene.batches().await, expected);
    assert_eq!(scene.put_aside().await, ["poison"]);
}

#[tokio::test]
async fn after_a_restart_it_goes_on_where_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let open = || LocalDatabase::open(&directory.path().join("dynamodb.sqlite")).unwrap();
    let ledger = || Ledger::open(&directory.path().join("local.sqlite")).unwrap();
    {
        let mut scene = Scene::on(open(), ledger(), &[]).await;
        scene.write(&["a"]).await;
        scene.supply();
        assert_eq!(scene.batches().await, [["a"]]);
    }
    {
        // Nobody reads while these are written.
        let scene = Scene::on(open(), ledger(), &[]).await;
        scene.write(&["b", "c"]).await;
        assert!(!scene.work.pumps[0].is_caught_up().await.unwrap());
    }
    let mut scene = Scene::on(open(), ledger(), &[]).await;
    scene.supply();
    assert_eq!(scene.batches().await, [["b", "c"]]);
}

#[tokio::test]
async fn dropping_what_was_dealt_with_loses_nothing_else() {
    let mut scene = Scene::new(&[]).await;
    scene.write(&["a", "b", "c"]).await;
    scene.supply();
    scene.batches().await;
    let position = scene.work.pumps[0].position();
    // The record at the position itself stays.
    assert_eq!(scene.database.trim(&scene.table, position.as_deref()).unwrap(), 2);
    assert_eq!(scene.database.trim(&scene.table, position.as_deref()).unwrap(), 0);
    scene.write(&["d", "e"]).await;
    assert_eq!(scene.batches().await, [["d", "e"]]);
    // Where nobody reads, all but the newest go.
    assert_eq!(scene.database.trim(&scene.table, None).unwrap(), 2);
    assert_eq!(scene.database.trim(&scene.table, Some("not a number")).unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_and_tidying_up_do_not_disturb_each_other() {
    let directory = tempfile::tempdir().unwrap();
    let file = LocalDatabase::open(&directory.path().join("dynamodb.sqlite")).unwrap();
    for database in [LocalDatabase::in_memory().unwrap(), file] {
        let scene = Arc::new(Scene::on(database, Ledger::in_memory().unwrap(), &[]).await);
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let scene = Arc::clone(&scene);
                tokio::spawn(async move {
                    for n in 0..40 {
                        scene.write(&[&format!("{writer}-{n}")]).await;
                    }
                })
            })
            .collect();
        let (database, table) = (Arc::clone(&scene.database), scene.table.clone());
        let tidying = tokio::task::spawn_blocking(move || (0..50).map(|_| database.trim(&table, None).unwrap()).sum::<usize>());
        for writer in writers {
            writer.await.unwrap();
        }
        let dropped = tidying.await.unwrap() + scene.database.trim(&scene.table, None).unwrap();
        let dropped = dropped + scene.database.trim(&scene.table, None).unwrap();
        assert_eq!(dropped, 8 * 40 - 1);
    }
}

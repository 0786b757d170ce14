//! One app in an empty database, and everything that runs its campaigns.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::dynamodb::EventRecord;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use touchpoint_campaigns::{Campaigns, CampaignsEvent, CampaignsOptions};
use touchpoint_domain::campaign::document::Identity;
use touchpoint_domain::campaign::run::Control;
use touchpoint_domain::campaign::schedule::{kick_name, start_name};
use touchpoint_domain::campaign::state::{Campaign, CampaignServer, Defaults, Effect, on_delete};
use touchpoint_domain::campaign::write;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::{Clock as _, ManualClock};
use touchpoint_platform::ports::{ScheduledTask, Scheduler as _, When};
use touchpoint_sender::{Sender, SenderOptions};
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::testing::{self, EmbeddedDb};
use touchpoint_store::{Page, Store};
use touchpoint_wire::types::{ActivityResponse, CampaignStatus};

use crate::ports::{Events, Mailbox, Schedules};
use crate::streams::{Reader, delivery};

pub(crate) const LEASE: Duration = Duration::from_secs(60);
/// Deliveries of one batch before a test gives up.
const DELIVERIES: u32 = 5;

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) database: EmbeddedDb,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) events: Arc<Events>,
    pub(crate) schedules: Arc<Schedules>,
    pub(crate) campaigns: Campaigns,
    pub(crate) sender: Sender,
    pub(crate) app: AppId,
    pub(crate) stream: Reader,
}

impl World {
    pub(crate) async fn new() -> Self {
        let (store, database) = testing::memory().await;
        let clock = Arc::new(ManualClock::at("2026-05-01T10:00:00Z".parse().unwrap()));
        let (mailbox, events, schedules) = (Arc::default(), Arc::default(), Arc::default());
        let stream = Reader::open(&database, &store).await;
        let campaigns = campaigns(&store, &clock, &schedules);
        let sender = sender(&store, &clock, &events, &mailbox);
        let app = AppId::new("a".repeat(32));
        let world = Self { store, database, clock, mailbox, events, schedules, campaigns, sender, app, stream };
        let channel =
            json!({"Platform": "EMAIL", "Enabled": true, "FromAddress": "News <news@example.com>", "ConfigurationSet": "set"});
        world.put(Scope::App(world.app.clone()), Kind::Channel, "EMAIL", channel).await;
        world.put(Scope::Account, Kind::App, world.app.as_str(), json!({"Id": world.app.as_str()})).await;
        let segment = json!({"Id": "s1", "Version": 1, "SegmentType": "DIMENSIONAL", "Dimensions": {}});
        world.put(Scope::App(world.app.clone()), Kind::Segment, "s1", segment).await;
        world
    }

    /// Both functions anew, as after a crash, over `store`.
    pub(crate) fn restart(&mut self, store: &Store) {
        self.campaigns = campaigns(store, &self.clock, &self.schedules);
        self.sender = sender(store, &self.clock, &self.events, &self.mailbox);
    }

    pub(crate) async fn put(&self, scope: Scope, kind: Kind, id: &str, doc: Value) {
        self.store.resources().create(&Record::new(scope, kind, id, doc, self.clock.now())).await.unwrap();
    }

    pub(crate) async fn delete(&self, scope: Scope, kind: Kind, id: &str) {
        let rev = self.store.resources().get(&scope, kind, id).await.unwrap().unwrap().rev;
        self.store.resources().commit(vec![Change::Delete { scope, kind, id: id.to_owned(), rev }]).await.unwrap();
    }

    /// Stores endpoints by their requests.
    pub(crate) async fn endpoints(&self, requests: impl IntoIterator<Item = (String, Value)>) {
        let writes: Vec<EndpointWrite> = requests
            .into_iter()
            .map(|(id, request)| EndpointWrite::single(id, serde_json::from_value(request).unwrap(), "r"))
            .collect();
        for writes in writes.chunks(100) {
            self.store.endpoints().apply(&self.app, writes.to_vec(), self.clock.now(), &Limits::default()).await.unwrap();
        }
    }

    /// `count` endpoints with an email address each: `user-00007@example.com` is that of `user-00007`.
    pub(crate) async fn audience(&self, count: usize) {
        self.endpoints((0..count).map(email_endpoint)).await;
    }

    /// Creates a campaign as the API does. `change` replaces members of a plain one that starts at once.
    pub(crate) async fn campaign(&self, change: Value) -> CampaignId {
        let mut request = json!({
            "Name": "spring", "SegmentId": "s1",
            "Schedule": {"StartTime": "IMMEDIATE"},
            "MessageConfiguration": {"EmailMessage": {"Title": "Hello {{User.UserAttributes.Name}}", "HtmlBody": "<p>Hi</p>"}}
        });
        request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let id = CampaignId::new(format!("{:032x}", self.schedules.names().len() + 0xc0));
        let (campaign, effects) = write::create(
            serde_json::from_value(request).unwrap(),
            &self.identity(&id, 1),
            Defaults::default(),
            &Limits::default(),
            self.clock.now(),
        )
        .unwrap();
        let (doc, srv) = documents(&campaign);
        let record =
            Record { srv, ..Record::new(Scope::App(self.app.clone()), Kind::Campaign, id.as_str(), doc, self.clock.now()) };
        self.store.resources().create(&record).await.unwrap();
        self.carry_out(&id, &effects).await;
        id
    }

    /// Changes a campaign as the API does.
    pub(crate) async fn update(&self, id: &CampaignId, change: Value) {
        let (stored, record) = self.load(id).await;
        let change = serde_json::from_value(change).unwrap();
        let (campaign, effects) =
            write::update(&stored, change, &self.identity(id, 2), &Limits::default(), self.clock.now()).unwrap();
        let (doc, srv) = documents(&campaign);
        let mut changes = vec![Change::Replace(Record { doc, srv, ..record })];
        changes.extend(self.control_changes(id, &effects).await);
        self.store.resources().commit(changes).await.unwrap();
        self.carry_out(id, &effects).await;
    }

    /// Deletes a campaign as the API does.
    pub(crate) async fn delete_campaign(&self, id: &CampaignId) {
        let (stored, record) = self.load(id).await;
        let (_, effects) = on_delete(&stored);
        let scope = Scope::App(self.app.clone());
        let mut changes = vec![Change::Delete { scope, kind: Kind::Campaign, id: id.to_string(), rev: record.rev }];
        changes.extend(self.control_changes(id, &effects).await);
        self.store.resources().commit(changes).await.unwrap();
        self.carry_out(id, &effects).await;
    }

    async fn control_changes(&self, id: &CampaignId, effects: &[Effect]) -> Vec<Change> {
        let mut changes = Vec::new();
        for effect in effects {
            let control = match effect {
                Effect::ScheduleStart(_) | Effect::UnscheduleStart => continue,
                Effect::PauseRuns => Control::Paused,
                Effect::ResumeRuns => Control::Running,
                Effect::CancelRuns => Control::Cancelled,
            };
            changes.extend(self.store.runs().control_changes(&self.app, id, control, self.clock.now()).await.unwrap());
        }
        changes
    }

    async fn carry_out(&self, id: &CampaignId, effects: &[Effect]) {
        let (app, campaign) = (self.app.to_string(), id.to_string());
        for effect in effects {
            match effect {
                Effect::ScheduleStart(at) => {
                    let task = ScheduledTask::StartCampaign { app: app.clone(), campaign: campaign.clone(), scheduled: *at };
                    self.schedules.put(&start_name(id), When::At(*at), task).await.unwrap();
                }
                Effect::UnscheduleStart => self.schedules.delete(&start_name(id)).await.unwrap(),
                Effect::ResumeRuns | Effect::CancelRuns => {
                    let task = ScheduledTask::WatchCampaign { app: app.clone(), campaign: campaign.clone() };
                    self.schedules.put(&kick_name(id), When::At(self.clock.now()), task).await.unwrap();
                }
                Effect::PauseRuns => {}
            }
        }
    }

    fn identity(&self, id: &CampaignId, version: i32) -> Identity {
        Identity {
            app: self.app.clone(),
            id: id.clone(),
            arn: "arn".to_owned(),
            version,
            segment_version: 1,
            created: self.clock.now(),
            modified: self.clock.now(),
        }
    }

    async fn load(&self, id: &CampaignId) -> (Campaign, Record) {
        let record =
            self.store.resources().get(&Scope::App(self.app.clone()), Kind::Campaign, id.as_str()).await.unwrap().unwrap();
        let server: CampaignServer = serde_json::from_value(record.srv.clone()).unwrap();
        (Campaign { doc: serde_json::from_value(record.doc.clone()).unwrap(), server }, record)
    }

    pub(crate) async fn status(&self, id: &CampaignId) -> CampaignStatus {
        self.load(id).await.0.status()
    }

    pub(crate) async fn activities(&self, id: &CampaignId) -> Vec<ActivityResponse> {
        self.store.runs().activities(&self.app, id, Page::first(100)).await.unwrap().items
    }

    /// `STATE RESULT attempted/succeeded` and the metrics of the campaign's only activity.
    pub(crate) async fn report(&self, id: &CampaignId) -> String {
        let activities = self.activities(id).await;
        let [activity] = activities.as_slice() else { panic!("{} activities", activities.len()) };
        show(activity)
    }

    /// Runs what is due and delivers what the stream holds, until there is nothing left.
    pub(crate) async fn drain(&mut self) {
        loop {
            let (due, records) = (self.schedules.due(self.clock.now()), self.stream.read(&self.database, 100));
            if due.is_empty() && records.is_empty() {
                return;
            }
            for (name, task) in due {
                self.perform(task).await;
                self.schedules.done(&name);
            }
            self.deliver(&records).await;
        }
    }

    /// Calls the engine with a task, again while it fails, as a scheduler does.
    pub(crate) async fn perform(&self, task: ScheduledTask) {
        for _ in 1..DELIVERIES {
            if touchpoint_campaigns::handle(&self.campaigns, CampaignsEvent::Task(task.clone())).await.is_ok() {
                return;
            }
        }
        touchpoint_campaigns::handle(&self.campaigns, CampaignsEvent::Task(task)).await.unwrap();
    }

    /// Gives records to both functions, and again what they could not do.
    pub(crate) async fn deliver(&self, records: &[EventRecord]) {
        let mut left = records.to_vec();
        for _ in 0..DELIVERIES {
            if left.is_empty() {
                return;
            }
            let mut failed = self.deliver_once(&left).await;
            left.retain(|record| record.change.sequence_number.as_ref().is_some_and(|number| failed.remove(number).is_some()));
        }
        assert!(left.is_empty(), "records were delivered {DELIVERIES} times and not worked off");
    }

    /// The sequence numbers of what failed.
    pub(crate) async fn deliver_once(&self, records: &[EventRecord]) -> BTreeMap<String, ()> {
        let sent = touchpoint_sender::handle(&self.sender, delivery(records)).await;
        let planned = touchpoint_campaigns::handle(&self.campaigns, CampaignsEvent::Stream(delivery(records))).await.unwrap();
        let failures = sent.batch_item_failures.into_iter().chain(planned.batch_item_failures);
        failures.filter_map(|failure| Some((failure.item_identifier?, ()))).collect()
    }

    /// Lets time pass, and the watches fire at its end.
    pub(crate) async fn pass(&mut self, time: SignedDuration) {
        self.clock.advance(time);
        for task in self.schedules.repeated() {
            self.perform(task).await;
        }
        self.drain().await;
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The first of the records that tell of a chunk with somebody in it.
pub(crate) fn first_chunk(records: &[EventRecord]) -> Vec<EventRecord> {
    let has_members = |record: &&EventRecord| record.change.new_image.contains_key("recipients");
    records.iter().filter(has_members).take(1).cloned().collect()
}

pub(crate) fn campaigns(store: &Store, clock: &Arc<ManualClock>, schedules: &Arc<Schedules>) -> Campaigns {
    let options = CampaignsOptions { budget: Duration::from_secs(60), lease: LEASE };
    Campaigns::new(store.clone(), clock.clone(), schedules.clone(), options)
}

pub(crate) fn sender(store: &Store, clock: &Arc<ManualClock>, events: &Arc<Events>, mailbox: &Arc<Mailbox>) -> Sender {
    let options = SenderOptions::new("123456789012", LEASE, Duration::from_secs(60));
    Sender::new(store.clone(), clock.clone(), events.clone(), mailbox.clone(), options)
}

/// Endpoint number `number`: its id and its request.
pub(crate) fn email_endpoint(number: usize) -> (String, Value) {
    let request = json!({
        "ChannelType": "EMAIL", "Address": format!("user-{number:05}@example.com"),
        "User": {"UserId": format!("u{number}"), "UserAttributes": {"Name": [format!("Name {number}")]}}
    });
    (format!("user-{number:05}"), request)
}

pub(crate) fn show(activity: &ActivityResponse) -> String {
    let metrics = activity.execution_metrics.iter().flatten().map(|(name, count)| format!("{name}={count}"));
    format!(
        "{} {} {}/{} {}",
        activity.state.as_deref().unwrap_or("-"),
        activity.result.as_deref().unwrap_or("-"),
        activity.total_endpoint_count.unwrap_or(-1),
        activity.successful_endpoint_count.unwrap_or(-1),
        metrics.collect::<Vec<_>>().join(" ")
    )
}

fn documents(campaign: &Campaign) -> (Value, Value) {
    (serde_json::to_value(&campaign.doc).unwrap(), serde_json::to_value(&campaign.server).unwrap())
}

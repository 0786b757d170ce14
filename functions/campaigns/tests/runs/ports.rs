//! The world outside, in memory: a mailbox that answers as it is told, an event stream, a scheduler that fires when it is asked to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::Value;
use touchpoint_domain::event::stream::service_events;
use touchpoint_platform::ports::{
    EmailChannel, EventRecord, EventStream, OutgoingEmail, PortError, ScheduledTask, Scheduler, SendOutcome, When,
};

/// How the mailbox answers one attempt.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Accept,
    /// Accepts the mail, and never says so.
    AcceptSilently,
    Say(SendOutcome),
}

/// Decides by address and number of the attempt, from 0.
type Script = Box<dyn Fn(&str, u32) -> Answer + Send + Sync>;

/// A channel that keeps what it accepted.
#[derive(Default)]
pub(crate) struct Mailbox {
    accepted: Mutex<Vec<OutgoingEmail>>,
    attempts: Mutex<HashMap<String, u32>>,
    script: Mutex<Option<Script>>,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailbox").finish_non_exhaustive()
    }
}

impl Mailbox {
    pub(crate) fn answers(&self, script: impl Fn(&str, u32) -> Answer + Send + Sync + 'static) {
        *self.script.lock().unwrap() = Some(Box::new(script));
    }

    pub(crate) fn mails(&self) -> Vec<OutgoingEmail> {
        self.accepted.lock().unwrap().clone()
    }

    /// How many mails each address got.
    pub(crate) fn by_address(&self) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for mail in self.accepted.lock().unwrap().iter() {
            *counts.entry(mail.to.clone()).or_default() += 1;
        }
        counts
    }

    pub(crate) fn attempts(&self, address: &str) -> u32 {
        self.attempts.lock().unwrap().get(address).copied().unwrap_or(0)
    }
}

#[async_trait]
impl EmailChannel for Mailbox {
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome {
        // As any real channel: the answer takes its time.
        tokio::task::yield_now().await;
        let attempt = {
            let mut attempts = self.attempts.lock().unwrap();
            let attempt = attempts.entry(email.to.clone()).or_default();
            *attempt += 1;
            *attempt - 1
        };
        let answer = self.script.lock().unwrap().as_ref().map_or(Answer::Accept, |script| script(&email.to, attempt));
        if !matches!(answer, Answer::Say(_)) {
            self.accepted.lock().unwrap().push(email.clone());
        }
        match answer {
            Answer::Accept => SendOutcome::Accepted { message_id: format!("{}-{attempt}", email.to) },
            Answer::AcceptSilently => std::future::pending().await,
            Answer::Say(outcome) => outcome,
        }
    }
}

/// A stream that keeps every record, and fails or does not answer as often as it is told to.
#[derive(Debug, Default)]
pub(crate) struct Events {
    records: Mutex<Vec<EventRecord>>,
    failures: Mutex<u32>,
    silences: Mutex<u32>,
}

impl Events {
    pub(crate) fn fail(&self, times: u32) {
        *self.failures.lock().unwrap() = times;
    }

    pub(crate) fn be_silent(&self, times: u32) {
        *self.silences.lock().unwrap() = times;
    }

    pub(crate) fn all(&self) -> Vec<Value> {
        self.records.lock().unwrap().iter().flat_map(|record| service_events(&record.data)).cloned().collect()
    }

    /// `campaign_send_status` and reason of each endpoint, each event counted once however often it was emitted.
    pub(crate) fn by_endpoint(&self) -> BTreeMap<String, String> {
        let mut seen = BTreeMap::new();
        for event in self.all() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let attributes = &event["attributes"];
            let told = format!("{} {}", text(&attributes["campaign_send_status"]), text(&attributes["reason"]));
            let before = seen.insert(text(&event["event_id"]), (text(&event["client"]["client_id"]), told.clone()));
            assert!(before.is_none_or(|(_, before)| before == told), "an event was emitted with two contents");
        }
        let mut by_endpoint = BTreeMap::new();
        for (endpoint, told) in seen.into_values() {
            let before = by_endpoint.insert(endpoint.clone(), told.trim().to_owned());
            assert!(before.is_none(), "endpoint {endpoint} has two outcomes");
        }
        by_endpoint
    }
}

#[async_trait]
impl EventStream for Events {
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError> {
        tokio::task::yield_now().await;
        if once_less(&self.silences) {
            return std::future::pending().await;
        }
        let failing = once_less(&self.failures);
        let kept = if failing { records.len() / 2 } else { records.len() };
        self.records.lock().unwrap().extend(records.into_iter().take(kept));
        if failing { Err(PortError::Throttled("too many".to_owned())) } else { Ok(()) }
    }
}

/// Whether there is one left, which is then used up.
fn once_less(left: &Mutex<u32>) -> bool {
    let mut left = left.lock().unwrap();
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}

/// Schedules by name.
#[derive(Debug, Default)]
pub(crate) struct Schedules {
    tasks: Mutex<BTreeMap<String, (When, ScheduledTask)>>,
}

impl Schedules {
    pub(crate) fn names(&self) -> Vec<String> {
        self.tasks.lock().unwrap().keys().cloned().collect()
    }

    /// Those that fire at `now`, once.
    pub(crate) fn due(&self, now: Timestamp) -> Vec<(String, ScheduledTask)> {
        let tasks = self.tasks.lock().unwrap();
        let due = tasks.iter().filter(|(_, (when, _))| matches!(when, When::At(at) if *at <= now));
        due.map(|(name, (_, task))| (name.clone(), task.clone())).collect()
    }

    /// Those that fire again and again.
    pub(crate) fn repeated(&self) -> Vec<ScheduledTask> {
        let tasks = self.tasks.lock().unwrap();
        tasks.values().filter(|(when, _)| *when == When::Repeatedly).map(|(_, task)| task.clone()).collect()
    }

    pub(crate) fn done(&self, name: &str) {
        self.tasks.lock().unwrap().remove(name);
    }
}

#[async_trait]
impl Scheduler for Schedules {
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError> {
        tokio::task::yield_now().await;
        self.tasks.lock().unwrap().insert(name.to_owned(), (when, task));
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        tokio::task::yield_now().await;
        self.done(name);
        Ok(())
    }
}

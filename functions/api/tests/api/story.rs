//! A conversation with the API that is written down as it goes, so that a test reads like a story and its transcript is the
//! snapshot. The clock stands still unless it is moved; ids are replaced by the order in which they appear.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use http::{HeaderMap, Request};
use jiff::SignedDuration;
use object_store::ObjectStore;
use serde_json::Value;
use touchpoint_api::{Api, ApiConfig, Caller, FixedKeys, PathForm, Ports, handle_as};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_platform::archive::memory as memory_archive;
use touchpoint_platform::clock::{Clock, ManualClock};
use touchpoint_platform::ports::{EventStream, PortError, ScheduledTask, Scheduler, When};
use touchpoint_platform::testing::{Postbox, vault};
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_store::testing::{EmbeddedDb, memory};
use touchpoint_store::{CapacityMeter, Store};

/// The key by which those may do everything who sign.
pub(crate) const KEY_ID: &str = "TPAKTEST";
pub(crate) const SECRET: &str = "a secret";

/// A running API and what was said to it.
pub(crate) struct Story {
    pub(crate) api: Api,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) schedules: Arc<Schedules>,
    pub(crate) postbox: Arc<Postbox>,
    /// What the API stores, for what no request can bring about.
    pub(crate) store: Store,
    /// What was archived of all events.
    pub(crate) archive: Arc<dyn ObjectStore>,
    /// What the database was asked for.
    pub(crate) meter: Arc<CapacityMeter>,
    transcript: String,
    ids: Vec<String>,
    _database: EmbeddedDb,
}

/// An answer whose shape was checked: see [`Answer::read`].
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Null when the body is empty.
    pub(crate) body: Value,
}

/// Remembers what was scheduled, and never fires.
#[derive(Debug, Default)]
pub(crate) struct Schedules(Mutex<Vec<(String, When, ScheduledTask)>>);

impl Schedules {
    pub(crate) fn all(&self) -> Vec<(String, When, ScheduledTask)> {
        self.0.lock().unwrap().clone()
    }
}

#[async_trait]
impl Scheduler for Schedules {
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError> {
        self.0.lock().unwrap().push((name.to_owned(), when, task));
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        self.0.lock().unwrap().retain(|(other, _, _)| other != name);
        Ok(())
    }
}

impl Story {
    pub(crate) async fn begin() -> Self {
        Self::with(Limits::default()).await
    }

    pub(crate) async fn with(limits: Limits) -> Self {
        Self::over(limits, None).await
    }

    /// An API whose events go elsewhere than into the postbox.
    pub(crate) async fn streaming_to(events: Arc<dyn EventStream>) -> Self {
        Self::over(Limits::default(), Some(events)).await
    }

    async fn over(limits: Limits, events: Option<Arc<dyn EventStream>>) -> Self {
        let (store, database) = memory().await;
        let meter = Arc::new(CapacityMeter::default());
        let store = store.with_meter(Arc::clone(&meter));
        let archive = memory_archive();
        let clock = Arc::new(ManualClock::at("2026-03-01T12:00:00.5Z".parse().unwrap()));
        let schedules = Arc::new(Schedules::default());
        let config =
            ApiConfig { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), account: "123456789012".to_owned(), limits };
        let postbox = Arc::new(Postbox::default());
        let ports = Ports {
            scheduler: schedules.clone(),
            events: events.unwrap_or_else(|| postbox.clone()),
            email: postbox.clone(),
            text: postbox.clone(),
            vault: vault().unwrap(),
            archive: Arc::clone(&archive),
        };
        let keys = FixedKeys::none().with_admin(KEY_ID, SECRET);
        let api = Api::new(store.clone(), clock.clone(), ports, config, keys).with_wall_clock(clock.clone());
        let (transcript, ids) = (String::new(), Vec::new());
        Self { api, store, clock, schedules, postbox, archive, meter, transcript, ids, _database: database }
    }

    /// What is stored, for what the API cannot make yet.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Lets time pass.
    pub(crate) fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// Says something without writing it down.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: impl Into<String>) -> Answer {
        ask(&self.api, method, path, body).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.say("GET", path, None).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        self.say("DELETE", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.say("POST", path, Some(body)).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.say("PUT", path, Some(body)).await
    }

    /// Creates an app, which is too usual to be written down, and answers its path.
    pub(crate) async fn app(&mut self) -> String {
        let answer = self.ask("POST", "/v1/apps", r#"{"Name":"Shop"}"#).await;
        assert_eq!(answer.status, 201);
        format!("/v1/apps/{}", answer.text("Id"))
    }

    /// Puts a channel into an app, as its operation would store it.
    pub(crate) async fn channel(&self, app: &str, channel: &str, document: Value) {
        let scope = Scope::App(AppId::new(app.trim_start_matches("/v1/apps/")));
        let record = Record::new(scope, Kind::Channel, channel, document, self.clock.now());
        self.store.resources().create(&record).await.unwrap();
    }

    async fn say(&mut self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let sent = body.as_ref().map(Value::to_string).unwrap_or_default();
        let answer = self.ask(method, path, sent.clone()).await;
        let error = answer.error().map(|name| format!(" {name}")).unwrap_or_default();
        let mut body = answer.body.clone();
        if body.get("NextToken").is_some() {
            body["NextToken"] = "<token>".into();
        }
        // Encoded, a slash before an id would look like a part of it.
        let mut entry = format!("> {method} {} {sent}", path.replace("%2F", "/")).trim_end().to_owned();
        write!(entry, "\n< {}{error}", answer.status).unwrap();
        if !body.is_null() {
            write!(entry, "\n{}", serde_json::to_string_pretty(&body).unwrap()).unwrap();
        }
        let entry = self.redacted(&entry);
        self.transcript.push_str(&entry);
        self.transcript.push_str("\n\n");
        answer
    }

    /// What was said so far.
    pub(crate) fn transcript(&self) -> &str {
        self.transcript.trim_end()
    }

    /// Replaces generated ids by numbers, and request ids by a word.
    fn redacted(&mut self, text: &str) -> String {
        let mut redacted = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_id = |c: char| c.is_ascii_hexdigit() || c == '-';
            let end = rest.find(|c| !is_id(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end.max(first.len_utf8()));
            redacted.push_str(&self.name_of(word));
            rest = after;
        }
        redacted
    }

    fn name_of(&mut self, word: &str) -> String {
        if is_request_id(word) {
            return "<uuid>".to_owned();
        }
        if word.len() != 32 || word.contains('-') {
            return word.to_owned();
        }
        let known = self.ids.iter().position(|id| id == word).unwrap_or_else(|| {
            self.ids.push(word.to_owned());
            self.ids.len() - 1
        });
        format!("<id {}>", known + 1)
    }
}

/// Sends a request of an admin and checks the shape of the answer.
pub(crate) async fn ask(api: &Api, method: &str, path: &str, body: impl Into<String>) -> Answer {
    let request = Request::builder().method(method).uri(path).body(body.into().into()).unwrap();
    Answer::read(handle_as(api, &Caller::admin(KEY_ID), request, PathForm::Encoded).await)
}

impl Answer {
    /// Reads an answer, and checks what holds for all: headers, JSON without nulls, and the shape of errors.
    pub(crate) fn read(response: http::Response<bytes::Bytes>) -> Self {
        let (head, body) = response.into_parts();
        let headers = head.headers;
        let status = head.status.as_u16();
        let request_id = headers["x-amzn-requestid"].to_str().unwrap();
        assert!(is_request_id(request_id), "{request_id}");
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert_eq!(headers.contains_key("content-type"), !body.is_empty());
        let body: Value = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
        assert!(!body.to_string().contains(":null"), "{body}");
        let answer = Self { status, headers: headers.clone(), body };
        if status >= 400 {
            assert_eq!(headers["content-type"], "application/json");
            assert_eq!(answer.text("RequestID"), request_id);
            assert!(!answer.text("Message").is_empty());
            assert!(answer.error().is_some());
        }
        answer
    }

    /// The name of the error.
    pub(crate) fn error(&self) -> Option<&str> {
        self.headers.get("x-amzn-errortype").map(|name| name.to_str().unwrap())
    }

    /// A member that must be there and be a string.
    #[track_caller]
    pub(crate) fn text(&self, member: &str) -> &str {
        self.body[member].as_str().unwrap_or_else(|| panic!("no {member} in {}", self.body))
    }

    /// Status and message, for tables.
    pub(crate) fn refusal(&self) -> String {
        format!("{} {}", self.status, self.text("Message"))
    }
}

fn is_request_id(word: &str) -> bool {
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
}

/// Percent-encodes a path parameter.
pub(crate) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

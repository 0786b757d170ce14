//! What the functions need of the world: an event stream, a scheduler, a channel that delivers email. (The clock has its own file.)

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A failure of the world outside. Carries no address, no body, no secret.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PortError {
    /// Too fast; nothing was done. Try again later.
    #[error("throttled: {0}")]
    Throttled(String),
    /// Failed for now; nothing was done, or doing it again does no harm.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Will fail the same way every time.
    #[error("refused: {0}")]
    Refused(String),
}

/// One record of the `events` stream: a JSON object of one of the shapes of `touchpoint_domain::event::stream`.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRecord {
    /// Events with one key stay in order (the endpoint's id).
    pub partition_key: String,
    pub data: serde_json::Value,
}

/// The one stream of everything that happened.
#[async_trait]
pub trait EventStream: Send + Sync + std::fmt::Debug {
    /// Puts all records, in any number of calls to the world, retrying what was refused a bounded number of times.
    /// On an error some of the records may have been put: consumers see them at least once.
    async fn put(&self, records: Vec<EventRecord>) -> Result<(), PortError>;

    /// Like [`Self::put`], but tells of each record, in their order, whether it was taken.
    async fn put_each(&self, records: Vec<EventRecord>) -> Vec<Result<(), PortError>> {
        let count = records.len();
        vec![self.put(records).await; count]
    }
}

/// Where an app streams its events to (spec §10.1): a Kinesis stream or a Firehose delivery stream.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    pub arn: String,
    /// Assumed to write to it.
    pub role_arn: String,
    /// Given when the role is assumed.
    pub external_id: Option<String>,
}

/// One event on its way to a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forwarded {
    /// The endpoint's id.
    pub partition_key: String,
    /// The event as JSON, without a newline.
    pub json: bytes::Bytes,
}

/// The users' own streams.
#[async_trait]
pub trait Destinations: Send + Sync + std::fmt::Debug {
    /// Puts the events, those of one partition key in their order, and tells of each, in the order given, whether it was taken. What
    /// comes behind one of its key that was not taken is not taken either.
    async fn put(&self, to: &Destination, events: &[Forwarded]) -> Vec<Result<(), PortError>>;
}

/// What waits for events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    Campaign(String),
    Journey(String),
}

/// An event that something waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct Firing {
    pub app_id: String,
    pub waiting: Waiting,
    pub endpoint_id: String,
    /// The same for the same event, however often it is fired.
    pub event_id: String,
    pub event_type: String,
    pub at: Timestamp,
    pub attributes: std::collections::BTreeMap<String, String>,
    pub metrics: std::collections::BTreeMap<String, f64>,
}

/// Where events go that something waited for. Called at least once for each.
#[async_trait]
pub trait Triggers: Send + Sync + std::fmt::Debug {
    async fn fire(&self, firings: Vec<Firing>) -> Result<(), PortError>;
}

/// Work that a schedule asks for, as the JSON input of the target function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum ScheduledTask {
    /// A campaign is due (target: campaigns). `version` is the campaign version the schedule was made for.
    StartCampaign { app: String, campaign: String, scheduled: Timestamp },
    /// Looks after runs that are under way: plans on, finds windows in doubt, completes (target: campaigns).
    WatchCampaign { app: String, campaign: String },
    /// Removes what belonged to a deleted app (target: jobs).
    PurgeApp { app: String },
    /// Puts events of an app on its stream that could not be put there before (target: ingest).
    ForwardParked { app: String },
    /// Merges small files of the archive (target: ingest).
    MergeArchive,
}

/// The function that a task is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Campaigns,
    Ingest,
    Jobs,
}

impl ScheduledTask {
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::StartCampaign { .. } | Self::WatchCampaign { .. } => Target::Campaigns,
            Self::PurgeApp { .. } => Target::Jobs,
            Self::ForwardParked { .. } | Self::MergeArchive => Target::Ingest,
        }
    }
}

/// When a schedule fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Once, at this moment or as soon as possible when it has passed; the schedule then deletes itself.
    At(Timestamp),
    /// Again and again until it is deleted; at the platform's shortest period (a minute on AWS).
    Repeatedly,
}

/// Time-driven work: EventBridge Scheduler on AWS. Fires at least once.
#[async_trait]
pub trait Scheduler: Send + Sync + std::fmt::Debug {
    /// Creates the schedule, or replaces the one of that name. Names are at most 64 of `[A-Za-z0-9_.-]`.
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError>;
    /// Deletes it; an absent one is no error.
    async fn delete(&self, name: &str) -> Result<(), PortError>;
}

/// An email, ready to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutgoingEmail {
    pub from: String,
    pub to: String,
    pub subject: String,
    pub html: Option<String>,
    pub text: Option<String>,
    pub headers: Vec<(String, String)>,
    /// The whole message in MIME; subject, bodies and headers are then in it, and empty here.
    pub raw: Option<Vec<u8>>,
    /// Where answers go, if not to the sender.
    pub reply_to: Vec<String>,
    /// Where the provider sends bounces and complaints by mail, if not to the sender.
    pub feedback_to: Option<String>,
    pub configuration_set: Option<String>,
    /// Role in the identity's account to send as (spec §13.2), if any.
    pub sending_role_arn: Option<String>,
    pub origin: MessageOrigin,
}

/// What a message belongs to; travels with it as tags, and comes back in the provider's feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageOrigin {
    pub app_id: String,
    pub campaign_id: Option<String>,
    pub activity_id: Option<String>,
    pub treatment_id: Option<String>,
    pub journey_id: Option<String>,
    pub journey_activity_id: Option<String>,
    pub endpoint_id: Option<String>,
}

/// How the channel answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    Accepted {
        message_id: String,
    },
    /// Not accepted, too fast: may be tried again.
    Throttled,
    /// Not accepted, a passing fault: may be tried again.
    Transient,
    /// Not accepted, for good. `code` is the provider's error code, never its text.
    Permanent {
        code: String,
    },
    /// No answer: it may have been accepted. Must not be tried again.
    Unknown,
}

/// A channel that delivers email: SES on AWS.
#[async_trait]
pub trait EmailChannel: Send + Sync + std::fmt::Debug {
    /// Hands one email over, without retrying by itself: one call is at most one accepted message.
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome;
}

/// Whether a text advertises or informs; carriers treat the two differently (spec §13.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Promotional,
    Transactional,
}

/// An SMS, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingText {
    /// The number, as E.164 where it is known in that form.
    pub to: String,
    pub body: String,
    pub kind: TextKind,
    /// The number it is sent from; wins over `sender_id`.
    pub origination_number: Option<String>,
    pub sender_id: Option<String>,
    /// Registration of the sender and of the template, which carriers in India ask for.
    pub entity_id: Option<String>,
    pub template_id: Option<String>,
    pub origin: MessageOrigin,
}

/// A channel that delivers SMS: SNS on AWS.
#[async_trait]
pub trait TextChannel: Send + Sync + std::fmt::Debug {
    /// Hands one text over, without retrying by itself: one call is at most one accepted message.
    async fn send(&self, text: &OutgoingText) -> SendOutcome;
}

/// A secret that nobody can read without the vault that sealed it: text that may be stored and logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(pub String);

/// Encrypts what must not be readable in the database: secrets of access keys, credentials of channels.
#[async_trait]
pub trait Vault: Send + Sync + std::fmt::Debug {
    /// Encrypts `secret` so that it opens only in the same `context` (what it belongs to: `app/APNS`), so that one sealed
    /// secret cannot be put in another's place.
    async fn seal(&self, context: &str, secret: &[u8]) -> Result<Sealed, PortError>;
    /// Decrypts what was sealed in `context`. [`PortError::Refused`] when it was sealed elsewhere or changed since.
    async fn open(&self, context: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, PortError>;
}

//! The front door: Pinpoint's REST API over stored resources.
//!
//! A request goes through `route` (which operation), `signature` (who sent it), `access` (whether they may), `dispatch` (the one
//! match over all 122) and a handler (one module per resource in `handlers`), which answers a `Reply` or an `ApiError`.
//! [`handle`] never fails: every error becomes a response.
//!
//! Invariants: a handler holds no rule of the business, it reads, asks `domain` and writes in one transaction, so that no
//! request is ever half applied; nothing here knows an attribute name of a table or an AWS client.

mod access;
mod arn;
mod call;
pub mod credentials;
mod deletion;
mod dispatch;
mod error;
pub mod gateway;
mod handlers;
pub mod handover;
mod ids;
mod known_apps;
mod one_time;
mod page;
mod rates;
mod reading;
mod reply;
mod retry;
mod route;
mod signature;
mod stored;
mod tags;
mod validate;

use std::sync::Arc;

use bytes::Bytes;
use jiff::SignedDuration;
use object_store::ObjectStore;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::rate::Rates;
use touchpoint_platform::clock::{Clock, SystemClock};
use touchpoint_platform::ports::{EmailChannel, EventStream, Scheduler, TextChannel, Vault};
use touchpoint_store::Store;

use self::access::{CombinedKeys, Keys, StoredKeys};

pub use access::{Caller, FixedKeys};
pub use call::{handle, handle_as};
pub use route::PathForm;

/// How exactly the activity of endpoints is stored unless the deployer says otherwise.
const ACTIVITY_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// Everything that the operations need.
#[derive(Clone, Debug)]
pub struct Api {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ports: Ports,
    pub(crate) config: ApiConfig,
    pub(crate) ids: ids::Ids,
    pub(crate) keys: Arc<dyn Keys>,
    pub(crate) stored_keys: Arc<StoredKeys>,
    /// What signatures are dated against. Not `clock`, which a local system may hold still while its clients' clocks go on.
    pub(crate) wall_clock: Arc<dyn Clock>,
    pub(crate) rates: Arc<rates::RateMeter>,
    pub(crate) known_apps: Arc<known_apps::KnownApps>,
    /// How long a report of events may leave an endpoint's last activity as it is.
    pub(crate) activity_interval: SignedDuration,
}

/// The world outside, as far as the operations reach into it.
#[derive(Clone, Debug)]
pub struct Ports {
    pub scheduler: Arc<dyn Scheduler>,
    /// Where what happened goes.
    pub events: Arc<dyn EventStream>,
    /// What direct messages leave through.
    pub email: Arc<dyn EmailChannel>,
    pub text: Arc<dyn TextChannel>,
    /// What encrypts credentials and the secrets of access keys.
    pub vault: Arc<dyn Vault>,
    /// What was archived of all events.
    pub archive: Arc<dyn ObjectStore>,
}

/// What a deployer chooses: where the account is, which stands in every ARN, and the quotas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiConfig {
    /// `aws`, `aws-cn`, `aws-us-gov`.
    pub partition: String,
    pub region: String,
    /// Twelve digits.
    pub account: String,
    pub limits: Limits,
}

impl Api {
    /// `keys` are those that are not stored.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, ports: Ports, config: ApiConfig, fixed: FixedKeys) -> Self {
        let stored = StoredKeys::new(store.clone(), Arc::clone(&ports.vault), Arc::clone(&clock));
        let stored_keys = Arc::new(stored);
        let keys = Arc::new(CombinedKeys { fixed, stored: Arc::clone(&stored_keys) });
        Self {
            store,
            clock,
            ports,
            config,
            ids: ids::Ids::default(),
            rates: Arc::default(),
            known_apps: Arc::default(),
            activity_interval: ACTIVITY_INTERVAL,
            keys,
            stored_keys,
            wall_clock: Arc::new(SystemClock),
        }
    }

    /// The same API with other keys that are not stored.
    #[must_use]
    pub fn with_fixed_keys(self, fixed: FixedKeys) -> Self {
        let stored = Arc::clone(&self.stored_keys);
        Self { keys: Arc::new(CombinedKeys { fixed, stored }), ..self }
    }

    /// The same API that dates signatures against another clock.
    #[must_use]
    pub fn with_wall_clock(self, wall_clock: Arc<dyn Clock>) -> Self {
        Self { wall_clock, ..self }
    }

    /// The same API with rates that this process allows; requests beyond them are answered 429.
    #[must_use]
    pub fn with_rates(self, rates: Rates) -> Self {
        Self { rates: Arc::new(rates::RateMeter::new(rates)), ..self }
    }

    /// The same API that stores an endpoint's activity as exactly as this, where nothing else of the endpoint changes.
    #[must_use]
    pub fn with_activity_interval(self, activity_interval: SignedDuration) -> Self {
        Self { activity_interval, ..self }
    }

    /// The same API with ids that follow from `seed`, so that a simulated story can be told again.
    #[must_use]
    pub fn with_ids_seed(self, seed: u64) -> Self {
        Self { ids: ids::Ids::seeded(seed), ..self }
    }
}

/// A request with its body, as every server in front of this crate hands it over.
pub type Request = http::Request<Bytes>;
/// An answer with its body.
pub type Response = http::Response<Bytes>;

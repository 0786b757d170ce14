//! The front door: Pinpoint's REST API over stored resources.
//!
//! A request goes through `route` (which operation), `dispatch` (the one match over all 122) and a handler (one module per
//! resource in `handlers`), which answers a `Reply` or an `ApiError`. [`handle`] never fails: every error becomes a response.
//!
//! Invariants: a handler holds no rule of the business, it reads, asks `domain` and writes in one transaction, so that no
//! request is ever half applied; nothing here knows an attribute name of a table or an AWS client.

mod access;
mod arn;
mod call;
mod deletion;
mod dispatch;
mod error;
pub mod gateway;
mod handlers;
mod ids;
mod page;
mod rates;
mod reply;
mod retry;
mod route;
mod stored;
mod tags;
mod validate;

use std::sync::Arc;

use bytes::Bytes;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::rate::Rates;
use touchpoint_platform::clock::Clock;
use touchpoint_platform::ports::{EmailChannel, EventStream, Scheduler, TextChannel, Vault};
use touchpoint_store::Store;

pub use call::handle;
pub use route::PathForm;

/// Everything that the operations need.
#[derive(Clone, Debug)]
pub struct Api {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ports: Ports,
    pub(crate) config: ApiConfig,
    pub(crate) ids: ids::Ids,
    pub(crate) rates: Arc<rates::RateMeter>,
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
    pub unsigned: Unsigned,
}

/// What happens to requests, whose signatures cannot be verified yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsigned {
    /// They are carried out: whoever reaches the API may do everything.
    Allowed,
    /// They are answered 403.
    Refused,
}

impl Unsigned {
    /// What the variable `UNSIGNED_REQUESTS` says; anything but `allow` refuses.
    #[must_use]
    pub fn of(variable: Option<&str>) -> Self {
        if variable == Some("allow") { Self::Allowed } else { Self::Refused }
    }
}

impl Api {
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, ports: Ports, config: ApiConfig) -> Self {
        Self { store, clock, ports, config, ids: ids::Ids::default(), rates: Arc::default() }
    }

    /// The same API with rates that this process allows; requests beyond them are answered 429.
    #[must_use]
    pub fn with_rates(self, rates: Rates) -> Self {
        Self { rates: Arc::new(rates::RateMeter::new(rates)), ..self }
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

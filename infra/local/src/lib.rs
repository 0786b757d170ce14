//! Touchpoint in one process, without AWS: for trying it, developing against it and testing.
//!
//! The functions are the ones that Lambda runs, called with the same events; around them stand an embedded DynamoDB reached
//! through the ordinary SDK client ([`database`]), its streams handed to those who read them ([`streams`]), a scheduler
//! ([`scheduler`]), an event stream ([`events`]) and an email channel ([`email`]) that deliver into files one can look at, and an
//! HTTP server ([`http`]) that answers the API at `/` and what only a local system has at `/local/`.
//!
//! State survives a restart and a `kill -9`: nothing is acknowledged before it is written, and what was under way is done again by
//! the rules that hold on AWS, where everything is delivered at least once.

pub mod activity;
pub mod archive;
pub mod clock;
pub mod database;
pub mod destinations;
pub mod drain;
pub mod email;
pub mod events;
pub mod functions;
pub mod http;
pub mod ingesting;
pub mod key;
pub mod ledger;
pub mod options;
pub mod outbox;
mod positions;
pub mod retries;
pub mod scheduler;
pub mod schedules;
pub mod segment_count;
pub mod start;
pub mod streams;
pub mod text;
pub mod upkeep;

pub use self::options::{Arguments, ClockMode, Options, Storage};
pub use self::start::{Running, start};

//! The outbox tables, one per channel: chunks of recipients, and how far the work on each has come.
//!
//! | Item | `id` | Holds |
//! |---|---|---|
//! | chunk | `<run>#<shard>#<number>` | who is in it; written once |
//! | progress | `<chunk>#p` | claims, owners and outcomes by window; whether it is finished |
//! | address | `<occasion>#addr#<address>` | which of several endpoints with one address gets the message |
//!
//! Every write is conditional, so that of two that race one learns that it lost. A chunk that appears, and a progress item whose
//! `wake` changes, drive the sender; a progress item that gets `finished` drives the planner: see [`OutboxChange`].

mod address;
mod change;
mod chunk;
mod finish;
mod item;
mod progress;
mod window;

use std::time::Duration;

pub use self::change::OutboxChange;
pub use self::chunk::Release;
pub use self::window::{Claim, Record};
use crate::Store;

/// How long outbox items stay: longer than any run, pauses included, is expected to take.
const LIFETIME: Duration = Duration::from_secs(90 * 24 * 3600);

/// The channels that have an outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutboxChannel {
    Email,
}

/// The outbox of one channel.
#[derive(Clone, Copy, Debug)]
pub struct Outbox<'a> {
    store: &'a Store,
    table: &'a str,
}

impl Store {
    /// The outbox of a channel.
    #[must_use]
    pub fn outbox(&self, channel: OutboxChannel) -> Outbox<'_> {
        let table = match channel {
            OutboxChannel::Email => &self.tables().outbox_email,
        };
        Outbox { store: self, table }
    }
}

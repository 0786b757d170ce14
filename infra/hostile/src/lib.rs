//! A hostile world for the engine, reproducible from a seed.
//!
//! The ports of `platform` and the database client get a third implementation here, next to AWS and the local runner: one that
//! throttles, fails conditions that hold, applies a write and loses the reply, delivers batches again and out of order, runs two
//! copies of a consumer at once, kills a handler between any two effects, and lets a mailbox provider accept a message and then
//! not answer. Whatever it does, the invariants of [`invariants`] must hold once the dust has settled.
//!
//! Everything runs on one thread with time that stands still unless somebody waits, so that the same seed gives the same story,
//! effect by effect.

pub mod audience;
pub mod channel;
pub mod chaos;
pub mod connector;
pub mod database;
pub mod dice;
pub mod events;
pub mod front;
pub mod ingest;
pub mod invariants;
pub mod scheduler;
pub mod seeds;
pub mod stream;
pub mod time;
pub mod world;

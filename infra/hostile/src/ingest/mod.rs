//! The reader of the events stream in a hostile world: two shards, told of events by clients and producers that repeat themselves, and
//! delivered in batches of any borders, again and again, to readers that die.
//!
//! [`feed`] makes up what is told and knows what has truly happened; [`world`] lets it be read; [`invariants`] hold what is left
//! against what has happened.

pub mod feed;
pub mod invariants;
pub mod ports;
pub mod world;

//! The outbox and the runs over the embedded database: who wins a race, and what is counted.

#![cfg(test)]

mod addresses;
mod chunks;
mod runs;
mod support;
mod windows;

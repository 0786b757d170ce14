//! Stories of campaigns, from the start to the last event, over the embedded database: the engine and the sender together, with ports in
//! memory and the outbox table's real stream between them.

#![cfg(test)]

mod audience;
mod content;
mod control;
mod cost;
mod crash;
mod delivery;
mod faults;
mod ports;
mod streams;
mod world;

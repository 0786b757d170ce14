//! The archive and the apps' own streams, with a world that fails and processes that die between any two effects.
#![cfg(test)]

mod archive;
mod merge;
mod outage;
mod parked;
mod whole;
mod world;

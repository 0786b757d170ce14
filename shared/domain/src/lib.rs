//! The rules of engagement, pure: no AWS, no I/O, no clock of its own.
//!
//! Every function here is told what time it is and is given what it decides about; it answers with a new state or with the
//! decision and its [`outcome::Reason`]. Nothing in this crate can wait, fail for want of a network, or differ between two runs.

pub mod access;
pub mod campaign;
pub mod email;
pub mod endpoint;
pub mod event;
pub mod field;
pub mod hash;
pub mod ids;
pub mod limits;
pub mod outcome;
pub mod quotas;
pub mod rate;
pub mod segment;
pub mod template;
pub mod time;

//! The rules of engagement, pure: no AWS, no I/O, no clock of its own.
//!
//! Every function here is told what time it is and is given what it decides about; it answers with a new state or with the
//! decision and its [`outcome::Reason`]. Nothing in this crate can wait, fail for want of a network, or differ between two runs.

pub mod access;
pub mod analytics;
pub mod archive;
pub mod arn;
pub mod campaign;
pub mod channel;
pub mod direct;
pub mod email;
pub mod endpoint;
pub mod event;
pub mod field;
pub mod funnel;
pub mod hash;
pub mod ids;
pub mod job;
pub mod journey;
pub mod kpi;
pub mod limits;
pub mod message_template;
pub mod metrics;
pub mod origination;
pub mod otp;
pub mod outcome;
pub mod phone;
pub mod places;
pub mod quotas;
pub mod rate;
pub mod recommender;
pub mod segment;
pub mod template;
pub mod time;
pub mod trigger;

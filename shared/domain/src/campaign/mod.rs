//! Campaigns: what may be written, when they run, who belongs to a run, and how a run keeps count (spec §6).
//!
//! - [`write`], [`document`], [`validate`], [`message`], [`event_filter`], [`function`], [`limits`]: from a client's request to the stored campaign;
//! - [`places`]: the quotas of active campaigns;
//! - [`state`]: the status machine, for the API and for the engine alike;
//! - [`schedule`], [`zone`], [`quiet`], [`treatment`]: when a run starts, and when nobody is disturbed;
//! - [`in_app`]: campaigns that apps ask for, and of which nothing is sent;
//! - [`plan`], [`run`], [`shard`], [`chunk`], [`progress`], [`activity`]: one run, from its snapshot over its chunks to its report.

pub mod activity;
pub mod chunk;
pub mod document;
pub mod event_filter;
pub mod function;
pub mod in_app;
mod in_app_message;
pub mod limits;
pub mod message;
pub mod places;
pub mod plan;
pub mod progress;
mod push_message;
pub mod quiet;
pub mod run;
pub mod schedule;
pub mod shard;
mod sms_message;
pub mod state;
mod text;
pub mod treatment;
pub mod validate;
pub mod write;
pub mod zone;

//! Journeys: what may be written, what may be published, and which state follows which (spec §11).
//!
//! - [`document`], [`write`]: from a client's request to the stored journey; a journey that is saved need not be complete;
//! - [`validate`], [`activity`], [`condition`], [`wait`], [`limits`], [`hours`], [`text`]: the rules of single fields, which
//!   hold for a draft as well;
//! - [`step`], [`structure`]: what an activity is, and how activities lead to each other;
//! - [`references`], [`review`], [`refusals`]: what a journey needs in order to be published, all faults at once;
//! - [`state`], [`roster`]: the state machine, and which journeys count against the account's quotas.

pub mod activity;
pub mod condition;
pub mod document;
pub mod hours;
pub mod limits;
pub mod references;
pub mod refusals;
pub mod review;
pub mod roster;
pub mod state;
pub mod step;
pub mod structure;
pub mod text;
pub mod validate;
pub mod wait;
pub mod write;

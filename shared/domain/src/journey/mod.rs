//! Journeys: what may be written, what may be published, and which state follows which (spec §11).
//!
//! - [`document`], [`write`]: from a client's request to the stored journey; a journey that is saved need not be complete;
//! - [`validate`], [`activity`], [`condition`], [`wait`], [`limits`], [`hours`], [`text`]: the rules of single fields, which
//!   hold for a draft as well;
//! - [`step`], [`structure`]: what an activity is, and how activities lead to each other;
//! - [`references`], [`review`], [`refusals`]: what a journey needs in order to be published, all faults at once;
//! - [`state`], [`places`]: the state machine, and which quotas of the account a journey counts towards.

pub mod activity;
pub mod condition;
pub mod document;
pub mod hours;
pub mod limits;
pub mod places;
pub mod references;
pub mod refusals;
pub mod review;
pub mod state;
pub mod step;
pub mod structure;
pub mod text;
pub mod validate;
pub mod wait;
pub mod write;

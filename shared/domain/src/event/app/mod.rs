//! Events that apps report (spec §9.1): what one request says, entry by entry and event by event, and the records that those
//! events become that are taken.
//!
//! A request that is too large, or is no batch at all, is refused whole. In any other each endpoint part and each event is judged by
//! itself: one that breaks a rule, or has another shape than it should, does not spoil the others, and each has its own answer.

mod borrowed;
mod check;
mod entry;
mod names;
mod shape;

pub use entry::{BatchError, EndpointPart, Entry, Judged, Origin, Packed, entries};
pub use names::{Admission, EventNames};

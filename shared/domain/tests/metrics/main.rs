//! Rollups against a recount, their bytes, their bounds and the errors of their sketches.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on stops")]

mod bounds;
mod bytes;
mod counting;
mod data;
mod facts;
mod merging;
mod recount;
mod sketches;

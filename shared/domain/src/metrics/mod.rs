//! Rollups: what happened, counted by day (spec §12).
//!
//! A [`page`] holds everything that is counted of one [`Subject`] of an app in one [`Period`]: it is one item of the Metrics table, read
//! whole and written whole. On a page, each [`Series`] has a [`Cell`]: a count per hour, a statistic, or a sketch of who it was.
//! Cells of the same kind merge, in any order, with the same result.
//!
//! `ingest` turns batches of events into [`Deltas`] ([`facts`]) and merges those into pages. Each page carries the position up to
//! which it has seen every shard of the stream, and so counts each record once, however often it is delivered.

mod bounds;
pub mod cell;
mod codec;
mod delta;
pub mod facts;
mod key;
pub mod page;
mod position;
pub mod series;
pub mod sketch;
#[cfg(feature = "testing")]
#[expect(clippy::indexing_slicing, reason = "JSON that has no such member says null")]
pub mod testing;

pub use self::bounds::{MAX_NAMES, MAX_TRAITS, MAX_VALUES};
pub use self::cell::{Cell, Hours, Stats};
pub use self::codec::MAX_PAGE_BYTES;
pub use self::page::{Deltas, Page, PageDelta, PageKey, Period, Position, Subject};
pub use self::series::{Dimension, Measure, OTHER, OTHER_TRAIT, Series};
pub use self::sketch::{Cohort, Distinct, Member};

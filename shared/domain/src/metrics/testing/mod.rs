//! For tests: what rollups should say, counted the slow way.
//!
//! [`Recount`] is written from the specification alone, over plain JSON, with sets and lists instead of sketches and statistics: it
//! shares nothing with [`facts`](super::facts) but the names of measures. [`Recount::differences`] compares it with pages. [`sample`] makes
//! up events of all types to count.

mod compare;
mod recount;
mod sample;

pub use self::recount::{Recount, Tally};
pub use self::sample::{Happened, sample};

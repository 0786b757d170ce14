//! Segments: who is addressed (spec §4).
//!
//! A segment is stored as the client wrote it ([`SegmentSpec`]) and compiled when it is used ([`CompiledSegment`]).
//! Compiling is also the only validation there is: what compiles can be evaluated over any endpoint, without a further
//! check, without allocating, and always with the same answer for the same endpoint and time.
//!
//! ```text
//! CompiledSegment ── Include ──▶ groups ── SourceType ──▶ other segments, compiled
//!                                      └── Type ────────▶ dimensions ── all of ──▶ criteria
//! ```
//!
//! - `compile`: groups and source segments;
//! - `dimensions`, `criterion`: the criteria of one `SegmentDimensions`;
//! - one module per kind of test: `attribute`, `country`, `metric`, `radius`, `recency`, `set`.

mod attribute;
mod compile;
mod country;
mod criterion;
mod dimensions;
mod error;
mod instant;
pub(crate) mod metric;
mod quantifier;
mod radius;
mod recency;
mod set;
mod spec;

pub(crate) use attribute::AttributeTest;
pub use compile::CompiledSegment;
pub use error::{Rule, SegmentError};
pub(crate) use metric::MetricTest;
pub(crate) use set::{Case, SetTest};
pub use spec::SegmentSpec;

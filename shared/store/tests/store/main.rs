//! The store against the embedded database, and against one that answers from a script.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod failures;
mod lists;
mod lost_replies;
mod merged;
mod metrics;
mod places;
mod purge;
mod resources;
mod schema;
mod support;
mod tally;
mod texts;

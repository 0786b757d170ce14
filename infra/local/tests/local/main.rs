//! The local runner's pieces, each against the real embedded database and ledger, and the whole of it over HTTP.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on stops")]

mod campaign;
mod http;
mod outbox;
mod scheduler;
mod streams;
mod support;

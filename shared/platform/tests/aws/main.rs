//! The AWS adapters against a stand-in that speaks HTTP: what they send, and what they make of every kind of answer.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod destinations;
mod fake;
mod kinesis;
mod kms;
mod scheduler;
mod ses;
mod sns;

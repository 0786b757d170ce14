//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

pub mod input;
pub(crate) mod operation;
pub mod types;

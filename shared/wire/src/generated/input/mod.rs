//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

mod create;
mod delete;
mod get;
mod other;
mod update;

pub use create::*;
pub use delete::*;
pub use get::*;
pub use other::*;
pub use update::*;

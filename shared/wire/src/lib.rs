//! The API's wire format: operations, request and response types, enums, errors.
//!
//! Everything in `generated` is made from the API model in `model/` by `touchpoint-wire-generator`; run
//! `cargo run -p touchpoint-wire-generator` after a change of either. What the model does not say, how JSON is read and
//! how a refusal is worded, is written by hand beside it.
//!
//! - [`Operation`]: the 122 operations, each with method, path, status and errors;
//! - [`types`]: the structures and enums in bodies, one type per shape, under the model's names;
//! - [`input`]: per operation, what its request carries, with a `parse` from [`RequestParts`];
//! - [`extension`]: the operations that Pinpoint did not have;
//! - [`ErrorCode`], [`ErrorBody`]: what goes back when it fails.
//!
//! How bodies are read: members that the model does not know are ignored, `null` means absent, a member of the wrong
//! type and an unknown enum value are refused with the path to them. Absent members are never written.
//!
//! Invariant: no behaviour. Nothing here checks a rule beyond the model (lengths, ranges, what goes with what), decides
//! anything, or knows of storage, HTTP libraries or AWS.

mod error;
mod explain;
pub mod extension;
mod generated;
mod input_parts;
mod object;
mod operation;
mod string_lists;
mod timestamp;
mod wire_enum;

pub use error::{ErrorBody, ErrorCode};
pub use generated::{input, types};
pub use input_parts::{InputError, RequestParts};
pub use object::ObjectOnly;
pub use operation::{Operation, UnknownOperation};
pub use wire_enum::UnknownValue;

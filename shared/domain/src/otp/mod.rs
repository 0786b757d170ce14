//! One-time passwords by SMS (spec §8.6): what a request must be like, what the text says, and when a code is good.
//!
//! Codes are made and compared by the caller, who has the random numbers and the hash; the rules are here.

mod code;
mod language;
mod request;
mod stored;

pub use code::digits;
pub use language::Language;
pub use request::{Guess, Order, Origination};
pub use stored::StoredCode;

//! What the API refuses in a message template of each type (spec §2.6, §7.1, §9.3). Emails have a module of their own, `email`.
//!
//! Syntax and bounds only, as with emails: whether a helper exists, and what a value makes of a text, shows when it is rendered.
//! An empty text says nothing, and breaks no rule.

mod in_app;
mod push;
mod sms;
mod text;
mod voice;

pub use in_app::{validate_contents, validate_in_app};
pub use push::validate_push;
pub use sms::validate_sms;
pub(crate) use text::{check_description, check_substitutions, compiles};
pub use voice::validate_voice;

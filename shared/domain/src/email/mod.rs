//! Emails: what one says, from a campaign's inline message and its template to the mail for one person (spec §6.5, §7.1).
//!
//! [`EmailContent`] is resolved once per run and kept in its plan; [`CompiledEmail`] is made of it wherever mails are rendered.
//! The same rules that refuse a message in the API are what compiling checks again, so that content stored by an older version
//! cannot do harm.

mod address;
mod compiled;
mod content;
mod headers;
#[cfg(test)]
mod tests;
mod validate;

pub use address::{address_is_plausible, sender_is_plausible};
pub use compiled::{CompiledEmail, RenderedEmail};
pub use content::{EmailContent, EmailHeader};
pub(crate) use validate::validate_headers;
pub use validate::{validate_inline, validate_template};

//! What a message says to one person: templates with `{{variables}}` (spec §7.1–7.3).
//!
//! [`Template::compile`] once, then [`Template::render`] for each endpoint's [`Context`]. The language is Handlebars. Most
//! templates are text and variables only; those become a list of parts that is filled in without an engine. All others go
//! through the `handlebars` crate, over the same context and with the same rules for showing a value, so that adding an
//! `{{#if}}` to a template changes nothing else in it.
//!
//! Rules that Handlebars leaves open, or that Pinpoint sets otherwise:
//!
//! - a variable without a value shows nothing; so does one that names an object;
//! - a list of one shows its element, a longer one its elements with ", " between; an empty one counts as no value, and so
//!   does a list of empty texts, also in `{{#if}}`;
//! - whole numbers show without a fraction;
//! - `{{#each}}` stops after 15 items;
//! - a helper that does not exist makes every rendering fail: a message with a hole in it must not leave.
//!
//! A template is bounded by what it says (see `structure`), so that none can exhaust the stack, the memory or the time of the
//! process that renders it.

mod context;
mod error;
mod escape;
mod full;
mod helpers;
mod path;
mod plain;
mod rewrite;
mod scan;
mod structure;
mod substitutions;
#[cfg(test)]
mod tests;
mod value;

pub use context::Context;
pub use error::{RenderError, TemplateError};
pub use escape::{Escape, one_line};
pub use substitutions::{BadSubstitutions, Substitutions};

use full::Full;
use plain::Plain;

/// The longest text that one template may render, in bytes: what an email may weigh (spec §2.8).
pub const MAX_RENDERED_BYTES: usize = 10 * 1024 * 1024;

/// A compiled template of one part of a message: its subject, its HTML, its text, one header's value.
#[derive(Clone, Debug)]
pub struct Template {
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Plain(Plain),
    // Boxed because it is rare, and many times the size.
    Full(Box<Full>),
}

impl Template {
    /// Compiles `source`; variables show their values by `escape`.
    ///
    /// # Errors
    ///
    /// What the author must correct, with line and column. A helper that does not exist is none of these: it fails when the
    /// template is rendered (spec §7.3).
    pub fn compile(source: &str, escape: Escape) -> Result<Self, TemplateError> {
        let scan = scan::scan(source)?;
        let body = match Plain::of(&scan, escape) {
            Some(plain) => Body::Plain(plain),
            None => {
                structure::check(source, &scan)?;
                Body::Full(Box::new(Full::compile(source, escape)?))
            }
        };
        Ok(Self { body })
    }

    /// The text for one endpoint.
    ///
    /// # Errors
    ///
    /// An unknown helper or partial, or more than [`MAX_RENDERED_BYTES`]. Errors name what the template says, never what the
    /// endpoint holds.
    pub fn render(&self, context: &Context<'_>) -> Result<String, RenderError> {
        match &self.body {
            Body::Plain(plain) => plain.render(context),
            Body::Full(full) => full.render(context),
        }
    }
}

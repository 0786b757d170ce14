//! What the variables of a template stand for: one endpoint, with a message's substitutions over it and defaults under it.

use std::cell::OnceCell;

use super::error::RenderError;
use super::substitutions::Substitutions;
use super::value::Value;

/// Members that the server keeps in an endpoint's document for itself; no message shows them.
const SERVER_MEMBERS: [&str; 2] = ["LastActive", "SharedAddress"];

/// The root of all variables, built for one endpoint and used for all parts of its message (spec §7.2).
///
/// A variable's value is the message's own substitution, else the endpoint's value, else the template's default (spec §7.3); a
/// value with nothing to show (absent, empty text, empty list) gives way to the next.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    pub(super) root: Value<'a>,
    /// The root as the engine wants it, made when the first template that needs the engine is rendered.
    engine: OnceCell<handlebars::Context>,
}

impl<'a> Context<'a> {
    /// The context of an endpoint, from its stored document (a JSON object).
    ///
    /// # Errors
    ///
    /// [`RenderError::Document`] if it is not that.
    pub fn new(document: &'a str) -> Result<Self, RenderError> {
        // The position, but not the message of the parser, which may quote the document.
        let damaged = |at: &str| RenderError::Document { reason: at.to_owned() };
        let mut root: Value<'a> = serde_json::from_str(document)
            .map_err(|error| damaged(&format!("line {} column {}", error.line(), error.column())))?;
        let Value::Object(members) = &mut root else { return Err(damaged("another JSON value")) };
        members.retain(|(name, _)| !SERVER_MEMBERS.contains(&name.as_ref()));
        Ok(Self { root, engine: OnceCell::new() })
    }

    /// Adds what the message says for this recipient.
    #[must_use]
    pub fn with_substitutions(mut self, substitutions: &'a Substitutions) -> Self {
        substitutions.lay_over(&mut self.root);
        Self { root: self.root, engine: OnceCell::new() }
    }

    /// Adds the template's defaults.
    #[must_use]
    pub fn with_defaults(mut self, defaults: &'a Substitutions) -> Self {
        defaults.lay_under(&mut self.root);
        Self { root: self.root, engine: OnceCell::new() }
    }

    pub(super) fn engine(&self) -> &handlebars::Context {
        self.engine.get_or_init(|| handlebars::Context::from(self.root.to_json()))
    }
}

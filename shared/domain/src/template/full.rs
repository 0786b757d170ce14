//! Templates that need the engine: blocks, helpers, partials, comments, white-space control, escaped braces.

use handlebars::{Output, RenderContext, RenderErrorReason, Renderable, Template};

use super::context::Context;
use super::error::{RenderError, TemplateError};
use super::escape::Escape;
use super::rewrite::{Paths, rewrite};
use super::{MAX_RENDERED_BYTES, helpers};

/// A template as the engine parsed it, with our rules written into it.
#[derive(Clone, Debug)]
pub(super) struct Full {
    escape: Escape,
    fast: Template,
    /// The same, slower, for where the fast one gives up.
    careful: Template,
    /// Why it fails for every endpoint.
    failure: Option<RenderError>,
}

impl Full {
    /// Parses `source`, which has passed the structure check.
    pub(super) fn compile(source: &str, escape: Escape) -> Result<Self, TemplateError> {
        let mut fast = Template::compile(source).map_err(|error| {
            let (line, column) = error.pos().unwrap_or((1, 1));
            TemplateError { line, column, reason: "this is not valid Handlebars".to_owned() }
        })?;
        let mut careful = fast.clone();
        let failure = rewrite(&mut fast, Paths::Fast).or(rewrite(&mut careful, Paths::Careful));
        Ok(Self { escape, fast, careful, failure })
    }

    pub(super) fn render(&self, context: &Context<'_>) -> Result<String, RenderError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let outcome = match self.run(&self.fast, context) {
            Err(error) if matches!(error.reason(), RenderErrorReason::InvalidJsonIndex(_)) => self.run(&self.careful, context),
            outcome => outcome,
        };
        outcome.map_err(|error| failure(error.reason()))
    }

    fn run(&self, template: &Template, context: &Context<'_>) -> Result<String, handlebars::RenderError> {
        let mut out = Bounded(String::with_capacity(1024));
        template.render(helpers::engine(self.escape), context.engine(), &mut RenderContext::new(None), &mut out)?;
        Ok(out.0)
    }
}

/// Collects what is rendered, up to the limit.
struct Bounded(String);

impl Output for Bounded {
    fn write(&mut self, text: &str) -> std::io::Result<()> {
        if self.0.len() + text.len() > MAX_RENDERED_BYTES {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.push_str(text);
        Ok(())
    }
}

/// The engine's error without its texts, which may quote values.
fn failure(reason: &RenderErrorReason) -> RenderError {
    match reason {
        RenderErrorReason::PartialNotFound(name) => RenderError::UnknownPartial { name: name.clone() },
        RenderErrorReason::IOError(_) => RenderError::TooLong { max_bytes: MAX_RENDERED_BYTES },
        RenderErrorReason::InvalidJsonPath(_) => RenderError::Engine { reason: "a path that cannot be read" },
        _ => RenderError::Engine { reason: "the engine refused it" },
    }
}

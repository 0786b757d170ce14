//! What may be wrong with a template, and what may go wrong with rendering it.

/// A template that does not compile, for its author: where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct TemplateError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub reason: String,
}

impl TemplateError {
    /// The error at the byte `offset` of `source`.
    pub(super) fn at(source: &str, offset: usize, reason: impl Into<String>) -> Self {
        let before = source.get(..offset).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self { line, column, reason: reason.into() }
    }
}

/// A template that cannot be rendered for one endpoint, or for any. Holds no personal data: it may be logged and shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    #[error("unknown helper {name:?}")]
    UnknownHelper { name: String },
    #[error("helper {name:?} needs {needs}")]
    HelperUse { name: String, needs: &'static str },
    #[error("partial {name:?} is not defined before it is used")]
    UnknownPartial { name: String },
    #[error("the rendered text is longer than {max_bytes} bytes")]
    TooLong { max_bytes: usize },
    #[error("header {name:?} is longer than {max_chars} characters once rendered")]
    HeaderTooLong { name: String, max_chars: usize },
    /// The stored document is damaged; `reason` tells where.
    #[error("the endpoint's document is not a JSON object: {reason}")]
    Document { reason: String },
    /// The engine refused; `reason` is its own word for the kind of refusal.
    #[error("the template cannot be rendered: {reason}")]
    Engine { reason: &'static str },
}

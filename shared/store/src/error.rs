//! Why the database did not do what it was asked.

/// Any error type a source may have.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A failed call. Texts carry table operations and sizes, never the stored data.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Too many calls, or too many writers on the same items; nothing was done. Worth another try a little later.
    #[error("the database is too busy: try again later")]
    Throttled,
    /// The condition of a write did not hold: it exists already, is gone, or was changed by another writer. Nothing was done.
    #[error("the stored item is not in the expected state: read it again")]
    Conflict,
    /// `what` would take at least `bytes` bytes, more than the database stores in one item or transaction. Nothing was done.
    #[error("{what} is too large to store: {bytes} bytes")]
    TooLarge { what: String, bytes: usize },
    /// A stored item cannot be read back.
    #[error("stored {what} is damaged: {reason}")]
    Corrupt { what: String, reason: String },
    /// A cursor that this list did not give out.
    #[error("the continuation token does not belong to this list")]
    BadCursor,
    /// No answer, or a fault of the database's own. A write may or may not have been applied.
    #[error("{operation} got no answer from the database")]
    Unavailable { operation: &'static str, source: BoxError },
    /// The database refuses the request itself: a missing table or permission, or a mistake of ours.
    #[error("{operation} was refused by the database: {code}")]
    Refused { operation: &'static str, code: String, source: BoxError },
}

impl StoreError {
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over an error or a text that they are done with")]
    pub(crate) fn corrupt(what: impl Into<String>, reason: impl ToString) -> Self {
        Self::Corrupt { what: what.into(), reason: reason.to_string() }
    }
}

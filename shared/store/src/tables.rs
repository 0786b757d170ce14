//! The names of the tables of one deployment.

/// Table names, as the database knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNames {
    pub resources: String,
    pub endpoints: String,
    pub outbox_email: String,
    pub metrics: String,
}

impl TableNames {
    /// The usual names behind a prefix: `touchpoint-` gives `touchpoint-resources` and so on.
    #[must_use]
    pub fn with_prefix(prefix: &str) -> Self {
        Self {
            resources: format!("{prefix}resources"),
            endpoints: format!("{prefix}endpoints"),
            outbox_email: format!("{prefix}outbox-email"),
            metrics: format!("{prefix}metrics"),
        }
    }
}

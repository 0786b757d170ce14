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
    /// The names that the variables of a function's environment have.
    pub fn of<E>(value: impl Fn(&'static str) -> Result<String, E>) -> Result<Self, E> {
        Ok(Self {
            resources: value("TABLE_RESOURCES")?,
            endpoints: value("TABLE_ENDPOINTS")?,
            outbox_email: value("TABLE_OUTBOX_EMAIL")?,
            metrics: value("TABLE_METRICS")?,
        })
    }

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

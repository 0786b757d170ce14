//! What kinds of resources there are, and whose they are.

use touchpoint_domain::ids::AppId;

/// Whose a resource is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// It belongs to one app, and goes when the app goes.
    App(AppId),
    /// It belongs to the account: apps themselves, and templates.
    Account,
}

impl Scope {
    /// The partition key.
    pub(crate) fn pk(&self) -> &str {
        match self {
            Self::App(app) => app.as_str(),
            Self::Account => "account",
        }
    }
}

/// A kind of resource. Ids are unique within a scope and a kind, and never contain `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Scope account; id: the app id.
    App,
    /// One per app; id: `settings`.
    Settings,
    /// Id: the channel type, `EMAIL`.
    Channel,
    Segment,
    Campaign,
    /// One run of a campaign; id: `{campaign}.{run}`.
    Activity,
    /// What a run works from, never changed; id: the run id.
    Plan,
    /// Scope account; id: the template's name.
    TemplateEmail,
}

impl Kind {
    /// The first part of keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Settings => "settings",
            Self::Channel => "channel",
            Self::Segment => "segment",
            Self::Campaign => "campaign",
            Self::Activity => "activity",
            Self::Plan => "plan",
            Self::TemplateEmail => "template-EMAIL",
        }
    }

    /// Whether its heads appear in lists by creation date.
    pub(crate) fn is_listed(self) -> bool {
        match self {
            Self::App | Self::Segment | Self::Campaign | Self::Activity | Self::TemplateEmail => true,
            Self::Settings | Self::Channel | Self::Plan => false,
        }
    }

    /// The resource that `id` hangs on, for kinds that are listed by parent.
    pub(crate) fn parent_of(self, id: &str) -> Option<&str> {
        match self {
            Self::Activity => id.split_once('.').map(|(campaign, _)| campaign),
            Self::App | Self::Settings | Self::Channel | Self::Segment | Self::Campaign | Self::Plan | Self::TemplateEmail => {
                None
            }
        }
    }
}

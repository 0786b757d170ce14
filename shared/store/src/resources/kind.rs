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
    TemplateSms,
    TemplatePush,
    TemplateVoice,
    TemplateInApp,
    Journey,
    /// One refresh cycle of a journey; id: `{journey}.{run}`.
    JourneyRun,
    ImportJob,
    ExportJob,
    /// That a job is about a segment; id: `{segment}.{job}`.
    SegmentImportJob,
    SegmentExportJob,
    /// One per app; id: `eventstream`.
    EventStream,
    /// Two per app: the names that its endpoints' attributes have, id `names`, and those that its events have, id `events`.
    AttributeNames,
    /// Scope account.
    Recommender,
    /// Scope account; id: the access key id.
    AccessKey,
    /// A code that was sent; id: a hash of whom it was sent to and why.
    OneTimePassword,
    /// A place in a quota that is taken; id: `{quota}.{number}`. Scope account, or the app whose quota it is.
    Place,
    /// Scope account: a request that made a key, so that it makes none again; id: the hash of its signature.
    UsedSignature,
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
            Self::TemplateSms => "template-SMS",
            Self::TemplatePush => "template-PUSH",
            Self::TemplateVoice => "template-VOICE",
            Self::TemplateInApp => "template-INAPP",
            Self::Journey => "journey",
            Self::JourneyRun => "journey-run",
            Self::ImportJob => "import",
            Self::ExportJob => "export",
            Self::SegmentImportJob => "segment-import",
            Self::SegmentExportJob => "segment-export",
            Self::EventStream => "eventstream",
            Self::AttributeNames => "names",
            Self::Recommender => "recommender",
            Self::AccessKey => "key",
            Self::OneTimePassword => "otp",
            Self::Place => "place",
            Self::UsedSignature => "signature",
        }
    }

    /// Whether its heads appear in lists by creation date.
    pub(crate) fn is_listed(self) -> bool {
        match self {
            Self::App
            | Self::Segment
            | Self::Campaign
            | Self::Activity
            | Self::TemplateEmail
            | Self::TemplateSms
            | Self::TemplatePush
            | Self::TemplateVoice
            | Self::TemplateInApp
            | Self::Journey
            | Self::JourneyRun
            | Self::ImportJob
            | Self::ExportJob
            | Self::SegmentImportJob
            | Self::SegmentExportJob
            | Self::Recommender
            | Self::AccessKey => true,
            Self::Settings
            | Self::Channel
            | Self::Plan
            | Self::EventStream
            | Self::AttributeNames
            | Self::OneTimePassword
            | Self::Place
            | Self::UsedSignature => false,
        }
    }

    /// The resource that `id` hangs on, for kinds that are listed by parent.
    pub(crate) fn parent_of(self, id: &str) -> Option<&str> {
        match self {
            Self::Activity | Self::JourneyRun | Self::SegmentImportJob | Self::SegmentExportJob => {
                id.split_once('.').map(|(parent, _)| parent)
            }
            Self::App
            | Self::Settings
            | Self::Channel
            | Self::Segment
            | Self::Campaign
            | Self::Plan
            | Self::TemplateEmail
            | Self::TemplateSms
            | Self::TemplatePush
            | Self::TemplateVoice
            | Self::TemplateInApp
            | Self::Journey
            | Self::ImportJob
            | Self::ExportJob
            | Self::EventStream
            | Self::AttributeNames
            | Self::Recommender
            | Self::AccessKey
            | Self::OneTimePassword
            | Self::Place
            | Self::UsedSignature => None,
        }
    }
}

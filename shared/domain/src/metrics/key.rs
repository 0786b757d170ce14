//! The names of pages.

use std::fmt;

use jiff::civil::Date;

use crate::ids::{AppId, CampaignId, JourneyId};

/// What a page is about. A question is answered from the pages of one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Who was active, sessions, purchases, demographics.
    Usage,
    /// Events of one type: how many, by whom, their attributes and metrics.
    Event(String),
    /// Messages of the app: campaigns by campaign, transactional ones by country and status.
    Messages,
    Campaign(CampaignId),
    Journey(JourneyId),
    /// Execution metrics of a journey (spec §12.3); always [`Period::Always`].
    Execution(JourneyId),
}

/// The time that a page covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day in UTC.
    Day(Date),
    /// From the beginning to the end.
    Always,
}

/// Names a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    pub app: AppId,
    pub subject: Subject,
    pub period: Period,
}

impl fmt::Display for Subject {
    /// As it is stored: `usage`, `event#cart.add`, `campaign#<id>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage => f.write_str("usage"),
            Self::Event(name) => write!(f, "event#{name}"),
            Self::Messages => f.write_str("messages"),
            Self::Campaign(id) => write!(f, "campaign#{id}"),
            Self::Journey(id) => write!(f, "journey#{id}"),
            Self::Execution(id) => write!(f, "execution#{id}"),
        }
    }
}

impl fmt::Display for Period {
    /// `2026-10-01`, or `always`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Always => f.write_str("always"),
        }
    }
}

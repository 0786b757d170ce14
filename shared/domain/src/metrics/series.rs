//! What is counted, and by what it is told apart.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Separates the parts of a series' stored name; no part may hold it.
const SEPARATOR: char = '\u{1f}';

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$vdoc])* $variant,)* }

        impl $kind {
            /// All of them, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that is stored.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The one that is stored as `name`.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// What is counted. Names are stored: one that is changed loses what was counted under it.
    Measure {
        // Usage.
        /// Endpoints that were active (`Distinct`).
        Endpoints = "endpoints",
        /// Users that were active (`Distinct`).
        Users = "users",
        /// Endpoints that were created that day (`Distinct`).
        NewEndpoints = "new_endpoints",
        /// Users that were first seen that day (`Distinct`).
        NewUsers = "new_users",
        /// Endpoints that opened the app, for retention (`Cohort`).
        Openers = "openers",
        /// Sessions, by the hour in which they began (`Count`).
        Sessions = "sessions",
        /// Sessions by weekday and hour where the endpoint is (`Count`).
        LocalSessions = "local_sessions",
        /// Milliseconds of sessions that ended (`Stats`).
        SessionLength = "session_ms",
        SignIns = "sign_ins",
        SignUps = "sign_ups",
        AuthFailures = "auth_failures",
        Purchases = "purchases",
        /// Price times quantity, by currency (`Stats`).
        Revenue = "revenue",
        /// Units sold (`Stats`).
        Units = "units",
        /// Users, or endpoints without one, that bought something (`Distinct`).
        Payers = "payers",
        /// Active endpoints by a trait of theirs (`Distinct`).
        Demographic = "demographic",
        // Events of a type.
        /// Events (`Count`).
        Events = "events",
        /// Values of an attribute (`Count`).
        Values = "values",
        /// Statistics of a metric (`Stats`).
        Metric = "metric",
        // Messages.
        /// Messages by what sending came to (`Count`).
        Sends = "sends",
        /// Endpoints that a message was sent to (`Distinct`).
        Reached = "reached",
        Delivered = "delivered",
        Rejected = "rejected",
        HardBounces = "hard_bounces",
        SoftBounces = "soft_bounces",
        Complaints = "complaints",
        Opens = "opens",
        Clicks = "clicks",
        Unsubscribes = "unsubscribes",
        RenderingFailures = "rendering_failures",
        /// Endpoints that opened a message (`Distinct`).
        EmailOpeners = "unique_opens",
        /// Endpoints that clicked (`Distinct`).
        EmailClickers = "unique_clicks",
        PushOpens = "push_opens",
        /// Texts by record status (`Count`).
        Texts = "texts",
        /// Parts of texts, by record status (`Count`).
        TextParts = "text_parts",
        /// Prices of texts in thousandths of a cent (`Stats`).
        TextPrice = "text_price",
        // Journeys.
        /// Execution metrics of spec §12.3 (`Count`).
        Execution = "execution",
    }
}

names! {
    /// What cells of one measure are told apart by.
    Dimension {
        Activity = "a",
        Attribute = "k",
        Campaign = "c",
        Channel = "ch",
        Country = "co",
        Currency = "cu",
        Journey = "j",
        Metric = "m",
        /// A trait of endpoints: `platform`, `app_version`, `model`, `make`, `country`, `channel`.
        Trait = "t",
        Run = "r",
        Status = "s",
        Treatment = "tr",
        Value = "v",
        /// Weekday and hour, `1-00` (Monday) to `7-23`.
        When = "w",
    }
}

/// A measure and its dimensions, as one stored name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Series(String);

impl Series {
    #[must_use]
    pub fn of(measure: Measure) -> Self {
        Self(measure.name().to_owned())
    }

    /// With one more dimension. The order matters: every series of a measure is built in the same one.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, value: &str) -> Self {
        self.0.push(SEPARATOR);
        self.0.push_str(dimension.name());
        self.0.push('=');
        self.0.extend(value.chars().map(|c| if c == SEPARATOR { ' ' } else { c }));
        self
    }

    /// `None` for one that a newer version has stored.
    #[must_use]
    pub fn measure(&self) -> Option<Measure> {
        Measure::named(self.0.split(SEPARATOR).next().unwrap_or_default())
    }

    #[must_use]
    pub fn dimension(&self, dimension: Dimension) -> Option<&str> {
        let of = |part: &'_ str| part.split_once('=').is_some_and(|(name, _)| name == dimension.name());
        let part = self.0.split(SEPARATOR).skip(1).find(|part| of(part))?;
        part.split_once('=').map(|(_, value)| value)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.replace(SEPARATOR, "|"))
    }
}

//! What is counted, and by what it is told apart.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Separates the parts of a series' stored name; no part may hold it.
const SEPARATOR: char = '\u{1f}';
/// Begins names that are ours; no part that somebody else chose may hold it.
const RESERVED: char = '\u{1e}';
/// The value under which attribute values, names and the like are counted that a page has no room for. No client can write it.
pub const OTHER: &str = "\u{1e}other";
/// The same for traits of endpoints.
pub const OTHER_TRAIT: &str = "other";
/// Longer values are cut. (Clients' attribute values have at most 200, spec §2.7.)
const MAX_VALUE_CHARS: usize = 200;

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
        /// Sessions, by the hour in which they began (`Count`). On the page of an event: those in which it happened (`Distinct`).
        Sessions = "sessions",
        /// Sessions by weekday and hour where the endpoint is (`Count`).
        LocalSessions = "local_sessions",
        /// Milliseconds of sessions that ended (`Stats`).
        SessionLength = "session_ms",
        SignIns = "sign_ins",
        SignUps = "sign_ups",
        AuthFailures = "auth_failures",
        Purchases = "purchases",
        /// Price times quantity, by currency (`Stats`); `XXX` where none was given.
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
        push(&mut self.0, dimension, value);
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

    /// Everything before the value of the last dimension, and that value.
    pub(crate) fn last_value(&self) -> Option<(&str, &str)> {
        let last = self.0.rfind(SEPARATOR)?;
        let value = last + 1 + self.0.get(last..)?.find('=')?;
        self.0.split_at_checked(value)
    }

    /// A stored name as it is.
    pub(crate) fn stored(name: String) -> Self {
        Self(name)
    }
}

impl Borrow<str> for Series {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.replace(SEPARATOR, "|"))
    }
}

/// A series in the making, to look it up by: one allocation for all series of an event.
#[derive(Debug)]
pub(crate) struct Name(String);

impl Name {
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(128))
    }

    /// Begins anew.
    pub(crate) fn of(&mut self, measure: Measure) -> &mut Self {
        self.0.clear();
        self.0.push_str(measure.name());
        self
    }

    /// As [`Series::with`].
    pub(crate) fn with(&mut self, dimension: Dimension, value: &str) -> &mut Self {
        push(&mut self.0, dimension, value);
        self
    }

    /// The dimension only where there is a value.
    pub(crate) fn with_some(&mut self, dimension: Dimension, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.with(dimension, value),
            None => self,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn to_series(&self) -> Series {
        Series(self.0.clone())
    }
}

fn push(name: &mut String, dimension: Dimension, value: &str) {
    name.push(SEPARATOR);
    name.push_str(dimension.name());
    name.push('=');
    let ours = value == OTHER;
    if value.len() <= MAX_VALUE_CHARS && (ours || !value.contains([SEPARATOR, RESERVED])) {
        name.push_str(value);
    } else {
        let sound = |c: char| if c == SEPARATOR || c == RESERVED { ' ' } else { c };
        name.extend(value.chars().map(sound).take(MAX_VALUE_CHARS));
    }
}

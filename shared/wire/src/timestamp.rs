//! Times on the wire: any ISO 8601 date-time is read, whole seconds in UTC are written (spec §1.6).
//!
//! Only members that the model types as a timestamp are read here; the many dates that it types as strings stay strings.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// What a client is told to send.
pub(crate) const EXPECTED: &str = "an ISO 8601 date-time such as 2026-03-01T12:00:00Z";

const WHOLE_SECONDS: DateTimePrinter = DateTimePrinter::new().precision(Some(0));

/// Reads a date-time with offset or `Z`.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Reads a date-time with offset or `Z`, or a date, which means its midnight in UTC.
pub(crate) fn parse_or_date(text: &str) -> Option<Timestamp> {
    parse(text).or_else(|| {
        let is_date = text.len() == "2026-03-01".len();
        let date: Date = is_date.then(|| text.parse().ok()).flatten()?;
        date.to_zoned(TimeZone::UTC).ok().map(|midnight| midnight.timestamp())
    })
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(TimestampVisitor)
}

pub(crate) fn serialize<S: Serializer>(timestamp: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&WHOLE_SECONDS.timestamp_to_string(timestamp))
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        parse(text).ok_or_else(|| E::custom(format_args!("expected {EXPECTED}")))
    }
}

/// The same for a member that may be absent.
pub(crate) mod optional {
    use jiff::Timestamp;
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::Serializer;

    struct Wire(Timestamp);

    impl<'de> Deserialize<'de> for Wire {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            super::deserialize(deserializer).map(Wire)
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        let wire: Option<Wire> = Option::deserialize(deserializer)?;
        Ok(wire.map(|Wire(timestamp)| timestamp))
    }

    pub(crate) fn serialize<S: Serializer>(timestamp: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        match timestamp {
            Some(timestamp) => super::serialize(timestamp, serializer),
            None => serializer.serialize_none(),
        }
    }
}

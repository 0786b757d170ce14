//! Where the archive keeps what: the names of its objects.
//!
//! | Prefix | Holds |
//! |---|---|
//! | `events/app=<id>/date=<day>/` | every event, as files of JSON lines by the day (UTC) on which it happened; query engines read the two parts as columns |
//! | `parked/app=<id>/<stream>/` | events that wait for the app's own stream to take them again |
//! | `rejected/` | records of the events stream that could not be read |
//!
//! Names are made of what the file holds, so that writing it again writes the same object.

#[cfg(test)]
mod table_tests;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::hash::{fnv1a64, fnv1a64_from};
use crate::ids::AppId;
use crate::metrics::Position;

/// What every file of the archive ends with: lines of JSON, compressed.
const ENDING: &str = ".json.gz";

/// Digits of the longest sequence number of a stream; padded to it, names order as the stream does.
const POSITION_DIGITS: usize = 56;

/// All days of all apps.
pub const EVENTS: &str = "events";

/// All that waits for apps' streams.
pub const PARKED: &str = "parked";

/// What nobody could read.
pub const REJECTED: &str = "rejected";

/// A file of events: those of one app that happened on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventsFile {
    pub app: AppId,
    /// In UTC.
    pub date: Date,
    /// [`batch_name`] or [`merged_name`].
    pub name: String,
}

/// A file of events that wait for the app's stream.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParkedFile {
    pub app: AppId,
    /// When the configuration of the stream came into being, to the millisecond. One that was deleted and set anew is another stream,
    /// for which nothing waits that waited for the first.
    pub stream_ms: i64,
    /// [`batch_name`]: files of one stream are listed in the order in which their events came.
    pub name: String,
}

impl EventsFile {
    /// Reads an object's name back; `None` for what is no such file.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let (app, rest) = key.strip_prefix(EVENTS)?.strip_prefix("/app=")?.split_once('/')?;
        let (date, name) = rest.strip_prefix("date=")?.split_once('/')?;
        let name = name.strip_suffix(ENDING).filter(|name| is_name(name))?;
        Some(Self { app: AppId::new(app), date: date.parse().ok()?, name: name.to_owned() })
    }
}

impl fmt::Display for EventsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}{ENDING}", events_of_day(&self.app, self.date), self.name)
    }
}

impl ParkedFile {
    /// A file that waits for the stream whose configuration came into being at `stream`.
    #[must_use]
    pub fn new(app: &AppId, stream: Timestamp, name: String) -> Self {
        Self { app: app.clone(), stream_ms: stream.as_millisecond(), name }
    }

    /// Reads an object's name back; `None` for what is no such file.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let (app, rest) = key.strip_prefix(PARKED)?.strip_prefix("/app=")?.split_once('/')?;
        let (stream, name) = rest.split_once('/')?;
        let name = name.strip_suffix(ENDING).filter(|name| is_name(name))?;
        Some(Self { app: AppId::new(app), stream_ms: stream.parse().ok()?, name: name.to_owned() })
    }
}

impl fmt::Display for ParkedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:013}/{}{ENDING}", parked_of(&self.app), self.stream_ms, self.name)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('/')
}

/// What the files of an app's events begin with, without the slash behind it.
#[must_use]
pub fn events_of(app: &AppId) -> String {
    format!("{EVENTS}/app={app}")
}

/// What the files of one day begin with, without the slash behind it.
#[must_use]
pub fn events_of_day(app: &AppId, date: Date) -> String {
    format!("{}/date={date}", events_of(app))
}

/// What all that waits for an app's stream begins with, without the slash behind it.
#[must_use]
pub fn parked_of(app: &AppId) -> String {
    format!("{PARKED}/app={app}")
}

/// Where a record is set aside, as it came, that could not be read.
#[must_use]
pub fn rejected(shard: &str, position: &Position) -> String {
    format!("{REJECTED}/{shard}-{:0>POSITION_DIGITS$}", position.as_str())
}

/// The name of what came from one batch of a shard.
#[must_use]
pub fn batch_name(shard: &str, first: &Position, last: &Position) -> String {
    format!("{shard}-{:0>POSITION_DIGITS$}-{:0>POSITION_DIGITS$}", first.as_str(), last.as_str())
}

/// The name of the file that replaces `parts`, given by name and size.
#[must_use]
pub fn merged_name(parts: &[(&str, u64)]) -> String {
    let hash = |start| parts.iter().fold(start, |state, (name, size)| fnv1a64_from(state, format!("{name}/{size}/").as_bytes()));
    let high = hash(fnv1a64(b""));
    format!("merged-{high:016x}{:016x}", hash(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    #[test]
    fn names_of_events_are_read_back() {
        let file = EventsFile { app: AppId::new(APP), date: "2030-01-09".parse().unwrap(), name: "n-1".into() };
        let key = format!("events/app={APP}/date=2030-01-09/n-1.json.gz");
        assert_eq!(file.to_string(), key);
        assert_eq!(EventsFile::parse(&key), Some(file));
        for other in [
            "events/app=a/date=2030-01-09/n-1.json",
            "events/app=a/date=2030-01-09/.json.gz",
            "events/app=a/date=2030-01-09/deep/n.json.gz",
            "events/app=a/date=someday/n.json.gz",
            "events/app=a/n.json.gz",
            "parked/app=a/1/n.json.gz",
            "",
        ] {
            assert_eq!(EventsFile::parse(other), None, "{other}");
        }
    }

    #[test]
    fn names_of_what_waits_are_read_back() {
        let file = ParkedFile::new(&AppId::new(APP), Timestamp::from_millisecond(5).unwrap(), "n".into());
        let key = format!("parked/app={APP}/0000000000005/n.json.gz");
        assert_eq!(file.to_string(), key);
        assert_eq!(ParkedFile::parse(&key), Some(file));
        for other in ["parked/app=a/n.json.gz", "parked/app=a/x/n.json.gz", "events/app=a/date=2030-01-09/n.json.gz"] {
            assert_eq!(ParkedFile::parse(other), None, "{other}");
        }
    }

    #[test]
    fn names_of_batches_order_as_the_stream_does() {
        let name = |shard: &str, first: &str, last: &str| batch_name(shard, &Position::new(first), &Position::new(last));
        let parent = "shardId-000000000001";
        let child = "shardId-000000000002";
        let names = [name(parent, "9", "10"), name(parent, "11", "99"), name(parent, "100", "101"), name(child, "12", "13")];
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(names[0].len(), parent.len() + 2 * (1 + POSITION_DIGITS));
    }

    #[test]
    fn a_merged_file_is_named_by_its_parts() {
        let name = |parts: &[(&str, u64)]| merged_name(parts);
        assert_eq!(name(&[("a", 1), ("b", 2)]), name(&[("a", 1), ("b", 2)]));
        for other in [&[("a", 1)][..], &[("a", 1), ("b", 3)], &[("b", 2), ("a", 1)], &[("a", 1), ("b", 2), ("c", 1)]] {
            assert_ne!(name(&[("a", 1), ("b", 2)]), name(other));
        }
    }
}

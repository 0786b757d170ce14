//! Pages as bytes: one for the version of the format, then deflated MessagePack.
//!
//! The message is `[seen, cells]`: positions by shard, and `[name, cell]` of every series in the order of their names, which share
//! their beginnings and so deflate well. A cell is `[kind, content]`. Names are taken as they are, so that what a newer version
//! counts survives being read and written by an older one; a new kind of cell needs a new version.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cell::{Cell, Hours, Stats};
use super::page::Page;
use super::position::Position;
use super::series::Series;
use super::sketch::{Cohort, Distinct};

/// The format that is written, and the only one there is.
const VERSION: u8 = 1;
/// The most that a page should take: an item of the database has 400 KB, names and all.
pub const MAX_PAGE_BYTES: usize = 360 * 1024;
/// Precisions for pages that would take more: standard errors from 1.1 % to 6.5 %.
const COARSER: [u8; 6] = [13, 12, 11, 10, 9, 8];
/// The most that a page inflates to: far more than fits into an item deflated.
const MAX_INFLATED_BYTES: u64 = 16 * 1024 * 1024;

/// What stands in the bytes.
type Message = (Vec<(String, String)>, Vec<(String, Stored)>);

impl Page {
    /// The page as bytes. When they would not fit into an item, its counts of different members are told less exactly, as much as
    /// it takes: a page that cannot be written would count nothing more at all.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.encode_with(None);
        for lg_k in COARSER {
            if bytes.len() <= MAX_PAGE_BYTES {
                break;
            }
            bytes = self.encode_with(Some(lg_k));
        }
        bytes
    }

    fn encode_with(&self, coarser: Option<u8>) -> Vec<u8> {
        let seen: Vec<(&str, &str)> = self.seen.iter().map(|(shard, at)| (shard.as_str(), at.as_str())).collect();
        let cells: Vec<(&str, Stored)> =
            self.cells.iter().map(|(series, cell)| (series.as_str(), Stored::of(cell, coarser))).collect();
        let mut encoder = DeflateEncoder::new(vec![VERSION], Compression::default());
        // Nothing here can fail: neither a list in memory nor the shapes above refuse anything.
        if let Ok(message) = rmp_serde::to_vec(&(seen, cells)) {
            let _ = encoder.write_all(&message);
        }
        encoder.finish().unwrap_or_default()
    }

    /// The page that the bytes hold; `None` when they are damaged or of a newer version.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (VERSION, deflated) = bytes.split_first().map(|(version, rest)| (*version, rest))? else { return None };
        let mut message = Vec::new();
        let read = DeflateDecoder::new(deflated).take(MAX_INFLATED_BYTES + 1).read_to_end(&mut message).ok()?;
        if read as u64 > MAX_INFLATED_BYTES {
            return None;
        }
        let (seen, cells): Message = rmp_serde::from_slice(&message).ok()?;
        Some(Self {
            seen: seen.into_iter().map(|(shard, at)| (shard, Position::new(at))).collect(),
            cells: cells.into_iter().map(|(name, cell)| Some((Series::stored(name), cell.cell()?))).collect::<Option<_>>()?,
        })
    }
}

/// A cell as it is stored.
enum Stored {
    Count(BTreeMap<u8, u64>),
    Stats(u64, f64, f64, f64),
    Distinct(Bytes),
    Cohort(Bytes),
}

impl Stored {
    fn of(cell: &Cell, coarser: Option<u8>) -> Self {
        match cell {
            Cell::Count(hours) => Self::Count(hours.0.clone()),
            Cell::Stats(stats) => Self::Stats(stats.count, stats.sum, stats.min, stats.max),
            Cell::Distinct(distinct) => Self::Distinct(Bytes(match coarser {
                Some(lg_k) => distinct.coarser(lg_k).to_bytes(),
                None => distinct.to_bytes(),
            })),
            Cell::Cohort(cohort) => Self::Cohort(Bytes(cohort.to_bytes())),
        }
    }

    fn cell(self) -> Option<Cell> {
        match self {
            Self::Count(hours) => Some(Cell::Count(Hours(hours))),
            Self::Stats(count, sum, min, max) => Some(Cell::Stats(Stats { count, sum, min, max })),
            Self::Distinct(Bytes(bytes)) => Distinct::from_bytes(&bytes).map(|distinct| Cell::Distinct(Box::new(distinct))),
            Self::Cohort(Bytes(bytes)) => Cohort::from_bytes(&bytes).map(|cohort| Cell::Cohort(Box::new(cohort))),
        }
    }
}

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(hours) => (0_u8, hours).serialize(serializer),
            Self::Stats(count, sum, min, max) => (1_u8, (count, sum, min, max)).serialize(serializer),
            Self::Distinct(bytes) => (2_u8, bytes).serialize(serializer),
            Self::Cohort(bytes) => (3_u8, bytes).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = Stored;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the kind of a cell and its content")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut pair: A) -> Result<Stored, A::Error> {
                let absent = || A::Error::custom("a cell without content");
                match pair.next_element::<u8>()? {
                    Some(0) => Ok(Stored::Count(pair.next_element()?.ok_or_else(absent)?)),
                    Some(1) => {
                        let (count, sum, min, max) = pair.next_element()?.ok_or_else(absent)?;
                        Ok(Stored::Stats(count, sum, min, max))
                    }
                    Some(2) => Ok(Stored::Distinct(pair.next_element()?.ok_or_else(absent)?)),
                    Some(3) => Ok(Stored::Cohort(pair.next_element()?.ok_or_else(absent)?)),
                    Some(kind) => Err(A::Error::custom(format_args!("a cell of the unknown kind {kind}"))),
                    None => Err(absent()),
                }
            }
        }
        deserializer.deserialize_tuple(2, Pair)
    }
}

/// Binary data, which serde would otherwise write number by number.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("binary data")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Whole)
    }
}

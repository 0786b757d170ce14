//! Attributes and metrics of a stored document, flat.
//!
//! An endpoint holds a handful of names, so that a walk over a vector beats a map, and all values of all names share
//! one vector, so that decoding allocates twice per object rather than once per name.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Text;

/// Room for what a typical endpoint holds, so that a vector is allocated once.
const TYPICAL: usize = 8;

/// `Attributes` or `UserAttributes`: names with lists of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeLists<'a> {
    /// A name and where its values end in `values`; they begin where those of the name before end.
    names: Vec<(Text<'a>, usize)>,
    values: Vec<Text<'a>>,
}

impl<'a> AttributeLists<'a> {
    /// The values of `name`; `None` if the endpoint lacks it, empty if it was written without values.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[Text<'a>]> {
        let mut start = 0;
        for (candidate, end) in &self.names {
            if candidate.as_str() == name {
                return self.values.get(start..*end);
            }
            start = *end;
        }
        None
    }

    /// Names with their values, in the document's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Text<'a>])> {
        self.names.iter().scan(0, |start, (name, end)| {
            let values = self.values.get(*start..*end)?;
            *start = *end;
            Some((name.as_str(), values))
        })
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for AttributeLists<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ListsVisitor)
    }
}

struct ListsVisitor;

impl<'de> Visitor<'de> for ListsVisitor {
    type Value = AttributeLists<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with lists of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AttributeLists<'de>, A::Error> {
        let mut lists = AttributeLists::default();
        while let Some(name) = map.next_key()? {
            if lists.names.is_empty() {
                lists.names.reserve(TYPICAL);
                lists.values.reserve(TYPICAL);
            }
            map.next_value_seed(Values(&mut lists.values))?;
            lists.names.push((name, lists.values.len()));
        }
        Ok(lists)
    }
}

/// Appends the values of one name.
struct Values<'v, 'a>(&'v mut Vec<Text<'a>>);

impl<'de> DeserializeSeed<'de> for Values<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Values<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element()? {
            self.0.push(value);
        }
        Ok(())
    }
}

/// `Metrics`: names with numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics<'a>(Vec<(Text<'a>, f64)>);

impl Metrics<'_> {
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(candidate, _)| candidate.as_str() == name).map(|(_, value)| *value)
    }

    /// Names with their numbers, in the document's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Metrics<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MetricsVisitor)
    }
}

struct MetricsVisitor;

impl<'de> Visitor<'de> for MetricsVisitor {
    type Value = Metrics<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metrics<'de>, A::Error> {
        let mut metrics = Vec::new();
        while let Some(entry) = map.next_entry()? {
            metrics.push(entry);
        }
        Ok(Metrics(metrics))
    }
}

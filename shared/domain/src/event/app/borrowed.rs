//! JSON objects read without copying their texts: only those with escapes in them are made anew.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A text of the document itself, where it stands there as it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Texts)
    }
}

/// What a member of an object is kept as.
trait Kept<'a> {
    type Read: Deserialize<'a>;

    fn kept(read: Self::Read) -> Self;
}

impl<'a> Kept<'a> for Cow<'a, str> {
    type Read = Text<'a>;

    fn kept(read: Text<'a>) -> Self {
        read.0
    }
}

impl<'a> Kept<'a> for f64 {
    type Read = Self;

    fn kept(read: Self) -> Self {
        read
    }
}

/// An object by its names; of a name that is repeated the last counts.
#[derive(Debug)]
pub(super) struct Object<'a, V>(pub(super) BTreeMap<Cow<'a, str>, V>);

impl<'de: 'a, 'a, V: Deserialize<'de>> Deserialize<'de> for Object<'a, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members(PhantomData::<(V, V)>, |value| value)).map(Self)
    }
}

/// An object of texts, or none.
pub(super) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<'de, Cow<'de, str>>, D::Error> {
    optional(deserializer)
}

/// An object of numbers, or none.
pub(super) fn numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<'de, f64>, D::Error> {
    optional(deserializer)
}

pub(super) type Map<'a, V> = BTreeMap<Cow<'a, str>, V>;

fn optional<'de, D: Deserializer<'de>, V: Kept<'de>>(deserializer: D) -> Result<Map<'de, V>, D::Error> {
    struct OrNone<V>(PhantomData<V>);
    impl<'de, V: Kept<'de>> Visitor<'de> for OrNone<V> {
        type Value = Map<'de, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(Map::new())
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Map::new())
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_map(Members(PhantomData::<(V::Read, V)>, V::kept))
        }
    }
    deserializer.deserialize_option(OrNone(PhantomData))
}

/// Reads members as `R` and keeps them as `V`.
struct Members<R, V>(PhantomData<(R, V)>, fn(R) -> V);

impl<'de, R: Deserialize<'de>, V> Visitor<'de> for Members<R, V> {
    type Value = Map<'de, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut map = Map::new();
        while let Some((Text(name), value)) = members.next_entry()? {
            map.insert(name, self.1(value));
        }
        Ok(map)
    }
}

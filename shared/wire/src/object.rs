//! Structures are JSON objects, and nothing else.
//!
//! What serde derives for a structure also reads a JSON list, taking its elements for the members in order of their
//! declaration: that order is nothing a client knows, so a list must be refused where an object belongs. The generated
//! structures therefore derive serde's code for a "remote" type, themselves, and [`wire_objects!`] calls it through
//! [`ObjectOnly`].

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Asks the inner deserializer for a map, whatever it is asked for.
#[derive(Debug)]
pub struct ObjectOnly<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Implements serde's traits for structures that derive them with `#[serde(remote = "Self")]`.
macro_rules! wire_objects {
    ($($name:ident,)+) => {
        $(
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    // The derived function, which is an inherent one.
                    $name::deserialize($crate::object::ObjectOnly(deserializer))
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    $name::serialize(self, serializer)
                }
            }
        )+
    };
}
pub(crate) use wire_objects;

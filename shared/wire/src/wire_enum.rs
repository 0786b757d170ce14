//! The enum shapes of the API: a closed set of strings.
//!
//! The model's enums are declared through [`wire_enum!`], which gives each the same small interface. A value that is
//! not in the set is refused with the list of those that are.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};

/// The longest refused value that is repeated to the client, in characters.
const REPEATED_MAX: usize = 64;

/// A string that is none of an enum's values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown value {value:?}; expected one of {}", allowed.join(", "))]
pub struct UnknownValue {
    value: String,
    allowed: &'static [&'static str],
}

impl UnknownValue {
    /// `value` is cut to a length that is fit for an answer.
    pub(crate) fn new(value: &str, allowed: &'static [&'static str]) -> Self {
        Self { value: value.chars().take(REPEATED_MAX).collect(), allowed }
    }
}

/// Reads an enum from a JSON string, and from nothing else.
pub(crate) fn deserialize<'de, T, D>(deserializer: D, allowed: &'static [&'static str]) -> Result<T, D::Error>
where
    T: FromStr<Err = UnknownValue>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(EnumVisitor { allowed, read: PhantomData })
}

struct EnumVisitor<T> {
    allowed: &'static [&'static str],
    read: PhantomData<T>,
}

impl<T: FromStr<Err = UnknownValue>> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "one of {}", self.allowed.join(", "))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        value.parse().map_err(E::custom)
    }
}

/// Declares an enum shape: documentation, name, and each variant with its value on the wire.
macro_rules! wire_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $value, "`")] $variant,)+
        }

        impl $name {
            /// Every value, in the model's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const VALUES: &'static [&'static str] = &[$($value,)+];

            /// The value on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $value,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                match value {
                    $($value => Ok(Self::$variant),)+
                    unknown => Err($crate::UnknownValue::new(unknown, Self::VALUES)),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire_enum::deserialize(deserializer, Self::VALUES)
            }
        }
    };
}
pub(crate) use wire_enum;

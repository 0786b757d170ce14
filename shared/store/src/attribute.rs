//! Attributes in and out of items, with an error instead of a panic when an item is not what it should be.

use std::collections::HashMap;
use std::str::FromStr;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::StoreError;

/// One stored item, or the key of one.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// Partition key of the tables that have a sort key.
pub(crate) const PK: &str = "pk";
/// Sort key.
pub(crate) const SK: &str = "sk";
/// Optimistic lock: a number that every write of the item raises by one.
pub(crate) const REV: &str = "rev";
/// The document as JSON text.
pub(crate) const DOC: &str = "doc";
/// Second after the epoch from which the database may drop the item.
pub(crate) const TTL: &str = "ttl";
/// Mark of the write that last put the item (see `call`).
pub(crate) const MARK: &str = "w";

/// A string value.
pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// A number value.
pub(crate) fn number(value: impl Into<i128>) -> AttributeValue {
    AttributeValue::N(value.into().to_string())
}

/// A binary value.
pub(crate) fn bytes(value: Vec<u8>) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

/// The key of an item in a table with a sort key.
pub(crate) fn key(pk: impl Into<String>, sk: impl Into<String>) -> Item {
    HashMap::from([(PK.to_owned(), text(pk)), (SK.to_owned(), text(sk))])
}

/// Reads attributes of an item.
pub(crate) trait Attributes {
    /// A string that must be there.
    fn text(&self, name: &str) -> Result<&str, StoreError>;
    /// A string that may be absent.
    fn text_opt(&self, name: &str) -> Result<Option<&str>, StoreError>;
    /// A number that must be there.
    fn number<T: FromStr>(&self, name: &str) -> Result<T, StoreError>;
    /// A number that may be absent.
    fn number_opt<T: FromStr>(&self, name: &str) -> Result<Option<T>, StoreError>;
    /// Binary data that may be absent.
    fn bytes_opt(&self, name: &str) -> Result<Option<&[u8]>, StoreError>;
}

impl Attributes for Item {
    fn text(&self, name: &str) -> Result<&str, StoreError> {
        self.text_opt(name)?.ok_or_else(|| absent(name))
    }

    fn text_opt(&self, name: &str) -> Result<Option<&str>, StoreError> {
        self.get(name).map(|value| value.as_s().map(String::as_str).map_err(|_| mistyped(name, "a string"))).transpose()
    }

    fn number<T: FromStr>(&self, name: &str) -> Result<T, StoreError> {
        self.number_opt(name)?.ok_or_else(|| absent(name))
    }

    fn number_opt<T: FromStr>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.get(name)
            .map(|value| {
                let digits = value.as_n().map_err(|_| mistyped(name, "a number"))?;
                digits.parse().map_err(|_| mistyped(name, "a number in range"))
            })
            .transpose()
    }

    fn bytes_opt(&self, name: &str) -> Result<Option<&[u8]>, StoreError> {
        self.get(name).map(|value| value.as_b().map(AsRef::as_ref).map_err(|_| mistyped(name, "binary"))).transpose()
    }
}

fn absent(name: &str) -> StoreError {
    StoreError::corrupt("item", format_args!("attribute {name} is absent"))
}

fn mistyped(name: &str, expected: &str) -> StoreError {
    StoreError::corrupt("item", format_args!("attribute {name} is not {expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_or_mistyped_is_named() {
        let item = Item::from([("s".to_owned(), text("x")), ("n".to_owned(), number(300)), ("b".to_owned(), bytes(vec![1, 2]))]);
        assert_eq!(item.text("s").unwrap(), "x");
        assert_eq!(item.number::<u64>("n").unwrap(), 300);
        assert_eq!(item.bytes_opt("b").unwrap(), Some(&[1, 2][..]));
        assert_eq!(item.text_opt("none").unwrap(), None);
        assert_eq!(item.number_opt::<u8>("none").unwrap(), None);
        for (error, expected) in [
            (item.text("none").unwrap_err(), "stored item is damaged: attribute none is absent"),
            (item.text("n").unwrap_err(), "stored item is damaged: attribute n is not a string"),
            (item.number::<u8>("n").unwrap_err(), "stored item is damaged: attribute n is not a number in range"),
            (item.number::<u8>("s").unwrap_err(), "stored item is damaged: attribute s is not a number"),
            (item.bytes_opt("s").unwrap_err(), "stored item is damaged: attribute s is not binary"),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }
}

//! A field's text against a set of texts: `SetDimension` (spec §4.2).

use touchpoint_wire::types::{DimensionType, SetDimension};

use super::error::{Rule, SegmentError};
use crate::limits::Limits;

/// Sets up to this size are walked through; larger ones are searched by halves.
const WALKED: usize = 8;

/// Texts to compare with, case-sensitively.
#[derive(Clone, Debug)]
pub(crate) struct Texts(Box<[Box<str>]>);

impl Texts {
    pub(super) fn new(values: &[String]) -> Self {
        let mut texts: Vec<Box<str>> = values.iter().map(|value| value.as_str().into()).collect();
        texts.sort_unstable();
        texts.dedup();
        Self(texts.into())
    }

    pub(super) fn contains(&self, text: &str) -> bool {
        if self.0.len() <= WALKED {
            self.0.iter().any(|known| **known == *text)
        } else {
            self.0.binary_search_by(|known| (**known).cmp(text)).is_ok()
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }
}

/// `DimensionType`: which side of the set the field must be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Membership {
    Inclusive,
    Exclusive,
}

impl Membership {
    pub(super) fn of(dimension_type: Option<DimensionType>) -> Self {
        match dimension_type {
            None | Some(DimensionType::Inclusive) => Self::Inclusive,
            Some(DimensionType::Exclusive) => Self::Exclusive,
        }
    }

    /// Whether a field is on the right side that is `equal` to one of the values. An absent field equals none.
    pub(super) fn accepts(self, equal: bool) -> bool {
        match self {
            Self::Inclusive => equal,
            Self::Exclusive => !equal,
        }
    }
}

/// Whether the case of ASCII letters counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Sensitive,
    /// For `Platform`, which some SDKs write `iOS` and others `ios`.
    Ignored,
}

/// A compiled `SetDimension` over a plain text field.
#[derive(Clone, Debug)]
pub(crate) struct SetTest {
    membership: Membership,
    case: Case,
    values: Texts,
}

impl SetTest {
    pub(crate) fn compile(set: &SetDimension, case: Case, limits: &Limits) -> Result<Self, SegmentError> {
        check_values(&set.values, limits)?;
        Ok(Self { membership: Membership::of(set.dimension_type), case, values: Texts::new(&set.values) })
    }

    /// Whether the field passes.
    pub(crate) fn accepts(&self, field: Option<&str>) -> bool {
        self.membership.accepts(field.is_some_and(|text| self.has(text)))
    }

    /// Whether a field of several values passes: it equals if one of its values does.
    pub(super) fn accepts_any<'t>(&self, mut field: impl Iterator<Item = &'t str>) -> bool {
        self.membership.accepts(field.any(|text| self.has(text)))
    }

    fn has(&self, text: &str) -> bool {
        match self.case {
            Case::Sensitive => self.values.contains(text),
            Case::Ignored => self.values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        }
    }
}

/// What every list of criterion values must be: there, and each of a length that a stored value can have (spec §2.3).
pub(super) fn check_values(values: &[String], limits: &Limits) -> Result<(), SegmentError> {
    if values.is_empty() {
        return Err(SegmentError::new("Values", Rule::NoValues));
    }
    for (index, value) in values.iter().enumerate() {
        let (chars, max) = (value.chars().count(), limits.attribute_value_chars);
        if chars > max {
            return Err(SegmentError::new(format!("Values[{index}]"), Rule::TooLong { chars, max }));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_sets_find_the_same() {
        for size in [1, WALKED, WALKED + 1, 100] {
            let values: Vec<String> = (0..size).rev().map(|n| format!("v{n}")).collect();
            let texts = Texts::new(&values);
            assert!(values.iter().all(|value| texts.contains(value)), "{size}");
            for absent in ["", "v", "V0", "v100", "zz"] {
                assert!(!texts.contains(absent), "{size} {absent}");
            }
        }
    }

    #[test]
    fn values_must_be_there_and_short() {
        let limits = Limits { attribute_value_chars: 3, ..Limits::default() };
        let check = |values: &[&str]| {
            let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
            check_values(&values, &limits).map_err(|error| error.to_string())
        };
        assert_eq!(check(&["äöü", ""]), Ok(()));
        assert_eq!(check(&[]), Err("Values: must hold at least one value".to_owned()));
        assert_eq!(check(&["a", "abcd"]), Err("Values[1]: is 4 characters long; at most 3 are allowed".to_owned()));
    }
}

//! An attribute's values against texts or dates: `AttributeDimension` (spec §4.2).

use touchpoint_wire::types::{AttributeDimension, AttributeType};

use super::error::{Rule, SegmentError};
use super::instant::Instant;
use super::set::{Texts, check_values};
use crate::endpoint::view::Text;
use crate::limits::Limits;

/// A compiled `AttributeDimension`. Stored values that are no dates do not count in the comparisons of dates.
#[derive(Clone, Debug)]
pub(crate) enum AttributeTest {
    /// Some stored value is one of the texts.
    Inclusive(Texts),
    /// No stored value is one of the texts; an absent attribute has no value.
    Exclusive(Texts),
    /// Some stored value contains one of the texts.
    Contains(Texts),
    /// Some stored date is before this one, the latest of those given.
    Before(Instant),
    /// Some stored date is after this one, the earliest of those given.
    After(Instant),
    /// Some stored date is on one of these days (UTC, counted from 1970).
    On(Box<[i64]>),
    /// Some stored date is within, both ends included.
    Between(Instant, Instant),
    /// There is a stored date, and none is within.
    NotBetween(Instant, Instant),
}

impl AttributeTest {
    pub(crate) fn compile(dimension: &AttributeDimension, limits: &Limits) -> Result<Self, SegmentError> {
        let values = &dimension.values;
        check_values(values, limits)?;
        Ok(match dimension.attribute_type.unwrap_or(AttributeType::Inclusive) {
            AttributeType::Inclusive => Self::Inclusive(Texts::new(values)),
            AttributeType::Exclusive => Self::Exclusive(Texts::new(values)),
            AttributeType::Contains => Self::Contains(Texts::new(values)),
            AttributeType::Before => Self::Before(some(dates(values)?.into_iter().max())?),
            AttributeType::After => Self::After(some(dates(values)?.into_iter().min())?),
            AttributeType::On => Self::On(dates(values)?.into_iter().map(Instant::day).collect()),
            AttributeType::Between => range(values).map(|(from, to)| Self::Between(from, to))?,
            AttributeType::NotBetween => range(values).map(|(from, to)| Self::NotBetween(from, to))?,
        })
    }

    /// Whether the stored values pass; `None` if the endpoint lacks the attribute.
    pub(crate) fn accepts(&self, stored: Option<&[Text<'_>]>) -> bool {
        let stored = stored.unwrap_or_default();
        let mut dates = stored.iter().filter_map(|value| Instant::parse(value));
        match self {
            Self::Inclusive(texts) => stored.iter().any(|value| texts.contains(value)),
            Self::Exclusive(texts) => !stored.iter().any(|value| texts.contains(value)),
            Self::Contains(texts) => stored.iter().any(|value| texts.iter().any(|text| value.contains(text))),
            Self::Before(latest) => dates.any(|date| date < *latest),
            Self::After(earliest) => dates.any(|date| date > *earliest),
            Self::On(days) => dates.any(|date| days.contains(&date.day())),
            Self::Between(from, to) => dates.any(|date| *from <= date && date <= *to),
            Self::NotBetween(from, to) => {
                let mut there = false;
                dates.all(|date| {
                    there = true;
                    date < *from || *to < date
                }) && there
            }
        }
    }
}

fn some(date: Option<Instant>) -> Result<Instant, SegmentError> {
    date.ok_or_else(|| SegmentError::new("Values", Rule::NoValues))
}

fn dates(values: &[String]) -> Result<Vec<Instant>, SegmentError> {
    values.iter().enumerate().map(|(index, value)| date(value, || format!("Values[{index}]"))).collect()
}

fn date(text: &str, field: impl FnOnce() -> String) -> Result<Instant, SegmentError> {
    Instant::parse(text).ok_or_else(|| SegmentError::new(field(), Rule::NotADate))
}

/// Two dates, or one text that holds both.
fn range(values: &[String]) -> Result<(Instant, Instant), SegmentError> {
    let whole = || SegmentError::new("Values", Rule::NotARange);
    let (from, to) = match values {
        [from, to] => (date(from, || "Values[0]".to_owned())?, date(to, || "Values[1]".to_owned())?),
        [both] => {
            let (from, to) = both.split_once([',', '/']).ok_or_else(whole)?;
            let in_text = |text: &str| date(text.trim(), || "Values[0]".to_owned());
            (in_text(from)?, in_text(to)?)
        }
        _ => return Err(whole()),
    };
    if from > to {
        return Err(SegmentError::new("Values", Rule::RangeReversed));
    }
    Ok((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(comparison: &str, values: &[&str]) -> Result<AttributeTest, String> {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        let dimension = AttributeDimension { attribute_type: Some(comparison.parse().unwrap()), values };
        AttributeTest::compile(&dimension, &Limits::default()).map_err(|error| error.to_string())
    }

    fn accepts(test: &AttributeTest, stored: &[&str]) -> bool {
        let json = serde_json::to_string(stored).unwrap();
        let stored: Vec<Text<'_>> = serde_json::from_str(&json).unwrap();
        test.accepts(Some(&stored))
    }

    #[test]
    fn not_between_wants_a_date_and_none_within() {
        let test = test("NOT_BETWEEN", &["2026-03-01", "2026-03-31"]).unwrap();
        for (stored, expected) in [
            (vec!["2026-02-28T23:59:59.999Z"], true),
            (vec!["2026-03-01"], false),
            (vec!["2026-03-15"], false),
            (vec!["2026-03-31T00:00:00Z"], false),
            (vec!["2026-03-31T00:00:01Z"], true),
            (vec!["2026-01-01", "2026-03-15"], false),
            (vec!["2026-01-01", "soon"], true),
            (vec!["soon"], false),
            (vec![], false),
        ] {
            assert_eq!(accepts(&test, &stored), expected, "{stored:?}");
        }
        assert!(!test.accepts(None), "no attribute, no date");
    }

    #[test]
    fn every_comparison_of_the_wire_is_known() {
        for wire in AttributeType::ALL {
            let dates = ["2026-03-01", "2026-03-31"];
            assert!(test(wire.as_str(), &dates).is_ok(), "{wire}");
        }
    }
}

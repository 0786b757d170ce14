//! Countries: `Location.Country`, which either side may write as alpha-2 or alpha-3 (spec §3.1, §4.2).

mod codes;

use touchpoint_wire::types::SetDimension;

use self::codes::ALPHA_3_AND_2;
use super::error::SegmentError;
use super::set::{Membership, check_values};
use crate::limits::Limits;

/// A country in the one form that compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Country<'a> {
    /// ISO 3166-1 alpha-2, upper case; any two letters, since nothing checks them on write.
    Code([u8; 2]),
    /// What is no code, compared as it is but for the case of ASCII letters.
    Other(&'a str),
}

impl<'a> Country<'a> {
    fn of(text: &'a str) -> Self {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Self::Code([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
            }
            [a, b, c] => {
                let alpha_3 = [a, b, c].map(|letter| letter.to_ascii_uppercase());
                alpha_2_of(alpha_3).map_or(Self::Other(text), Self::Code)
            }
            _ => Self::Other(text),
        }
    }
}

fn alpha_2_of(alpha_3: [u8; 3]) -> Option<[u8; 2]> {
    let found = ALPHA_3_AND_2.binary_search_by(|&&[a, b, c, ..]| [a, b, c].cmp(&alpha_3)).ok()?;
    let &&[_, _, _, a, b] = ALPHA_3_AND_2.get(found)?;
    Some([a, b])
}

/// A compiled `SetDimension` over countries.
#[derive(Clone, Debug)]
pub(super) struct CountryTest {
    membership: Membership,
    codes: Box<[[u8; 2]]>,
    others: Box<[Box<str>]>,
}

impl CountryTest {
    pub(super) fn compile(set: &SetDimension, limits: &Limits) -> Result<Self, SegmentError> {
        check_values(&set.values, limits)?;
        let (mut codes, mut others) = (Vec::new(), Vec::new());
        for value in &set.values {
            match Country::of(value) {
                Country::Code(code) => codes.push(code),
                Country::Other(text) => others.push(text.into()),
            }
        }
        codes.sort_unstable();
        codes.dedup();
        Ok(Self { membership: Membership::of(set.dimension_type), codes: codes.into(), others: others.into() })
    }

    /// Whether the stored country passes.
    pub(super) fn accepts(&self, stored: Option<&str>) -> bool {
        self.membership.accepts(stored.is_some_and(|text| match Country::of(text) {
            Country::Code(code) => self.codes.binary_search(&code).is_ok(),
            Country::Other(text) => self.others.iter().any(|other| other.eq_ignore_ascii_case(text)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_sorted_and_one_to_one() {
        let alpha_3: Vec<_> = ALPHA_3_AND_2.iter().map(|&&[a, b, c, ..]| [a, b, c]).collect();
        assert!(alpha_3.is_sorted_by(|before, after| before < after));
        let alpha_2: BTreeSet<_> = ALPHA_3_AND_2.iter().map(|&&[.., a, b]| [a, b]).collect();
        assert_eq!(alpha_2.len(), 249);
        assert!(ALPHA_3_AND_2.iter().all(|code| code.iter().all(u8::is_ascii_uppercase)));
    }

    #[test]
    fn both_forms_of_a_code_are_the_same_country() {
        for (text, expected) in [
            ("DE", Country::Code(*b"DE")),
            ("de", Country::Code(*b"DE")),
            ("DEU", Country::Code(*b"DE")),
            ("Deu", Country::Code(*b"DE")),
            ("USA", Country::Code(*b"US")),
            // Those whose alpha-2 is no part of the alpha-3.
            ("AUT", Country::Code(*b"AT")),
            ("CHL", Country::Code(*b"CL")),
            ("SVK", Country::Code(*b"SK")),
            ("ABW", Country::Code(*b"AW")),
            ("ZWE", Country::Code(*b"ZW")),
            ("QQ", Country::Code(*b"QQ")),
            ("QQQ", Country::Other("QQQ")),
            ("Germany", Country::Other("Germany")),
            ("1A", Country::Other("1A")),
            ("ö", Country::Other("ö")),
            ("", Country::Other("")),
        ] {
            assert_eq!(Country::of(text), expected, "{text}");
        }
    }
}

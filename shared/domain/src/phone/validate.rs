//! What the numbering plans tell of a phone number (spec §8.7). Carrier, city and the like they do not tell; those are left out.

use phonenumber::metadata::DATABASE;
use phonenumber::{Metadata, PhoneNumber, Type, country};
use touchpoint_wire::types::{NumberValidateRequest, NumberValidateResponse};

use crate::field::FieldError;

/// The longest text that is looked at: a number with all the blanks that people write.
const CHARS: usize = 64;

/// The kinds of numbers that the answer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Mobile,
    Landline,
    Voip,
    Invalid,
    Other,
}

impl Kind {
    fn name_and_code(self) -> (&'static str, i32) {
        match self {
            Self::Mobile => ("MOBILE", 0),
            Self::Landline => ("LANDLINE", 1),
            Self::Voip => ("VOIP", 2),
            Self::Invalid => ("INVALID", 3),
            Self::Other => ("OTHER", 4),
        }
    }
}

/// Checks the request: there must be a number, and a country must be one.
///
/// # Errors
/// The first fault.
pub fn validate_request(request: &NumberValidateRequest) -> Result<(), FieldError> {
    if request.phone_number.as_deref().is_none_or(str::is_empty) {
        return Err(FieldError::new("PhoneNumber", "required"));
    }
    match request.iso_country_code.as_deref() {
        Some(code) if !code.is_empty() && region(code).is_none() => {
            Err(FieldError::new("IsoCountryCode", "must be two letters that name a country, such as US"))
        }
        Some(_) | None => Ok(()),
    }
}

/// What can be told of a number. One that cannot exist is answered as INVALID; that is no error.
#[must_use]
pub fn validate(text: &str, iso_country: Option<&str>) -> NumberValidateResponse {
    let iso_country = iso_country.filter(|code| !code.is_empty());
    let told = NumberValidateResponse {
        original_phone_number: Some(text.to_owned()),
        original_country_code_iso2: iso_country.map(str::to_ascii_uppercase),
        ..NumberValidateResponse::default()
    };
    let known = parse(text, iso_country).and_then(|number| describe(&number));
    let kind = known.as_ref().map_or(Kind::Invalid, |(_, kind)| *kind);
    let (phone_type, phone_type_code) = kind.name_and_code();
    let (phone_type, phone_type_code) = (Some(phone_type.to_owned()), Some(phone_type_code));
    match known {
        None => NumberValidateResponse { phone_type, phone_type_code, ..told },
        Some((number, _)) => NumberValidateResponse {
            cleansed_phone_number_e164: Some(format!("+{}{}", number.calling_code, number.national)),
            cleansed_phone_number_national: Some(number.national),
            country_code_iso2: number.iso_country,
            country_code_numeric: Some(number.calling_code.to_string()),
            phone_type,
            phone_type_code,
            ..told
        },
    }
}

/// The two letters of the country that an international number belongs to; `None` for a number that cannot exist or belongs to none.
#[must_use]
pub fn iso_country(number: &str) -> Option<String> {
    describe(&parse(number, None)?).and_then(|(described, _)| described.iso_country)
}

struct Described {
    calling_code: u16,
    /// The national number in digits, without a trunk prefix.
    national: String,
    iso_country: Option<String>,
}

/// Reads a number. Only what numbers are written with gets to the parser; without a country a number is an international one, with or
/// without its `+`.
fn parse(text: &str, iso_country: Option<&str>) -> Option<PhoneNumber> {
    let text = text.trim();
    let written = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/');
    if text.len() > CHARS || !text.chars().all(written) || text.chars().skip(1).any(|c| c == '+') {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !(5..=17).contains(&digits.len()) {
        return None;
    }
    match iso_country.filter(|_| !text.starts_with('+')) {
        Some(code) => phonenumber::parse(Some(region(code)?), digits).ok(),
        None => phonenumber::parse(None, format!("+{digits}")).ok(),
    }
}

/// The region of a code, if the numbering plans know it.
fn region(code: &str) -> Option<country::Id> {
    let region: country::Id = code.to_ascii_uppercase().parse().ok()?;
    DATABASE.by_id(region.as_ref()).map(|_| region)
}

/// The number in its parts and its kind, if it can exist.
fn describe(number: &PhoneNumber) -> Option<(Described, Kind)> {
    let calling_code = number.code().value();
    let national = number.national().to_string();
    let plans = DATABASE.by_code(&calling_code)?;
    let (plan, kind) = plans.iter().find_map(|plan| Some((plan, kind(plan, &national)?)))?;
    // What is valid anywhere in the world, as a toll-free number may be, is in a plan of its own that names no country.
    let iso_country = Some(plan.id().to_owned()).filter(|id| id.bytes().all(|byte| byte.is_ascii_alphabetic()));
    Some((Described { calling_code, national, iso_country }, kind))
}

/// The kind of a number in one plan; `None` if the plan has no such number.
fn kind(plan: &Metadata, national: &str) -> Option<Kind> {
    let descriptors = plan.descriptors();
    let leads = plan.leading_digits().is_none_or(|digits| digits.find(national).is_some_and(|found| found.start() == 0));
    if !leads || !descriptors.general().is_match(national) {
        return None;
    }
    let is = |kind: Type| descriptors.get(kind).is_some_and(|descriptor| descriptor.is_match(national));
    // In this order, because patterns overlap: the special before the usual.
    let special =
        [Type::PremiumRate, Type::TollFree, Type::SharedCost, Type::PersonalNumber, Type::Pager, Type::Uan, Type::Voicemail];
    if special.into_iter().any(is) {
        return Some(Kind::Other);
    }
    if is(Type::Voip) {
        return Some(Kind::Voip);
    }
    // Where the plan cannot tell the two apart, as in North America, the number may receive texts: it counts as mobile.
    if is(Type::Mobile) {
        return Some(Kind::Mobile);
    }
    is(Type::FixedLine).then_some(Kind::Landline)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(text: &str, iso: Option<&str>) -> String {
        let told = validate(text, iso);
        let said = |member: &Option<String>| member.clone().unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {} {} {} {}",
            said(&told.phone_type),
            told.phone_type_code.unwrap_or(-1),
            said(&told.cleansed_phone_number_e164),
            said(&told.cleansed_phone_number_national),
            said(&told.country_code_iso2),
            said(&told.country_code_numeric),
        )
    }

    #[test]
    fn numbers() {
        for (text, iso, expected) in [
            ("+12065550142", None, "MOBILE 0 +12065550142 2065550142 US 1"),
            ("12065550142", None, "MOBILE 0 +12065550142 2065550142 US 1"),
            ("(206) 555-0142", Some("us"), "MOBILE 0 +12065550142 2065550142 US 1"),
            ("+442079460881", None, "LANDLINE 1 +442079460881 2079460881 GB 44"),
            ("020 7946 0881", Some("GB"), "LANDLINE 1 +442079460881 2079460881 GB 44"),
            ("+44 7912 345678", Some("US"), "MOBILE 0 +447912345678 7912345678 GB 44"),
            ("+390236618300", None, "LANDLINE 1 +390236618300 0236618300 IT 39"),
            ("+18005550199", None, "OTHER 4 +18005550199 8005550199 US 1"),
            ("+80012345678", None, "OTHER 4 +80012345678 12345678 - 800"),
            ("+16135550142", None, "MOBILE 0 +16135550142 6135550142 CA 1"),
            ("+15550100", None, "INVALID 3 - - - -"),
            ("+9991234567", None, "INVALID 3 - - - -"),
            ("12", None, "INVALID 3 - - - -"),
            ("999999", Some("US"), "INVALID 3 - - - -"),
            ("call me", None, "INVALID 3 - - - -"),
            ("tel:+12065550142", None, "INVALID 3 - - - -"),
        ] {
            assert_eq!(show(text, iso), expected, "{text} {iso:?}");
            if iso.is_none() {
                let country = expected.split(' ').nth(4).filter(|country| *country != "-");
                assert_eq!(iso_country(text).as_deref(), country, "{text}");
            }
        }
    }

    #[test]
    fn requests() {
        let request = |number: Option<&str>, iso: Option<&str>| NumberValidateRequest {
            phone_number: number.map(str::to_owned),
            iso_country_code: iso.map(str::to_owned),
        };
        for (number, iso, field) in [
            (Some("x"), None, None),
            (Some("x"), Some("de"), None),
            (Some("x"), Some(""), None),
            (None, None, Some("PhoneNumber")),
            (Some(""), None, Some("PhoneNumber")),
            (Some("x"), Some("XX"), Some("IsoCountryCode")),
            (Some("x"), Some("USA"), Some("IsoCountryCode")),
            (Some("x"), Some("AQ"), Some("IsoCountryCode")),
        ] {
            assert_eq!(
                validate_request(&request(number, iso)).err().map(|error| error.field).as_deref(),
                field,
                "{number:?} {iso:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,24}", iso in proptest::option::of("[A-Z]{2}")) {
            prop_assert!(validate(&text, iso.as_deref()).phone_type.is_some());
        }

        #[test]
        fn what_looks_like_a_number_is_answered(text in "[+]?[0-9 ()./-]{0,24}", iso in proptest::option::of("US|DE|IT|NZ|AR|BR|MX|VA|AQ")) {
            let told = validate(&text, iso.as_deref());
            prop_assert_eq!(told.cleansed_phone_number_e164.is_some(), told.phone_type.as_deref() != Some("INVALID"));
            if let Some(number) = told.cleansed_phone_number_e164 {
                prop_assert!(number.len() <= 19 && number[1..].bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}

//! What a client asks for: a code to be sent, or a guess to be judged (spec §2.8, §8.6).

use std::ops::RangeInclusive;

use touchpoint_wire::types::{SendOTPMessageRequestParameters, VerifyOTPMessageRequestParameters};

use super::language::Language;
use crate::direct::validate::{is_origination, is_sender_id};
use crate::field::FieldError;
use crate::phone::e164;

const BRAND_CHARS: usize = 20;
const REFERENCE_CHARS: usize = 48;
const CODE_LENGTHS: RangeInclusive<i32> = 5..=8;
const VALIDITY_MIN: RangeInclusive<i32> = 5..=60;
const ATTEMPTS: RangeInclusive<i32> = 1..=5;
/// Characters of a registration that carriers in India ask for.
const REGISTRATION_CHARS: usize = 50;

/// What a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origination {
    /// A phone number or a short code.
    Number(String),
    SenderId(String),
}

/// A code that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// E.164.
    pub to: String,
    pub reference: String,
    pub brand: String,
    pub origination: Origination,
    /// Digits of the code.
    pub length: usize,
    pub validity_min: i32,
    /// Wrong guesses after which the code is worth nothing.
    pub attempts: u32,
    pub language: Language,
    pub entity_id: Option<String>,
    pub template_id: Option<String>,
}

impl Order {
    /// Reads `SendOTPMessage`.
    ///
    /// # Errors
    /// The first fault.
    pub fn of(request: SendOTPMessageRequestParameters) -> Result<Self, FieldError> {
        if request.channel != "SMS" {
            return Err(FieldError::new("Channel", "must be SMS"));
        }
        chars("BrandName", &request.brand_name, BRAND_CHARS)?;
        if request.brand_name.chars().any(char::is_control) {
            return Err(FieldError::new("BrandName", "must not hold control characters"));
        }
        let (to, reference) = whom(&request.destination_identity, request.reference_id)?;
        for (field, text) in [("EntityId", &request.entity_id), ("TemplateId", &request.template_id)] {
            if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
                chars(field, text, REGISTRATION_CHARS)?;
            }
        }
        let language = match request.language.as_deref().filter(|tag| !tag.is_empty()) {
            None => Language::default(),
            Some(tag) => Language::of(tag).ok_or_else(|| {
                let tags = Language::ALL.map(Language::tag).join(", ");
                FieldError::new("Language", format!("must be one of {tags}"))
            })?,
        };
        Ok(Self {
            to,
            reference,
            brand: request.brand_name,
            origination: origination(request.origination_identity)?,
            length: usize::try_from(number("CodeLength", request.code_length, 6, &CODE_LENGTHS)?).unwrap_or(6),
            validity_min: number("ValidityPeriod", request.validity_period, 15, &VALIDITY_MIN)?,
            attempts: number("AllowedAttempts", request.allowed_attempts, 3, &ATTEMPTS)?.unsigned_abs(),
            language,
            entity_id: request.entity_id,
            template_id: request.template_id,
        })
    }
}

/// A guess at a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// E.164.
    pub to: String,
    pub reference: String,
    pub code: String,
}

impl Guess {
    /// Reads `VerifyOTPMessage`. Any text is a guess, if a wrong one.
    ///
    /// # Errors
    /// The first fault.
    pub fn of(request: VerifyOTPMessageRequestParameters) -> Result<Self, FieldError> {
        let (to, reference) = whom(&request.destination_identity, request.reference_id)?;
        Ok(Self { to, reference, code: request.otp })
    }
}

fn whom(destination: &str, reference: String) -> Result<(String, String), FieldError> {
    let rule = "must be a phone number in the form +15555550100";
    let to = e164(destination).ok_or_else(|| FieldError::new("DestinationIdentity", rule))?;
    chars("ReferenceId", &reference, REFERENCE_CHARS)?;
    Ok((to, reference))
}

fn origination(identity: String) -> Result<Origination, FieldError> {
    if is_origination(&identity) {
        return Ok(Origination::Number(identity));
    }
    if is_sender_id(&identity) {
        return Ok(Origination::SenderId(identity));
    }
    Err(FieldError::new("OriginationIdentity", "must be a phone number, a short code or a sender id of at most 11 characters"))
}

fn chars(field: &str, text: &str, max: usize) -> Result<(), FieldError> {
    if text.is_empty() || text.chars().count() > max {
        return Err(FieldError::new(field, format!("must have 1 to {max} characters")));
    }
    Ok(())
}

fn number(field: &str, value: Option<i32>, default: i32, range: &RangeInclusive<i32>) -> Result<i32, FieldError> {
    let value = value.unwrap_or(default);
    if range.contains(&value) {
        return Ok(value);
    }
    Err(FieldError::new(field, format!("must be from {} to {}", range.start(), range.end())))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn order(change: &Value) -> Result<Order, FieldError> {
        let mut request = json!({
            "Channel": "SMS", "BrandName": "ExampleCorp", "DestinationIdentity": "+15555550100",
            "OriginationIdentity": "+15555550199", "ReferenceId": "login",
        });
        request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        Order::of(serde_json::from_value(request).unwrap())
    }

    #[test]
    fn what_is_not_said_has_its_default() {
        let order = order(&json!({})).unwrap();
        assert_eq!((order.length, order.validity_min, order.attempts), (6, 15, 3));
        assert_eq!((order.language, order.to.as_str()), (Language::EnglishUs, "+15555550100"));
        assert_eq!(order.origination, Origination::Number("+15555550199".to_owned()));
    }

    #[test]
    fn bounds() {
        for (change, refused) in [
            (json!({"Channel": "VOICE"}), Some("Channel")),
            (json!({"BrandName": ""}), Some("BrandName")),
            (json!({"BrandName": "é".repeat(20)}), None),
            (json!({"BrandName": "é".repeat(21)}), Some("BrandName")),
            (json!({"BrandName": "a\nb"}), Some("BrandName")),
            (json!({"DestinationIdentity": "ann@example.com"}), Some("DestinationIdentity")),
            (json!({"OriginationIdentity": "12345"}), None),
            (json!({"OriginationIdentity": "EXAMPLE"}), None),
            (json!({"OriginationIdentity": "EXAMPLE CORP"}), Some("OriginationIdentity")),
            (json!({"OriginationIdentity": ""}), Some("OriginationIdentity")),
            (json!({"ReferenceId": ""}), Some("ReferenceId")),
            (json!({"ReferenceId": "x".repeat(48)}), None),
            (json!({"ReferenceId": "x".repeat(49)}), Some("ReferenceId")),
            (json!({"CodeLength": 4}), Some("CodeLength")),
            (json!({"CodeLength": 5}), None),
            (json!({"CodeLength": 8}), None),
            (json!({"CodeLength": 9}), Some("CodeLength")),
            (json!({"ValidityPeriod": 4}), Some("ValidityPeriod")),
            (json!({"ValidityPeriod": 60}), None),
            (json!({"ValidityPeriod": 61}), Some("ValidityPeriod")),
            (json!({"AllowedAttempts": 0}), Some("AllowedAttempts")),
            (json!({"AllowedAttempts": 5}), None),
            (json!({"AllowedAttempts": 6}), Some("AllowedAttempts")),
            (json!({"Language": "it-IT"}), None),
            (json!({"Language": "nl-NL"}), Some("Language")),
            (json!({"EntityId": "x".repeat(51)}), Some("EntityId")),
        ] {
            assert_eq!(order(&change).err().map(|error| error.field).as_deref(), refused, "{change}");
        }
    }
}

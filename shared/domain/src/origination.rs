//! What texts and calls come from: a number, or a name that phones show instead of one (spec §8.3, §13.2).

use crate::field::FieldError;

/// Longest sender id, in characters.
const SENDER_ID_CHARS: usize = 11;
/// Digits of a short code, and of the longest number there is (E.164).
const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// A number that messages may come from: with or without country code, or short.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    NUMBER_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name that messages may come from.
#[must_use]
pub fn is_sender_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=SENDER_ID_CHARS).contains(&text.len())
        && text.bytes().all(allowed)
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Checks a number, if one is given; an empty text names none.
pub(crate) fn check_number(field: &str, text: Option<&str>) -> Result<(), FieldError> {
    match text {
        Some(text) if !text.is_empty() && !is_number(text) => {
            Err(FieldError::new(field, "must be a phone number such as +15555550100, or a short code: 3 to 15 digits"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks a sender id, if one is given; an empty text names none.
pub(crate) fn check_sender_id(field: &str, text: Option<&str>) -> Result<(), FieldError> {
    match text {
        Some(text) if !text.is_empty() && !is_sender_id(text) => {
            let rule = format!("must have 1 to {SENDER_ID_CHARS} letters, digits, - and _, at least one of them a letter");
            Err(FieldError::new(field, rule))
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sender_ids() {
        let rule = "SenderId: must have 1 to 11 letters, digits, - and _, at least one of them a letter";
        for good in ["a", "Shop", "4You", "ABCDEFGHIJK", "My-Shop_1", "1_a", ""] {
            assert_eq!(check_sender_id("SenderId", Some(good)), Ok(()), "{good}");
        }
        for bad in ["12345", "1-2_3", "ABCDEFGHIJKL", "My shop", "Shop ", "Shop!", "Läden", "a\0", "+a"] {
            assert_eq!(check_sender_id("SenderId", Some(bad)).unwrap_err().to_string(), rule, "{bad}");
        }
        assert_eq!(check_sender_id("SenderId", None), Ok(()));
        assert!(!is_sender_id(""));
    }

    #[test]
    fn numbers() {
        let rule = "N: must be a phone number such as +15555550100, or a short code: 3 to 15 digits";
        for good in ["123", "12345", "+15555550100", "004915112345678", ""] {
            assert_eq!(check_number("N", Some(good)), Ok(()), "{good}");
        }
        for bad in ["1", "12", "+12", "12 345", "1234567890123456", "++12345", "code", "１２３"] {
            assert_eq!(check_number("N", Some(bad)).unwrap_err().to_string(), rule, "{bad}");
        }
        assert_eq!(check_number("N", None), Ok(()));
        assert!(!is_number(""));
    }
}

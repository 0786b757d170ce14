//! SMS: whom messages come from when they do not say so themselves.

use touchpoint_wire::types::SMSChannelRequest;

use super::part::given;
use crate::field::FieldError;

/// What networks show of a sender.
const MAX_SENDER_CHARS: usize = 11;
/// The digits of the longest number (E.164); short codes have three to eight.
const MAX_CODE_DIGITS: usize = 15;

/// The rules of an SMS channel.
///
/// # Errors
/// A sender id or short code that no network takes.
pub fn check_sms(request: &SMSChannelRequest) -> Result<(), FieldError> {
    if let (Some(_), Some(sender)) = (given(request.sender_id.as_ref()), &request.sender_id) {
        check_sender(sender)?;
    }
    if let (Some(_), Some(code)) = (given(request.short_code.as_ref()), &request.short_code) {
        check_code(code)?;
    }
    Ok(())
}

fn check_sender(sender: &str) -> Result<(), FieldError> {
    let is_short = sender.len() <= MAX_SENDER_CHARS;
    let is_plain = sender.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_short && is_plain && sender.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Ok(());
    }
    let rule = format!("must have 1 to {MAX_SENDER_CHARS} letters and digits, at least one of them a letter");
    Err(FieldError::new("SenderId", rule))
}

fn check_code(code: &str) -> Result<(), FieldError> {
    if code.len() <= MAX_CODE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(FieldError::new("ShortCode", format!("must have 1 to {MAX_CODE_DIGITS} digits")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sender_id: Option<&str>, short_code: Option<&str>) -> Result<(), String> {
        let request = SMSChannelRequest {
            enabled: None,
            sender_id: sender_id.map(str::to_owned),
            short_code: short_code.map(str::to_owned),
        };
        check_sms(&request).map_err(|error| error.to_string())
    }

    #[test]
    fn senders() {
        for good in ["a", "Shop", "4You", "ABCDEFGHIJK", ""] {
            assert_eq!(check(Some(good), None), Ok(()), "{good}");
        }
        for bad in ["12345", "ABCDEFGHIJKL", "My shop", "Shop ", "Shop!", "Läden", "a\0"] {
            let rule = "SenderId: must have 1 to 11 letters and digits, at least one of them a letter";
            assert_eq!(check(Some(bad), None), Err(rule.to_owned()), "{bad}");
        }
    }

    #[test]
    fn codes() {
        for good in ["1", "12345", "004915112345678", ""] {
            assert_eq!(check(None, Some(good)), Ok(()), "{good}");
        }
        for bad in ["+12345", "12 345", "1234567890123456", "code", "１２３"] {
            assert_eq!(check(Some("Shop"), Some(bad)), Err("ShortCode: must have 1 to 15 digits".to_owned()), "{bad}");
        }
        assert_eq!(check(None, None), Ok(()));
    }
}

//! SMS: whom messages come from when they do not say so themselves.

use touchpoint_wire::types::SMSChannelRequest;

use super::part::given;
use crate::field::FieldError;
use crate::origination::{check_number, check_sender_id};

/// The rules of an SMS channel.
///
/// # Errors
/// A sender id or short code that no network takes.
pub fn check_sms(request: &SMSChannelRequest) -> Result<(), FieldError> {
    if given(request.sender_id.as_ref()).is_some() {
        check_sender_id("SenderId", request.sender_id.as_deref())?;
    }
    if given(request.short_code.as_ref()).is_some() {
        check_number("ShortCode", request.short_code.as_deref())?;
    }
    Ok(())
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
        for good in ["a", "Shop", "4You", "My-Shop_1", "ABCDEFGHIJK", "", " "] {
            assert_eq!(check(Some(good), None), Ok(()), "{good}");
        }
        for bad in ["12345", "ABCDEFGHIJKL", "My shop", "Shop ", "Shop!", "Läden", "a\0"] {
            let rule = "SenderId: must have 1 to 11 letters, digits, - and _, at least one of them a letter";
            assert_eq!(check(Some(bad), None), Err(rule.to_owned()), "{bad}");
        }
    }

    #[test]
    fn codes() {
        for good in ["123", "12345", "+12345", "004915112345678", "", " "] {
            assert_eq!(check(None, Some(good)), Ok(()), "{good}");
        }
        for bad in ["1", "++12345", "12 345", "1234567890123456", "code", "１２３"] {
            let rule = "ShortCode: must be a phone number such as +15555550100, or a short code: 3 to 15 digits";
            assert_eq!(check(Some("Shop"), Some(bad)), Err(rule.to_owned()), "{bad}");
        }
        assert_eq!(check(None, None), Ok(()));
    }
}

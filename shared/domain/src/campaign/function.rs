//! What a campaign may call: a function by its name or ARN, or an address on the web (spec §6.8, §6.9).

use touchpoint_wire::types::{CampaignHook, CustomDeliveryConfiguration};

use crate::field::FieldError;

/// Longest name or address, in characters.
const CALLED_CHARS: usize = 2_048;
/// Longest name of a function, and of one of its versions or aliases, in characters.
const FUNCTION_CHARS: usize = 64;
const QUALIFIER_CHARS: usize = 128;
/// What may stand in the address of a custom channel besides letters and digits (spec §6.9).
const ADDRESS_MARKS: &str = "-._~?/#;:";

/// Checks what a hook names. Empty texts name nothing.
pub fn validate_hook(hook: &CampaignHook) -> Result<(), FieldError> {
    if let Some(name) = said(hook.lambda_function_name.as_deref())
        && !is_function(name)
    {
        return Err(FieldError::new("LambdaFunctionName", "must be the name or the ARN of a Lambda function"));
    }
    if let Some(url) = said(hook.web_url.as_deref()) {
        let plain = url.chars().all(|c| c.is_ascii_graphic());
        if !plain || !is_https(url) || url.len() > CALLED_CHARS {
            let rule =
                format!("must be an address that begins with https://, of at most {CALLED_CHARS} characters, without blanks");
            return Err(FieldError::new("WebUrl", rule));
        }
    }
    Ok(())
}

/// Checks where the messages of a custom channel go.
pub(super) fn validate_delivery(delivery: &CustomDeliveryConfiguration) -> Result<(), FieldError> {
    validate_delivery_uri(&delivery.delivery_uri)
}

/// Checks a `DeliveryUri`, of a campaign or of a journey.
pub(crate) fn validate_delivery_uri(uri: &str) -> Result<(), FieldError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ADDRESS_MARKS.contains(c);
    let is_address = is_https(uri) && uri.chars().all(allowed) && uri.len() <= CALLED_CHARS;
    if is_address || is_function(uri) {
        return Ok(());
    }
    let rule = format!(
        "must be the name or ARN of a Lambda function, or an https:// address of letters, digits and {ADDRESS_MARKS} with at most \
         {CALLED_CHARS} characters"
    );
    Err(FieldError::new("DeliveryUri", rule))
}

/// `https://` and a host.
fn is_https(url: &str) -> bool {
    url.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
        && url.get(8..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// `name`, `name:alias`, or `arn:partition:lambda:region:account:function:name[:alias]`.
fn is_function(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    match parts.as_slice() {
        ["arn", partition, "lambda", region, account, "function", name @ ..] => {
            let placed = is_word(partition, FUNCTION_CHARS) && partition.starts_with("aws") && is_word(region, FUNCTION_CHARS);
            placed && account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) && is_qualified(name)
        }
        name => is_qualified(name),
    }
}

fn is_qualified(parts: &[&str]) -> bool {
    match parts {
        [name] => is_word(name, FUNCTION_CHARS),
        [name, qualifier] => is_word(name, FUNCTION_CHARS) && (*qualifier == "$LATEST" || is_word(qualifier, QUALIFIER_CHARS)),
        _ => false,
    }
}

fn is_word(text: &str, chars: usize) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=chars).contains(&text.len()) && text.chars().all(allowed)
}

fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_custom_messages_go() {
        for (uri, good) in [
            ("deliver", true),
            ("deliver:live", true),
            ("deliver:$LATEST", true),
            ("arn:aws:lambda:eu-west-1:123456789012:function:deliver", true),
            ("arn:aws-cn:lambda:cn-north-1:123456789012:function:deliver:7", true),
            ("https://example.com", true),
            ("https://example.com:8443/a_b/c-d~e?x#y;z", true),
            ("", false),
            ("http://example.com", false),
            ("https://", false),
            ("https:///x", false),
            ("https://example.com/?a=b", false),
            ("https://example.com/a b", false),
            ("https://user@example.com", false),
            ("https://exämple.com", false),
            ("de liver", false),
            ("arn:aws:lambda:eu-west-1:1234:function:deliver", false),
            ("arn:aws:sns:eu-west-1:123456789012:deliver", false),
            ("arn:aws:lambda:eu-west-1:123456789012:function:", false),
        ] {
            let delivery = CustomDeliveryConfiguration { delivery_uri: uri.to_owned(), endpoint_types: None };
            assert_eq!(validate_delivery(&delivery).is_ok(), good, "{uri}");
        }
        let long = CustomDeliveryConfiguration { delivery_uri: "f".repeat(65), endpoint_types: None };
        assert!(validate_delivery(&long).is_err());
    }

    #[test]
    fn hooks() {
        for (function, url, refused) in [
            ("", "", None),
            ("filter", "", None),
            ("arn:aws:lambda:eu-west-1:123456789012:function:filter", "https://example.com/hook?token=a%20b&c=d", None),
            ("not a name", "", Some("LambdaFunctionName")),
            ("", "http://example.com", Some("WebUrl")),
            ("", "https://example.com/a b", Some("WebUrl")),
            ("", "example.com", Some("WebUrl")),
        ] {
            let hook =
                CampaignHook { lambda_function_name: Some(function.to_owned()), web_url: Some(url.to_owned()), mode: None };
            assert_eq!(validate_hook(&hook).err().map(|error| error.field).as_deref(), refused, "{function} {url}");
        }
        assert_eq!(validate_hook(&CampaignHook::default()), Ok(()));
    }
}

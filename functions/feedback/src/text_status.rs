//! How a text ended, in the words of those who report it and in those of spec §10.5.

use touchpoint_domain::event::TextEnd;

/// Statuses of AWS End User Messaging, which are those of our records. Others are failures that nobody knows more about.
const FAILURES: [&str; 26] = [
    "ACCESS_DENIED",
    "ACCOUNT_IN_SANDBOX",
    "BLOCKED",
    "CARRIER_BLOCKED",
    "CARRIER_UNREACHABLE",
    "DESTINATION_COUNTRY_NOT_SUPPORTED",
    "INVALID",
    "INVALID_DLT_PARAMETERS",
    "INVALID_KEYWORD",
    "INVALID_MESSAGE",
    "INVALID_ORIGINATION_IDENTITY",
    "INVALID_PARAMETERS",
    "INVALID_PHONE_NUMBER",
    "INVALID_POOL_ID",
    "INVALID_SENDER_ID",
    "MAX_PRICE_EXCEEDED",
    "NO_ORIGINATION_IDENTITY_AVAILABLE_TO_SEND",
    "NO_QUOTA_LEFT_ON_ACCOUNT",
    "ORIGINATION_IDENTITY_DOES_NOT_EXIST",
    "PROTECT_BLOCKED",
    "RATE_EXCEEDED",
    "SENDER_ID_NOT_SUPPORTED_FOR_DESTINATION",
    "SPAM",
    "TTL_EXPIRED",
    "UNKNOWN",
    "UNREACHABLE",
];

/// `providerResponse` of the log of SNS, as far as it is documented.
const RESPONSES: [(&str, TextEnd); 15] = [
    ("Message has been accepted by phone", TextEnd::Success("DELIVERED")),
    ("Message has been accepted by phone carrier", TextEnd::Success("SUCCESSFUL")),
    ("Blocked as spam by phone carrier", TextEnd::Failure("SPAM")),
    ("Destination is blacklisted", TextEnd::Failure("BLOCKED")),
    ("Destination is on a blocked list", TextEnd::Failure("BLOCKED")),
    ("Invalid phone number", TextEnd::Failure("INVALID")),
    ("Message body is invalid", TextEnd::Failure("INVALID_MESSAGE")),
    ("No quota left for account", TextEnd::Failure("NO_QUOTA_LEFT_ON_ACCOUNT")),
    ("Phone carrier has blocked this message", TextEnd::Failure("CARRIER_BLOCKED")),
    ("Phone carrier is currently unreachable/unavailable", TextEnd::Failure("CARRIER_UNREACHABLE")),
    ("Phone has blocked SMS", TextEnd::Failure("BLOCKED")),
    ("Phone is blacklisted", TextEnd::Failure("BLOCKED")),
    ("Phone is currently unreachable/unavailable", TextEnd::Failure("UNREACHABLE")),
    ("Phone number is opted out", TextEnd::OptedOut),
    ("This delivery would exceed max price", TextEnd::Failure("MAX_PRICE_EXCEEDED")),
];

/// What a `messageStatus` means; `None` where the text is still on its way.
pub(crate) fn of_status(status: &str) -> Option<TextEnd> {
    match status {
        "PENDING" | "QUEUED" | "SENT" => None,
        "SUCCESSFUL" => Some(TextEnd::Success("SUCCESSFUL")),
        "DELIVERED" => Some(TextEnd::Success("DELIVERED")),
        "OPTED_OUT" => Some(TextEnd::OptedOut),
        other => Some(TextEnd::Failure(FAILURES.into_iter().find(|known| *known == other).unwrap_or("UNKNOWN"))),
    }
}

/// What `providerResponse` means of a text that went well, or did not.
pub(crate) fn of_response(went_well: bool, response: &str) -> TextEnd {
    let known = RESPONSES.into_iter().find(|(text, _)| text.eq_ignore_ascii_case(response.trim())).map(|(_, end)| end);
    match (went_well, known) {
        (true, Some(end @ TextEnd::Success(_))) => end,
        (true, Some(TextEnd::Failure(_) | TextEnd::OptedOut) | None) => TextEnd::Success("SUCCESSFUL"),
        (false, Some(end @ (TextEnd::Failure(_) | TextEnd::OptedOut))) => end,
        (false, Some(TextEnd::Success(_)) | None) => TextEnd::Failure("UNKNOWN"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_aws_says_in_our_words() {
        for (status, expected) in [
            ("SUCCESSFUL", Some(TextEnd::Success("SUCCESSFUL"))),
            ("DELIVERED", Some(TextEnd::Success("DELIVERED"))),
            ("PENDING", None),
            ("QUEUED", None),
            ("OPTED_OUT", Some(TextEnd::OptedOut)),
            ("TTL_EXPIRED", Some(TextEnd::Failure("TTL_EXPIRED"))),
            ("SOMETHING_NEW", Some(TextEnd::Failure("UNKNOWN"))),
        ] {
            assert_eq!(of_status(status), expected, "{status}");
        }
        for (went_well, response, expected) in [
            (true, "Message has been accepted by phone", TextEnd::Success("DELIVERED")),
            (true, "Message has been accepted by phone carrier", TextEnd::Success("SUCCESSFUL")),
            (true, "", TextEnd::Success("SUCCESSFUL")),
            (false, "Phone has blocked SMS", TextEnd::Failure("BLOCKED")),
            (false, " phone number is opted out", TextEnd::OptedOut),
            (false, "Unknown error attempting to reach phone", TextEnd::Failure("UNKNOWN")),
            (false, "Message has been accepted by phone", TextEnd::Failure("UNKNOWN")),
        ] {
            assert_eq!(of_response(went_well, response), expected, "{response}");
        }
    }
}

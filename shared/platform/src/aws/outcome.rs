//! What an answer of SES or SNS says about the message: accepted, not accepted, or nobody knows.
//!
//! The line that matters is between "not accepted", which may be tried again, and "no answer", which must not be. Where the
//! evidence is not clear the message counts as perhaps accepted.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sesv2::config::http::HttpResponse;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use hyper_util::client::legacy::Error as HttpError;

use crate::ports::SendOutcome;

/// Reads the outcome from the answer to one call that was not retried. `Ok` holds the message id, which both always give.
pub(super) fn outcome<E>(answer: Result<Option<String>, SdkError<E, HttpResponse>>) -> SendOutcome
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match answer {
        Ok(Some(message_id)) => SendOutcome::Accepted { message_id },
        // Accepted, as far as the status tells, but a message that cannot be told from others later.
        Ok(None) => SendOutcome::Unknown,
        Err(SdkError::ConstructionFailure(_)) => SendOutcome::Permanent { code: "InvalidRequest".into() },
        Err(SdkError::ServiceError(refusal)) => {
            refused(refusal.raw().status().as_u16(), refusal.err().code().unwrap_or("Unknown"))
        }
        Err(error) => not_answered(&error),
    }
}

/// The service answered with an error.
fn refused(status: u16, code: &str) -> SendOutcome {
    match (status, code) {
        // Success, with a body that is no answer of the service.
        (..400, _) => SendOutcome::Unknown,
        (429, _)
        | (
            _,
            "TooManyRequestsException"
            | "LimitExceededException"
            | "Throttling"
            | "ThrottlingException"
            | "Throttled"
            | "ThrottledException",
        ) => SendOutcome::Throttled,
        // A gateway that gave up waiting does not know what became of the request behind it.
        (504, _) => SendOutcome::Unknown,
        (500.., _) => SendOutcome::Transient,
        (_, code) => SendOutcome::Permanent { code: code.to_owned() },
    }
}

/// There was no answer, or none that could be read.
fn not_answered(error: &(dyn Error + 'static)) -> SendOutcome {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<HttpError>().is_some_and(HttpError::is_connect) {
            return SendOutcome::Transient;
        }
        if let Some(error) = error.downcast_ref::<CredentialsError>() {
            return without_credentials(error);
        }
        cause = error.source();
    }
    SendOutcome::Unknown
}

/// Nothing was sent, because there was nobody to send it as.
fn without_credentials(error: &CredentialsError) -> SendOutcome {
    match error {
        CredentialsError::ProviderTimedOut(_) | CredentialsError::ProviderError(_) => SendOutcome::Transient,
        // A matter of configuration, which trying again does not mend.
        _ => SendOutcome::Permanent { code: "NoCredentials".into() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_sorted_by_whether_another_try_can_help() {
        let permanent = |code: &str| SendOutcome::Permanent { code: code.into() };
        for (status, code, expected) in [
            (200, "Unknown", SendOutcome::Unknown),
            (429, "TooManyRequestsException", SendOutcome::Throttled),
            (400, "LimitExceededException", SendOutcome::Throttled),
            (400, "ThrottlingException", SendOutcome::Throttled),
            (400, "Throttled", SendOutcome::Throttled),
            (500, "InternalFailure", SendOutcome::Transient),
            (503, "ServiceUnavailable", SendOutcome::Transient),
            (504, "Unknown", SendOutcome::Unknown),
            (400, "MessageRejected", permanent("MessageRejected")),
            (400, "SendingPausedException", permanent("SendingPausedException")),
            (403, "AccessDeniedException", permanent("AccessDeniedException")),
            (404, "NotFoundException", permanent("NotFoundException")),
        ] {
            assert_eq!(refused(status, code), expected, "{status} {code}");
        }
    }
}

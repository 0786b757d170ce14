//! How the answer says what became of a message to one recipient (spec §8.5).

use touchpoint_wire::types::{DeliveryStatus, EndpointMessageResult, MessageResult};

use crate::endpoint::channel::Channel;

/// Why a recipient was sent nothing. The texts name no address: they stand in answers, and may stand in events.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    #[error("another recipient of this request has the same address")]
    Duplicate,
    #[error("no endpoint of this app has this id")]
    UnknownEndpoint,
    #[error("the endpoint has no channel type")]
    NoChannel,
    #[error("the endpoint has no address")]
    NoAddress,
    #[error("the address must be {0}")]
    BadAddress(&'static str),
    #[error("PUSH is no channel to send on; name the push service, such as GCM or APNS")]
    PushAlias,
    #[error("in-app messages are not sent; apps ask for them")]
    Pulled,
    #[error("the request has no message for {}", .0.as_str())]
    NoMessage(Channel),
    #[error("the {} channel must be configured and enabled", .0.as_str())]
    ChannelOff(Channel),
    #[error("sending on {} is not available in this version", .0.as_str())]
    NotAvailable(Channel),
    #[error("FromAddress must be given by the message or the email channel")]
    NoSender,
    #[error("the message could not be rendered: {0}")]
    Rendering(String),
    #[error("the message must have at most {max} {unit}")]
    TooLong { max: usize, unit: &'static str },
    #[error("not sent: the time for this request was over")]
    OutOfTime,
}

/// What is answered for one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub status: DeliveryStatus,
    pub code: i32,
    pub message: String,
    pub message_id: Option<String>,
}

impl Delivery {
    fn failed(status: DeliveryStatus, code: i32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), message_id: None }
    }

    /// The channel accepted the message.
    #[must_use]
    pub fn accepted(message_id: String) -> Self {
        let message = format!("MessageId: {message_id}");
        Self { status: DeliveryStatus::Successful, code: 200, message, message_id: Some(message_id) }
    }

    /// The channel is asked too often.
    #[must_use]
    pub fn throttled() -> Self {
        Self::failed(DeliveryStatus::Throttled, 429, "the channel's rate is exceeded; try again")
    }

    /// The channel failed for the moment.
    #[must_use]
    pub fn transient() -> Self {
        Self::failed(DeliveryStatus::TemporaryFailure, 500, "the channel failed for the moment; try again")
    }

    /// The channel refused for good, with its error code.
    #[must_use]
    pub fn refused(code: &str) -> Self {
        let opted_out = code.to_ascii_lowercase().contains("optedout");
        let status = if opted_out { DeliveryStatus::OptOut } else { DeliveryStatus::PermanentFailure };
        Self::failed(status, 400, format!("the channel refused the message: {code}"))
    }

    /// The channel did not answer: the message may be on its way.
    #[must_use]
    pub fn unknown() -> Self {
        Self::failed(DeliveryStatus::UnknownFailure, 500, "the channel did not answer; the message may have been accepted")
    }

    /// As `SendMessages` answers it for an address.
    #[must_use]
    pub fn for_address(self) -> MessageResult {
        MessageResult {
            delivery_status: self.status,
            message_id: self.message_id,
            status_code: self.code,
            status_message: Some(self.message),
            updated_token: None,
        }
    }

    /// As it is answered for an endpoint.
    #[must_use]
    pub fn for_endpoint(self, address: Option<String>) -> EndpointMessageResult {
        EndpointMessageResult {
            address,
            delivery_status: self.status,
            message_id: self.message_id,
            status_code: self.code,
            status_message: Some(self.message),
            updated_token: None,
        }
    }
}

impl From<Undelivered> for Delivery {
    fn from(reason: Undelivered) -> Self {
        let (status, code) = match reason {
            Undelivered::Duplicate => (DeliveryStatus::Duplicate, 400),
            Undelivered::OutOfTime => (DeliveryStatus::TemporaryFailure, 500),
            Undelivered::UnknownEndpoint
            | Undelivered::NoChannel
            | Undelivered::NoAddress
            | Undelivered::BadAddress(_)
            | Undelivered::PushAlias
            | Undelivered::Pulled
            | Undelivered::NoMessage(_)
            | Undelivered::ChannelOff(_)
            | Undelivered::NotAvailable(_)
            | Undelivered::NoSender
            | Undelivered::Rendering(_)
            | Undelivered::TooLong { .. } => (DeliveryStatus::PermanentFailure, 400),
        };
        Self::failed(status, code, reason.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results() {
        let show = |delivery: Delivery| format!("{} {} {}", delivery.status, delivery.code, delivery.message);
        for (delivery, expected) in [
            (Delivery::accepted("m-1".to_owned()), "SUCCESSFUL 200 MessageId: m-1"),
            (Delivery::throttled(), "THROTTLED 429 the channel's rate is exceeded; try again"),
            (Delivery::transient(), "TEMPORARY_FAILURE 500 the channel failed for the moment; try again"),
            (Delivery::refused("MessageRejected"), "PERMANENT_FAILURE 400 the channel refused the message: MessageRejected"),
            (Delivery::refused("OptedOutException"), "OPT_OUT 400 the channel refused the message: OptedOutException"),
            (Delivery::unknown(), "UNKNOWN_FAILURE 500 the channel did not answer; the message may have been accepted"),
            (Undelivered::Duplicate.into(), "DUPLICATE 400 another recipient of this request has the same address"),
            (
                Undelivered::ChannelOff(Channel::Sms).into(),
                "PERMANENT_FAILURE 400 the SMS channel must be configured and enabled",
            ),
            (Undelivered::OutOfTime.into(), "TEMPORARY_FAILURE 500 not sent: the time for this request was over"),
        ] {
            assert_eq!(show(delivery), expected);
        }
    }
}

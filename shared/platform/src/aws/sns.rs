//! SMS through SNS: one call hands one text over, and says whether it did.
//!
//! As with email, the SDK must not retry: an answer that was lost may belong to a text that is on its way.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_sns::Client;
use aws_sdk_sns::config::Builder;
use aws_sdk_sns::config::retry::RetryConfig;
use aws_sdk_sns::config::timeout::TimeoutConfig;
use aws_sdk_sns::error::BuildError;
use aws_sdk_sns::types::MessageAttributeValue;

use super::outcome::outcome;
use crate::ports::{OutgoingText, SendOutcome, TextChannel, TextKind};

/// Longest time for one text to be handed over. What has not been answered by then may have been accepted.
pub const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// The SNS text channel.
#[derive(Clone, Debug)]
pub struct SnsText {
    client: Client,
}

impl SnsText {
    #[must_use]
    pub fn new(sdk: &SdkConfig) -> Self {
        Self::with_timeout(sdk, SEND_TIMEOUT)
    }

    /// A channel that gives a text `timeout` to be handed over.
    #[must_use]
    pub fn with_timeout(sdk: &SdkConfig, timeout: Duration) -> Self {
        let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(2)).operation_timeout(timeout).build();
        let config = Builder::from(sdk).retry_config(RetryConfig::disabled()).timeout_config(timeouts).build();
        Self { client: Client::from_conf(config) }
    }
}

#[async_trait]
impl TextChannel for SnsText {
    async fn send(&self, text: &OutgoingText) -> SendOutcome {
        let Ok(attributes) = attributes(text) else {
            return SendOutcome::Permanent { code: "InvalidMessage".into() };
        };
        let publish = self.client.publish().phone_number(&text.to).message(&text.body);
        let answer = publish.set_message_attributes(Some(attributes)).send().await;
        outcome(answer.map(|sent| sent.message_id))
    }
}

/// What goes with a text; SNS refuses attributes that are empty.
fn attributes(text: &OutgoingText) -> Result<HashMap<String, MessageAttributeValue>, BuildError> {
    let kind = match text.kind {
        TextKind::Promotional => "Promotional",
        TextKind::Transactional => "Transactional",
    };
    [
        ("AWS.SNS.SMS.SMSType", Some(kind)),
        ("AWS.SNS.SMS.SenderID", text.sender_id.as_deref()),
        ("AWS.MM.SMS.OriginationNumber", text.origination_number.as_deref()),
        ("AWS.MM.SMS.EntityId", text.entity_id.as_deref()),
        ("AWS.MM.SMS.TemplateId", text.template_id.as_deref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
    .map(|(name, value)| {
        let attribute = MessageAttributeValue::builder().data_type("String").string_value(value).build()?;
        Ok((name.to_owned(), attribute))
    })
    .collect()
}

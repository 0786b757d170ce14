//! SMS through SNS.

use async_trait::async_trait;
use aws_config::SdkConfig;

use crate::ports::{OutgoingText, SendOutcome, TextChannel};

/// The SNS text channel.
#[derive(Debug)]
pub struct SnsText;

impl SnsText {
    #[must_use]
    pub fn new(_sdk: &SdkConfig) -> Self {
        Self
    }
}

#[async_trait]
impl TextChannel for SnsText {
    async fn send(&self, _text: &OutgoingText) -> SendOutcome {
        SendOutcome::Permanent { code: "NotAvailable".into() }
    }
}

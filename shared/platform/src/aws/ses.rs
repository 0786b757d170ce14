//! Email through SES: one call hands one message over, and says whether it did.
//!
//! The SDK must not retry here: an answer that was lost may belong to a message that SES accepted, and a second try would be a
//! second mail. Retrying what certainly was not accepted is the sender's decision.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_config::sts::AssumeRoleProvider;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::Builder;
use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::timeout::TimeoutConfig;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag, RawMessage};

use super::outcome::outcome;
use crate::origin;
use crate::ports::{EmailChannel, OutgoingEmail, SendOutcome};

/// Longest time for one message to be handed over. What has not been answered by then may have been accepted.
pub const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// Most sending roles whose clients are kept; beyond that the clients are made anew.
const MAX_ROLES: usize = 64;

/// The SES email channel.
#[derive(Debug)]
pub struct SesEmail {
    sdk: SdkConfig,
    timeout: Duration,
    own: Client,
    /// Clients that act in a sending role (spec §13.2), by the role's ARN; each renews its credentials by itself.
    in_roles: Mutex<BTreeMap<String, Client>>,
}

impl SesEmail {
    #[must_use]
    pub fn new(sdk: &SdkConfig) -> Self {
        Self::with_timeout(sdk, SEND_TIMEOUT)
    }

    /// A channel that gives a message `timeout` to be handed over.
    #[must_use]
    pub fn with_timeout(sdk: &SdkConfig, timeout: Duration) -> Self {
        let own = Client::from_conf(config(sdk, timeout).build());
        Self { sdk: sdk.clone(), timeout, own, in_roles: Mutex::new(BTreeMap::new()) }
    }

    /// The client that sends as `role`, or as this function itself.
    async fn client(&self, role: Option<&str>) -> Client {
        let Some(role) = role else { return self.own.clone() };
        if let Some(client) = self.roles().get(role) {
            return client.clone();
        }
        let provider = AssumeRoleProvider::builder(role).configure(&self.sdk).session_name("touchpoint-sender").build().await;
        let client = Client::from_conf(config(&self.sdk, self.timeout).credentials_provider(provider).build());
        let mut roles = self.roles();
        if roles.len() >= MAX_ROLES {
            roles.clear();
        }
        roles.insert(role.to_owned(), client.clone());
        client
    }

    /// A panic while the map was held cannot have left it half changed: every use is one call.
    fn roles(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Client>> {
        self.in_roles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl EmailChannel for SesEmail {
    async fn send(&self, email: &OutgoingEmail) -> SendOutcome {
        let (Ok(content), Ok(tags)) = (content(email), message_tags(email)) else {
            return SendOutcome::Permanent { code: "InvalidMessage".into() };
        };
        let client = self.client(email.sending_role_arn.as_deref()).await;
        let answer = client
            .send_email()
            .from_email_address(&email.from)
            .destination(Destination::builder().to_addresses(&email.to).build())
            .content(content)
            .set_reply_to_addresses((!email.reply_to.is_empty()).then(|| email.reply_to.clone()))
            .set_feedback_forwarding_email_address(email.feedback_to.clone())
            .set_configuration_set_name(email.configuration_set.clone())
            .set_email_tags(Some(tags))
            .send()
            .await;
        outcome(answer.map(|sent| sent.message_id))
    }
}

fn config(sdk: &SdkConfig, timeout: Duration) -> Builder {
    let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(2)).operation_timeout(timeout).build();
    Builder::from(sdk).retry_config(RetryConfig::disabled()).timeout_config(timeouts)
}

fn content(email: &OutgoingEmail) -> Result<EmailContent, BuildError> {
    if let Some(raw) = &email.raw {
        let raw = RawMessage::builder().data(Blob::new(raw.clone())).build()?;
        return Ok(EmailContent::builder().raw(raw).build());
    }
    let utf8 = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    let body = Body::builder()
        .set_html(email.html.as_deref().map(utf8).transpose()?)
        .set_text(email.text.as_deref().map(utf8).transpose()?)
        .build();
    let header = |(name, value): &(String, String)| MessageHeader::builder().name(name).value(value).build();
    let headers = email.headers.iter().map(header).collect::<Result<Vec<_>, _>>()?;
    let message = Message::builder()
        .subject(utf8(&email.subject)?)
        .body(body)
        .set_headers((!headers.is_empty()).then_some(headers))
        .build();
    Ok(EmailContent::builder().simple(message).build())
}

fn message_tags(email: &OutgoingEmail) -> Result<Vec<MessageTag>, BuildError> {
    let tag = |(name, value)| MessageTag::builder().name(name).value(value).build();
    origin::tags(&email.origin).into_iter().map(tag).collect()
}

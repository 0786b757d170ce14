//! The email channel of an app: whom messages come from, and the SES identity that vouches for it (spec §13.1, §13.2).

use touchpoint_domain::arn;
use touchpoint_domain::email::sender_is_plausible;
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::field::FieldError;
use touchpoint_wire::input::{DeleteEmailChannelInput, GetEmailChannelInput, UpdateEmailChannelInput};
use touchpoint_wire::types::{EmailChannelRequest, EmailChannelResponse};

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::validate::name;

/// The longest ARN or name of a configuration set, in characters.
const ARN_CHARS: usize = 2048;

/// `GetEmailChannel`
pub(crate) async fn get(api: &Api, input: GetEmailChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Email).await
}

/// `UpdateEmailChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateEmailChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = without_empty(input.email_channel_request);
    check(&request)?;
    let own = EmailChannelResponse {
        configuration_set: request.configuration_set,
        from_address: Some(request.from_address),
        identity: Some(request.identity),
        orchestration_sending_role_arn: request.orchestration_sending_role_arn,
        role_arn: request.role_arn,
        ..EmailChannelResponse::default()
    };
    let configured = Configured { enabled: request.enabled, credentials: None, own };
    channel::put(api, call, &app, Channel::Email, configured).await
}

/// `DeleteEmailChannel`
pub(crate) async fn delete(api: &Api, input: DeleteEmailChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Email).await
}

/// What is optional and empty was not given, as in other channels.
fn without_empty(request: EmailChannelRequest) -> EmailChannelRequest {
    let said = |text: Option<String>| text.filter(|text| !text.is_empty());
    EmailChannelRequest {
        configuration_set: said(request.configuration_set),
        orchestration_sending_role_arn: said(request.orchestration_sending_role_arn),
        role_arn: said(request.role_arn),
        ..request
    }
}

fn check(request: &EmailChannelRequest) -> Result<(), FieldError> {
    // Whether the identity covers the address is for SES to say.
    if !sender_is_plausible(&request.from_address) {
        let rule = "must be an address such as news@example.com or Name <news@example.com>";
        return Err(FieldError::new("FromAddress", rule));
    }
    name("Identity", &request.identity, ARN_CHARS)?;
    if !arn::names(&request.identity, "ses", "identity/") {
        return Err(FieldError::new("Identity", "must be the ARN of an SES identity: arn:aws:ses:…:…:identity/…"));
    }
    if let Some(set) = &request.configuration_set {
        name("ConfigurationSet", set, ARN_CHARS)?;
    }
    for (field, role) in
        [("RoleArn", &request.role_arn), ("OrchestrationSendingRoleArn", &request.orchestration_sending_role_arn)]
    {
        role.as_deref().map_or(Ok(()), |role| arn::check_role(field, role))?;
    }
    Ok(())
}

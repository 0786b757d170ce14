//! The four APNs channels of an app (spec §13.2): each with credentials of its own, and otherwise the same.

use touchpoint_domain::channel::{ApnsCredentials, Credentials, given};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{
    DeleteApnsChannelInput, DeleteApnsSandboxChannelInput, DeleteApnsVoipChannelInput, DeleteApnsVoipSandboxChannelInput,
    GetApnsChannelInput, GetApnsSandboxChannelInput, GetApnsVoipChannelInput, GetApnsVoipSandboxChannelInput,
    UpdateApnsChannelInput, UpdateApnsSandboxChannelInput, UpdateApnsVoipChannelInput, UpdateApnsVoipSandboxChannelInput,
};
use touchpoint_wire::types::{APNSChannelRequest, APNSChannelResponse};

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// The request of a channel that differs from APNs' own by its name alone.
macro_rules! as_apns {
    ($request:expr) => {{
        let request = $request;
        APNSChannelRequest {
            bundle_id: request.bundle_id,
            certificate: request.certificate,
            default_authentication_method: request.default_authentication_method,
            enabled: request.enabled,
            private_key: request.private_key,
            team_id: request.team_id,
            token_key: request.token_key,
            token_key_id: request.token_key_id,
        }
    }};
}

async fn put(
    api: &Api,
    call: &Call,
    application_id: String,
    channel: Channel,
    request: APNSChannelRequest,
) -> Result<Reply, ApiError> {
    let app = channel::app(api, application_id).await?;
    let credentials = ApnsCredentials::of(&request)?;
    // As it was written, and absent where it was: who compares it with what they asked for must find no difference.
    let own = APNSChannelResponse {
        default_authentication_method: given(request.default_authentication_method.as_ref()).map(str::to_owned),
        has_token_key: Some(credentials.token.is_some()),
        ..APNSChannelResponse::default()
    };
    let credentials = Some(Credentials::Apns(credentials));
    let configured = Configured { enabled: request.enabled, credentials, own };
    channel::put(api, call, &app, channel, configured).await
}

/// `GetApnsChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetApnsChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Apns).await
}

/// `UpdateApnsChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateApnsChannelInput) -> Result<Reply, ApiError> {
    put(api, call, input.application_id, Channel::Apns, input.apns_channel_request).await
}

/// `DeleteApnsChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteApnsChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Apns).await
}

/// `GetApnsSandboxChannel`
pub(crate) async fn get_sandbox(api: &Api, _call: &Call, input: GetApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::ApnsSandbox).await
}

/// `UpdateApnsSandboxChannel`
pub(crate) async fn update_sandbox(api: &Api, call: &Call, input: UpdateApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    put(api, call, input.application_id, Channel::ApnsSandbox, as_apns!(input.apns_sandbox_channel_request)).await
}

/// `DeleteApnsSandboxChannel`
pub(crate) async fn delete_sandbox(api: &Api, _call: &Call, input: DeleteApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::ApnsSandbox).await
}

/// `GetApnsVoipChannel`
pub(crate) async fn get_voip(api: &Api, _call: &Call, input: GetApnsVoipChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::ApnsVoip).await
}

/// `UpdateApnsVoipChannel`
pub(crate) async fn update_voip(api: &Api, call: &Call, input: UpdateApnsVoipChannelInput) -> Result<Reply, ApiError> {
    put(api, call, input.application_id, Channel::ApnsVoip, as_apns!(input.apns_voip_channel_request)).await
}

/// `DeleteApnsVoipChannel`
pub(crate) async fn delete_voip(api: &Api, _call: &Call, input: DeleteApnsVoipChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::ApnsVoip).await
}

/// `GetApnsVoipSandboxChannel`
pub(crate) async fn get_voip_sandbox(api: &Api, _call: &Call, input: GetApnsVoipSandboxChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::ApnsVoipSandbox).await
}

/// `UpdateApnsVoipSandboxChannel`
pub(crate) async fn update_voip_sandbox(
    api: &Api,
    call: &Call,
    input: UpdateApnsVoipSandboxChannelInput,
) -> Result<Reply, ApiError> {
    put(api, call, input.application_id, Channel::ApnsVoipSandbox, as_apns!(input.apns_voip_sandbox_channel_request)).await
}

/// `DeleteApnsVoipSandboxChannel`
pub(crate) async fn delete_voip_sandbox(
    api: &Api,
    _call: &Call,
    input: DeleteApnsVoipSandboxChannelInput,
) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::ApnsVoipSandbox).await
}

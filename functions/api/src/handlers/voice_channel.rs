//! The voice channel of an app (spec §13.2).

use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{DeleteVoiceChannelInput, GetVoiceChannelInput, UpdateVoiceChannelInput};
use touchpoint_wire::types::VoiceChannelResponse;

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetVoiceChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetVoiceChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Voice).await
}

/// `UpdateVoiceChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateVoiceChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = input.voice_channel_request;
    let configured = Configured { enabled: request.enabled, credentials: None, own: VoiceChannelResponse::default() };
    channel::put(api, call, &app, Channel::Voice, configured).await
}

/// `DeleteVoiceChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteVoiceChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Voice).await
}

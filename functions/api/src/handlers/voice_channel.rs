//! The voice channel of an app (spec §13.2).

use touchpoint_wire::input::{DeleteVoiceChannelInput, GetVoiceChannelInput, UpdateVoiceChannelInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetVoiceChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetVoiceChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateVoiceChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateVoiceChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteVoiceChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteVoiceChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

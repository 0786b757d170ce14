//! The four APNs channels of an app (spec §13.2).

use touchpoint_wire::input::{
    DeleteApnsChannelInput, DeleteApnsSandboxChannelInput, DeleteApnsVoipChannelInput, DeleteApnsVoipSandboxChannelInput,
    GetApnsChannelInput, GetApnsSandboxChannelInput, GetApnsVoipChannelInput, GetApnsVoipSandboxChannelInput,
    UpdateApnsChannelInput, UpdateApnsSandboxChannelInput, UpdateApnsVoipChannelInput, UpdateApnsVoipSandboxChannelInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetApnsChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetApnsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateApnsChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateApnsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteApnsChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteApnsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetApnsSandboxChannel`
pub(crate) async fn get_sandbox(_api: &Api, call: &Call, _input: GetApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateApnsSandboxChannel`
pub(crate) async fn update_sandbox(_api: &Api, call: &Call, _input: UpdateApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteApnsSandboxChannel`
pub(crate) async fn delete_sandbox(_api: &Api, call: &Call, _input: DeleteApnsSandboxChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetApnsVoipChannel`
pub(crate) async fn get_voip(_api: &Api, call: &Call, _input: GetApnsVoipChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateApnsVoipChannel`
pub(crate) async fn update_voip(_api: &Api, call: &Call, _input: UpdateApnsVoipChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteApnsVoipChannel`
pub(crate) async fn delete_voip(_api: &Api, call: &Call, _input: DeleteApnsVoipChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetApnsVoipSandboxChannel`
pub(crate) async fn get_voip_sandbox(_api: &Api, call: &Call, _input: GetApnsVoipSandboxChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateApnsVoipSandboxChannel`
pub(crate) async fn update_voip_sandbox(
    _api: &Api,
    call: &Call,
    _input: UpdateApnsVoipSandboxChannelInput,
) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteApnsVoipSandboxChannel`
pub(crate) async fn delete_voip_sandbox(
    _api: &Api,
    call: &Call,
    _input: DeleteApnsVoipSandboxChannelInput,
) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! The SMS channel of an app (spec §13.2).

use touchpoint_wire::input::{DeleteSmsChannelInput, GetSmsChannelInput, UpdateSmsChannelInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetSmsChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetSmsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateSmsChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateSmsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteSmsChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteSmsChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! The ADM channel of an app (spec §13.2).

use touchpoint_wire::input::{DeleteAdmChannelInput, GetAdmChannelInput, UpdateAdmChannelInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetAdmChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetAdmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateAdmChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateAdmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteAdmChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteAdmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

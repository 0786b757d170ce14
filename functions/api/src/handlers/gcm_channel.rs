//! The FCM channel of an app, which the API calls GCM (spec §13.2).

use touchpoint_wire::input::{DeleteGcmChannelInput, GetGcmChannelInput, UpdateGcmChannelInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetGcmChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetGcmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateGcmChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateGcmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteGcmChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteGcmChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

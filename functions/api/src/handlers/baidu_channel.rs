//! The Baidu channel of an app (spec §13.2).

use touchpoint_wire::input::{DeleteBaiduChannelInput, GetBaiduChannelInput, UpdateBaiduChannelInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetBaiduChannel`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetBaiduChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateBaiduChannel`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateBaiduChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteBaiduChannel`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteBaiduChannelInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! Push templates (spec §7.1, §7.5).

use touchpoint_wire::input::{CreatePushTemplateInput, DeletePushTemplateInput, GetPushTemplateInput, UpdatePushTemplateInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreatePushTemplate`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreatePushTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeletePushTemplate`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeletePushTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetPushTemplate`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetPushTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdatePushTemplate`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdatePushTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

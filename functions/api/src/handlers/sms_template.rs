//! SMS templates (spec §7.1, §7.5).

use touchpoint_wire::input::{CreateSmsTemplateInput, DeleteSmsTemplateInput, GetSmsTemplateInput, UpdateSmsTemplateInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateSmsTemplate`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreateSmsTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteSmsTemplate`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteSmsTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetSmsTemplate`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetSmsTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateSmsTemplate`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateSmsTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

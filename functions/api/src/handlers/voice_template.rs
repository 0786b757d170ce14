//! Voice templates (spec §7.1, §7.5).

use touchpoint_wire::input::{
    CreateVoiceTemplateInput, DeleteVoiceTemplateInput, GetVoiceTemplateInput, UpdateVoiceTemplateInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateVoiceTemplate`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreateVoiceTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteVoiceTemplate`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteVoiceTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetVoiceTemplate`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetVoiceTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateVoiceTemplate`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateVoiceTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

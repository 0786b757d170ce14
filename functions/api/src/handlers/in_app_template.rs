//! In-app templates (spec §7.1, §7.5).

use touchpoint_wire::input::{
    CreateInAppTemplateInput, DeleteInAppTemplateInput, GetInAppTemplateInput, UpdateInAppTemplateInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateInAppTemplate`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreateInAppTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteInAppTemplate`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteInAppTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetInAppTemplate`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetInAppTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateInAppTemplate`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateInAppTemplateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! Recommender configurations (spec §7.6).

use touchpoint_wire::input::{
    CreateRecommenderConfigurationInput, DeleteRecommenderConfigurationInput, GetRecommenderConfigurationInput,
    GetRecommenderConfigurationsInput, UpdateRecommenderConfigurationInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateRecommenderConfiguration`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreateRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteRecommenderConfiguration`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetRecommenderConfiguration`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetRecommenderConfigurations`
pub(crate) async fn list(_api: &Api, call: &Call, _input: GetRecommenderConfigurationsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateRecommenderConfiguration`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! Journeys (spec §11).

use touchpoint_wire::input::{
    CreateJourneyInput, DeleteJourneyInput, GetJourneyInput, GetJourneyRunsInput, ListJourneysInput, UpdateJourneyInput,
    UpdateJourneyStateInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateJourney`
pub(crate) async fn create(_api: &Api, call: &Call, _input: CreateJourneyInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteJourney`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteJourneyInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourney`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetJourneyInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `ListJourneys`
pub(crate) async fn list(_api: &Api, call: &Call, _input: ListJourneysInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateJourney`
pub(crate) async fn update(_api: &Api, call: &Call, _input: UpdateJourneyInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `UpdateJourneyState`
pub(crate) async fn update_state(_api: &Api, call: &Call, _input: UpdateJourneyStateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourneyRuns`
pub(crate) async fn runs(_api: &Api, call: &Call, _input: GetJourneyRunsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! What happened in journeys, activities and runs (spec §12.3).

use touchpoint_wire::input::{
    GetJourneyExecutionActivityMetricsInput, GetJourneyExecutionMetricsInput, GetJourneyRunExecutionActivityMetricsInput,
    GetJourneyRunExecutionMetricsInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetJourneyExecutionMetrics`
pub(crate) async fn of_journey(_api: &Api, call: &Call, _input: GetJourneyExecutionMetricsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourneyExecutionActivityMetrics`
pub(crate) async fn of_activity(
    _api: &Api,
    call: &Call,
    _input: GetJourneyExecutionActivityMetricsInput,
) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourneyRunExecutionMetrics`
pub(crate) async fn of_run(_api: &Api, call: &Call, _input: GetJourneyRunExecutionMetricsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourneyRunExecutionActivityMetrics`
pub(crate) async fn of_run_activity(
    _api: &Api,
    call: &Call,
    _input: GetJourneyRunExecutionActivityMetricsInput,
) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

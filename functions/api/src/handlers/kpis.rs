//! Key performance indicators of apps, campaigns and journeys (spec §12.1, §12.2).

use touchpoint_wire::input::{GetApplicationDateRangeKpiInput, GetCampaignDateRangeKpiInput, GetJourneyDateRangeKpiInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetApplicationDateRangeKpi`
pub(crate) async fn of_app(_api: &Api, call: &Call, _input: GetApplicationDateRangeKpiInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetCampaignDateRangeKpi`
pub(crate) async fn of_campaign(_api: &Api, call: &Call, _input: GetCampaignDateRangeKpiInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetJourneyDateRangeKpi`
pub(crate) async fn of_journey(_api: &Api, call: &Call, _input: GetJourneyDateRangeKpiInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

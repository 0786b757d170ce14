//! In-app messages that an endpoint may show (spec §9.3).

use touchpoint_wire::input::GetInAppMessagesInput;

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetInAppMessages`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetInAppMessagesInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! Events that apps report (spec §9.1).

use touchpoint_wire::input::PutEventsInput;

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `PutEvents`
pub(crate) async fn put(_api: &Api, call: &Call, _input: PutEventsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

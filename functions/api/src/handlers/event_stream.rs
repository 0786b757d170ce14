//! Where an app streams its events to (spec §10.1).

use touchpoint_wire::input::{DeleteEventStreamInput, GetEventStreamInput, PutEventStreamInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetEventStream`
pub(crate) async fn get(_api: &Api, call: &Call, _input: GetEventStreamInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `PutEventStream`
pub(crate) async fn put(_api: &Api, call: &Call, _input: PutEventStreamInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `DeleteEventStream`
pub(crate) async fn delete(_api: &Api, call: &Call, _input: DeleteEventStreamInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

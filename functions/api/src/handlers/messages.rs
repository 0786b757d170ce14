//! Direct messages (spec §8.1 to §8.5).

use touchpoint_wire::input::{SendMessagesInput, SendUsersMessagesInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `SendMessages`
pub(crate) async fn send(_api: &Api, call: &Call, _input: SendMessagesInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `SendUsersMessages`
pub(crate) async fn send_to_users(_api: &Api, call: &Call, _input: SendUsersMessagesInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

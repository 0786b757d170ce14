//! Names of attributes that an app no longer captures (spec §3.9).

use touchpoint_wire::input::RemoveAttributesInput;

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `RemoveAttributes`
pub(crate) async fn remove(_api: &Api, call: &Call, _input: RemoveAttributesInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

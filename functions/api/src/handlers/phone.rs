//! Validation of phone numbers (spec §8.7).

use touchpoint_wire::input::PhoneNumberValidateInput;

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `PhoneNumberValidate`
pub(crate) async fn validate(_api: &Api, call: &Call, _input: PhoneNumberValidateInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! One-time passwords (spec §8.6).

use touchpoint_wire::input::{SendOTPMessageInput, VerifyOTPMessageInput};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `SendOTPMessage`
pub(crate) async fn send(_api: &Api, call: &Call, _input: SendOTPMessageInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `VerifyOTPMessage`
pub(crate) async fn verify(_api: &Api, call: &Call, _input: VerifyOTPMessageInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

//! Validation of phone numbers (spec §8.7).

use touchpoint_domain::phone::{validate, validate_request};
use touchpoint_wire::input::PhoneNumberValidateInput;

use crate::error::ApiError;
use crate::reply::Reply;

/// `PhoneNumberValidate`: what the numbering plans tell. A number that cannot exist is answered, as INVALID.
pub(crate) async fn validate_number(input: PhoneNumberValidateInput) -> Result<Reply, ApiError> {
    let request = input.number_validate_request;
    validate_request(&request)?;
    let number = request.phone_number.unwrap_or_default();
    Reply::of(&validate(&number, request.iso_country_code.as_deref()))
}

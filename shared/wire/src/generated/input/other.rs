//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::input_parts::{InputError, RequestParts};
use crate::types::{
    EventsRequest, MessageRequest, NumberValidateRequest, SendOTPMessageRequestParameters, SendUsersMessageRequest, TagsModel,
    UpdateAttributesRequest, VerifyOTPMessageRequestParameters, WriteEventStream,
};

/// What a request for `PhoneNumberValidate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneNumberValidateInput {
    pub number_validate_request: NumberValidateRequest,
}

impl PhoneNumberValidateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { number_validate_request: parts.document("NumberValidateRequest")? })
    }
}

/// What a request for `PutEventStream` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct PutEventStreamInput {
    pub application_id: String,
    pub write_event_stream: WriteEventStream,
}

impl PutEventStreamInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            write_event_stream: parts.document("WriteEventStream")?,
        })
    }
}

/// What a request for `PutEvents` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct PutEventsInput {
    pub application_id: String,
    pub events_request: EventsRequest,
}

impl PutEventsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, events_request: parts.document("EventsRequest")? })
    }
}

/// What a request for `RemoveAttributes` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct RemoveAttributesInput {
    pub application_id: String,
    pub attribute_type: String,
    pub update_attributes_request: UpdateAttributesRequest,
}

impl RemoveAttributesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            attribute_type: parts.path_parameter("attribute-type")?,
            update_attributes_request: parts.document("UpdateAttributesRequest")?,
        })
    }
}

/// What a request for `SendMessages` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct SendMessagesInput {
    pub application_id: String,
    pub message_request: MessageRequest,
}

impl SendMessagesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, message_request: parts.document("MessageRequest")? })
    }
}

/// What a request for `SendOTPMessage` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct SendOTPMessageInput {
    pub application_id: String,
    pub send_otp_message_request_parameters: SendOTPMessageRequestParameters,
}

impl SendOTPMessageInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            send_otp_message_request_parameters: parts.document("SendOTPMessageRequestParameters")?,
        })
    }
}

/// What a request for `SendUsersMessages` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct SendUsersMessagesInput {
    pub application_id: String,
    pub send_users_message_request: SendUsersMessageRequest,
}

impl SendUsersMessagesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            send_users_message_request: parts.document("SendUsersMessageRequest")?,
        })
    }
}

/// What a request for `TagResource` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct TagResourceInput {
    pub resource_arn: String,
    pub tags_model: TagsModel,
}

impl TagResourceInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { resource_arn: parts.path_parameter("resource-arn")?, tags_model: parts.document("TagsModel")? })
    }
}

/// What a request for `UntagResource` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UntagResourceInput {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

impl UntagResourceInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { resource_arn: parts.path_parameter("resource-arn")?, tag_keys: parts.query_list("tagKeys")? })
    }
}

/// What a request for `VerifyOTPMessage` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifyOTPMessageInput {
    pub application_id: String,
    pub verify_otp_message_request_parameters: VerifyOTPMessageRequestParameters,
}

impl VerifyOTPMessageInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            verify_otp_message_request_parameters: parts.document("VerifyOTPMessageRequestParameters")?,
        })
    }
}

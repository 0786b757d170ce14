//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::input_parts::{InputError, RequestParts};

/// What a request for `DeleteAdmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteAdmChannelInput {
    pub application_id: String,
}

impl DeleteAdmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteApnsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteApnsChannelInput {
    pub application_id: String,
}

impl DeleteApnsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteApnsSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteApnsSandboxChannelInput {
    pub application_id: String,
}

impl DeleteApnsSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteApnsVoipChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteApnsVoipChannelInput {
    pub application_id: String,
}

impl DeleteApnsVoipChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteApnsVoipSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteApnsVoipSandboxChannelInput {
    pub application_id: String,
}

impl DeleteApnsVoipSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteApp` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteAppInput {
    pub application_id: String,
}

impl DeleteAppInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteBaiduChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteBaiduChannelInput {
    pub application_id: String,
}

impl DeleteBaiduChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteCampaign` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteCampaignInput {
    pub application_id: String,
    pub campaign_id: String,
}

impl DeleteCampaignInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, campaign_id: parts.path_parameter("campaign-id")? })
    }
}

/// What a request for `DeleteEmailChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteEmailChannelInput {
    pub application_id: String,
}

impl DeleteEmailChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteEmailTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteEmailTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl DeleteEmailTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `DeleteEndpoint` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteEndpointInput {
    pub application_id: String,
    pub endpoint_id: String,
}

impl DeleteEndpointInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, endpoint_id: parts.path_parameter("endpoint-id")? })
    }
}

/// What a request for `DeleteEventStream` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteEventStreamInput {
    pub application_id: String,
}

impl DeleteEventStreamInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteGcmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteGcmChannelInput {
    pub application_id: String,
}

impl DeleteGcmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteInAppTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteInAppTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl DeleteInAppTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `DeleteJourney` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteJourneyInput {
    pub application_id: String,
    pub journey_id: String,
}

impl DeleteJourneyInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, journey_id: parts.path_parameter("journey-id")? })
    }
}

/// What a request for `DeletePushTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeletePushTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl DeletePushTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `DeleteRecommenderConfiguration` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteRecommenderConfigurationInput {
    pub recommender_id: String,
}

impl DeleteRecommenderConfigurationInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { recommender_id: parts.path_parameter("recommender-id")? })
    }
}

/// What a request for `DeleteSegment` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteSegmentInput {
    pub application_id: String,
    pub segment_id: String,
}

impl DeleteSegmentInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, segment_id: parts.path_parameter("segment-id")? })
    }
}

/// What a request for `DeleteSmsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteSmsChannelInput {
    pub application_id: String,
}

impl DeleteSmsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteSmsTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteSmsTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl DeleteSmsTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `DeleteUserEndpoints` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteUserEndpointsInput {
    pub application_id: String,
    pub user_id: String,
}

impl DeleteUserEndpointsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, user_id: parts.path_parameter("user-id")? })
    }
}

/// What a request for `DeleteVoiceChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteVoiceChannelInput {
    pub application_id: String,
}

impl DeleteVoiceChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `DeleteVoiceTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteVoiceTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl DeleteVoiceTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

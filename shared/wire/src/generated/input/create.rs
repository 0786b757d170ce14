//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::input_parts::{InputError, RequestParts};
use crate::types::{
    CreateApplicationRequest, CreateRecommenderConfiguration, EmailTemplateRequest, ExportJobRequest, ImportJobRequest,
    InAppTemplateRequest, PushNotificationTemplateRequest, SMSTemplateRequest, VoiceTemplateRequest, WriteCampaignRequest,
    WriteJourneyRequest, WriteSegmentRequest,
};

/// What a request for `CreateApp` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateAppInput {
    pub create_application_request: CreateApplicationRequest,
}

impl CreateAppInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { create_application_request: parts.document("CreateApplicationRequest")? })
    }
}

/// What a request for `CreateCampaign` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateCampaignInput {
    pub application_id: String,
    pub write_campaign_request: WriteCampaignRequest,
}

impl CreateCampaignInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            write_campaign_request: parts.document("WriteCampaignRequest")?,
        })
    }
}

/// What a request for `CreateEmailTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateEmailTemplateInput {
    pub email_template_request: EmailTemplateRequest,
    pub template_name: String,
}

impl CreateEmailTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            email_template_request: parts.document("EmailTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
        })
    }
}

/// What a request for `CreateExportJob` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateExportJobInput {
    pub application_id: String,
    pub export_job_request: ExportJobRequest,
}

impl CreateExportJobInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            export_job_request: parts.document("ExportJobRequest")?,
        })
    }
}

/// What a request for `CreateImportJob` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateImportJobInput {
    pub application_id: String,
    pub import_job_request: ImportJobRequest,
}

impl CreateImportJobInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            import_job_request: parts.document("ImportJobRequest")?,
        })
    }
}

/// What a request for `CreateInAppTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateInAppTemplateInput {
    pub in_app_template_request: InAppTemplateRequest,
    pub template_name: String,
}

impl CreateInAppTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            in_app_template_request: parts.document("InAppTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
        })
    }
}

/// What a request for `CreateJourney` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateJourneyInput {
    pub application_id: String,
    pub write_journey_request: WriteJourneyRequest,
}

impl CreateJourneyInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            write_journey_request: parts.document("WriteJourneyRequest")?,
        })
    }
}

/// What a request for `CreatePushTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatePushTemplateInput {
    pub push_notification_template_request: PushNotificationTemplateRequest,
    pub template_name: String,
}

impl CreatePushTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            push_notification_template_request: parts.document("PushNotificationTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
        })
    }
}

/// What a request for `CreateRecommenderConfiguration` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateRecommenderConfigurationInput {
    pub create_recommender_configuration: CreateRecommenderConfiguration,
}

impl CreateRecommenderConfigurationInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { create_recommender_configuration: parts.document("CreateRecommenderConfiguration")? })
    }
}

/// What a request for `CreateSegment` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateSegmentInput {
    pub application_id: String,
    pub write_segment_request: WriteSegmentRequest,
}

impl CreateSegmentInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            write_segment_request: parts.document("WriteSegmentRequest")?,
        })
    }
}

/// What a request for `CreateSmsTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateSmsTemplateInput {
    pub sms_template_request: SMSTemplateRequest,
    pub template_name: String,
}

impl CreateSmsTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            sms_template_request: parts.document("SMSTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
        })
    }
}

/// What a request for `CreateVoiceTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateVoiceTemplateInput {
    pub template_name: String,
    pub voice_template_request: VoiceTemplateRequest,
}

impl CreateVoiceTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            template_name: parts.path_parameter("template-name")?,
            voice_template_request: parts.document("VoiceTemplateRequest")?,
        })
    }
}

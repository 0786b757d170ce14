//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::input_parts::{InputError, RequestParts};
use crate::types::{
    ADMChannelRequest, APNSChannelRequest, APNSSandboxChannelRequest, APNSVoipChannelRequest, APNSVoipSandboxChannelRequest,
    BaiduChannelRequest, EmailChannelRequest, EmailTemplateRequest, EndpointBatchRequest, EndpointRequest, GCMChannelRequest,
    InAppTemplateRequest, JourneyStateRequest, PushNotificationTemplateRequest, SMSChannelRequest, SMSTemplateRequest,
    TemplateActiveVersionRequest, UpdateRecommenderConfiguration, VoiceChannelRequest, VoiceTemplateRequest,
    WriteApplicationSettingsRequest, WriteCampaignRequest, WriteJourneyRequest, WriteSegmentRequest,
};

/// What a request for `UpdateAdmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateAdmChannelInput {
    pub adm_channel_request: ADMChannelRequest,
    pub application_id: String,
}

impl UpdateAdmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            adm_channel_request: parts.document("ADMChannelRequest")?,
            application_id: parts.path_parameter("application-id")?,
        })
    }
}

/// What a request for `UpdateApnsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateApnsChannelInput {
    pub apns_channel_request: APNSChannelRequest,
    pub application_id: String,
}

impl UpdateApnsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            apns_channel_request: parts.document("APNSChannelRequest")?,
            application_id: parts.path_parameter("application-id")?,
        })
    }
}

/// What a request for `UpdateApnsSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateApnsSandboxChannelInput {
    pub apns_sandbox_channel_request: APNSSandboxChannelRequest,
    pub application_id: String,
}

impl UpdateApnsSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            apns_sandbox_channel_request: parts.document("APNSSandboxChannelRequest")?,
            application_id: parts.path_parameter("application-id")?,
        })
    }
}

/// What a request for `UpdateApnsVoipChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateApnsVoipChannelInput {
    pub apns_voip_channel_request: APNSVoipChannelRequest,
    pub application_id: String,
}

impl UpdateApnsVoipChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            apns_voip_channel_request: parts.document("APNSVoipChannelRequest")?,
            application_id: parts.path_parameter("application-id")?,
        })
    }
}

/// What a request for `UpdateApnsVoipSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateApnsVoipSandboxChannelInput {
    pub apns_voip_sandbox_channel_request: APNSVoipSandboxChannelRequest,
    pub application_id: String,
}

impl UpdateApnsVoipSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            apns_voip_sandbox_channel_request: parts.document("APNSVoipSandboxChannelRequest")?,
            application_id: parts.path_parameter("application-id")?,
        })
    }
}

/// What a request for `UpdateApplicationSettings` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateApplicationSettingsInput {
    pub application_id: String,
    pub write_application_settings_request: WriteApplicationSettingsRequest,
}

impl UpdateApplicationSettingsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            write_application_settings_request: parts.document("WriteApplicationSettingsRequest")?,
        })
    }
}

/// What a request for `UpdateBaiduChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateBaiduChannelInput {
    pub application_id: String,
    pub baidu_channel_request: BaiduChannelRequest,
}

impl UpdateBaiduChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            baidu_channel_request: parts.document("BaiduChannelRequest")?,
        })
    }
}

/// What a request for `UpdateCampaign` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateCampaignInput {
    pub application_id: String,
    pub campaign_id: String,
    pub write_campaign_request: WriteCampaignRequest,
}

impl UpdateCampaignInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            campaign_id: parts.path_parameter("campaign-id")?,
            write_campaign_request: parts.document("WriteCampaignRequest")?,
        })
    }
}

/// What a request for `UpdateEmailChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateEmailChannelInput {
    pub application_id: String,
    pub email_channel_request: EmailChannelRequest,
}

impl UpdateEmailChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            email_channel_request: parts.document("EmailChannelRequest")?,
        })
    }
}

/// What a request for `UpdateEmailTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateEmailTemplateInput {
    pub create_new_version: Option<bool>,
    pub email_template_request: EmailTemplateRequest,
    pub template_name: String,
    pub version: Option<String>,
}

impl UpdateEmailTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            create_new_version: parts.query_flag("create-new-version")?,
            email_template_request: parts.document("EmailTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
            version: parts.query_text("version"),
        })
    }
}

/// What a request for `UpdateEndpoint` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateEndpointInput {
    pub application_id: String,
    pub endpoint_id: String,
    pub endpoint_request: EndpointRequest,
}

impl UpdateEndpointInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            endpoint_id: parts.path_parameter("endpoint-id")?,
            endpoint_request: parts.document("EndpointRequest")?,
        })
    }
}

/// What a request for `UpdateEndpointsBatch` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateEndpointsBatchInput {
    pub application_id: String,
    pub endpoint_batch_request: EndpointBatchRequest,
}

impl UpdateEndpointsBatchInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            endpoint_batch_request: parts.document("EndpointBatchRequest")?,
        })
    }
}

/// What a request for `UpdateGcmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateGcmChannelInput {
    pub application_id: String,
    pub gcm_channel_request: GCMChannelRequest,
}

impl UpdateGcmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            gcm_channel_request: parts.document("GCMChannelRequest")?,
        })
    }
}

/// What a request for `UpdateInAppTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateInAppTemplateInput {
    pub create_new_version: Option<bool>,
    pub in_app_template_request: InAppTemplateRequest,
    pub template_name: String,
    pub version: Option<String>,
}

impl UpdateInAppTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            create_new_version: parts.query_flag("create-new-version")?,
            in_app_template_request: parts.document("InAppTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
            version: parts.query_text("version"),
        })
    }
}

/// What a request for `UpdateJourney` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateJourneyInput {
    pub application_id: String,
    pub journey_id: String,
    pub write_journey_request: WriteJourneyRequest,
}

impl UpdateJourneyInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            write_journey_request: parts.document("WriteJourneyRequest")?,
        })
    }
}

/// What a request for `UpdateJourneyState` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateJourneyStateInput {
    pub application_id: String,
    pub journey_id: String,
    pub journey_state_request: JourneyStateRequest,
}

impl UpdateJourneyStateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            journey_state_request: parts.document("JourneyStateRequest")?,
        })
    }
}

/// What a request for `UpdatePushTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdatePushTemplateInput {
    pub create_new_version: Option<bool>,
    pub push_notification_template_request: PushNotificationTemplateRequest,
    pub template_name: String,
    pub version: Option<String>,
}

impl UpdatePushTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            create_new_version: parts.query_flag("create-new-version")?,
            push_notification_template_request: parts.document("PushNotificationTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
            version: parts.query_text("version"),
        })
    }
}

/// What a request for `UpdateRecommenderConfiguration` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateRecommenderConfigurationInput {
    pub recommender_id: String,
    pub update_recommender_configuration: UpdateRecommenderConfiguration,
}

impl UpdateRecommenderConfigurationInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            recommender_id: parts.path_parameter("recommender-id")?,
            update_recommender_configuration: parts.document("UpdateRecommenderConfiguration")?,
        })
    }
}

/// What a request for `UpdateSegment` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateSegmentInput {
    pub application_id: String,
    pub segment_id: String,
    pub write_segment_request: WriteSegmentRequest,
}

impl UpdateSegmentInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            segment_id: parts.path_parameter("segment-id")?,
            write_segment_request: parts.document("WriteSegmentRequest")?,
        })
    }
}

/// What a request for `UpdateSmsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateSmsChannelInput {
    pub application_id: String,
    pub sms_channel_request: SMSChannelRequest,
}

impl UpdateSmsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            sms_channel_request: parts.document("SMSChannelRequest")?,
        })
    }
}

/// What a request for `UpdateSmsTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateSmsTemplateInput {
    pub create_new_version: Option<bool>,
    pub sms_template_request: SMSTemplateRequest,
    pub template_name: String,
    pub version: Option<String>,
}

impl UpdateSmsTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            create_new_version: parts.query_flag("create-new-version")?,
            sms_template_request: parts.document("SMSTemplateRequest")?,
            template_name: parts.path_parameter("template-name")?,
            version: parts.query_text("version"),
        })
    }
}

/// What a request for `UpdateTemplateActiveVersion` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateTemplateActiveVersionInput {
    pub template_active_version_request: TemplateActiveVersionRequest,
    pub template_name: String,
    pub template_type: String,
}

impl UpdateTemplateActiveVersionInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            template_active_version_request: parts.document("TemplateActiveVersionRequest")?,
            template_name: parts.path_parameter("template-name")?,
            template_type: parts.path_parameter("template-type")?,
        })
    }
}

/// What a request for `UpdateVoiceChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateVoiceChannelInput {
    pub application_id: String,
    pub voice_channel_request: VoiceChannelRequest,
}

impl UpdateVoiceChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            voice_channel_request: parts.document("VoiceChannelRequest")?,
        })
    }
}

/// What a request for `UpdateVoiceTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateVoiceTemplateInput {
    pub create_new_version: Option<bool>,
    pub template_name: String,
    pub version: Option<String>,
    pub voice_template_request: VoiceTemplateRequest,
}

impl UpdateVoiceTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            create_new_version: parts.query_flag("create-new-version")?,
            template_name: parts.path_parameter("template-name")?,
            version: parts.query_text("version"),
            voice_template_request: parts.document("VoiceTemplateRequest")?,
        })
    }
}

//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::operation::Row;

/// Every operation of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `POST /v1/apps` with `CreateApplicationRequest` → 201 `ApplicationResponse`
    CreateApp,
    /// `POST /v1/apps/{application-id}/campaigns` with `WriteCampaignRequest` → 201 `CampaignResponse`
    CreateCampaign,
    /// `POST /v1/templates/{template-name}/email` with `EmailTemplateRequest` → 201 `CreateTemplateMessageBody`
    CreateEmailTemplate,
    /// `POST /v1/apps/{application-id}/jobs/export` with `ExportJobRequest` → 202 `ExportJobResponse`
    CreateExportJob,
    /// `POST /v1/apps/{application-id}/jobs/import` with `ImportJobRequest` → 201 `ImportJobResponse`
    CreateImportJob,
    /// `POST /v1/templates/{template-name}/inapp` with `InAppTemplateRequest` → 201 `TemplateCreateMessageBody`
    CreateInAppTemplate,
    /// `POST /v1/apps/{application-id}/journeys` with `WriteJourneyRequest` → 201 `JourneyResponse`
    CreateJourney,
    /// `POST /v1/templates/{template-name}/push` with `PushNotificationTemplateRequest` → 201 `CreateTemplateMessageBody`
    CreatePushTemplate,
    /// `POST /v1/recommenders` with `CreateRecommenderConfiguration` → 201 `RecommenderConfigurationResponse`
    CreateRecommenderConfiguration,
    /// `POST /v1/apps/{application-id}/segments` with `WriteSegmentRequest` → 201 `SegmentResponse`
    CreateSegment,
    /// `POST /v1/templates/{template-name}/sms` with `SMSTemplateRequest` → 201 `CreateTemplateMessageBody`
    CreateSmsTemplate,
    /// `POST /v1/templates/{template-name}/voice` with `VoiceTemplateRequest` → 201 `CreateTemplateMessageBody`
    CreateVoiceTemplate,
    /// `DELETE /v1/apps/{application-id}/channels/adm` → 200 `ADMChannelResponse`
    DeleteAdmChannel,
    /// `DELETE /v1/apps/{application-id}/channels/apns` → 200 `APNSChannelResponse`
    DeleteApnsChannel,
    /// `DELETE /v1/apps/{application-id}/channels/apns_sandbox` → 200 `APNSSandboxChannelResponse`
    DeleteApnsSandboxChannel,
    /// `DELETE /v1/apps/{application-id}/channels/apns_voip` → 200 `APNSVoipChannelResponse`
    DeleteApnsVoipChannel,
    /// `DELETE /v1/apps/{application-id}/channels/apns_voip_sandbox` → 200 `APNSVoipSandboxChannelResponse`
    DeleteApnsVoipSandboxChannel,
    /// `DELETE /v1/apps/{application-id}` → 200 `ApplicationResponse`
    DeleteApp,
    /// `DELETE /v1/apps/{application-id}/channels/baidu` → 200 `BaiduChannelResponse`
    DeleteBaiduChannel,
    /// `DELETE /v1/apps/{application-id}/campaigns/{campaign-id}` → 200 `CampaignResponse`
    DeleteCampaign,
    /// `DELETE /v1/apps/{application-id}/channels/email` → 200 `EmailChannelResponse`
    DeleteEmailChannel,
    /// `DELETE /v1/templates/{template-name}/email` → 202 `MessageBody`
    DeleteEmailTemplate,
    /// `DELETE /v1/apps/{application-id}/endpoints/{endpoint-id}` → 202 `EndpointResponse`
    DeleteEndpoint,
    /// `DELETE /v1/apps/{application-id}/eventstream` → 200 `EventStream`
    DeleteEventStream,
    /// `DELETE /v1/apps/{application-id}/channels/gcm` → 200 `GCMChannelResponse`
    DeleteGcmChannel,
    /// `DELETE /v1/templates/{template-name}/inapp` → 202 `MessageBody`
    DeleteInAppTemplate,
    /// `DELETE /v1/apps/{application-id}/journeys/{journey-id}` → 200 `JourneyResponse`
    DeleteJourney,
    /// `DELETE /v1/templates/{template-name}/push` → 202 `MessageBody`
    DeletePushTemplate,
    /// `DELETE /v1/recommenders/{recommender-id}` → 200 `RecommenderConfigurationResponse`
    DeleteRecommenderConfiguration,
    /// `DELETE /v1/apps/{application-id}/segments/{segment-id}` → 200 `SegmentResponse`
    DeleteSegment,
    /// `DELETE /v1/apps/{application-id}/channels/sms` → 200 `SMSChannelResponse`
    DeleteSmsChannel,
    /// `DELETE /v1/templates/{template-name}/sms` → 202 `MessageBody`
    DeleteSmsTemplate,
    /// `DELETE /v1/apps/{application-id}/users/{user-id}` → 202 `EndpointsResponse`
    DeleteUserEndpoints,
    /// `DELETE /v1/apps/{application-id}/channels/voice` → 200 `VoiceChannelResponse`
    DeleteVoiceChannel,
    /// `DELETE /v1/templates/{template-name}/voice` → 202 `MessageBody`
    DeleteVoiceTemplate,
    /// `GET /v1/apps/{application-id}/channels/adm` → 200 `ADMChannelResponse`
    GetAdmChannel,
    /// `GET /v1/apps/{application-id}/channels/apns` → 200 `APNSChannelResponse`
    GetApnsChannel,
    /// `GET /v1/apps/{application-id}/channels/apns_sandbox` → 200 `APNSSandboxChannelResponse`
    GetApnsSandboxChannel,
    /// `GET /v1/apps/{application-id}/channels/apns_voip` → 200 `APNSVoipChannelResponse`
    GetApnsVoipChannel,
    /// `GET /v1/apps/{application-id}/channels/apns_voip_sandbox` → 200 `APNSVoipSandboxChannelResponse`
    GetApnsVoipSandboxChannel,
    /// `GET /v1/apps/{application-id}` → 200 `ApplicationResponse`
    GetApp,
    /// `GET /v1/apps/{application-id}/kpis/daterange/{kpi-name}` → 200 `ApplicationDateRangeKpiResponse`
    GetApplicationDateRangeKpi,
    /// `GET /v1/apps/{application-id}/settings` → 200 `ApplicationSettingsResource`
    GetApplicationSettings,
    /// `GET /v1/apps` → 200 `ApplicationsResponse`
    GetApps,
    /// `GET /v1/apps/{application-id}/channels/baidu` → 200 `BaiduChannelResponse`
    GetBaiduChannel,
    /// `GET /v1/apps/{application-id}/campaigns/{campaign-id}` → 200 `CampaignResponse`
    GetCampaign,
    /// `GET /v1/apps/{application-id}/campaigns/{campaign-id}/activities` → 200 `ActivitiesResponse`
    GetCampaignActivities,
    /// `GET /v1/apps/{application-id}/campaigns/{campaign-id}/kpis/daterange/{kpi-name}` → 200 `CampaignDateRangeKpiResponse`
    GetCampaignDateRangeKpi,
    /// `GET /v1/apps/{application-id}/campaigns/{campaign-id}/versions/{version}` → 200 `CampaignResponse`
    GetCampaignVersion,
    /// `GET /v1/apps/{application-id}/campaigns/{campaign-id}/versions` → 200 `CampaignsResponse`
    GetCampaignVersions,
    /// `GET /v1/apps/{application-id}/campaigns` → 200 `CampaignsResponse`
    GetCampaigns,
    /// `GET /v1/apps/{application-id}/channels` → 200 `ChannelsResponse`
    GetChannels,
    /// `GET /v1/apps/{application-id}/channels/email` → 200 `EmailChannelResponse`
    GetEmailChannel,
    /// `GET /v1/templates/{template-name}/email` → 200 `EmailTemplateResponse`
    GetEmailTemplate,
    /// `GET /v1/apps/{application-id}/endpoints/{endpoint-id}` → 200 `EndpointResponse`
    GetEndpoint,
    /// `GET /v1/apps/{application-id}/eventstream` → 200 `EventStream`
    GetEventStream,
    /// `GET /v1/apps/{application-id}/jobs/export/{job-id}` → 200 `ExportJobResponse`
    GetExportJob,
    /// `GET /v1/apps/{application-id}/jobs/export` → 200 `ExportJobsResponse`
    GetExportJobs,
    /// `GET /v1/apps/{application-id}/channels/gcm` → 200 `GCMChannelResponse`
    GetGcmChannel,
    /// `GET /v1/apps/{application-id}/jobs/import/{job-id}` → 200 `ImportJobResponse`
    GetImportJob,
    /// `GET /v1/apps/{application-id}/jobs/import` → 200 `ImportJobsResponse`
    GetImportJobs,
    /// `GET /v1/apps/{application-id}/endpoints/{endpoint-id}/inappmessages` → 200 `InAppMessagesResponse`
    GetInAppMessages,
    /// `GET /v1/templates/{template-name}/inapp` → 200 `InAppTemplateResponse`
    GetInAppTemplate,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}` → 200 `JourneyResponse`
    GetJourney,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/kpis/daterange/{kpi-name}` → 200 `JourneyDateRangeKpiResponse`
    GetJourneyDateRangeKpi,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/activities/{journey-activity-id}/execution-metrics` → 200 `JourneyExecutionActivityMetricsResponse`
    GetJourneyExecutionActivityMetrics,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/execution-metrics` → 200 `JourneyExecutionMetricsResponse`
    GetJourneyExecutionMetrics,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/runs/{run-id}/activities/{journey-activity-id}/execution-metrics` → 200 `JourneyRunExecutionActivityMetricsResponse`
    GetJourneyRunExecutionActivityMetrics,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/runs/{run-id}/execution-metrics` → 200 `JourneyRunExecutionMetricsResponse`
    GetJourneyRunExecutionMetrics,
    /// `GET /v1/apps/{application-id}/journeys/{journey-id}/runs` → 200 `JourneyRunsResponse`
    GetJourneyRuns,
    /// `GET /v1/templates/{template-name}/push` → 200 `PushNotificationTemplateResponse`
    GetPushTemplate,
    /// `GET /v1/recommenders/{recommender-id}` → 200 `RecommenderConfigurationResponse`
    GetRecommenderConfiguration,
    /// `GET /v1/recommenders` → 200 `ListRecommenderConfigurationsResponse`
    GetRecommenderConfigurations,
    /// `GET /v1/apps/{application-id}/segments/{segment-id}` → 200 `SegmentResponse`
    GetSegment,
    /// `GET /v1/apps/{application-id}/segments/{segment-id}/jobs/export` → 200 `ExportJobsResponse`
    GetSegmentExportJobs,
    /// `GET /v1/apps/{application-id}/segments/{segment-id}/jobs/import` → 200 `ImportJobsResponse`
    GetSegmentImportJobs,
    /// `GET /v1/apps/{application-id}/segments/{segment-id}/versions/{version}` → 200 `SegmentResponse`
    GetSegmentVersion,
    /// `GET /v1/apps/{application-id}/segments/{segment-id}/versions` → 200 `SegmentsResponse`
    GetSegmentVersions,
    /// `GET /v1/apps/{application-id}/segments` → 200 `SegmentsResponse`
    GetSegments,
    /// `GET /v1/apps/{application-id}/channels/sms` → 200 `SMSChannelResponse`
    GetSmsChannel,
    /// `GET /v1/templates/{template-name}/sms` → 200 `SMSTemplateResponse`
    GetSmsTemplate,
    /// `GET /v1/apps/{application-id}/users/{user-id}` → 200 `EndpointsResponse`
    GetUserEndpoints,
    /// `GET /v1/apps/{application-id}/channels/voice` → 200 `VoiceChannelResponse`
    GetVoiceChannel,
    /// `GET /v1/templates/{template-name}/voice` → 200 `VoiceTemplateResponse`
    GetVoiceTemplate,
    /// `GET /v1/apps/{application-id}/journeys` → 200 `JourneysResponse`
    ListJourneys,
    /// `GET /v1/tags/{resource-arn}` → 200 `TagsModel`
    ListTagsForResource,
    /// `GET /v1/templates/{template-name}/{template-type}/versions` → 200 `TemplateVersionsResponse`
    ListTemplateVersions,
    /// `GET /v1/templates` → 200 `TemplatesResponse`
    ListTemplates,
    /// `POST /v1/phone/number/validate` with `NumberValidateRequest` → 200 `NumberValidateResponse`
    PhoneNumberValidate,
    /// `POST /v1/apps/{application-id}/eventstream` with `WriteEventStream` → 200 `EventStream`
    PutEventStream,
    /// `POST /v1/apps/{application-id}/events` with `EventsRequest` → 202 `EventsResponse`
    PutEvents,
    /// `PUT /v1/apps/{application-id}/attributes/{attribute-type}` with `UpdateAttributesRequest` → 200 `AttributesResource`
    RemoveAttributes,
    /// `POST /v1/apps/{application-id}/messages` with `MessageRequest` → 200 `MessageResponse`
    SendMessages,
    /// `POST /v1/apps/{application-id}/otp` with `SendOTPMessageRequestParameters` → 200 `MessageResponse`
    SendOTPMessage,
    /// `POST /v1/apps/{application-id}/users-messages` with `SendUsersMessageRequest` → 200 `SendUsersMessageResponse`
    SendUsersMessages,
    /// `POST /v1/tags/{resource-arn}` with `TagsModel` → 204
    TagResource,
    /// `DELETE /v1/tags/{resource-arn}` → 204
    UntagResource,
    /// `PUT /v1/apps/{application-id}/channels/adm` with `ADMChannelRequest` → 200 `ADMChannelResponse`
    UpdateAdmChannel,
    /// `PUT /v1/apps/{application-id}/channels/apns` with `APNSChannelRequest` → 200 `APNSChannelResponse`
    UpdateApnsChannel,
    /// `PUT /v1/apps/{application-id}/channels/apns_sandbox` with `APNSSandboxChannelRequest` → 200 `APNSSandboxChannelResponse`
    UpdateApnsSandboxChannel,
    /// `PUT /v1/apps/{application-id}/channels/apns_voip` with `APNSVoipChannelRequest` → 200 `APNSVoipChannelResponse`
    UpdateApnsVoipChannel,
    /// `PUT /v1/apps/{application-id}/channels/apns_voip_sandbox` with `APNSVoipSandboxChannelRequest` → 200 `APNSVoipSandboxChannelResponse`
    UpdateApnsVoipSandboxChannel,
    /// `PUT /v1/apps/{application-id}/settings` with `WriteApplicationSettingsRequest` → 200 `ApplicationSettingsResource`
    UpdateApplicationSettings,
    /// `PUT /v1/apps/{application-id}/channels/baidu` with `BaiduChannelRequest` → 200 `BaiduChannelResponse`
    UpdateBaiduChannel,
    /// `PUT /v1/apps/{application-id}/campaigns/{campaign-id}` with `WriteCampaignRequest` → 200 `CampaignResponse`
    UpdateCampaign,
    /// `PUT /v1/apps/{application-id}/channels/email` with `EmailChannelRequest` → 200 `EmailChannelResponse`
    UpdateEmailChannel,
    /// `PUT /v1/templates/{template-name}/email` with `EmailTemplateRequest` → 202 `MessageBody`
    UpdateEmailTemplate,
    /// `PUT /v1/apps/{application-id}/endpoints/{endpoint-id}` with `EndpointRequest` → 202 `MessageBody`
    UpdateEndpoint,
    /// `PUT /v1/apps/{application-id}/endpoints` with `EndpointBatchRequest` → 202 `MessageBody`
    UpdateEndpointsBatch,
    /// `PUT /v1/apps/{application-id}/channels/gcm` with `GCMChannelRequest` → 200 `GCMChannelResponse`
    UpdateGcmChannel,
    /// `PUT /v1/templates/{template-name}/inapp` with `InAppTemplateRequest` → 202 `MessageBody`
    UpdateInAppTemplate,
    /// `PUT /v1/apps/{application-id}/journeys/{journey-id}` with `WriteJourneyRequest` → 200 `JourneyResponse`
    UpdateJourney,
    /// `PUT /v1/apps/{application-id}/journeys/{journey-id}/state` with `JourneyStateRequest` → 200 `JourneyResponse`
    UpdateJourneyState,
    /// `PUT /v1/templates/{template-name}/push` with `PushNotificationTemplateRequest` → 202 `MessageBody`
    UpdatePushTemplate,
    /// `PUT /v1/recommenders/{recommender-id}` with `UpdateRecommenderConfiguration` → 200 `RecommenderConfigurationResponse`
    UpdateRecommenderConfiguration,
    /// `PUT /v1/apps/{application-id}/segments/{segment-id}` with `WriteSegmentRequest` → 200 `SegmentResponse`
    UpdateSegment,
    /// `PUT /v1/apps/{application-id}/channels/sms` with `SMSChannelRequest` → 200 `SMSChannelResponse`
    UpdateSmsChannel,
    /// `PUT /v1/templates/{template-name}/sms` with `SMSTemplateRequest` → 202 `MessageBody`
    UpdateSmsTemplate,
    /// `PUT /v1/templates/{template-name}/{template-type}/active-version` with `TemplateActiveVersionRequest` → 200 `MessageBody`
    UpdateTemplateActiveVersion,
    /// `PUT /v1/apps/{application-id}/channels/voice` with `VoiceChannelRequest` → 200 `VoiceChannelResponse`
    UpdateVoiceChannel,
    /// `PUT /v1/templates/{template-name}/voice` with `VoiceTemplateRequest` → 202 `MessageBody`
    UpdateVoiceTemplate,
    /// `POST /v1/apps/{application-id}/verify-otp` with `VerifyOTPMessageRequestParameters` → 200 `VerificationResponse`
    VerifyOTPMessage,
}

/// The errors that most operations can answer.
const USUAL_ERRORS: &[&str] = &[
    "BadRequestException",
    "ForbiddenException",
    "InternalServerErrorException",
    "MethodNotAllowedException",
    "NotFoundException",
    "PayloadTooLargeException",
    "TooManyRequestsException",
];

impl Operation {
    /// All operations, by name.
    pub const ALL: [Self; 122] = [
        Self::CreateApp,
        Self::CreateCampaign,
        Self::CreateEmailTemplate,
        Self::CreateExportJob,
        Self::CreateImportJob,
        Self::CreateInAppTemplate,
        Self::CreateJourney,
        Self::CreatePushTemplate,
        Self::CreateRecommenderConfiguration,
        Self::CreateSegment,
        Self::CreateSmsTemplate,
        Self::CreateVoiceTemplate,
        Self::DeleteAdmChannel,
        Self::DeleteApnsChannel,
        Self::DeleteApnsSandboxChannel,
        Self::DeleteApnsVoipChannel,
        Self::DeleteApnsVoipSandboxChannel,
        Self::DeleteApp,
        Self::DeleteBaiduChannel,
        Self::DeleteCampaign,
        Self::DeleteEmailChannel,
        Self::DeleteEmailTemplate,
        Self::DeleteEndpoint,
        Self::DeleteEventStream,
        Self::DeleteGcmChannel,
        Self::DeleteInAppTemplate,
        Self::DeleteJourney,
        Self::DeletePushTemplate,
        Self::DeleteRecommenderConfiguration,
        Self::DeleteSegment,
        Self::DeleteSmsChannel,
        Self::DeleteSmsTemplate,
        Self::DeleteUserEndpoints,
        Self::DeleteVoiceChannel,
        Self::DeleteVoiceTemplate,
        Self::GetAdmChannel,
        Self::GetApnsChannel,
        Self::GetApnsSandboxChannel,
        Self::GetApnsVoipChannel,
        Self::GetApnsVoipSandboxChannel,
        Self::GetApp,
        Self::GetApplicationDateRangeKpi,
        Self::GetApplicationSettings,
        Self::GetApps,
        Self::GetBaiduChannel,
        Self::GetCampaign,
        Self::GetCampaignActivities,
        Self::GetCampaignDateRangeKpi,
        Self::GetCampaignVersion,
        Self::GetCampaignVersions,
        Self::GetCampaigns,
        Self::GetChannels,
        Self::GetEmailChannel,
        Self::GetEmailTemplate,
        Self::GetEndpoint,
        Self::GetEventStream,
        Self::GetExportJob,
        Self::GetExportJobs,
        Self::GetGcmChannel,
        Self::GetImportJob,
        Self::GetImportJobs,
        Self::GetInAppMessages,
        Self::GetInAppTemplate,
        Self::GetJourney,
        Self::GetJourneyDateRangeKpi,
        Self::GetJourneyExecutionActivityMetrics,
        Self::GetJourneyExecutionMetrics,
        Self::GetJourneyRunExecutionActivityMetrics,
        Self::GetJourneyRunExecutionMetrics,
        Self::GetJourneyRuns,
        Self::GetPushTemplate,
        Self::GetRecommenderConfiguration,
        Self::GetRecommenderConfigurations,
        Self::GetSegment,
        Self::GetSegmentExportJobs,
        Self::GetSegmentImportJobs,
        Self::GetSegmentVersion,
        Self::GetSegmentVersions,
        Self::GetSegments,
        Self::GetSmsChannel,
        Self::GetSmsTemplate,
        Self::GetUserEndpoints,
        Self::GetVoiceChannel,
        Self::GetVoiceTemplate,
        Self::ListJourneys,
        Self::ListTagsForResource,
        Self::ListTemplateVersions,
        Self::ListTemplates,
        Self::PhoneNumberValidate,
        Self::PutEventStream,
        Self::PutEvents,
        Self::RemoveAttributes,
        Self::SendMessages,
        Self::SendOTPMessage,
        Self::SendUsersMessages,
        Self::TagResource,
        Self::UntagResource,
        Self::UpdateAdmChannel,
        Self::UpdateApnsChannel,
        Self::UpdateApnsSandboxChannel,
        Self::UpdateApnsVoipChannel,
        Self::UpdateApnsVoipSandboxChannel,
        Self::UpdateApplicationSettings,
        Self::UpdateBaiduChannel,
        Self::UpdateCampaign,
        Self::UpdateEmailChannel,
        Self::UpdateEmailTemplate,
        Self::UpdateEndpoint,
        Self::UpdateEndpointsBatch,
        Self::UpdateGcmChannel,
        Self::UpdateInAppTemplate,
        Self::UpdateJourney,
        Self::UpdateJourneyState,
        Self::UpdatePushTemplate,
        Self::UpdateRecommenderConfiguration,
        Self::UpdateSegment,
        Self::UpdateSmsChannel,
        Self::UpdateSmsTemplate,
        Self::UpdateTemplateActiveVersion,
        Self::UpdateVoiceChannel,
        Self::UpdateVoiceTemplate,
        Self::VerifyOTPMessage,
    ];

    pub(crate) const fn row(self) -> Row {
        match self {
            Self::CreateApp => Row::new("CreateApp", "POST", "/v1/apps", 201, USUAL_ERRORS),
            Self::CreateCampaign => Row::new("CreateCampaign", "POST", "/v1/apps/{application-id}/campaigns", 201, USUAL_ERRORS),
            Self::CreateEmailTemplate => Row::new(
                "CreateEmailTemplate",
                "POST",
                "/v1/templates/{template-name}/email",
                201,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::CreateExportJob => {
                Row::new("CreateExportJob", "POST", "/v1/apps/{application-id}/jobs/export", 202, USUAL_ERRORS)
            }
            Self::CreateImportJob => {
                Row::new("CreateImportJob", "POST", "/v1/apps/{application-id}/jobs/import", 201, USUAL_ERRORS)
            }
            Self::CreateInAppTemplate => Row::new(
                "CreateInAppTemplate",
                "POST",
                "/v1/templates/{template-name}/inapp",
                201,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::CreateJourney => Row::new("CreateJourney", "POST", "/v1/apps/{application-id}/journeys", 201, USUAL_ERRORS),
            Self::CreatePushTemplate => Row::new(
                "CreatePushTemplate",
                "POST",
                "/v1/templates/{template-name}/push",
                201,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::CreateRecommenderConfiguration => {
                Row::new("CreateRecommenderConfiguration", "POST", "/v1/recommenders", 201, USUAL_ERRORS)
            }
            Self::CreateSegment => Row::new("CreateSegment", "POST", "/v1/apps/{application-id}/segments", 201, USUAL_ERRORS),
            Self::CreateSmsTemplate => Row::new(
                "CreateSmsTemplate",
                "POST",
                "/v1/templates/{template-name}/sms",
                201,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::CreateVoiceTemplate => Row::new(
                "CreateVoiceTemplate",
                "POST",
                "/v1/templates/{template-name}/voice",
                201,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::DeleteAdmChannel => {
                Row::new("DeleteAdmChannel", "DELETE", "/v1/apps/{application-id}/channels/adm", 200, USUAL_ERRORS)
            }
            Self::DeleteApnsChannel => {
                Row::new("DeleteApnsChannel", "DELETE", "/v1/apps/{application-id}/channels/apns", 200, USUAL_ERRORS)
            }
            Self::DeleteApnsSandboxChannel => Row::new(
                "DeleteApnsSandboxChannel",
                "DELETE",
                "/v1/apps/{application-id}/channels/apns_sandbox",
                200,
                USUAL_ERRORS,
            ),
            Self::DeleteApnsVoipChannel => {
                Row::new("DeleteApnsVoipChannel", "DELETE", "/v1/apps/{application-id}/channels/apns_voip", 200, USUAL_ERRORS)
            }
            Self::DeleteApnsVoipSandboxChannel => Row::new(
                "DeleteApnsVoipSandboxChannel",
                "DELETE",
                "/v1/apps/{application-id}/channels/apns_voip_sandbox",
                200,
                USUAL_ERRORS,
            ),
            Self::DeleteApp => Row::new("DeleteApp", "DELETE", "/v1/apps/{application-id}", 200, USUAL_ERRORS),
            Self::DeleteBaiduChannel => {
                Row::new("DeleteBaiduChannel", "DELETE", "/v1/apps/{application-id}/channels/baidu", 200, USUAL_ERRORS)
            }
            Self::DeleteCampaign => {
                Row::new("DeleteCampaign", "DELETE", "/v1/apps/{application-id}/campaigns/{campaign-id}", 200, USUAL_ERRORS)
            }
            Self::DeleteEmailChannel => {
                Row::new("DeleteEmailChannel", "DELETE", "/v1/apps/{application-id}/channels/email", 200, USUAL_ERRORS)
            }
            Self::DeleteEmailTemplate => {
                Row::new("DeleteEmailTemplate", "DELETE", "/v1/templates/{template-name}/email", 202, USUAL_ERRORS)
            }
            Self::DeleteEndpoint => {
                Row::new("DeleteEndpoint", "DELETE", "/v1/apps/{application-id}/endpoints/{endpoint-id}", 202, USUAL_ERRORS)
            }
            Self::DeleteEventStream => {
                Row::new("DeleteEventStream", "DELETE", "/v1/apps/{application-id}/eventstream", 200, USUAL_ERRORS)
            }
            Self::DeleteGcmChannel => {
                Row::new("DeleteGcmChannel", "DELETE", "/v1/apps/{application-id}/channels/gcm", 200, USUAL_ERRORS)
            }
            Self::DeleteInAppTemplate => {
                Row::new("DeleteInAppTemplate", "DELETE", "/v1/templates/{template-name}/inapp", 202, USUAL_ERRORS)
            }
            Self::DeleteJourney => {
                Row::new("DeleteJourney", "DELETE", "/v1/apps/{application-id}/journeys/{journey-id}", 200, USUAL_ERRORS)
            }
            Self::DeletePushTemplate => {
                Row::new("DeletePushTemplate", "DELETE", "/v1/templates/{template-name}/push", 202, USUAL_ERRORS)
            }
            Self::DeleteRecommenderConfiguration => {
                Row::new("DeleteRecommenderConfiguration", "DELETE", "/v1/recommenders/{recommender-id}", 200, USUAL_ERRORS)
            }
            Self::DeleteSegment => {
                Row::new("DeleteSegment", "DELETE", "/v1/apps/{application-id}/segments/{segment-id}", 200, USUAL_ERRORS)
            }
            Self::DeleteSmsChannel => {
                Row::new("DeleteSmsChannel", "DELETE", "/v1/apps/{application-id}/channels/sms", 200, USUAL_ERRORS)
            }
            Self::DeleteSmsTemplate => {
                Row::new("DeleteSmsTemplate", "DELETE", "/v1/templates/{template-name}/sms", 202, USUAL_ERRORS)
            }
            Self::DeleteUserEndpoints => {
                Row::new("DeleteUserEndpoints", "DELETE", "/v1/apps/{application-id}/users/{user-id}", 202, USUAL_ERRORS)
            }
            Self::DeleteVoiceChannel => {
                Row::new("DeleteVoiceChannel", "DELETE", "/v1/apps/{application-id}/channels/voice", 200, USUAL_ERRORS)
            }
            Self::DeleteVoiceTemplate => {
                Row::new("DeleteVoiceTemplate", "DELETE", "/v1/templates/{template-name}/voice", 202, USUAL_ERRORS)
            }
            Self::GetAdmChannel => Row::new("GetAdmChannel", "GET", "/v1/apps/{application-id}/channels/adm", 200, USUAL_ERRORS),
            Self::GetApnsChannel => {
                Row::new("GetApnsChannel", "GET", "/v1/apps/{application-id}/channels/apns", 200, USUAL_ERRORS)
            }
            Self::GetApnsSandboxChannel => {
                Row::new("GetApnsSandboxChannel", "GET", "/v1/apps/{application-id}/channels/apns_sandbox", 200, USUAL_ERRORS)
            }
            Self::GetApnsVoipChannel => {
                Row::new("GetApnsVoipChannel", "GET", "/v1/apps/{application-id}/channels/apns_voip", 200, USUAL_ERRORS)
            }
            Self::GetApnsVoipSandboxChannel => Row::new(
                "GetApnsVoipSandboxChannel",
                "GET",
                "/v1/apps/{application-id}/channels/apns_voip_sandbox",
                200,
                USUAL_ERRORS,
            ),
            Self::GetApp => Row::new("GetApp", "GET", "/v1/apps/{application-id}", 200, USUAL_ERRORS),
            Self::GetApplicationDateRangeKpi => Row::new(
                "GetApplicationDateRangeKpi",
                "GET",
                "/v1/apps/{application-id}/kpis/daterange/{kpi-name}",
                200,
                USUAL_ERRORS,
            ),
            Self::GetApplicationSettings => {
                Row::new("GetApplicationSettings", "GET", "/v1/apps/{application-id}/settings", 200, USUAL_ERRORS)
            }
            Self::GetApps => Row::new("GetApps", "GET", "/v1/apps", 200, USUAL_ERRORS),
            Self::GetBaiduChannel => {
                Row::new("GetBaiduChannel", "GET", "/v1/apps/{application-id}/channels/baidu", 200, USUAL_ERRORS)
            }
            Self::GetCampaign => {
                Row::new("GetCampaign", "GET", "/v1/apps/{application-id}/campaigns/{campaign-id}", 200, USUAL_ERRORS)
            }
            Self::GetCampaignActivities => Row::new(
                "GetCampaignActivities",
                "GET",
                "/v1/apps/{application-id}/campaigns/{campaign-id}/activities",
                200,
                USUAL_ERRORS,
            ),
            Self::GetCampaignDateRangeKpi => Row::new(
                "GetCampaignDateRangeKpi",
                "GET",
                "/v1/apps/{application-id}/campaigns/{campaign-id}/kpis/daterange/{kpi-name}",
                200,
                USUAL_ERRORS,
            ),
            Self::GetCampaignVersion => Row::new(
                "GetCampaignVersion",
                "GET",
                "/v1/apps/{application-id}/campaigns/{campaign-id}/versions/{version}",
                200,
                USUAL_ERRORS,
            ),
            Self::GetCampaignVersions => Row::new(
                "GetCampaignVersions",
                "GET",
                "/v1/apps/{application-id}/campaigns/{campaign-id}/versions",
                200,
                USUAL_ERRORS,
            ),
            Self::GetCampaigns => Row::new("GetCampaigns", "GET", "/v1/apps/{application-id}/campaigns", 200, USUAL_ERRORS),
            Self::GetChannels => Row::new("GetChannels", "GET", "/v1/apps/{application-id}/channels", 200, USUAL_ERRORS),
            Self::GetEmailChannel => {
                Row::new("GetEmailChannel", "GET", "/v1/apps/{application-id}/channels/email", 200, USUAL_ERRORS)
            }
            Self::GetEmailTemplate => {
                Row::new("GetEmailTemplate", "GET", "/v1/templates/{template-name}/email", 200, USUAL_ERRORS)
            }
            Self::GetEndpoint => {
                Row::new("GetEndpoint", "GET", "/v1/apps/{application-id}/endpoints/{endpoint-id}", 200, USUAL_ERRORS)
            }
            Self::GetEventStream => Row::new("GetEventStream", "GET", "/v1/apps/{application-id}/eventstream", 200, USUAL_ERRORS),
            Self::GetExportJob => {
                Row::new("GetExportJob", "GET", "/v1/apps/{application-id}/jobs/export/{job-id}", 200, USUAL_ERRORS)
            }
            Self::GetExportJobs => Row::new("GetExportJobs", "GET", "/v1/apps/{application-id}/jobs/export", 200, USUAL_ERRORS),
            Self::GetGcmChannel => Row::new("GetGcmChannel", "GET", "/v1/apps/{application-id}/channels/gcm", 200, USUAL_ERRORS),
            Self::GetImportJob => {
                Row::new("GetImportJob", "GET", "/v1/apps/{application-id}/jobs/import/{job-id}", 200, USUAL_ERRORS)
            }
            Self::GetImportJobs => Row::new("GetImportJobs", "GET", "/v1/apps/{application-id}/jobs/import", 200, USUAL_ERRORS),
            Self::GetInAppMessages => Row::new(
                "GetInAppMessages",
                "GET",
                "/v1/apps/{application-id}/endpoints/{endpoint-id}/inappmessages",
                200,
                USUAL_ERRORS,
            ),
            Self::GetInAppTemplate => {
                Row::new("GetInAppTemplate", "GET", "/v1/templates/{template-name}/inapp", 200, USUAL_ERRORS)
            }
            Self::GetJourney => {
                Row::new("GetJourney", "GET", "/v1/apps/{application-id}/journeys/{journey-id}", 200, USUAL_ERRORS)
            }
            Self::GetJourneyDateRangeKpi => Row::new(
                "GetJourneyDateRangeKpi",
                "GET",
                "/v1/apps/{application-id}/journeys/{journey-id}/kpis/daterange/{kpi-name}",
                200,
                USUAL_ERRORS,
            ),
            Self::GetJourneyExecutionActivityMetrics => Row::new(
                "GetJourneyExecutionActivityMetrics",
                "GET",
                "/v1/apps/{application-id}/journeys/{journey-id}/activities/{journey-activity-id}/execution-metrics",
                200,
                USUAL_ERRORS,
            ),
            Self::GetJourneyExecutionMetrics => Row::new(
                "GetJourneyExecutionMetrics",
                "GET",
                "/v1/apps/{application-id}/journeys/{journey-id}/execution-metrics",
                200,
                USUAL_ERRORS,
            ),
            Self::GetJourneyRunExecutionActivityMetrics => Row::new(
                "GetJourneyRunExecutionActivityMetrics",
                "GET",
                "/v1/apps/{application-id}/journeys/{journey-id}/runs/{run-id}/activities/{journey-activity-id}/execution-metrics",
                200,
                USUAL_ERRORS,
            ),
            Self::GetJourneyRunExecutionMetrics => Row::new(
                "GetJourneyRunExecutionMetrics",
                "GET",
                "/v1/apps/{application-id}/journeys/{journey-id}/runs/{run-id}/execution-metrics",
                200,
                USUAL_ERRORS,
            ),
            Self::GetJourneyRuns => {
                Row::new("GetJourneyRuns", "GET", "/v1/apps/{application-id}/journeys/{journey-id}/runs", 200, USUAL_ERRORS)
            }
            Self::GetPushTemplate => Row::new("GetPushTemplate", "GET", "/v1/templates/{template-name}/push", 200, USUAL_ERRORS),
            Self::GetRecommenderConfiguration => {
                Row::new("GetRecommenderConfiguration", "GET", "/v1/recommenders/{recommender-id}", 200, USUAL_ERRORS)
            }
            Self::GetRecommenderConfigurations => {
                Row::new("GetRecommenderConfigurations", "GET", "/v1/recommenders", 200, USUAL_ERRORS)
            }
            Self::GetSegment => {
                Row::new("GetSegment", "GET", "/v1/apps/{application-id}/segments/{segment-id}", 200, USUAL_ERRORS)
            }
            Self::GetSegmentExportJobs => Row::new(
                "GetSegmentExportJobs",
                "GET",
                "/v1/apps/{application-id}/segments/{segment-id}/jobs/export",
                200,
                USUAL_ERRORS,
            ),
            Self::GetSegmentImportJobs => Row::new(
                "GetSegmentImportJobs",
                "GET",
                "/v1/apps/{application-id}/segments/{segment-id}/jobs/import",
                200,
                USUAL_ERRORS,
            ),
            Self::GetSegmentVersion => Row::new(
                "GetSegmentVersion",
                "GET",
                "/v1/apps/{application-id}/segments/{segment-id}/versions/{version}",
                200,
                USUAL_ERRORS,
            ),
            Self::GetSegmentVersions => Row::new(
                "GetSegmentVersions",
                "GET",
                "/v1/apps/{application-id}/segments/{segment-id}/versions",
                200,
                USUAL_ERRORS,
            ),
            Self::GetSegments => Row::new("GetSegments", "GET", "/v1/apps/{application-id}/segments", 200, USUAL_ERRORS),
            Self::GetSmsChannel => Row::new("GetSmsChannel", "GET", "/v1/apps/{application-id}/channels/sms", 200, USUAL_ERRORS),
            Self::GetSmsTemplate => Row::new("GetSmsTemplate", "GET", "/v1/templates/{template-name}/sms", 200, USUAL_ERRORS),
            Self::GetUserEndpoints => {
                Row::new("GetUserEndpoints", "GET", "/v1/apps/{application-id}/users/{user-id}", 200, USUAL_ERRORS)
            }
            Self::GetVoiceChannel => {
                Row::new("GetVoiceChannel", "GET", "/v1/apps/{application-id}/channels/voice", 200, USUAL_ERRORS)
            }
            Self::GetVoiceTemplate => {
                Row::new("GetVoiceTemplate", "GET", "/v1/templates/{template-name}/voice", 200, USUAL_ERRORS)
            }
            Self::ListJourneys => Row::new("ListJourneys", "GET", "/v1/apps/{application-id}/journeys", 200, USUAL_ERRORS),
            Self::ListTagsForResource => Row::new("ListTagsForResource", "GET", "/v1/tags/{resource-arn}", 200, &[]),
            Self::ListTemplateVersions => Row::new(
                "ListTemplateVersions",
                "GET",
                "/v1/templates/{template-name}/{template-type}/versions",
                200,
                USUAL_ERRORS,
            ),
            Self::ListTemplates => Row::new(
                "ListTemplates",
                "GET",
                "/v1/templates",
                200,
                &[
                    "BadRequestException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "TooManyRequestsException",
                ],
            ),
            Self::PhoneNumberValidate => Row::new("PhoneNumberValidate", "POST", "/v1/phone/number/validate", 200, USUAL_ERRORS),
            Self::PutEventStream => {
                Row::new("PutEventStream", "POST", "/v1/apps/{application-id}/eventstream", 200, USUAL_ERRORS)
            }
            Self::PutEvents => Row::new("PutEvents", "POST", "/v1/apps/{application-id}/events", 202, USUAL_ERRORS),
            Self::RemoveAttributes => {
                Row::new("RemoveAttributes", "PUT", "/v1/apps/{application-id}/attributes/{attribute-type}", 200, USUAL_ERRORS)
            }
            Self::SendMessages => Row::new("SendMessages", "POST", "/v1/apps/{application-id}/messages", 200, USUAL_ERRORS),
            Self::SendOTPMessage => Row::new("SendOTPMessage", "POST", "/v1/apps/{application-id}/otp", 200, USUAL_ERRORS),
            Self::SendUsersMessages => {
                Row::new("SendUsersMessages", "POST", "/v1/apps/{application-id}/users-messages", 200, USUAL_ERRORS)
            }
            Self::TagResource => Row::new("TagResource", "POST", "/v1/tags/{resource-arn}", 204, &[]),
            Self::UntagResource => Row::new("UntagResource", "DELETE", "/v1/tags/{resource-arn}", 204, &[]),
            Self::UpdateAdmChannel => {
                Row::new("UpdateAdmChannel", "PUT", "/v1/apps/{application-id}/channels/adm", 200, USUAL_ERRORS)
            }
            Self::UpdateApnsChannel => {
                Row::new("UpdateApnsChannel", "PUT", "/v1/apps/{application-id}/channels/apns", 200, USUAL_ERRORS)
            }
            Self::UpdateApnsSandboxChannel => {
                Row::new("UpdateApnsSandboxChannel", "PUT", "/v1/apps/{application-id}/channels/apns_sandbox", 200, USUAL_ERRORS)
            }
            Self::UpdateApnsVoipChannel => {
                Row::new("UpdateApnsVoipChannel", "PUT", "/v1/apps/{application-id}/channels/apns_voip", 200, USUAL_ERRORS)
            }
            Self::UpdateApnsVoipSandboxChannel => Row::new(
                "UpdateApnsVoipSandboxChannel",
                "PUT",
                "/v1/apps/{application-id}/channels/apns_voip_sandbox",
                200,
                USUAL_ERRORS,
            ),
            Self::UpdateApplicationSettings => {
                Row::new("UpdateApplicationSettings", "PUT", "/v1/apps/{application-id}/settings", 200, USUAL_ERRORS)
            }
            Self::UpdateBaiduChannel => {
                Row::new("UpdateBaiduChannel", "PUT", "/v1/apps/{application-id}/channels/baidu", 200, USUAL_ERRORS)
            }
            Self::UpdateCampaign => {
                Row::new("UpdateCampaign", "PUT", "/v1/apps/{application-id}/campaigns/{campaign-id}", 200, USUAL_ERRORS)
            }
            Self::UpdateEmailChannel => {
                Row::new("UpdateEmailChannel", "PUT", "/v1/apps/{application-id}/channels/email", 200, USUAL_ERRORS)
            }
            Self::UpdateEmailTemplate => {
                Row::new("UpdateEmailTemplate", "PUT", "/v1/templates/{template-name}/email", 202, USUAL_ERRORS)
            }
            Self::UpdateEndpoint => {
                Row::new("UpdateEndpoint", "PUT", "/v1/apps/{application-id}/endpoints/{endpoint-id}", 202, USUAL_ERRORS)
            }
            Self::UpdateEndpointsBatch => {
                Row::new("UpdateEndpointsBatch", "PUT", "/v1/apps/{application-id}/endpoints", 202, USUAL_ERRORS)
            }
            Self::UpdateGcmChannel => {
                Row::new("UpdateGcmChannel", "PUT", "/v1/apps/{application-id}/channels/gcm", 200, USUAL_ERRORS)
            }
            Self::UpdateInAppTemplate => {
                Row::new("UpdateInAppTemplate", "PUT", "/v1/templates/{template-name}/inapp", 202, USUAL_ERRORS)
            }
            Self::UpdateJourney => Row::new(
                "UpdateJourney",
                "PUT",
                "/v1/apps/{application-id}/journeys/{journey-id}",
                200,
                &[
                    "BadRequestException",
                    "ConflictException",
                    "ForbiddenException",
                    "InternalServerErrorException",
                    "MethodNotAllowedException",
                    "NotFoundException",
                    "PayloadTooLargeException",
                    "TooManyRequestsException",
                ],
            ),
            Self::UpdateJourneyState => {
                Row::new("UpdateJourneyState", "PUT", "/v1/apps/{application-id}/journeys/{journey-id}/state", 200, USUAL_ERRORS)
            }
            Self::UpdatePushTemplate => {
                Row::new("UpdatePushTemplate", "PUT", "/v1/templates/{template-name}/push", 202, USUAL_ERRORS)
            }
            Self::UpdateRecommenderConfiguration => {
                Row::new("UpdateRecommenderConfiguration", "PUT", "/v1/recommenders/{recommender-id}", 200, USUAL_ERRORS)
            }
            Self::UpdateSegment => {
                Row::new("UpdateSegment", "PUT", "/v1/apps/{application-id}/segments/{segment-id}", 200, USUAL_ERRORS)
            }
            Self::UpdateSmsChannel => {
                Row::new("UpdateSmsChannel", "PUT", "/v1/apps/{application-id}/channels/sms", 200, USUAL_ERRORS)
            }
            Self::UpdateSmsTemplate => {
                Row::new("UpdateSmsTemplate", "PUT", "/v1/templates/{template-name}/sms", 202, USUAL_ERRORS)
            }
            Self::UpdateTemplateActiveVersion => Row::new(
                "UpdateTemplateActiveVersion",
                "PUT",
                "/v1/templates/{template-name}/{template-type}/active-version",
                200,
                USUAL_ERRORS,
            ),
            Self::UpdateVoiceChannel => {
                Row::new("UpdateVoiceChannel", "PUT", "/v1/apps/{application-id}/channels/voice", 200, USUAL_ERRORS)
            }
            Self::UpdateVoiceTemplate => {
                Row::new("UpdateVoiceTemplate", "PUT", "/v1/templates/{template-name}/voice", 202, USUAL_ERRORS)
            }
            Self::VerifyOTPMessage => {
                Row::new("VerifyOTPMessage", "POST", "/v1/apps/{application-id}/verify-otp", 200, USUAL_ERRORS)
            }
        }
    }
}

//! The one match over all operations: what is missing here does not compile.

use touchpoint_wire::Operation as Op;
use touchpoint_wire::RequestParts;
use touchpoint_wire::input::{
    CreateAppInput, CreateCampaignInput, CreateEmailTemplateInput, CreateExportJobInput, CreateImportJobInput,
    CreateInAppTemplateInput, CreateJourneyInput, CreatePushTemplateInput, CreateRecommenderConfigurationInput,
    CreateSegmentInput, CreateSmsTemplateInput, CreateVoiceTemplateInput, DeleteAdmChannelInput, DeleteApnsChannelInput,
    DeleteApnsSandboxChannelInput, DeleteApnsVoipChannelInput, DeleteApnsVoipSandboxChannelInput, DeleteAppInput,
    DeleteBaiduChannelInput, DeleteCampaignInput, DeleteEmailChannelInput, DeleteEmailTemplateInput, DeleteEndpointInput,
    DeleteEventStreamInput, DeleteGcmChannelInput, DeleteInAppTemplateInput, DeleteJourneyInput, DeletePushTemplateInput,
    DeleteRecommenderConfigurationInput, DeleteSegmentInput, DeleteSmsChannelInput, DeleteSmsTemplateInput,
    DeleteUserEndpointsInput, DeleteVoiceChannelInput, DeleteVoiceTemplateInput, GetAdmChannelInput, GetApnsChannelInput,
    GetApnsSandboxChannelInput, GetApnsVoipChannelInput, GetApnsVoipSandboxChannelInput, GetAppInput,
    GetApplicationDateRangeKpiInput, GetApplicationSettingsInput, GetAppsInput, GetBaiduChannelInput, GetCampaignActivitiesInput,
    GetCampaignDateRangeKpiInput, GetCampaignInput, GetCampaignVersionInput, GetCampaignVersionsInput, GetCampaignsInput,
    GetChannelsInput, GetEmailChannelInput, GetEmailTemplateInput, GetEndpointInput, GetEventStreamInput, GetExportJobInput,
    GetExportJobsInput, GetGcmChannelInput, GetImportJobInput, GetImportJobsInput, GetInAppMessagesInput, GetInAppTemplateInput,
    GetJourneyDateRangeKpiInput, GetJourneyExecutionActivityMetricsInput, GetJourneyExecutionMetricsInput, GetJourneyInput,
    GetJourneyRunExecutionActivityMetricsInput, GetJourneyRunExecutionMetricsInput, GetJourneyRunsInput, GetPushTemplateInput,
    GetRecommenderConfigurationInput, GetRecommenderConfigurationsInput, GetSegmentExportJobsInput, GetSegmentImportJobsInput,
    GetSegmentInput, GetSegmentVersionInput, GetSegmentVersionsInput, GetSegmentsInput, GetSmsChannelInput, GetSmsTemplateInput,
    GetUserEndpointsInput, GetVoiceChannelInput, GetVoiceTemplateInput, ListJourneysInput, ListTagsForResourceInput,
    ListTemplateVersionsInput, ListTemplatesInput, PhoneNumberValidateInput, PutEventStreamInput, RemoveAttributesInput,
    SendMessagesInput, SendOTPMessageInput, SendUsersMessagesInput, TagResourceInput, UntagResourceInput, UpdateAdmChannelInput,
    UpdateApnsChannelInput, UpdateApnsSandboxChannelInput, UpdateApnsVoipChannelInput, UpdateApnsVoipSandboxChannelInput,
    UpdateApplicationSettingsInput, UpdateBaiduChannelInput, UpdateCampaignInput, UpdateEmailChannelInput,
    UpdateEmailTemplateInput, UpdateEndpointInput, UpdateEndpointsBatchInput, UpdateGcmChannelInput, UpdateInAppTemplateInput,
    UpdateJourneyInput, UpdateJourneyStateInput, UpdatePushTemplateInput, UpdateRecommenderConfigurationInput,
    UpdateSegmentInput, UpdateSmsChannelInput, UpdateSmsTemplateInput, UpdateTemplateActiveVersionInput, UpdateVoiceChannelInput,
    UpdateVoiceTemplateInput, VerifyOTPMessageInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::handlers::{
    activities, adm_channel, apns_channel, apps, attributes, baidu_channel, campaign_delete, campaigns, channels, email_channel,
    email_template, endpoints, event_stream, events, gcm_channel, in_app_messages, in_app_template, jobs, journey_delete,
    journey_metrics, journey_runs, journeys, kpis, messages, otp, phone, push_template, recommenders, segments, settings,
    sms_channel, sms_template, tags, templates, versioned, voice_channel, voice_template,
};
use crate::reply::Reply;

/// Reads the operation's input and carries it out.
pub(crate) async fn dispatch(api: &Api, call: &Call, parts: &RequestParts<'_>) -> Result<Reply, ApiError> {
    match call.operation {
        Op::CreateApp => apps::create(api, call, CreateAppInput::parse(parts)?).await,
        Op::DeleteApp => apps::delete(api, call, DeleteAppInput::parse(parts)?).await,
        Op::GetApp => apps::get(api, GetAppInput::parse(parts)?).await,
        Op::GetApps => apps::list(api, GetAppsInput::parse(parts)?).await,

        Op::GetApplicationSettings => settings::get(api, GetApplicationSettingsInput::parse(parts)?).await,
        Op::UpdateApplicationSettings => settings::update(api, call, UpdateApplicationSettingsInput::parse(parts)?).await,

        Op::ListTagsForResource => tags::list(api, ListTagsForResourceInput::parse(parts)?).await,
        Op::TagResource => tags::add(api, TagResourceInput::parse(parts)?).await,
        Op::UntagResource => tags::remove(api, UntagResourceInput::parse(parts)?).await,

        Op::GetChannels => channels::list(api, GetChannelsInput::parse(parts)?).await,
        Op::DeleteEmailChannel => email_channel::delete(api, DeleteEmailChannelInput::parse(parts)?).await,
        Op::GetEmailChannel => email_channel::get(api, GetEmailChannelInput::parse(parts)?).await,
        Op::UpdateEmailChannel => email_channel::update(api, call, UpdateEmailChannelInput::parse(parts)?).await,

        Op::CreateEmailTemplate => email_template::create(api, call, CreateEmailTemplateInput::parse(parts)?).await,
        Op::DeleteEmailTemplate => email_template::delete(api, call, DeleteEmailTemplateInput::parse(parts)?).await,
        Op::GetEmailTemplate => email_template::get(api, GetEmailTemplateInput::parse(parts)?).await,
        Op::UpdateEmailTemplate => email_template::update(api, call, UpdateEmailTemplateInput::parse(parts)?).await,
        Op::ListTemplates => templates::list(api, ListTemplatesInput::parse(parts)?).await,
        Op::ListTemplateVersions => templates::versions(api, call, ListTemplateVersionsInput::parse(parts)?).await,
        Op::UpdateTemplateActiveVersion => templates::activate(api, call, UpdateTemplateActiveVersionInput::parse(parts)?).await,

        Op::CreateSegment => segments::create(api, call, CreateSegmentInput::parse(parts)?).await,
        Op::DeleteSegment => segments::delete(api, DeleteSegmentInput::parse(parts)?).await,
        Op::GetSegment => segments::get(api, GetSegmentInput::parse(parts)?).await,
        Op::GetSegments => segments::list(api, GetSegmentsInput::parse(parts)?).await,
        Op::GetSegmentVersion => versioned::segment_version(api, GetSegmentVersionInput::parse(parts)?).await,
        Op::GetSegmentVersions => versioned::segment_versions(api, GetSegmentVersionsInput::parse(parts)?).await,
        Op::UpdateSegment => segments::update(api, call, UpdateSegmentInput::parse(parts)?).await,

        Op::CreateCampaign => campaigns::create(api, call, CreateCampaignInput::parse(parts)?).await,
        Op::DeleteCampaign => campaign_delete::delete(api, call, DeleteCampaignInput::parse(parts)?).await,
        Op::GetCampaign => campaigns::get(api, GetCampaignInput::parse(parts)?).await,
        Op::GetCampaignActivities => activities::list(api, GetCampaignActivitiesInput::parse(parts)?).await,
        Op::GetCampaigns => campaigns::list(api, GetCampaignsInput::parse(parts)?).await,
        Op::GetCampaignVersion => versioned::campaign_version(api, GetCampaignVersionInput::parse(parts)?).await,
        Op::GetCampaignVersions => versioned::campaign_versions(api, GetCampaignVersionsInput::parse(parts)?).await,
        Op::UpdateCampaign => campaigns::update(api, call, UpdateCampaignInput::parse(parts)?).await,

        Op::DeleteEndpoint => endpoints::delete(api, DeleteEndpointInput::parse(parts)?).await,
        Op::DeleteUserEndpoints => endpoints::delete_of_user(api, DeleteUserEndpointsInput::parse(parts)?).await,
        Op::GetEndpoint => endpoints::get(api, GetEndpointInput::parse(parts)?).await,
        Op::GetUserEndpoints => endpoints::of_user(api, GetUserEndpointsInput::parse(parts)?).await,
        Op::UpdateEndpoint => endpoints::update(api, call, UpdateEndpointInput::parse(parts)?).await,
        Op::UpdateEndpointsBatch => endpoints::update_batch(api, call, UpdateEndpointsBatchInput::parse(parts)?).await,

        Op::GetAdmChannel => adm_channel::get(api, call, GetAdmChannelInput::parse(parts)?).await,
        Op::UpdateAdmChannel => adm_channel::update(api, call, UpdateAdmChannelInput::parse(parts)?).await,
        Op::DeleteAdmChannel => adm_channel::delete(api, call, DeleteAdmChannelInput::parse(parts)?).await,

        Op::GetApnsChannel => apns_channel::get(api, call, GetApnsChannelInput::parse(parts)?).await,
        Op::UpdateApnsChannel => apns_channel::update(api, call, UpdateApnsChannelInput::parse(parts)?).await,
        Op::DeleteApnsChannel => apns_channel::delete(api, call, DeleteApnsChannelInput::parse(parts)?).await,
        Op::GetApnsSandboxChannel => apns_channel::get_sandbox(api, call, GetApnsSandboxChannelInput::parse(parts)?).await,
        Op::UpdateApnsSandboxChannel => {
            apns_channel::update_sandbox(api, call, UpdateApnsSandboxChannelInput::parse(parts)?).await
        }
        Op::DeleteApnsSandboxChannel => {
            apns_channel::delete_sandbox(api, call, DeleteApnsSandboxChannelInput::parse(parts)?).await
        }
        Op::GetApnsVoipChannel => apns_channel::get_voip(api, call, GetApnsVoipChannelInput::parse(parts)?).await,
        Op::UpdateApnsVoipChannel => apns_channel::update_voip(api, call, UpdateApnsVoipChannelInput::parse(parts)?).await,
        Op::DeleteApnsVoipChannel => apns_channel::delete_voip(api, call, DeleteApnsVoipChannelInput::parse(parts)?).await,
        Op::GetApnsVoipSandboxChannel => {
            apns_channel::get_voip_sandbox(api, call, GetApnsVoipSandboxChannelInput::parse(parts)?).await
        }
        Op::UpdateApnsVoipSandboxChannel => {
            apns_channel::update_voip_sandbox(api, call, UpdateApnsVoipSandboxChannelInput::parse(parts)?).await
        }
        Op::DeleteApnsVoipSandboxChannel => {
            apns_channel::delete_voip_sandbox(api, call, DeleteApnsVoipSandboxChannelInput::parse(parts)?).await
        }

        Op::GetBaiduChannel => baidu_channel::get(api, call, GetBaiduChannelInput::parse(parts)?).await,
        Op::UpdateBaiduChannel => baidu_channel::update(api, call, UpdateBaiduChannelInput::parse(parts)?).await,
        Op::DeleteBaiduChannel => baidu_channel::delete(api, call, DeleteBaiduChannelInput::parse(parts)?).await,

        Op::GetGcmChannel => gcm_channel::get(api, call, GetGcmChannelInput::parse(parts)?).await,
        Op::UpdateGcmChannel => gcm_channel::update(api, call, UpdateGcmChannelInput::parse(parts)?).await,
        Op::DeleteGcmChannel => gcm_channel::delete(api, call, DeleteGcmChannelInput::parse(parts)?).await,

        Op::GetSmsChannel => sms_channel::get(api, call, GetSmsChannelInput::parse(parts)?).await,
        Op::UpdateSmsChannel => sms_channel::update(api, call, UpdateSmsChannelInput::parse(parts)?).await,
        Op::DeleteSmsChannel => sms_channel::delete(api, call, DeleteSmsChannelInput::parse(parts)?).await,

        Op::GetVoiceChannel => voice_channel::get(api, call, GetVoiceChannelInput::parse(parts)?).await,
        Op::UpdateVoiceChannel => voice_channel::update(api, call, UpdateVoiceChannelInput::parse(parts)?).await,
        Op::DeleteVoiceChannel => voice_channel::delete(api, call, DeleteVoiceChannelInput::parse(parts)?).await,

        Op::CreateSmsTemplate => sms_template::create(api, call, CreateSmsTemplateInput::parse(parts)?).await,
        Op::DeleteSmsTemplate => sms_template::delete(api, call, DeleteSmsTemplateInput::parse(parts)?).await,
        Op::GetSmsTemplate => sms_template::get(api, GetSmsTemplateInput::parse(parts)?).await,
        Op::UpdateSmsTemplate => sms_template::update(api, call, UpdateSmsTemplateInput::parse(parts)?).await,

        Op::CreatePushTemplate => push_template::create(api, call, CreatePushTemplateInput::parse(parts)?).await,
        Op::DeletePushTemplate => push_template::delete(api, call, DeletePushTemplateInput::parse(parts)?).await,
        Op::GetPushTemplate => push_template::get(api, GetPushTemplateInput::parse(parts)?).await,
        Op::UpdatePushTemplate => push_template::update(api, call, UpdatePushTemplateInput::parse(parts)?).await,

        Op::CreateVoiceTemplate => voice_template::create(api, call, CreateVoiceTemplateInput::parse(parts)?).await,
        Op::DeleteVoiceTemplate => voice_template::delete(api, call, DeleteVoiceTemplateInput::parse(parts)?).await,
        Op::GetVoiceTemplate => voice_template::get(api, GetVoiceTemplateInput::parse(parts)?).await,
        Op::UpdateVoiceTemplate => voice_template::update(api, call, UpdateVoiceTemplateInput::parse(parts)?).await,

        Op::CreateInAppTemplate => in_app_template::create(api, call, CreateInAppTemplateInput::parse(parts)?).await,
        Op::DeleteInAppTemplate => in_app_template::delete(api, call, DeleteInAppTemplateInput::parse(parts)?).await,
        Op::GetInAppTemplate => in_app_template::get(api, GetInAppTemplateInput::parse(parts)?).await,
        Op::UpdateInAppTemplate => in_app_template::update(api, call, UpdateInAppTemplateInput::parse(parts)?).await,

        Op::CreateJourney => journeys::create(api, call, CreateJourneyInput::parse(parts)?).await,
        Op::DeleteJourney => journey_delete::delete(api, call, DeleteJourneyInput::parse(parts)?).await,
        Op::GetJourney => journeys::get(api, call, GetJourneyInput::parse(parts)?).await,
        Op::ListJourneys => journeys::list(api, call, ListJourneysInput::parse(parts)?).await,
        Op::UpdateJourney => journeys::update(api, call, UpdateJourneyInput::parse(parts)?).await,
        Op::UpdateJourneyState => journeys::update_state(api, call, UpdateJourneyStateInput::parse(parts)?).await,
        Op::GetJourneyRuns => journey_runs::list(api, call, GetJourneyRunsInput::parse(parts)?).await,

        Op::GetJourneyExecutionMetrics => {
            journey_metrics::of_journey(api, call, GetJourneyExecutionMetricsInput::parse(parts)?).await
        }
        Op::GetJourneyExecutionActivityMetrics => {
            journey_metrics::of_activity(api, call, GetJourneyExecutionActivityMetricsInput::parse(parts)?).await
        }
        Op::GetJourneyRunExecutionMetrics => {
            journey_metrics::of_run(api, call, GetJourneyRunExecutionMetricsInput::parse(parts)?).await
        }
        Op::GetJourneyRunExecutionActivityMetrics => {
            journey_metrics::of_run_activity(api, call, GetJourneyRunExecutionActivityMetricsInput::parse(parts)?).await
        }

        Op::GetApplicationDateRangeKpi => kpis::of_app(api, call, GetApplicationDateRangeKpiInput::parse(parts)?).await,
        Op::GetCampaignDateRangeKpi => kpis::of_campaign(api, call, GetCampaignDateRangeKpiInput::parse(parts)?).await,
        Op::GetJourneyDateRangeKpi => kpis::of_journey(api, call, GetJourneyDateRangeKpiInput::parse(parts)?).await,

        Op::CreateExportJob => jobs::create_export(api, call, CreateExportJobInput::parse(parts)?).await,
        Op::CreateImportJob => jobs::create_import(api, call, CreateImportJobInput::parse(parts)?).await,
        Op::GetExportJob => jobs::get_export(api, call, GetExportJobInput::parse(parts)?).await,
        Op::GetExportJobs => jobs::list_exports(api, call, GetExportJobsInput::parse(parts)?).await,
        Op::GetImportJob => jobs::get_import(api, call, GetImportJobInput::parse(parts)?).await,
        Op::GetImportJobs => jobs::list_imports(api, call, GetImportJobsInput::parse(parts)?).await,
        Op::GetSegmentExportJobs => jobs::list_segment_exports(api, call, GetSegmentExportJobsInput::parse(parts)?).await,
        Op::GetSegmentImportJobs => jobs::list_segment_imports(api, call, GetSegmentImportJobsInput::parse(parts)?).await,

        Op::GetEventStream => event_stream::get(api, call, GetEventStreamInput::parse(parts)?).await,
        Op::PutEventStream => event_stream::put(api, call, PutEventStreamInput::parse(parts)?).await,
        Op::DeleteEventStream => event_stream::delete(api, call, DeleteEventStreamInput::parse(parts)?).await,

        Op::PutEvents => events::put(api, call, parts).await,

        Op::RemoveAttributes => attributes::remove(api, call, RemoveAttributesInput::parse(parts)?).await,

        Op::GetInAppMessages => in_app_messages::get(api, call, GetInAppMessagesInput::parse(parts)?).await,

        Op::SendMessages => messages::send(api, call, SendMessagesInput::parse(parts)?).await,
        Op::SendUsersMessages => messages::send_to_users(api, call, SendUsersMessagesInput::parse(parts)?).await,

        Op::SendOTPMessage => otp::send(api, call, SendOTPMessageInput::parse(parts)?).await,
        Op::VerifyOTPMessage => otp::verify(api, call, VerifyOTPMessageInput::parse(parts)?).await,

        Op::PhoneNumberValidate => phone::validate_number(PhoneNumberValidateInput::parse(parts)?).await,

        Op::CreateRecommenderConfiguration => {
            recommenders::create(api, call, CreateRecommenderConfigurationInput::parse(parts)?).await
        }
        Op::DeleteRecommenderConfiguration => recommenders::delete(api, DeleteRecommenderConfigurationInput::parse(parts)?).await,
        Op::GetRecommenderConfiguration => recommenders::get(api, GetRecommenderConfigurationInput::parse(parts)?).await,
        Op::GetRecommenderConfigurations => recommenders::list(api, GetRecommenderConfigurationsInput::parse(parts)?).await,
        Op::UpdateRecommenderConfiguration => {
            recommenders::update(api, call, UpdateRecommenderConfigurationInput::parse(parts)?).await
        }
    }
}

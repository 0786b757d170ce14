//! The one match over all operations: what is missing here does not compile.

use touchpoint_wire::Operation as Op;
use touchpoint_wire::RequestParts;
use touchpoint_wire::input::{
    CreateAppInput, CreateCampaignInput, CreateEmailTemplateInput, CreateSegmentInput, DeleteAppInput, DeleteCampaignInput,
    DeleteEmailChannelInput, DeleteEmailTemplateInput, DeleteEndpointInput, DeleteSegmentInput, DeleteUserEndpointsInput,
    GetAppInput, GetApplicationSettingsInput, GetAppsInput, GetCampaignActivitiesInput, GetCampaignInput,
    GetCampaignVersionInput, GetCampaignVersionsInput, GetCampaignsInput, GetChannelsInput, GetEmailChannelInput,
    GetEmailTemplateInput, GetEndpointInput, GetSegmentInput, GetSegmentVersionInput, GetSegmentVersionsInput, GetSegmentsInput,
    GetUserEndpointsInput, ListTagsForResourceInput, ListTemplateVersionsInput, ListTemplatesInput, TagResourceInput,
    UntagResourceInput, UpdateApplicationSettingsInput, UpdateCampaignInput, UpdateEmailChannelInput, UpdateEmailTemplateInput,
    UpdateEndpointInput, UpdateEndpointsBatchInput, UpdateSegmentInput, UpdateTemplateActiveVersionInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::handlers::{
    activities, apps, campaign_delete, campaigns, channels, email_channel, email_template, endpoints, segments, settings, tags,
    templates, versioned,
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
        Op::UpdateApplicationSettings => {
            settings::update(api, call, UpdateApplicationSettingsInput::parse(parts)?).await
        }

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
        Op::UpdateTemplateActiveVersion => {
            templates::activate(api, call, UpdateTemplateActiveVersionInput::parse(parts)?).await
        }

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

        // Attributes, events and what becomes of them.
        Op::RemoveAttributes
        | Op::PutEvents
        | Op::DeleteEventStream
        | Op::GetEventStream
        | Op::PutEventStream
        | Op::GetInAppMessages
        | Op::GetApplicationDateRangeKpi
        | Op::GetCampaignDateRangeKpi
        // Import and export.
        | Op::CreateExportJob
        | Op::CreateImportJob
        | Op::GetExportJob
        | Op::GetExportJobs
        | Op::GetImportJob
        | Op::GetImportJobs
        | Op::GetSegmentExportJobs
        | Op::GetSegmentImportJobs
        // Journeys.
        | Op::CreateJourney
        | Op::DeleteJourney
        | Op::GetJourney
        | Op::GetJourneyDateRangeKpi
        | Op::GetJourneyExecutionActivityMetrics
        | Op::GetJourneyExecutionMetrics
        | Op::GetJourneyRunExecutionActivityMetrics
        | Op::GetJourneyRunExecutionMetrics
        | Op::GetJourneyRuns
        | Op::ListJourneys
        | Op::UpdateJourney
        | Op::UpdateJourneyState
        // Channels other than email.
        | Op::DeleteAdmChannel
        | Op::DeleteApnsChannel
        | Op::DeleteApnsSandboxChannel
        | Op::DeleteApnsVoipChannel
        | Op::DeleteApnsVoipSandboxChannel
        | Op::DeleteBaiduChannel
        | Op::DeleteGcmChannel
        | Op::DeleteSmsChannel
        | Op::DeleteVoiceChannel
        | Op::GetAdmChannel
        | Op::GetApnsChannel
        | Op::GetApnsSandboxChannel
        | Op::GetApnsVoipChannel
        | Op::GetApnsVoipSandboxChannel
        | Op::GetBaiduChannel
        | Op::GetGcmChannel
        | Op::GetSmsChannel
        | Op::GetVoiceChannel
        | Op::UpdateAdmChannel
        | Op::UpdateApnsChannel
        | Op::UpdateApnsSandboxChannel
        | Op::UpdateApnsVoipChannel
        | Op::UpdateApnsVoipSandboxChannel
        | Op::UpdateBaiduChannel
        | Op::UpdateGcmChannel
        | Op::UpdateSmsChannel
        | Op::UpdateVoiceChannel
        // Templates of other channels.
        | Op::CreateInAppTemplate
        | Op::CreatePushTemplate
        | Op::CreateSmsTemplate
        | Op::CreateVoiceTemplate
        | Op::DeleteInAppTemplate
        | Op::DeletePushTemplate
        | Op::DeleteSmsTemplate
        | Op::DeleteVoiceTemplate
        | Op::GetInAppTemplate
        | Op::GetPushTemplate
        | Op::GetSmsTemplate
        | Op::GetVoiceTemplate
        | Op::UpdateInAppTemplate
        | Op::UpdatePushTemplate
        | Op::UpdateSmsTemplate
        | Op::UpdateVoiceTemplate
        // Direct messages.
        | Op::PhoneNumberValidate
        | Op::SendMessages
        | Op::SendOTPMessage
        | Op::SendUsersMessages
        | Op::VerifyOTPMessage
        // Recommenders.
        | Op::CreateRecommenderConfiguration
        | Op::DeleteRecommenderConfiguration
        | Op::GetRecommenderConfiguration
        | Op::GetRecommenderConfigurations
        | Op::UpdateRecommenderConfiguration => Err(ApiError::not_implemented(call.operation)),
    }
}

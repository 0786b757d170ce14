//! What class of work each operation is.

use touchpoint_wire::Operation;

/// Operations that the same people may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Reads what is stored or counted.
    Read,
    /// Makes, changes or removes what campaigns and journeys are made of, and the audience.
    Write,
    /// Sets up or removes a channel: its credentials, and in whose name it sends.
    Channels,
    /// Sends everything that happens in an app to a stream elsewhere, or stops that.
    EventStreams,
    /// Sends messages at once.
    Send,
    /// Sends and verifies one-time passwords.
    OneTimePasswords,
    /// Looks up a phone number; touches nothing that is stored.
    PhoneNumbers,
    /// Writes one endpoint whose id the caller knows; answers nothing of what was stored before.
    OwnEndpoint,
    /// Reports what happened.
    Events,
    /// Fetches the in-app messages for one endpoint.
    InAppMessages,
    /// Reads reports of what happened in an app, and asks its archive.
    Reports,
}

/// The class of an operation: the one place that says so.
#[must_use]
pub const fn class_of(operation: Operation) -> Class {
    use Operation as Op;
    match operation {
        Op::GetAdmChannel
        | Op::GetApnsChannel
        | Op::GetApnsSandboxChannel
        | Op::GetApnsVoipChannel
        | Op::GetApnsVoipSandboxChannel
        | Op::GetApp
        | Op::GetApplicationDateRangeKpi
        | Op::GetApplicationSettings
        | Op::GetApps
        | Op::GetBaiduChannel
        | Op::GetCampaign
        | Op::GetCampaignActivities
        | Op::GetCampaignDateRangeKpi
        | Op::GetCampaignVersion
        | Op::GetCampaignVersions
        | Op::GetCampaigns
        | Op::GetChannels
        | Op::GetEmailChannel
        | Op::GetEmailTemplate
        | Op::GetEndpoint
        | Op::GetEventStream
        | Op::GetExportJob
        | Op::GetExportJobs
        | Op::GetGcmChannel
        | Op::GetImportJob
        | Op::GetImportJobs
        | Op::GetInAppTemplate
        | Op::GetJourney
        | Op::GetJourneyDateRangeKpi
        | Op::GetJourneyExecutionActivityMetrics
        | Op::GetJourneyExecutionMetrics
        | Op::GetJourneyRunExecutionActivityMetrics
        | Op::GetJourneyRunExecutionMetrics
        | Op::GetJourneyRuns
        | Op::GetPushTemplate
        | Op::GetRecommenderConfiguration
        | Op::GetRecommenderConfigurations
        | Op::GetSegment
        | Op::GetSegmentExportJobs
        | Op::GetSegmentImportJobs
        | Op::GetSegmentVersion
        | Op::GetSegmentVersions
        | Op::GetSegments
        | Op::GetSmsChannel
        | Op::GetSmsTemplate
        | Op::GetUserEndpoints
        | Op::GetVoiceChannel
        | Op::GetVoiceTemplate
        | Op::ListJourneys
        | Op::ListTagsForResource
        | Op::ListTemplateVersions
        | Op::ListTemplates => Class::Read,
        Op::CreateApp
        | Op::CreateCampaign
        | Op::CreateEmailTemplate
        | Op::CreateExportJob
        | Op::CreateImportJob
        | Op::CreateInAppTemplate
        | Op::CreateJourney
        | Op::CreatePushTemplate
        | Op::CreateRecommenderConfiguration
        | Op::CreateSegment
        | Op::CreateSmsTemplate
        | Op::CreateVoiceTemplate
        | Op::DeleteApp
        | Op::DeleteCampaign
        | Op::DeleteEmailTemplate
        | Op::DeleteEndpoint
        | Op::DeleteInAppTemplate
        | Op::DeleteJourney
        | Op::DeletePushTemplate
        | Op::DeleteRecommenderConfiguration
        | Op::DeleteSegment
        | Op::DeleteSmsTemplate
        | Op::DeleteUserEndpoints
        | Op::DeleteVoiceTemplate
        | Op::RemoveAttributes
        | Op::TagResource
        | Op::UntagResource
        | Op::UpdateApplicationSettings
        | Op::UpdateCampaign
        | Op::UpdateEmailTemplate
        | Op::UpdateEndpointsBatch
        | Op::UpdateInAppTemplate
        | Op::UpdateJourney
        | Op::UpdateJourneyState
        | Op::UpdatePushTemplate
        | Op::UpdateRecommenderConfiguration
        | Op::UpdateSegment
        | Op::UpdateSmsTemplate
        | Op::UpdateTemplateActiveVersion
        | Op::UpdateVoiceTemplate => Class::Write,
        Op::DeleteAdmChannel
        | Op::DeleteApnsChannel
        | Op::DeleteApnsSandboxChannel
        | Op::DeleteApnsVoipChannel
        | Op::DeleteApnsVoipSandboxChannel
        | Op::DeleteBaiduChannel
        | Op::DeleteEmailChannel
        | Op::DeleteGcmChannel
        | Op::DeleteSmsChannel
        | Op::DeleteVoiceChannel
        | Op::UpdateAdmChannel
        | Op::UpdateApnsChannel
        | Op::UpdateApnsSandboxChannel
        | Op::UpdateApnsVoipChannel
        | Op::UpdateApnsVoipSandboxChannel
        | Op::UpdateBaiduChannel
        | Op::UpdateEmailChannel
        | Op::UpdateGcmChannel
        | Op::UpdateSmsChannel
        | Op::UpdateVoiceChannel => Class::Channels,
        Op::DeleteEventStream | Op::PutEventStream => Class::EventStreams,
        Op::SendMessages | Op::SendUsersMessages => Class::Send,
        Op::SendOTPMessage | Op::VerifyOTPMessage => Class::OneTimePasswords,
        Op::PhoneNumberValidate => Class::PhoneNumbers,
        Op::UpdateEndpoint => Class::OwnEndpoint,
        Op::PutEvents => Class::Events,
        Op::GetInAppMessages => Class::InAppMessages,
    }
}

//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use jiff::Timestamp;

use crate::input_parts::{InputError, RequestParts};

/// What a request for `GetAdmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetAdmChannelInput {
    pub application_id: String,
}

impl GetAdmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApnsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApnsChannelInput {
    pub application_id: String,
}

impl GetApnsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApnsSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApnsSandboxChannelInput {
    pub application_id: String,
}

impl GetApnsSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApnsVoipChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApnsVoipChannelInput {
    pub application_id: String,
}

impl GetApnsVoipChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApnsVoipSandboxChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApnsVoipSandboxChannelInput {
    pub application_id: String,
}

impl GetApnsVoipSandboxChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApp` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetAppInput {
    pub application_id: String,
}

impl GetAppInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApplicationDateRangeKpi` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApplicationDateRangeKpiInput {
    pub application_id: String,
    pub end_time: Option<Timestamp>,
    pub kpi_name: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub start_time: Option<Timestamp>,
}

impl GetApplicationDateRangeKpiInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            end_time: parts.query_time("end-time")?,
            kpi_name: parts.path_parameter("kpi-name")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            start_time: parts.query_time("start-time")?,
        })
    }
}

/// What a request for `GetApplicationSettings` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetApplicationSettingsInput {
    pub application_id: String,
}

impl GetApplicationSettingsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetApps` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetAppsInput {
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetAppsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { page_size: parts.query_text("page-size"), token: parts.query_text("token") })
    }
}

/// What a request for `GetBaiduChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetBaiduChannelInput {
    pub application_id: String,
}

impl GetBaiduChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetCampaign` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignInput {
    pub application_id: String,
    pub campaign_id: String,
}

impl GetCampaignInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, campaign_id: parts.path_parameter("campaign-id")? })
    }
}

/// What a request for `GetCampaignActivities` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignActivitiesInput {
    pub application_id: String,
    pub campaign_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetCampaignActivitiesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            campaign_id: parts.path_parameter("campaign-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetCampaignDateRangeKpi` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignDateRangeKpiInput {
    pub application_id: String,
    pub campaign_id: String,
    pub end_time: Option<Timestamp>,
    pub kpi_name: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub start_time: Option<Timestamp>,
}

impl GetCampaignDateRangeKpiInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            campaign_id: parts.path_parameter("campaign-id")?,
            end_time: parts.query_time("end-time")?,
            kpi_name: parts.path_parameter("kpi-name")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            start_time: parts.query_time("start-time")?,
        })
    }
}

/// What a request for `GetCampaignVersion` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignVersionInput {
    pub application_id: String,
    pub campaign_id: String,
    pub version: String,
}

impl GetCampaignVersionInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            campaign_id: parts.path_parameter("campaign-id")?,
            version: parts.path_parameter("version")?,
        })
    }
}

/// What a request for `GetCampaignVersions` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignVersionsInput {
    pub application_id: String,
    pub campaign_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetCampaignVersionsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            campaign_id: parts.path_parameter("campaign-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetCampaigns` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCampaignsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetCampaignsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetChannels` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetChannelsInput {
    pub application_id: String,
}

impl GetChannelsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetEmailChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetEmailChannelInput {
    pub application_id: String,
}

impl GetEmailChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetEmailTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetEmailTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl GetEmailTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `GetEndpoint` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetEndpointInput {
    pub application_id: String,
    pub endpoint_id: String,
}

impl GetEndpointInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, endpoint_id: parts.path_parameter("endpoint-id")? })
    }
}

/// What a request for `GetEventStream` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetEventStreamInput {
    pub application_id: String,
}

impl GetEventStreamInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetExportJob` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetExportJobInput {
    pub application_id: String,
    pub job_id: String,
}

impl GetExportJobInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, job_id: parts.path_parameter("job-id")? })
    }
}

/// What a request for `GetExportJobs` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetExportJobsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetExportJobsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetGcmChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetGcmChannelInput {
    pub application_id: String,
}

impl GetGcmChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetImportJob` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetImportJobInput {
    pub application_id: String,
    pub job_id: String,
}

impl GetImportJobInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, job_id: parts.path_parameter("job-id")? })
    }
}

/// What a request for `GetImportJobs` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetImportJobsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetImportJobsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetInAppMessages` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetInAppMessagesInput {
    pub application_id: String,
    pub endpoint_id: String,
}

impl GetInAppMessagesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, endpoint_id: parts.path_parameter("endpoint-id")? })
    }
}

/// What a request for `GetInAppTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetInAppTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl GetInAppTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `GetJourney` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyInput {
    pub application_id: String,
    pub journey_id: String,
}

impl GetJourneyInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, journey_id: parts.path_parameter("journey-id")? })
    }
}

/// What a request for `GetJourneyDateRangeKpi` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyDateRangeKpiInput {
    pub application_id: String,
    pub end_time: Option<Timestamp>,
    pub journey_id: String,
    pub kpi_name: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub start_time: Option<Timestamp>,
}

impl GetJourneyDateRangeKpiInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            end_time: parts.query_time("end-time")?,
            journey_id: parts.path_parameter("journey-id")?,
            kpi_name: parts.path_parameter("kpi-name")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            start_time: parts.query_time("start-time")?,
        })
    }
}

/// What a request for `GetJourneyExecutionActivityMetrics` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyExecutionActivityMetricsInput {
    pub application_id: String,
    pub journey_activity_id: String,
    pub journey_id: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
}

impl GetJourneyExecutionActivityMetricsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_activity_id: parts.path_parameter("journey-activity-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
        })
    }
}

/// What a request for `GetJourneyExecutionMetrics` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyExecutionMetricsInput {
    pub application_id: String,
    pub journey_id: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
}

impl GetJourneyExecutionMetricsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
        })
    }
}

/// What a request for `GetJourneyRunExecutionActivityMetrics` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyRunExecutionActivityMetricsInput {
    pub application_id: String,
    pub journey_activity_id: String,
    pub journey_id: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub run_id: String,
}

impl GetJourneyRunExecutionActivityMetricsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_activity_id: parts.path_parameter("journey-activity-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            run_id: parts.path_parameter("run-id")?,
        })
    }
}

/// What a request for `GetJourneyRunExecutionMetrics` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyRunExecutionMetricsInput {
    pub application_id: String,
    pub journey_id: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub run_id: String,
}

impl GetJourneyRunExecutionMetricsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            run_id: parts.path_parameter("run-id")?,
        })
    }
}

/// What a request for `GetJourneyRuns` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetJourneyRunsInput {
    pub application_id: String,
    pub journey_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetJourneyRunsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            journey_id: parts.path_parameter("journey-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetPushTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetPushTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl GetPushTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `GetRecommenderConfiguration` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetRecommenderConfigurationInput {
    pub recommender_id: String,
}

impl GetRecommenderConfigurationInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { recommender_id: parts.path_parameter("recommender-id")? })
    }
}

/// What a request for `GetRecommenderConfigurations` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetRecommenderConfigurationsInput {
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetRecommenderConfigurationsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { page_size: parts.query_text("page-size"), token: parts.query_text("token") })
    }
}

/// What a request for `GetSegment` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentInput {
    pub application_id: String,
    pub segment_id: String,
}

impl GetSegmentInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, segment_id: parts.path_parameter("segment-id")? })
    }
}

/// What a request for `GetSegmentExportJobs` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentExportJobsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub segment_id: String,
    pub token: Option<String>,
}

impl GetSegmentExportJobsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            segment_id: parts.path_parameter("segment-id")?,
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetSegmentImportJobs` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentImportJobsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub segment_id: String,
    pub token: Option<String>,
}

impl GetSegmentImportJobsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            segment_id: parts.path_parameter("segment-id")?,
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetSegmentVersion` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentVersionInput {
    pub application_id: String,
    pub segment_id: String,
    pub version: String,
}

impl GetSegmentVersionInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            segment_id: parts.path_parameter("segment-id")?,
            version: parts.path_parameter("version")?,
        })
    }
}

/// What a request for `GetSegmentVersions` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentVersionsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub segment_id: String,
    pub token: Option<String>,
}

impl GetSegmentVersionsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            segment_id: parts.path_parameter("segment-id")?,
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetSegments` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSegmentsInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl GetSegmentsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `GetSmsChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSmsChannelInput {
    pub application_id: String,
}

impl GetSmsChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetSmsTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSmsTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl GetSmsTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `GetUserEndpoints` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetUserEndpointsInput {
    pub application_id: String,
    pub user_id: String,
}

impl GetUserEndpointsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")?, user_id: parts.path_parameter("user-id")? })
    }
}

/// What a request for `GetVoiceChannel` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetVoiceChannelInput {
    pub application_id: String,
}

impl GetVoiceChannelInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { application_id: parts.path_parameter("application-id")? })
    }
}

/// What a request for `GetVoiceTemplate` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct GetVoiceTemplateInput {
    pub template_name: String,
    pub version: Option<String>,
}

impl GetVoiceTemplateInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { template_name: parts.path_parameter("template-name")?, version: parts.query_text("version") })
    }
}

/// What a request for `ListJourneys` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ListJourneysInput {
    pub application_id: String,
    pub page_size: Option<String>,
    pub token: Option<String>,
}

impl ListJourneysInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            application_id: parts.path_parameter("application-id")?,
            page_size: parts.query_text("page-size"),
            token: parts.query_text("token"),
        })
    }
}

/// What a request for `ListTagsForResource` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTagsForResourceInput {
    pub resource_arn: String,
}

impl ListTagsForResourceInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self { resource_arn: parts.path_parameter("resource-arn")? })
    }
}

/// What a request for `ListTemplateVersions` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTemplateVersionsInput {
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub template_name: String,
    pub template_type: String,
}

impl ListTemplateVersionsInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            template_name: parts.path_parameter("template-name")?,
            template_type: parts.path_parameter("template-type")?,
        })
    }
}

/// What a request for `ListTemplates` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTemplatesInput {
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    pub prefix: Option<String>,
    pub template_type: Option<String>,
}

impl ListTemplatesInput {
    /// Reads the request.
    ///
    /// # Errors
    /// When a parameter or the body is missing or malformed.
    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {
        Ok(Self {
            next_token: parts.query_text("next-token"),
            page_size: parts.query_text("page-size"),
            prefix: parts.query_text("prefix"),
            template_type: parts.query_text("template-type"),
        })
    }
}

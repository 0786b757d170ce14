//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Action, Activity, AddressConfiguration, BaseKpiResult, CampaignCustomMessage, CampaignEmailMessage, CampaignInAppMessage,
    CampaignSmsMessage, ClosedDays, DeliveryStatus, DirectMessageConfiguration, EndpointMessageResult, EndpointSendConfiguration,
    JourneyRunStatus, MessageType, OpenHours, QuietTime, RecommenderConfigurationResponse, SimpleCondition, StartCondition,
    State, TemplateConfiguration, TimezoneEstimationMethodsElement, WaitTime,
};
use crate::object::wire_objects;

/// Part of `JourneyResponse`, `WriteJourneyRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyChannelSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_campaign_arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_campaign_execution_role_arn: Option<String>,
}

/// Part of `CustomMessageActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyCustomMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// Answer of `GetJourneyDateRangeKpi`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyDateRangeKpiResponse {
    pub application_id: String,
    #[serde(with = "crate::timestamp")]
    pub end_time: Timestamp,
    pub journey_id: String,
    pub kpi_name: String,
    pub kpi_result: BaseKpiResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(with = "crate::timestamp")]
    pub start_time: Timestamp,
}

/// Part of `EmailMessageActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyEmailMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_address: Option<String>,
}

/// Answer of `GetJourneyExecutionActivityMetrics`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyExecutionActivityMetricsResponse {
    pub activity_type: String,
    pub application_id: String,
    pub journey_activity_id: String,
    pub journey_id: String,
    pub last_evaluated_time: String,
    pub metrics: BTreeMap<String, String>,
}

/// Answer of `GetJourneyExecutionMetrics`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyExecutionMetricsResponse {
    pub application_id: String,
    pub journey_id: String,
    pub last_evaluated_time: String,
    pub metrics: BTreeMap<String, String>,
}

/// Part of `JourneyResponse`, `WriteJourneyRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyLimits {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_cap: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_reentry_cap: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_reentry_interval: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_per_second: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeframe_cap: Option<JourneyTimeframeCap>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_cap: Option<i32>,
}

/// Part of `PushMessageActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyPushMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_live: Option<String>,
}

/// Answer of `CreateJourney`, `DeleteJourney`, `GetJourney`, `UpdateJourney` and 1 more.
/// Part of `JourneysResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activities: Option<BTreeMap<String, Activity>>,
    pub application_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_days: Option<ClosedDays>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey_channel_settings: Option<JourneyChannelSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<JourneyLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_time: Option<bool>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_hours: Option<OpenHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_time: Option<QuietTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_frequency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_on_segment_update: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<JourneySchedule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending_schedule: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_condition: Option<StartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone_estimation_methods: Option<Vec<TimezoneEstimationMethodsElement>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_for_quiet_time: Option<bool>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Answer of `GetJourneyRunExecutionActivityMetrics`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyRunExecutionActivityMetricsResponse {
    pub activity_type: String,
    pub application_id: String,
    pub journey_activity_id: String,
    pub journey_id: String,
    pub last_evaluated_time: String,
    pub metrics: BTreeMap<String, String>,
    pub run_id: String,
}

/// Answer of `GetJourneyRunExecutionMetrics`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyRunExecutionMetricsResponse {
    pub application_id: String,
    pub journey_id: String,
    pub last_evaluated_time: String,
    pub metrics: BTreeMap<String, String>,
    pub run_id: String,
}

/// Part of `JourneyRunsResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyRunResponse {
    pub creation_time: String,
    pub last_update_time: String,
    pub run_id: String,
    pub status: JourneyRunStatus,
}

/// Answer of `GetJourneyRuns`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyRunsResponse {
    pub item: Vec<JourneyRunResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Part of `SMSMessageActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneySMSMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<MessageType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origination_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// Part of `JourneyResponse`, `WriteJourneyRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneySchedule {
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::timestamp::optional")]
    pub end_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::timestamp::optional")]
    pub start_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Body of `UpdateJourneyState`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyStateRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}

/// Part of `ApplicationSettingsJourneyLimits`, `JourneyLimits`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneyTimeframeCap {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
}

/// Answer of `ListJourneys`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct JourneysResponse {
    pub item: Vec<JourneyResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Answer of `GetRecommenderConfigurations`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ListRecommenderConfigurationsResponse {
    pub item: Vec<RecommenderConfigurationResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Part of `MessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct Message {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_icon_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_small_icon_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw_content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_push: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_live: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Answer of `DeleteEmailTemplate`, `DeleteInAppTemplate`, `DeletePushTemplate`, `DeleteSmsTemplate` and 9 more.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(rename = "RequestID", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// Part of `CampaignResponse`, `TreatmentResource`, `WriteCampaignRequest`, `WriteTreatmentResource`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageConfiguration {
    #[serde(rename = "ADMMessage", skip_serializing_if = "Option::is_none")]
    pub adm_message: Option<Message>,
    #[serde(rename = "APNSMessage", skip_serializing_if = "Option::is_none")]
    pub apns_message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baidu_message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_message: Option<CampaignCustomMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_message: Option<CampaignEmailMessage>,
    #[serde(rename = "GCMMessage", skip_serializing_if = "Option::is_none")]
    pub gcm_message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_app_message: Option<CampaignInAppMessage>,
    #[serde(rename = "SMSMessage", skip_serializing_if = "Option::is_none")]
    pub sms_message: Option<CampaignSmsMessage>,
}

/// Part of `CampaignEmailMessage`, `EmailTemplateRequest`, `EmailTemplateResponse`, `SimpleEmail`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageHeader {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Body of `SendMessages`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<BTreeMap<String, AddressConfiguration>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<BTreeMap<String, EndpointSendConfiguration>>,
    pub message_configuration: DirectMessageConfiguration,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_configuration: Option<TemplateConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

/// Answer of `SendMessages`, `SendOTPMessage`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageResponse {
    pub application_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_result: Option<BTreeMap<String, EndpointMessageResult>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<BTreeMap<String, MessageResult>>,
}

/// Part of `MessageResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MessageResult {
    pub delivery_status: DeliveryStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    pub status_code: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_token: Option<String>,
}

/// Part of `EventDimensions`, `SegmentDimensions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MetricDimension {
    pub comparison_operator: String,
    pub value: f64,
}

/// Part of `MultiConditionalSplitActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MultiConditionalBranch {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<SimpleCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_activity: Option<String>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct MultiConditionalSplitActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branches: Option<Vec<MultiConditionalBranch>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation_wait_time: Option<WaitTime>,
}

wire_objects! {
    JourneyChannelSettings,
    JourneyCustomMessage,
    JourneyDateRangeKpiResponse,
    JourneyEmailMessage,
    JourneyExecutionActivityMetricsResponse,
    JourneyExecutionMetricsResponse,
    JourneyLimits,
    JourneyPushMessage,
    JourneyResponse,
    JourneyRunExecutionActivityMetricsResponse,
    JourneyRunExecutionMetricsResponse,
    JourneyRunResponse,
    JourneyRunsResponse,
    JourneySMSMessage,
    JourneySchedule,
    JourneyStateRequest,
    JourneyTimeframeCap,
    JourneysResponse,
    ListRecommenderConfigurationsResponse,
    Message,
    MessageBody,
    MessageConfiguration,
    MessageHeader,
    MessageRequest,
    MessageResponse,
    MessageResult,
    MetricDimension,
    MultiConditionalBranch,
    MultiConditionalSplitActivity,
}

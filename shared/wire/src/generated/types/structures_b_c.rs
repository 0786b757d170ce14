//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Action, CampaignStatus, EndpointTypesElement, EventDimensions, FilterType, InAppMessageContent, JourneyCustomMessage, Layout,
    MessageConfiguration, MessageHeader, MessageType, Mode, Operator, ResultRow, Schedule, SimpleCondition,
    TemplateConfiguration, TreatmentResource, WaitTime,
};
use crate::object::wire_objects;

/// Body of `UpdateBaiduChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct BaiduChannelRequest {
    pub api_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    pub secret_key: String,
}

/// Answer of `DeleteBaiduChannel`, `GetBaiduChannel`, `UpdateBaiduChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct BaiduChannelResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    pub credential: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_credential: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    pub platform: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// Part of `DirectMessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct BaiduMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_icon_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw_content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_push: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small_image_icon_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_live: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Part of `ApplicationDateRangeKpiResponse`, `CampaignDateRangeKpiResponse`, `JourneyDateRangeKpiResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct BaseKpiResult {
    pub rows: Vec<ResultRow>,
}

/// Part of `MessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignCustomMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// Answer of `GetCampaignDateRangeKpi`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignDateRangeKpiResponse {
    pub application_id: String,
    pub campaign_id: String,
    #[serde(with = "crate::timestamp")]
    pub end_time: Timestamp,
    pub kpi_name: String,
    pub kpi_result: BaseKpiResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(with = "crate::timestamp")]
    pub start_time: Timestamp,
}

/// Part of `MessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignEmailMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<MessageHeader>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Part of `InAppCampaignSchedule`, `Schedule`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignEventFilter {
    pub dimensions: EventDimensions,
    pub filter_type: FilterType,
}

/// Part of `ApplicationSettingsResource`, `CampaignResponse`, `WriteApplicationSettingsRequest`, `WriteCampaignRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignHook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda_function_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_url: Option<String>,
}

/// Part of `MessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignInAppMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Vec<InAppMessageContent>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_config: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
}

/// Part of `ApplicationSettingsResource`, `CampaignResponse`, `WriteApplicationSettingsRequest`, `WriteCampaignRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignLimits {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_duration: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_per_second: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i32>,
}

/// Answer of `CreateCampaign`, `DeleteCampaign`, `GetCampaign`, `GetCampaignVersion` and 1 more.
/// Part of `CampaignsResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_treatments: Option<Vec<TreatmentResource>>,
    pub application_id: String,
    pub arn: String,
    pub creation_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_delivery_configuration: Option<CustomDeliveryConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_state: Option<CampaignState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holdout_percent: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hook: Option<CampaignHook>,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_paused: Option<bool>,
    pub last_modified_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<CampaignLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_configuration: Option<MessageConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    pub segment_id: String,
    pub segment_version: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<CampaignState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_configuration: Option<TemplateConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Part of `MessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignSmsMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
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

/// Part of `CampaignResponse`, `TreatmentResource`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign_status: Option<CampaignStatus>,
}

/// Answer of `GetCampaignVersions`, `GetCampaigns`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CampaignsResponse {
    pub item: Vec<CampaignResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Part of `ChannelsResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ChannelResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_credential: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// Answer of `GetChannels`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ChannelsResponse {
    pub channels: BTreeMap<String, ChannelResponse>,
}

/// Part of `JourneyResponse`, `WriteJourneyRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ClosedDays {
    #[serde(rename = "CUSTOM", skip_serializing_if = "Option::is_none")]
    pub custom: Option<Vec<ClosedDaysRule>>,
    #[serde(rename = "EMAIL", skip_serializing_if = "Option::is_none")]
    pub email: Option<Vec<ClosedDaysRule>>,
    #[serde(rename = "PUSH", skip_serializing_if = "Option::is_none")]
    pub push: Option<Vec<ClosedDaysRule>>,
    #[serde(rename = "SMS", skip_serializing_if = "Option::is_none")]
    pub sms: Option<Vec<ClosedDaysRule>>,
    #[serde(rename = "VOICE", skip_serializing_if = "Option::is_none")]
    pub voice: Option<Vec<ClosedDaysRule>>,
}

/// Part of `ClosedDays`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ClosedDaysRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<String>,
}

/// Part of `ConditionalSplitActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct Condition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<SimpleCondition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<Operator>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ConditionalSplitActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation_wait_time: Option<WaitTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub false_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub true_activity: Option<String>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ContactCenterActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_activity: Option<String>,
}

/// Body of `CreateApp`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CreateApplicationRequest {
    pub name: String,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Body of `CreateRecommenderConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CreateRecommenderConfiguration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation_provider_id_type: Option<String>,
    pub recommendation_provider_role_arn: String,
    pub recommendation_provider_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation_transformer_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendations_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendations_per_message: Option<i32>,
}

/// Answer of `CreateEmailTemplate`, `CreatePushTemplate`, `CreateSmsTemplate`, `CreateVoiceTemplate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CreateTemplateMessageBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(rename = "RequestID", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// Part of `CampaignResponse`, `TreatmentResource`, `WriteCampaignRequest`, `WriteTreatmentResource`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CustomDeliveryConfiguration {
    pub delivery_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_types: Option<Vec<EndpointTypesElement>>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct CustomMessageActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_types: Option<Vec<EndpointTypesElement>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_config: Option<JourneyCustomMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_version: Option<String>,
}

wire_objects! {
    BaiduChannelRequest,
    BaiduChannelResponse,
    BaiduMessage,
    BaseKpiResult,
    CampaignCustomMessage,
    CampaignDateRangeKpiResponse,
    CampaignEmailMessage,
    CampaignEventFilter,
    CampaignHook,
    CampaignInAppMessage,
    CampaignLimits,
    CampaignResponse,
    CampaignSmsMessage,
    CampaignState,
    CampaignsResponse,
    ChannelResponse,
    ChannelsResponse,
    ClosedDays,
    ClosedDaysRule,
    Condition,
    ConditionalSplitActivity,
    ContactCenterActivity,
    CreateApplicationRequest,
    CreateRecommenderConfiguration,
    CreateTemplateMessageBody,
    CustomDeliveryConfiguration,
    CustomMessageActivity,
}

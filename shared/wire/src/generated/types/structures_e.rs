//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AttributeDimension, ChannelType, DeliveryStatus, FilterType, ItemResponse, JobStatus, JourneyEmailMessage, MessageHeader,
    MetricDimension, PublicEndpoint, RawEmail, Session, SetDimension, SimpleEmail, TemplateType,
};
use crate::object::wire_objects;

/// Body of `UpdateEmailChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailChannelRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration_set: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    pub from_address: String,
    pub identity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orchestration_sending_role_arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
}

/// Answer of `DeleteEmailChannel`, `GetEmailChannel`, `UpdateEmailChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailChannelResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration_set: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_credential: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_per_second: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orchestration_sending_role_arn: Option<String>,
    pub platform: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// Part of `DirectMessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_forwarding_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw_email: Option<RawEmail>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_addresses: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simple_email: Option<SimpleEmail>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailMessageActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_config: Option<JourneyEmailMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_version: Option<String>,
}

/// Body of `CreateEmailTemplate`, `UpdateEmailTemplate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailTemplateRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_substitutions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<MessageHeader>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_part: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Answer of `GetEmailTemplate`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EmailTemplateResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    pub creation_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_substitutions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<MessageHeader>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_part: Option<String>,
    pub last_modified_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_description: Option<String>,
    pub template_name: String,
    pub template_type: TemplateType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Part of `EndpointBatchRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointBatchItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub attributes: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<ChannelType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demographic: Option<EndpointDemographic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<EndpointLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opt_out: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<EndpointUser>,
}

/// Body of `UpdateEndpointsBatch`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointBatchRequest {
    pub item: Vec<EndpointBatchItem>,
}

/// Part of `EndpointBatchItem`, `EndpointRequest`, `EndpointResponse`, `PublicEndpoint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointDemographic {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Part of `ItemResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointItemResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
}

/// Part of `EndpointBatchItem`, `EndpointRequest`, `EndpointResponse`, `PublicEndpoint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Part of `MessageResponse`, `SendUsersMessageResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointMessageResult {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub delivery_status: DeliveryStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    pub status_code: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_token: Option<String>,
}

/// Body of `UpdateEndpoint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub attributes: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<ChannelType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demographic: Option<EndpointDemographic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<EndpointLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opt_out: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<EndpointUser>,
}

/// Answer of `DeleteEndpoint`, `GetEndpoint`.
/// Part of `EndpointsResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub attributes: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<ChannelType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demographic: Option<EndpointDemographic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<EndpointLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opt_out: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<EndpointUser>,
}

/// Part of `MessageRequest`, `SendUsersMessageRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointSendConfiguration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_override: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw_content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_override: Option<String>,
}

/// Part of `EndpointBatchItem`, `EndpointRequest`, `EndpointResponse`, `PublicEndpoint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointUser {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub user_attributes: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

/// Answer of `DeleteUserEndpoints`, `GetUserEndpoints`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EndpointsResponse {
    pub item: Vec<EndpointResponse>,
}

/// Part of `EventsBatch`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct Event {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_package_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_version_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_sdk_version: Option<String>,
    pub event_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
    pub timestamp: String,
}

/// Part of `SimpleCondition`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<EventDimensions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_activity: Option<String>,
}

/// Part of `CampaignEventFilter`, `EventCondition`, `EventFilter`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventDimensions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, AttributeDimension>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, MetricDimension>>,
}

/// Part of `EventStartCondition`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventFilter {
    pub dimensions: EventDimensions,
    pub filter_type: FilterType,
}

/// Part of `ItemResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventItemResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
}

/// Part of `StartCondition`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_filter: Option<EventFilter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_id: Option<String>,
}

/// Answer of `DeleteEventStream`, `GetEventStream`, `PutEventStream`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventStream {
    pub application_id: String,
    pub destination_stream_arn: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_by: Option<String>,
    pub role_arn: String,
}

/// Part of `EventsRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventsBatch {
    pub endpoint: PublicEndpoint,
    pub events: BTreeMap<String, Event>,
}

/// Body of `PutEvents`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventsRequest {
    pub batch_item: BTreeMap<String, EventsBatch>,
}

/// Answer of `PutEvents`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct EventsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<BTreeMap<String, ItemResponse>>,
}

/// Body of `CreateExportJob`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ExportJobRequest {
    pub role_arn: String,
    pub s3_url_prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_version: Option<i32>,
}

/// Part of `ExportJobResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ExportJobResource {
    pub role_arn: String,
    pub s3_url_prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_version: Option<i32>,
}

/// Answer of `CreateExportJob`, `GetExportJob`.
/// Part of `ExportJobsResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ExportJobResponse {
    pub application_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed_pieces: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion_date: Option<String>,
    pub creation_date: String,
    pub definition: ExportJobResource,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_pieces: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Vec<String>>,
    pub id: String,
    pub job_status: JobStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_failures: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_pieces: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_processed: Option<i32>,
    pub r#type: String,
}

/// Answer of `GetExportJobs`, `GetSegmentExportJobs`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct ExportJobsResponse {
    pub item: Vec<ExportJobResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

wire_objects! {
    EmailChannelRequest,
    EmailChannelResponse,
    EmailMessage,
    EmailMessageActivity,
    EmailTemplateRequest,
    EmailTemplateResponse,
    EndpointBatchItem,
    EndpointBatchRequest,
    EndpointDemographic,
    EndpointItemResponse,
    EndpointLocation,
    EndpointMessageResult,
    EndpointRequest,
    EndpointResponse,
    EndpointSendConfiguration,
    EndpointUser,
    EndpointsResponse,
    Event,
    EventCondition,
    EventDimensions,
    EventFilter,
    EventItemResponse,
    EventStartCondition,
    EventStream,
    EventsBatch,
    EventsRequest,
    EventsResponse,
    ExportJobRequest,
    ExportJobResource,
    ExportJobResponse,
    ExportJobsResponse,
}

//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AttributeDimension, CampaignEventFilter, DimensionType, DirectMessageConfiguration, EndpointMessageResult,
    EndpointSendConfiguration, EventCondition, EventStartCondition, Format, Frequency, GPSPointDimension, Include,
    JourneySMSMessage, MessageHeader, MessageType, MetricDimension, QuietTime, RecencyDimension, SegmentType, SourceType,
    TemplateConfiguration, TemplateType, Type,
};
use crate::object::wire_objects;

/// Body of `UpdateSmsChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSChannelRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_code: Option<String>,
}

/// Answer of `DeleteSmsChannel`, `GetSmsChannel`, `UpdateSmsChannel`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSChannelResponse {
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
    pub platform: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotional_messages_per_second: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transactional_messages_per_second: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// Part of `DirectMessageConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keyword: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<MessageType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origination_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "crate::string_lists::deserialize")]
    pub substitutions: Option<BTreeMap<String, Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// Part of `Activity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSMessageActivity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_config: Option<JourneySMSMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_version: Option<String>,
}

/// Body of `CreateSmsTemplate`, `UpdateSmsTemplate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSTemplateRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_substitutions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_description: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Answer of `GetSmsTemplate`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SMSTemplateResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    pub creation_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_substitutions: Option<String>,
    pub last_modified_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommender_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_description: Option<String>,
    pub template_name: String,
    pub template_type: TemplateType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Part of `CampaignResponse`, `TreatmentResource`, `WriteCampaignRequest`, `WriteTreatmentResource`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct Schedule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_filter: Option<CampaignEventFilter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_local_time: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_time: Option<QuietTime>,
    pub start_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Part of `SegmentDimensions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentBehaviors {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recency: Option<RecencyDimension>,
}

/// Part of `SimpleCondition`, `StartCondition`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentCondition {
    pub segment_id: String,
}

/// Part of `SegmentDimensions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentDemographics {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_version: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<SetDimension>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<SetDimension>,
}

/// Part of `SegmentGroup`, `SegmentResponse`, `SimpleCondition`, `WriteSegmentRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentDimensions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, AttributeDimension>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behavior: Option<SegmentBehaviors>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demographic: Option<SegmentDemographics>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<SegmentLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, MetricDimension>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_attributes: Option<BTreeMap<String, AttributeDimension>>,
}

/// Part of `SegmentGroupList`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Vec<SegmentDimensions>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_segments: Option<Vec<SegmentReference>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_type: Option<SourceType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Type>,
}

/// Part of `SegmentResponse`, `WriteSegmentRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentGroupList {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<SegmentGroup>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Include>,
}

/// Part of `SegmentResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentImportResource {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_counts: Option<BTreeMap<String, i32>>,
    pub external_id: String,
    pub format: Format,
    pub role_arn: String,
    pub s3_url: String,
    pub size: i32,
}

/// Part of `SegmentDimensions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<SetDimension>,
    #[serde(rename = "GPSPoint", skip_serializing_if = "Option::is_none")]
    pub gps_point: Option<GPSPointDimension>,
}

/// Part of `SegmentGroup`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentReference {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

/// Answer of `CreateSegment`, `DeleteSegment`, `GetSegment`, `GetSegmentVersion` and 1 more.
/// Part of `SegmentsResponse`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentResponse {
    pub application_id: String,
    pub arn: String,
    pub creation_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<SegmentDimensions>,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_definition: Option<SegmentImportResource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_groups: Option<SegmentGroupList>,
    pub segment_type: SegmentType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

/// Answer of `GetSegmentVersions`, `GetSegments`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SegmentsResponse {
    pub item: Vec<SegmentResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Body of `SendOTPMessage`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SendOTPMessageRequestParameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_attempts: Option<i32>,
    pub brand_name: String,
    pub channel: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_length: Option<i32>,
    pub destination_identity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    pub origination_identity: String,
    pub reference_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity_period: Option<i32>,
}

/// Body of `SendUsersMessages`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SendUsersMessageRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<BTreeMap<String, String>>,
    pub message_configuration: DirectMessageConfiguration,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_configuration: Option<TemplateConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    pub users: BTreeMap<String, EndpointSendConfiguration>,
}

/// Answer of `SendUsersMessages`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SendUsersMessageResponse {
    pub application_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<BTreeMap<String, BTreeMap<String, EndpointMessageResult>>>,
}

/// Part of `Event`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct Session {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i32>,
    pub id: String,
    pub start_timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_timestamp: Option<String>,
}

/// Part of `EventDimensions`, `SegmentDemographics`, `SegmentLocation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SetDimension {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension_type: Option<DimensionType>,
    pub values: Vec<String>,
}

/// Part of `Condition`, `MultiConditionalBranch`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SimpleCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_condition: Option<EventCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_condition: Option<SegmentCondition>,
    #[serde(rename = "segmentDimensions", skip_serializing_if = "Option::is_none")]
    pub segment_dimensions: Option<SegmentDimensions>,
}

/// Part of `EmailMessage`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SimpleEmail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<MessageHeader>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_part: Option<SimpleEmailPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<SimpleEmailPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_part: Option<SimpleEmailPart>,
}

/// Part of `SimpleEmail`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct SimpleEmailPart {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// Part of `JourneyResponse`, `WriteJourneyRequest`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct StartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_start_condition: Option<EventStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_start_condition: Option<SegmentCondition>,
}

wire_objects! {
    SMSChannelRequest,
    SMSChannelResponse,
    SMSMessage,
    SMSMessageActivity,
    SMSTemplateRequest,
    SMSTemplateResponse,
    Schedule,
    SegmentBehaviors,
    SegmentCondition,
    SegmentDemographics,
    SegmentDimensions,
    SegmentGroup,
    SegmentGroupList,
    SegmentImportResource,
    SegmentLocation,
    SegmentReference,
    SegmentResponse,
    SegmentsResponse,
    SendOTPMessageRequestParameters,
    SendUsersMessageRequest,
    SendUsersMessageResponse,
    Session,
    SetDimension,
    SimpleCondition,
    SimpleEmail,
    SimpleEmailPart,
    StartCondition,
}

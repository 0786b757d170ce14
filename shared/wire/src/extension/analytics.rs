//! The shapes of reports and funnels.
//!
//! Rows of a report are open: which members they have is the report's, and so is the header of its CSV. A request for a funnel takes no
//! member that it does not know: a mistyped filter would count everybody.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::object::wire_objects;
use crate::types::MetricDimension;

/// One row of a report, by column.
pub type ReportRow = serde_json::Map<String, serde_json::Value>;

/// Answer of `GetAnalyticsReport`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct AnalyticsReportResponse {
    pub application_id: String,
    #[serde(with = "crate::timestamp")]
    pub end_time: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    pub report: String,
    pub rows: Vec<ReportRow>,
    #[serde(with = "crate::timestamp")]
    pub start_time: Timestamp,
}

/// Body of `QueryFunnel`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self", deny_unknown_fields)]
pub struct FunnelRequest {
    #[serde(default, with = "crate::timestamp::optional", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<Timestamp>,
    #[serde(default, with = "crate::timestamp::optional", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Timestamp>,
    pub steps: Vec<FunnelStepRequest>,
    /// From the first step to the last; absent: all the time that is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_hours: Option<u32>,
}

/// What an event must be to complete a step.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self", deny_unknown_fields)]
pub struct FunnelStepRequest {
    /// Each with the values that it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, Vec<String>>>,
    pub event_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<BTreeMap<String, MetricDimension>>,
}

/// Answer of `QueryFunnel`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct FunnelResponse {
    pub application_id: String,
    #[serde(with = "crate::timestamp")]
    pub end_time: Timestamp,
    #[serde(with = "crate::timestamp")]
    pub start_time: Timestamp,
    pub steps: Vec<FunnelStepResponse>,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct FunnelStepResponse {
    /// The part of those who completed the step before that did not complete this one.
    pub drop_off: f64,
    /// Endpoints that completed this step and all before it.
    pub endpoints: u64,
    pub event_type: String,
    /// Their part of those who completed the first.
    pub share: f64,
}

wire_objects! {
    AnalyticsReportResponse,
    FunnelRequest,
    FunnelStepRequest,
    FunnelResponse,
    FunnelStepResponse,
}

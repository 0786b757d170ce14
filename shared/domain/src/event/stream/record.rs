//! The shapes of records, written and read without copying what need not be copied.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// One record, as it was read.
#[derive(Debug)]
pub enum Record<'a> {
    Report(Box<Report<'a>>),
    /// Events in the envelope of spec §10.2, and the owner that they are counted once for.
    Bundle(Bundle<'a>),
}

/// Whether a request said anything of the endpoint beside its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndpointGiven {
    Empty,
    Given,
}

/// What one PutEvents request says of one endpoint. Its events have been found sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report<'a> {
    /// The app's id.
    #[serde(borrow)]
    pub app: Cow<'a, str>,
    /// The endpoint's id in the caller's spelling.
    #[serde(borrow)]
    pub endpoint: Cow<'a, str>,
    pub given: EndpointGiven,
    /// The API request that brought it.
    #[serde(borrow)]
    pub request: Cow<'a, str>,
    /// When it arrived, in epoch milliseconds.
    pub arrived: i64,
    #[serde(borrow)]
    pub events: Vec<ReportedEvent<'a>>,
}

/// One event that an app reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportedEvent<'a> {
    /// As the app gave it; unique per endpoint.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    pub event_type: Cow<'a, str>,
    /// When it happened, says the app, in epoch milliseconds.
    pub at: i64,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub session: Option<ReportedSession<'a>>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<Cow<'a, str>, f64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub package_name: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub version_code: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub sdk_name: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub sdk_version: Option<Cow<'a, str>>,
}

/// The session that an event belongs to; times in epoch milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportedSession<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    pub start: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<i64>,
    /// In milliseconds, as the app measured it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
}

/// Events of one owner, each as its JSON.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bundle<'a> {
    #[serde(borrow)]
    pub owner: Cow<'a, str>,
    #[serde(borrow)]
    pub events: Vec<&'a RawValue>,
}

/// The record of a report.
pub fn report(report: &Report<'_>) -> Result<Value, serde_json::Error> {
    Ok(object([("report", serde_json::to_value(report)?)]))
}

/// The record of several events of one owner.
#[must_use]
pub fn bundle(owner: &str, events: Vec<Value>) -> Value {
    object([("bundle", object([("owner", owner.into()), ("events", Value::Array(events))]))])
}

/// Like `json!`, which would copy what it is given.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Reads a record.
pub fn decode(json: &[u8]) -> Result<Record<'_>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Shapes<'a> {
        #[serde(borrow)]
        report: Option<Report<'a>>,
        #[serde(borrow)]
        bundle: Option<Bundle<'a>>,
        #[serde(borrow)]
        event_id: Option<Cow<'a, str>>,
    }
    let shapes: Shapes<'_> = serde_json::from_slice(json)?;
    if let Some(report) = shapes.report {
        return Ok(Record::Report(Box::new(report)));
    }
    if let Some(bundle) = shapes.bundle {
        return Ok(Record::Bundle(bundle));
    }
    let event: &RawValue = serde_json::from_slice(json)?;
    let owner = shapes.event_id.unwrap_or_default();
    Ok(Record::Bundle(Bundle { owner, events: vec![event] }))
}

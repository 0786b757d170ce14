//! `_campaign.send`: what became of one endpoint in one run (spec §10.2, §10.3).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::endpoint::public_text;
use crate::campaign::plan::RunPlan;
use crate::ids::EndpointKey;
use crate::outcome::Reason;

/// What one `_campaign.send` event tells.
#[derive(Clone, Copy, Debug)]
pub struct CampaignSend<'a> {
    pub plan: &'a RunPlan,
    /// The AWS account that this runs in.
    pub account: &'a str,
    /// The same for the same endpoint of the same run, however often the event is emitted.
    pub event_id: &'a str,
    pub endpoint: &'a EndpointKey,
    /// The endpoint's stored document; `None` if it is gone.
    pub document: Option<&'a str>,
    pub reason: Reason,
    /// When it was decided.
    pub at: Timestamp,
    /// When the event is emitted.
    pub now: Timestamp,
}

/// The event, or `None` where the endpoint was never targeted. `attributes.reason` tells more than Pinpoint's status does and
/// `event_id` lets consumers see a repetition; both are additions to Pinpoint's format.
#[must_use]
pub fn campaign_send(send: &CampaignSend<'_>) -> Option<Value> {
    let status = send.reason.send_status()?;
    let mut attributes = json!({
        "campaign_id": send.plan.campaign,
        "campaign_activity_id": send.plan.run,
        "treatment_id": send.plan.treatment,
        "delivery_type": "EMAIL",
        "campaign_send_status": status,
    });
    if send.reason != Reason::Sent
        && let Some(attributes) = attributes.as_object_mut()
    {
        attributes.insert("reason".to_owned(), send.reason.code().into());
    }
    let endpoint = send.document.and_then(public_text);
    Some(json!({
        "event_id": send.event_id,
        "event_type": "_campaign.send",
        "event_timestamp": send.at.as_millisecond(),
        "arrival_timestamp": send.now.as_millisecond(),
        "event_version": "3.1",
        "application": { "app_id": send.plan.app, "sdk": {} },
        "client": { "client_id": send.document.and_then(id).unwrap_or_else(|| send.endpoint.to_string()) },
        "device": { "platform": {} },
        "session": {},
        "attributes": attributes,
        "client_context": { "custom": endpoint.map_or_else(|| json!({}), |endpoint| json!({ "endpoint": endpoint })) },
        "awsAccountId": send.account,
    }))
}

/// The endpoint's id as it was first written.
fn id(document: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Named {
        #[serde(rename = "Id")]
        id: String,
    }
    serde_json::from_str::<Named>(document).ok().map(|named| named.id)
}

//! `_custom.delivered`: what a custom channel, a function or a webhook, answered for one endpoint.
//!
//! No sample of it was ever published. It is written as `_campaign.send` and `_journey.send` are (spec §10.3, §10.4): the same
//! attributes say whose message it was, and the same words how it went.

use serde_json::Value;

use super::journey_send::{JourneyPlace, SendingActivity};
use super::service::{Service, attributes};

/// Whose message it was.
#[derive(Clone, Copy, Debug)]
pub enum CustomOf<'a> {
    Campaign { campaign: &'a str, activity: &'a str, treatment: &'a str },
    Journey(JourneyPlace<'a>),
}

/// The answer of the function or webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomResult<'a> {
    Delivered,
    /// It refused, failed or did not answer; its status code, if it had one.
    Failed {
        code: Option<&'a str>,
    },
}

/// The event.
#[must_use]
pub fn custom_delivered(service: &Service<'_>, of: &CustomOf<'_>, result: CustomResult<'_>) -> Value {
    let (status, code) = match result {
        CustomResult::Delivered => ("SUCCESS", None),
        CustomResult::Failed { code } => ("CUSTOM_DELIVERY_FAILURE", code),
    };
    let attributes = match of {
        CustomOf::Campaign { campaign, activity, treatment } => attributes([
            ("campaign_id", Some(campaign)),
            ("campaign_activity_id", Some(activity)),
            ("treatment_id", Some(treatment)),
            ("delivery_type", Some("CUSTOM")),
            ("campaign_send_status", Some(status)),
            ("campaign_send_status_code", code),
        ]),
        CustomOf::Journey(place) => attributes([
            ("journey_id", Some(place.journey)),
            ("journey_run_id", Some(place.run)),
            ("journey_activity_id", place.activity),
            ("journey_activity_type", Some(SendingActivity::Custom.name())),
            ("journey_send_status", Some(status)),
            ("journey_send_status_code", code),
        ]),
    };
    service.event("_custom.delivered", attributes)
}

//! Every body of the API, with every member the model gives it, through its generated type and back.
//!
//! The documents are made from the model here, not by the generator: this is its second opinion.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use touchpoint_wire::types;

/// Reads a document into a type and writes it again.
type RoundTrip = fn(&Value) -> Result<Value, String>;

fn round_trip<T: Serialize + DeserializeOwned>(document: &Value) -> Result<Value, String> {
    let typed: T = serde_json::from_str(&document.to_string()).map_err(|error| error.to_string())?;
    serde_json::to_value(typed).map_err(|error| error.to_string())
}

macro_rules! round_trips {
    ($($name:ident,)+) => { BTreeMap::from([$((stringify!($name), round_trip::<types::$name> as RoundTrip),)+]) };
}

/// The bodies of requests and answers; all other structures are parts of them.
fn bodies() -> BTreeMap<&'static str, RoundTrip> {
    round_trips! {
        ADMChannelRequest,
        ADMChannelResponse,
        APNSChannelRequest,
        APNSChannelResponse,
        APNSSandboxChannelRequest,
        APNSSandboxChannelResponse,
        APNSVoipChannelRequest,
        APNSVoipChannelResponse,
        APNSVoipSandboxChannelRequest,
        APNSVoipSandboxChannelResponse,
        ActivitiesResponse,
        ApplicationDateRangeKpiResponse,
        ApplicationResponse,
        ApplicationSettingsResource,
        ApplicationsResponse,
        AttributesResource,
        BaiduChannelRequest,
        BaiduChannelResponse,
        CampaignDateRangeKpiResponse,
        CampaignResponse,
        CampaignsResponse,
        ChannelsResponse,
        CreateApplicationRequest,
        CreateRecommenderConfiguration,
        CreateTemplateMessageBody,
        EmailChannelRequest,
        EmailChannelResponse,
        EmailTemplateRequest,
        EmailTemplateResponse,
        EndpointBatchRequest,
        EndpointRequest,
        EndpointResponse,
        EndpointsResponse,
        EventStream,
        EventsRequest,
        EventsResponse,
        ExportJobRequest,
        ExportJobResponse,
        ExportJobsResponse,
        GCMChannelRequest,
        GCMChannelResponse,
        ImportJobRequest,
        ImportJobResponse,
        ImportJobsResponse,
        InAppMessagesResponse,
        InAppTemplateRequest,
        InAppTemplateResponse,
        JourneyDateRangeKpiResponse,
        JourneyExecutionActivityMetricsResponse,
        JourneyExecutionMetricsResponse,
        JourneyResponse,
        JourneyRunExecutionActivityMetricsResponse,
        JourneyRunExecutionMetricsResponse,
        JourneyRunsResponse,
        JourneyStateRequest,
        JourneysResponse,
        ListRecommenderConfigurationsResponse,
        MessageBody,
        MessageRequest,
        MessageResponse,
        NumberValidateRequest,
        NumberValidateResponse,
        PushNotificationTemplateRequest,
        PushNotificationTemplateResponse,
        RecommenderConfigurationResponse,
        SMSChannelRequest,
        SMSChannelResponse,
        SMSTemplateRequest,
        SMSTemplateResponse,
        SegmentResponse,
        SegmentsResponse,
        SendOTPMessageRequestParameters,
        SendUsersMessageRequest,
        SendUsersMessageResponse,
        TagsModel,
        TemplateActiveVersionRequest,
        TemplateCreateMessageBody,
        TemplateVersionsResponse,
        TemplatesResponse,
        UpdateAttributesRequest,
        UpdateRecommenderConfiguration,
        VerificationResponse,
        VerifyOTPMessageRequestParameters,
        VoiceChannelRequest,
        VoiceChannelResponse,
        VoiceTemplateRequest,
        VoiceTemplateResponse,
        WriteApplicationSettingsRequest,
        WriteCampaignRequest,
        WriteEventStream,
        WriteJourneyRequest,
        WriteSegmentRequest,
    }
}

fn model() -> Value {
    serde_json::from_str(include_str!("../model/pinpoint-2016-12-01.json")).expect("the model is JSON")
}

/// A document of the shape with every member present; enums and keys take each of their values once.
fn sample(shapes: &Value, name: &str) -> Value {
    let shape = &shapes[name];
    match shape["type"].as_str().expect("a shape has a type") {
        "structure" => members(shape)
            .map(|(member, facts)| (wire_name(member, facts).to_owned(), sample(shapes, shape_of(facts))))
            .collect::<Map<_, _>>()
            .into(),
        "list" => match shapes[shape_of(&shape["member"])]["enum"].as_array() {
            Some(values) => values.clone().into(),
            None => json!([sample(shapes, shape_of(&shape["member"]))]),
        },
        "map" => {
            let value = sample(shapes, shape_of(&shape["value"]));
            let keys = shapes[shape_of(&shape["key"])]["enum"].as_array().cloned().unwrap_or_else(|| vec![json!("a key")]);
            keys.iter().filter_map(Value::as_str).map(|key| (key.to_owned(), value.clone())).collect::<Map<_, _>>().into()
        }
        "string" => shape["enum"].get(0).cloned().unwrap_or_else(|| json!("text")),
        "blob" => json!("AAEC"),
        "boolean" => json!(true),
        "integer" => json!(-7),
        "long" => json!(5_000_000_000_i64),
        "double" => json!(0.5),
        "timestamp" => json!("2019-07-19T20:00:00Z"),
        other => panic!("no sample of type {other}"),
    }
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape["members"].as_object().expect("a structure has members").iter()
}

fn shape_of(reference: &Value) -> &str {
    reference["shape"].as_str().expect("a reference names a shape")
}

fn wire_name<'a>(member: &'a str, facts: &'a Value) -> &'a str {
    facts["locationName"].as_str().unwrap_or(member)
}

#[test]
fn the_list_of_bodies_is_complete() {
    let model = model();
    let mut payloads = BTreeSet::new();
    for operation in model["operations"].as_object().expect("operations").values() {
        for wrapper in [&operation["input"], &operation["output"]] {
            let shape = &model["shapes"][wrapper["shape"].as_str().unwrap_or_default()];
            if let Some(payload) = shape["payload"].as_str() {
                payloads.insert(shape_of(&shape["members"][payload]));
            }
        }
    }
    assert_eq!(bodies().into_keys().collect::<BTreeSet<_>>(), payloads);
}

#[test]
fn a_full_document_comes_back_whole() {
    let model = model();
    for (name, round_trip) in bodies() {
        let document = sample(&model["shapes"], name);
        assert_eq!(round_trip(&document).as_ref(), Ok(&document), "{name}");
    }
}

#[test]
fn exactly_the_required_members_are_required() {
    let model = model();
    for (name, round_trip) in bodies() {
        let shape = &model["shapes"][name];
        for (member, facts) in members(shape) {
            let required = shape["required"].as_array().is_some_and(|names| names.contains(&json!(member)));
            let mut document = sample(&model["shapes"], name);
            document.as_object_mut().expect("an object").remove(wire_name(member, facts));
            match round_trip(&document) {
                Ok(written) => {
                    assert!(!required, "{name} was read without {member}");
                    assert_eq!(written, document, "{name} without {member}");
                }
                Err(reason) => assert!(required && reason.contains("missing field"), "{name} without {member}: {reason}"),
            }
        }
    }
}

#[test]
fn no_member_takes_another_type() {
    let model = model();
    for (name, round_trip) in bodies() {
        for (member, facts) in members(&model["shapes"][name]) {
            let mut document = sample(&model["shapes"], name);
            // A list of an object is of none of the API's types at the top of a body, for lists hold what they hold.
            let wrong = if document[wire_name(member, facts)].is_array() { json!({"a": 1}) } else { json!([{"a": 1}]) };
            document[wire_name(member, facts)] = wrong;
            assert!(round_trip(&document).is_err(), "{name} was read with a wrong {member}");
        }
    }
}

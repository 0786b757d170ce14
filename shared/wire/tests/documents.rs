//! What bodies become in Rust, and what comes back out.
#![cfg(test)]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use touchpoint_wire::types::{
    ApplicationDateRangeKpiResponse, AttributesResource, CampaignResponse, ChannelType, DayOfWeek, EndpointRequest,
    EndpointResponse, Frequency, JourneySchedule, OpenHours, SegmentResponse, SimpleCondition, TagsModel, WriteCampaignRequest,
};

fn read<T: DeserializeOwned>(document: &Value) -> T {
    serde_json::from_str(&document.to_string()).expect("the document is read")
}

fn round_trip<T: Serialize + DeserializeOwned>(document: &Value) {
    let typed: T = read(document);
    assert_eq!(serde_json::to_value(&typed).expect("the document is written"), *document);
}

#[test]
fn documents_come_back_as_they_were() {
    round_trip::<EndpointResponse>(&json!({
        "Address": "ada@example.com",
        "ApplicationId": "ce796be37f32f178af652b26eexample",
        "Attributes": {"interests": ["chess", "music"], "empty": []},
        "ChannelType": "EMAIL",
        "CohortId": "39",
        "Demographic": {"AppVersion": "1.0", "ModelVersion": "X"},
        "Location": {"City": "Prague", "Country": "CZ", "Latitude": 50.0875, "Longitude": -14.5},
        "Metrics": {"score": 12.0, "ratio": 0.25},
        "OptOut": "NONE",
        "User": {"UserAttributes": {"tier": ["gold"]}, "UserId": "u-1"},
    }));
    round_trip::<SegmentResponse>(&json!({
        "ApplicationId": "a", "Arn": "arn:aws:mobiletargeting:eu-west-1:1:apps/a/segments/s",
        "CreationDate": "2018-05-24T21:26:33.995Z", "Id": "s", "SegmentType": "DIMENSIONAL", "Version": 2,
        "tags": {"team": "growth"},
        "SegmentGroups": {"Include": "ANY", "Groups": [{
            "Type": "ALL", "SourceType": "NONE", "SourceSegments": [{"Id": "t", "Version": 1}],
            "Dimensions": [{
                "Attributes": {"interests": {"AttributeType": "INCLUSIVE", "Values": ["chess"]}},
                "Behavior": {"Recency": {"Duration": "DAY_30", "RecencyType": "ACTIVE"}},
                "Location": {"GPSPoint": {"Coordinates": {"Latitude": 1.5, "Longitude": 2.5}, "RangeInKilometers": 3.5}},
                "Metrics": {"score": {"ComparisonOperator": "GREATER_THAN", "Value": 3.5}},
            }],
        }]},
    }));
    round_trip::<CampaignResponse>(&json!({
        "ApplicationId": "a", "Arn": "x", "CreationDate": "2018-05-24T21:26:33.995Z", "Id": "c",
        "LastModifiedDate": "2018-05-24T21:26:33.995Z", "SegmentId": "s", "SegmentVersion": 1,
        "HoldoutPercent": 10, "State": {"CampaignStatus": "SCHEDULED"},
        "MessageConfiguration": {"EmailMessage": {"Title": "Hello", "HtmlBody": "<p>{{User.UserId}}</p>"}},
        "Schedule": {"StartTime": "IMMEDIATE", "Frequency": "ONCE", "QuietTime": {"Start": "22:00", "End": "06:00"}},
    }));
    // The one member whose name on the wire is not that of the model.
    round_trip::<SimpleCondition>(&json!({"segmentDimensions": {"Attributes": {}}}));
    round_trip::<TagsModel>(&json!({"tags": {}}));
}

#[test]
fn null_is_absent() {
    let endpoint: EndpointRequest =
        read(&json!({"Address": null, "Attributes": null, "User": {"UserId": null}, "Demographic": null}));
    assert_eq!(endpoint.address, None);
    assert_eq!(endpoint.attributes, None);
    assert_eq!(endpoint.demographic, None);
    assert_eq!(serde_json::to_value(&endpoint).expect("written"), json!({"User": {}}));
    let schedule: JourneySchedule = read(&json!({"StartTime": null}));
    assert_eq!(schedule, JourneySchedule::default());
}

#[test]
fn a_null_attribute_is_an_empty_list() {
    let endpoint: EndpointRequest =
        read(&json!({"Attributes": {"gone": null, "kept": ["x"]}, "User": {"UserAttributes": {"gone": null}}}));
    assert_eq!(
        serde_json::to_value(&endpoint).expect("written"),
        json!({"Attributes": {"gone": [], "kept": ["x"]}, "User": {"UserAttributes": {"gone": []}}})
    );
}

#[test]
fn unknown_members_are_ignored() {
    let campaign: WriteCampaignRequest = read(
        &json!({"Name": "n", "Surprise": {"deep": [1, {"x": null}]}, "Schedule": {"StartTime": "IMMEDIATE", "Moon": "full"}}),
    );
    assert_eq!(serde_json::to_value(&campaign).expect("written"), json!({"Name": "n", "Schedule": {"StartTime": "IMMEDIATE"}}));
}

#[test]
fn times_are_read_with_any_offset_and_written_in_whole_seconds() {
    for text in ["2019-07-19T20:00:00Z", "2019-07-19T22:00:00+02:00", "2019-07-19T20:00:00.999999999Z", "2019-07-19t20:00:00z"] {
        let schedule: JourneySchedule = read(&json!({"StartTime": text}));
        let written = serde_json::to_value(&schedule).expect("written");
        assert_eq!(written, json!({"StartTime": "2019-07-19T20:00:00Z"}), "{text}");
    }
    round_trip::<ApplicationDateRangeKpiResponse>(&json!({
        "ApplicationId": "a", "KpiName": "k", "KpiResult": {"Rows": []},
        "StartTime": "2019-07-19T20:00:00Z", "EndTime": "2019-07-26T20:00:00Z",
    }));
}

#[test]
fn keys_of_an_enum_are_the_enum() {
    let hours: OpenHours = read(&json!({"EMAIL": {"MONDAY": [{"StartTime": "09:00", "EndTime": "17:00"}]}}));
    let email = hours.email.expect("email hours");
    assert_eq!(email.keys().copied().collect::<Vec<_>>(), [DayOfWeek::Monday]);
    round_trip::<OpenHours>(&json!({"SMS": {"SUNDAY": [], "FRIDAY": []}}));
}

#[test]
fn enums_are_their_wire_values() {
    assert_eq!(ChannelType::ALL.len(), 13);
    for channel in ChannelType::ALL {
        assert_eq!(channel.as_str().parse(), Ok(*channel));
        assert_eq!(format!("{channel:>20}"), format!("{:>20}", channel.as_str()));
        assert_eq!(serde_json::to_value(channel).expect("written"), channel.as_str());
    }
    let error = "weekly".parse::<Frequency>().expect_err("the case counts");
    assert_eq!(
        error.to_string(),
        "unknown value \"weekly\"; expected one of ONCE, HOURLY, DAILY, WEEKLY, MONTHLY, EVENT, IN_APP_EVENT"
    );
}

#[test]
fn what_needs_nothing_has_a_default() {
    assert_eq!(serde_json::to_value(EndpointRequest::default()).expect("written"), json!({}));
    assert_eq!(
        serde_json::to_value(AttributesResource::default()).expect("written"),
        json!({"ApplicationId": "", "AttributeType": ""})
    );
}

//! Each rule of a review with its words.

use serde_json::{Value, json};
use touchpoint_wire::types::TemplateType;

use super::super::references::{SegmentKind, TemplateFact, TemplateReference};
use super::*;

/// A journey that may be published, with `changes` on top; a null takes a member away.
fn journey(changes: &Value) -> JourneyResponse {
    let mut journey = json!({
        "ApplicationId": "a", "Id": "j", "Name": "welcome", "StartActivity": "mail1", "LocalTime": false,
        "StartCondition": {"SegmentStartCondition": {"SegmentId": "dynamic"}},
        "Activities": {
            "mail1": {"EMAIL": {"TemplateName": "welcome", "MessageConfig": {"FromAddress": "a@example.com"}, "NextActivity": "split1"}},
            "split1": {"ConditionalSplit": {
                "Condition": {"Operator": "ANY", "Conditions": [opened("mail1")]},
                "EvaluationWaitTime": {"WaitFor": "P2D"}, "TrueActivity": "hold1", "FalseActivity": "sms1"}},
            "sms1": {"SMS": {"TemplateName": "nudge", "MessageConfig": {"MessageType": "PROMOTIONAL"}, "NextActivity": "hold1"}},
            "hold1": {"Holdout": {"Percentage": 10}},
        },
    });
    let members = journey.as_object_mut().unwrap();
    members.extend(changes.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    serde_json::from_value(journey).unwrap()
}

fn opened(activity: &str) -> Value {
    let types = json!({"DimensionType": "INCLUSIVE", "Values": ["_email.open"]});
    json!({"EventCondition": {"MessageActivity": activity, "Dimensions": {"EventType": types}}})
}

fn facts() -> Facts {
    let template = |template_type, name: &str, version| TemplateReference { template_type, name: name.to_owned(), version };
    Facts {
        templates: [
            (template(TemplateType::Email, "welcome", None), TemplateFact::Exists),
            (template(TemplateType::Email, "welcome", Some(7)), TemplateFact::NoSuchVersion),
            (template(TemplateType::Sms, "nudge", None), TemplateFact::Exists),
            (template(TemplateType::Push, "hey", None), TemplateFact::Exists),
        ]
        .into(),
        segments: [("dynamic".to_owned(), SegmentKind::Dynamic), ("imported".to_owned(), SegmentKind::Imported)].into(),
        channels: ["EMAIL".to_owned(), "SMS".to_owned(), "APNS_SANDBOX".to_owned()].into(),
    }
}

fn found(changes: &Value) -> Vec<String> {
    let circumstances = Circumstances {
        facts: &facts(),
        defaults: &Defaults::default(),
        quotas: &Limits::default(),
        now: "2026-05-01T10:00:00Z".parse().unwrap(),
    };
    review(&journey(changes), &circumstances).into_lines()
}

/// A journey of one activity.
#[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
fn only(activity: Value) -> Value {
    json!({"StartActivity": "x", "Activities": {"x": activity}})
}

#[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
fn event(condition: Value) -> Value {
    json!({"StartCondition": {"EventStartCondition": condition}})
}

fn signed_up() -> Value {
    json!({"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["sign_up"]}}})
}

fn with(mut one: Value, other: &Value) -> Value {
    one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    one
}

#[test]
fn what_may_be_published() {
    let dial = json!({"JourneyChannelSettings": {"ConnectCampaignArn": "arn:aws:connect-campaigns:x"}});
    let random = |percentages: &[i32]| {
        let branches: Vec<_> = percentages.iter().map(|percentage| json!({"Percentage": percentage})).collect();
        only(json!({"RandomSplit": {"Branches": branches}}))
    };
    for changes in [
        json!({}),
        event(json!({"EventFilter": signed_up()})),
        event(json!({"EventFilter": signed_up(), "SegmentId": "dynamic"})),
        with(event(json!({"EventFilter": signed_up()})), &json!({"RefreshFrequency": ""})),
        json!({"RefreshFrequency": "PT12H"}),
        json!({"StartCondition": {"SegmentStartCondition": {"SegmentId": "imported"}}, "LocalTime": true}),
        json!({"Schedule": {"StartTime": "2026-05-01T09:55:00Z", "EndTime": "2027-10-23T09:55:00Z"}}),
        with(only(json!({"ContactCenter": {}})), &dial),
        only(json!({"PUSH": {"TemplateName": "hey"}})),
        only(json!({"CUSTOM": {"DeliveryUri": "f", "EndpointTypes": ["GCM"]}})),
        only(json!({"Wait": {"WaitTime": {"WaitUntil": "2026-05-01T10:00:00Z"}}})),
        only(json!({"MultiCondition": {"Branches": [{"Condition": {"SegmentCondition": {"SegmentId": "imported"}}}]}})),
        random(&[1, 99]),
        random(&[20, 20, 20, 20, 20]),
    ] {
        assert_eq!(found(&changes), [""; 0], "{changes}");
    }
}

#[test]
fn who_enters() {
    let metric = json!({"ComparisonOperator": "EQUAL", "Value": 1.0});
    let two = json!({"EventType": {"Values": ["buy"]}, "Metrics": {"a": metric, "b": metric}});
    let filter = |dimensions: &Value| json!({"FilterType": "ENDPOINT", "Dimensions": dimensions});
    let good = event(json!({"EventFilter": signed_up()}));
    let neither = "StartCondition: must have one of SegmentStartCondition and EventStartCondition";
    let event_filter = "StartCondition.EventStartCondition.EventFilter";
    let event_segment = "StartCondition.EventStartCondition.SegmentId";
    for (changes, expected) in [
        (json!({"StartCondition": null}), neither.to_owned()),
        (json!({"StartCondition": {"Description": "d"}}), neither.to_owned()),
        (
            json!({"StartCondition": {"SegmentStartCondition": {"SegmentId": "gone"}}}),
            "StartCondition.SegmentStartCondition.SegmentId: must be a segment of this app".to_owned(),
        ),
        (event(json!({})), format!("{event_filter}: must be given")),
        (
            event(json!({"EventFilter": filter(&json!({}))})),
            format!("{event_filter}: must name an event in Dimensions.EventType"),
        ),
        (event(json!({"EventFilter": filter(&two)})), format!("{event_filter}: must have at most one of Dimensions.Metrics")),
        (
            event(json!({"EventFilter": signed_up(), "SegmentId": "imported"})),
            format!("{event_segment}: must be a dynamic segment that is not based on an import"),
        ),
        (
            event(json!({"EventFilter": signed_up(), "SegmentId": "gone"})),
            format!("{event_segment}: must be a segment of this app"),
        ),
        (
            with(good.clone(), &json!({"RefreshFrequency": "PT12H"})),
            "RefreshFrequency: must be absent when an event starts the journey".to_owned(),
        ),
        (with(good, &json!({"LocalTime": true})), "LocalTime: must be false when an event starts the journey".to_owned()),
    ] {
        assert_eq!(found(&changes), [expected], "{changes}");
    }
}

#[test]
fn how_activities_hang_together() {
    for (changes, expected) in [
        (
            json!({"Activities": null}),
            vec!["Activities: must have 1 to 40 members", "StartActivity: names mail1, which does not exist"],
        ),
        (json!({"StartActivity": null}), vec!["StartActivity: must name the first activity"]),
        (json!({"StartActivity": ""}), vec!["StartActivity: must name the first activity"]),
        (json!({"StartActivity": "gone"}), vec!["StartActivity: names gone, which does not exist"]),
        (json!({"StartActivity": "split1"}), vec!["activity mail1: cannot be reached from StartActivity"]),
        (
            only(json!({"Holdout": {"Percentage": 1, "NextActivity": "gone"}})),
            vec!["activity x: NextActivity names gone, which does not exist"],
        ),
        (
            only(json!({"Holdout": {"Percentage": 1, "NextActivity": "x"}})),
            vec!["activity x: leads back to itself; a journey must not loop"],
        ),
    ] {
        assert_eq!(found(&changes), expected, "{changes}");
    }
}

#[test]
fn what_each_activity_needs() {
    let random = |percentages: &[i32]| {
        let branches: Vec<_> = percentages.iter().map(|percentage| json!({"Percentage": percentage})).collect();
        json!({"RandomSplit": {"Branches": branches}})
    };
    let asking = |condition: Value| json!({"ConditionalSplit": {"Condition": {"Conditions": [condition]}}});
    let bare = json!({"EventCondition": {"Dimensions": {}}});
    for (activity, expected) in [
        (json!({"EMAIL": {}}), vec!["must name a template"]),
        (json!({"EMAIL": {"TemplateName": "gone"}}), vec!["EMAIL template gone does not exist"]),
        (json!({"EMAIL": {"TemplateName": "nudge"}}), vec!["EMAIL template nudge does not exist"]),
        (json!({"EMAIL": {"TemplateName": "welcome", "TemplateVersion": "7"}}), vec!["template welcome has no version 7"]),
        (json!({"SMS": {"TemplateName": "gone"}}), vec!["SMS template gone does not exist"]),
        (json!({"PUSH": {"TemplateName": "gone"}}), vec!["PUSH template gone does not exist"]),
        (json!({"CUSTOM": {}}), vec!["must have a DeliveryUri", "must have EndpointTypes"]),
        (json!({"ConditionalSplit": {}}), vec!["must have at least one condition"]),
        (asking(json!({})), vec!["each condition must have one of EventCondition, SegmentCondition and segmentDimensions"]),
        (asking(json!({"SegmentCondition": {"SegmentId": "gone"}})), vec!["segment gone does not exist"]),
        (asking(bare), vec!["an EventCondition must name an event in Dimensions.EventType"]),
        (asking(opened("gone")), vec!["MessageActivity gone is no earlier message activity of its path"]),
        (asking(opened("x")), vec!["MessageActivity x is no earlier message activity of its path"]),
        (json!({"MultiCondition": {}}), vec!["must have at least one branch"]),
        (json!({"MultiCondition": {"Branches": [{}]}}), vec!["Branches[0] must have a condition"]),
        (
            json!({"MultiCondition": {"Branches": [{"Condition": {"SegmentCondition": {"SegmentId": "gone"}}}]}}),
            vec!["segment gone does not exist"],
        ),
        (random(&[]), vec!["must have at least two branches", "the percentages must sum up to 100"]),
        (random(&[100]), vec!["must have at least two branches", "each Percentage must be from 1 to 99"]),
        (random(&[0, 100]), vec!["each Percentage must be from 1 to 99"]),
        (random(&[50, 49]), vec!["the percentages must sum up to 100"]),
        (json!({"Holdout": {"Percentage": 0}}), vec!["Percentage must be from 1 to 99"]),
        (json!({"Holdout": {"Percentage": 100}}), vec!["Percentage must be from 1 to 99"]),
        (json!({"Wait": {}}), vec!["must have WaitFor or WaitUntil"]),
        (json!({"Wait": {"WaitTime": {}}}), vec!["must have WaitFor or WaitUntil"]),
        (
            json!({"Wait": {"WaitTime": {"WaitUntil": "2026-05-01T09:59:59Z"}}}),
            vec!["WaitTime.WaitUntil must lie between the journey's start and end"],
        ),
        (
            json!({"Wait": {"WaitTime": {"WaitUntil": "2027-10-23T10:00:00Z"}}}),
            vec!["WaitTime.WaitUntil must lie between the journey's start and end"],
        ),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|rule| format!("activity x: {rule}")).collect();
        assert_eq!(found(&only(activity.clone())), expected, "{activity}");
    }
}

#[test]
fn an_event_is_of_an_earlier_message() {
    let split = |of: &str| json!({"ConditionalSplit": {"Condition": {"Conditions": [opened(of)]}, "TrueActivity": "later"}});
    let activities = |of: &str| {
        json!({"StartActivity": "first", "Activities": {
            "first": {"EMAIL": {"TemplateName": "welcome", "NextActivity": "hold"}},
            "hold": {"Holdout": {"Percentage": 5, "NextActivity": "split"}},
            "split": split(of),
            "later": {"EMAIL": {"TemplateName": "welcome"}},
        }})
    };
    assert_eq!(found(&activities("first")), [""; 0]);
    for of in ["hold", "later"] {
        let expected = format!("activity split: MessageActivity {of} is no earlier message activity of its path");
        assert_eq!(found(&activities(of)), [expected]);
    }
}

#[test]
fn when_it_runs() {
    for (schedule, expected) in [
        (json!({"StartTime": "2026-05-01T09:54:59Z"}), "Schedule.StartTime: must not be in the past"),
        (json!({"EndTime": "2026-05-01T10:00:00Z"}), "Schedule.EndTime: must be later than the start"),
        (
            json!({"StartTime": "2026-06-01T00:00:00Z", "EndTime": "2026-06-01T00:00:00Z"}),
            "Schedule.EndTime: must be later than the start",
        ),
        (json!({"EndTime": "2027-10-23T10:00:01Z"}), "Schedule.EndTime: must be at most 540 days after the start"),
    ] {
        assert_eq!(found(&json!({"Schedule": schedule})), [expected], "{schedule}");
    }
}

#[test]
fn contact_centers() {
    let chain = |count: usize| {
        let activity = |n: usize| (format!("c{n}"), json!({"ContactCenter": {"NextActivity": format!("c{}", n + 1)}}));
        let mut activities: serde_json::Map<_, _> = (1..=count).map(activity).collect();
        activities[&format!("c{count}")] = json!({"ContactCenter": {}});
        json!({"StartActivity": "c1", "Activities": activities,
               "JourneyChannelSettings": {"ConnectCampaignArn": "arn:aws:connect-campaigns:x"}})
    };
    assert_eq!(found(&chain(3)), [""; 0]);
    assert_eq!(found(&chain(4)), ["Activities: must have at most 3 contact-center activities"]);
    let nowhere = with(chain(1), &json!({"JourneyChannelSettings": null}));
    assert_eq!(found(&nowhere), ["JourneyChannelSettings.ConnectCampaignArn: must be given for a contact-center activity"]);
    let by_event = with(chain(1), &event(json!({"EventFilter": signed_up()})));
    assert_eq!(found(&by_event), ["Activities: must have no contact-center activity when an event starts the journey"]);
}

#[test]
fn channels_must_be_enabled() {
    let none = Facts { channels: [].into(), ..facts() };
    let push = only(json!({"PUSH": {"TemplateName": "hey"}}));
    for (changes, expected) in [
        (json!({}), vec!["activity mail1: the EMAIL channel is not enabled", "activity sms1: the SMS channel is not enabled"]),
        (push, vec!["activity x: the PUSH channel is not enabled"]),
    ] {
        let circumstances = Circumstances {
            facts: &none,
            defaults: &Defaults::default(),
            quotas: &Limits::default(),
            now: "2026-05-01T10:00:00Z".parse().unwrap(),
        };
        assert_eq!(review(&journey(&changes), &circumstances).into_lines(), expected);
    }
}

#[test]
fn hours_need_a_sending_schedule_and_a_quiet_time_which_may_be_the_apps() {
    let open = json!({"EMAIL": {"MONDAY": [{"StartTime": "08:00", "EndTime": "18:00"}]}});
    let hours = json!({"OpenHours": open, "SendingSchedule": true});
    assert_eq!(
        found(&json!({"OpenHours": open})),
        ["OpenHours: needs SendingSchedule to be true", "OpenHours: needs a QuietTime"]
    );
    assert_eq!(found(&hours), ["OpenHours: needs a QuietTime"]);
    assert_eq!(found(&with(hours.clone(), &json!({"QuietTime": {}}))), ["OpenHours: needs a QuietTime"]);
    let quiet = serde_json::from_value(json!({"Start": "20:00", "End": "07:00"})).unwrap();
    let circumstances = Circumstances {
        facts: &facts(),
        defaults: &Defaults { quiet_time: Some(quiet), ..Defaults::default() },
        quotas: &Limits::default(),
        now: "2026-05-01T10:00:00Z".parse().unwrap(),
    };
    assert_eq!(review(&journey(&hours), &circumstances).into_lines(), [""; 0]);
}

//! Who belongs to a run, and who may still be sent to: a case per rule.

#![cfg(test)]

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::campaign::chunk::Member;
use touchpoint_domain::campaign::plan::{CompiledRun, PlanError, RunPlan};
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::outcome::Reason;

fn plan(change: &Value) -> RunPlan {
    let mut plan = json!({
        "app": "a1", "campaign": "c1", "campaign_version": 1, "treatment": "0", "treatment_index": 0,
        "run": "r1", "occasion": "o1", "scheduled": "2026-05-01T10:00:00Z",
        "segment": {"Id": "s1", "Version": 1, "SegmentType": "DIMENSIONAL", "Dimensions": {
            "Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}
        }},
        "sources": [],
        "split": {"rotation": 0, "holdout": 10, "sizes": [20]},
        "email": {"subject": "hi", "text": "hi {{User.UserAttributes.Name}}"},
        "sender": {"from_address": "news@example.com"}
    });
    plan.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    serde_json::from_value(plan).unwrap()
}

fn endpoint(change: &Value) -> String {
    let mut document = json!({
        "Id": "E1", "ChannelType": "EMAIL", "Address": "e1@example.com", "OptOut": "NONE", "EndpointStatus": "ACTIVE",
        "CohortId": "50", "Attributes": {"plan": ["pro"]}, "Demographic": {"Timezone": "Europe/Rome"}
    });
    let members = document.as_object_mut().unwrap();
    members.extend(change.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    document.to_string()
}

fn at(time: &str) -> Timestamp {
    format!("2026-05-01T{time}Z").parse().unwrap()
}

#[test]
fn members() {
    let run = CompiledRun::compile(plan(&json!({}))).unwrap();
    let second = CompiledRun::compile(plan(&json!({"treatment": "1", "treatment_index": 1}))).unwrap();
    let other = Member::OtherTreatment;
    for (change, default, additional) in [
        (json!({}), Member::Recipient, other),
        (json!({"CohortId": "29"}), other, Member::Recipient),
        (json!({"CohortId": "9"}), Member::LeftOut(Reason::Holdout), other),
        (json!({"Attributes": {"plan": ["free"]}}), Member::NotInSegment, Member::NotInSegment),
        // The first reason in the order of the specification is the one that counts.
        (json!({"Attributes": {}, "OptOut": "ALL"}), Member::NotInSegment, Member::NotInSegment),
        (
            json!({"OptOut": "ALL", "EndpointStatus": "INACTIVE"}),
            Member::LeftOut(Reason::OptOut),
            Member::LeftOut(Reason::OptOut),
        ),
        (
            json!({"EndpointStatus": "INACTIVE", "ChannelType": null}),
            Member::LeftOut(Reason::Inactive),
            Member::LeftOut(Reason::Inactive),
        ),
        (
            json!({"ChannelType": null, "Address": null}),
            Member::LeftOut(Reason::MissingChannel),
            Member::LeftOut(Reason::MissingChannel),
        ),
        (
            json!({"Address": null, "ChannelType": "SMS"}),
            Member::LeftOut(Reason::MissingAddress),
            Member::LeftOut(Reason::MissingAddress),
        ),
        (json!({"Address": " "}), Member::LeftOut(Reason::MissingAddress), Member::LeftOut(Reason::MissingAddress)),
        (
            json!({"ChannelType": "SMS", "CohortId": "9"}),
            Member::LeftOut(Reason::ChannelMismatch),
            Member::LeftOut(Reason::ChannelMismatch),
        ),
    ] {
        let document = endpoint(&change);
        let view = EndpointView::parse(&document).unwrap();
        let seen = (run.plan_member(&view, at("10:00:00")), second.plan_member(&view, at("10:00:00")));
        assert_eq!(seen, (default, additional), "{change}");
    }
}

#[test]
fn a_run_past_its_maximum_duration_sends_nothing() {
    let run = CompiledRun::compile(plan(&json!({"maximum_duration_s": 60}))).unwrap();
    let document = endpoint(&json!({}));
    let view = EndpointView::parse(&document).unwrap();
    assert_eq!(run.plan_member(&view, at("10:00:59")), Member::Recipient);
    assert_eq!(run.plan_member(&view, at("10:01:00")), Member::LeftOut(Reason::Expired));
    assert_eq!(run.recheck(&view, at("10:00:59")), Ok(()));
    assert_eq!(run.recheck(&view, at("10:01:00")), Err(Reason::Expired));
}

#[test]
fn rechecks() {
    let run = CompiledRun::compile(plan(&json!({"quiet_time": {"start": 720, "end": 780}}))).unwrap();
    for (change, time, expected) in [
        (json!({}), "09:59:59", Ok(())),
        (json!({}), "10:00:00", Err(Reason::QuietTime)),
        (json!({"Demographic": {}}), "10:00:00", Ok(())),
        (json!({"OptOut": "ALL"}), "10:00:00", Err(Reason::OptOut)),
        (json!({"EndpointStatus": "INACTIVE"}), "09:00:00", Err(Reason::Inactive)),
        (json!({"Address": null}), "09:00:00", Err(Reason::MissingAddress)),
        (json!({"ChannelType": "SMS"}), "09:00:00", Err(Reason::ChannelMismatch)),
        // Membership was decided when the run was planned.
        (json!({"Attributes": {}}), "09:00:00", Ok(())),
    ] {
        let document = endpoint(&change);
        assert_eq!(run.recheck(&EndpointView::parse(&document).unwrap(), at(time)), expected, "{change} {time}");
    }
}

#[test]
fn a_plan_keeps_its_sources_and_reads_back() {
    let group = json!({"Groups": [{"SourceSegments": [{"Id": "s2"}]}]});
    let based = json!({"Id": "s1", "Version": 1, "SegmentType": "DIMENSIONAL", "SegmentGroups": group});
    let source = json!({"id": "s2", "spec": {"Id": "s2", "Version": 4, "SegmentType": "DIMENSIONAL"}});
    let complete = plan(&json!({"segment": based.clone(), "sources": [source]}));
    let stored = serde_json::to_string(&complete).unwrap();
    assert_eq!(serde_json::from_str::<RunPlan>(&stored).unwrap(), complete);
    assert!(CompiledRun::compile(complete).is_ok());
    assert!(matches!(CompiledRun::compile(plan(&json!({"segment": based}))), Err(PlanError::Segment(_))));
    assert!(matches!(CompiledRun::compile(plan(&json!({"email": {"subject": "no body"}}))), Err(PlanError::Email(_))));
}

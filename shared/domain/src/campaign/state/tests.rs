use serde_json::{Value, json};

use super::*;
use crate::campaign::document::Identity;
use crate::campaign::write;
use crate::ids::{AppId, CampaignId};
use crate::limits::Limits;

const LATER: &str = "2026-05-02T10:00:00.000Z";
const LATEST: &str = "2026-05-03T10:00:00.000Z";

fn now() -> Timestamp {
    "2026-05-01T10:00:00.000Z".parse().unwrap()
}

fn identity(version: i32) -> Identity {
    Identity {
        app: AppId::new("a1"),
        id: CampaignId::new("c1"),
        arn: "arn".to_owned(),
        version,
        segment_version: 1,
        created: now(),
        modified: now(),
    }
}

fn create(start: Option<&str>, extra: &Value) -> Result<Changed, FieldError> {
    let mut request = json!({"SegmentId": "s1", "MessageConfiguration": {"EmailMessage": {"Title": "t", "Body": "b"}}});
    if let Some(start) = start {
        request["Schedule"] = json!({"StartTime": start});
    }
    request.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let request = serde_json::from_value(request).unwrap();
    write::create(request, &identity(1), Defaults::default(), &Limits::default(), now())
}

fn update(stored: &Campaign, update: Value, at: Timestamp) -> Result<Changed, FieldError> {
    write::update(stored, serde_json::from_value(update).unwrap(), &identity(2), &Limits::default(), at)
}

/// `STATUS [effects] {starts}`, with `!` for a refusal.
fn show(changed: &Result<Changed, FieldError>) -> String {
    match changed {
        Err(error) => format!("!{}", error.field),
        Ok((campaign, effects)) => {
            let effects: Vec<_> = effects
                .iter()
                .map(|effect| match effect {
                    Effect::ScheduleStart(at) => format!("start {at:.0}"),
                    Effect::UnscheduleStart => "unschedule".to_owned(),
                    Effect::PauseRuns => "pause".to_owned(),
                    Effect::ResumeRuns => "resume".to_owned(),
                    Effect::CancelRuns => "cancel".to_owned(),
                })
                .collect();
            let starts: Vec<_> = campaign.server.starts.iter().map(|(id, at)| format!("{id}@{}", at.strftime("%d"))).collect();
            format!("{} [{}] {{{}}}", campaign.status(), effects.join(", "), starts.join(", "))
        }
    }
}

#[test]
fn creating() {
    for (start, extra, expected) in [
        (None, json!({}), "SCHEDULED [unschedule] {}"),
        (Some("IMMEDIATE"), json!({}), "EXECUTING [start 2026-05-01T10:00:00Z] {0@01}"),
        (Some(LATER), json!({}), "SCHEDULED [start 2026-05-02T10:00:00Z] {0@02}"),
        (Some("2026-05-01T09:30:00Z"), json!({}), "SCHEDULED [start 2026-05-01T09:30:00Z] {0@01}"),
        (Some("2026-04-30T09:30:00Z"), json!({}), "!Schedule.StartTime"),
        (Some(LATER), json!({"IsPaused": true}), "PAUSED [] {0@02}"),
        (Some("IMMEDIATE"), json!({"IsPaused": true}), "PAUSED [] {0@01}"),
        (None, json!({"Schedule": {"StartTime": LATER, "Frequency": "DAILY"}}), "SCHEDULED [unschedule] {}"),
        (Some("IMMEDIATE"), json!({"MessageConfiguration": {}}), "!MessageConfiguration"),
        (Some(LATER), json!({"MessageConfiguration": {}}), "SCHEDULED [start 2026-05-02T10:00:00Z] {0@02}"),
        (Some("IMMEDIATE"), json!({"AdditionalTreatments": [{"SizePercent": 5}]}), "!MessageConfiguration"),
        (
            Some(LATEST),
            json!({"AdditionalTreatments": [
                {"SizePercent": 5, "Schedule": {"StartTime": LATER}, "MessageConfiguration": {"EmailMessage": {"Body": "b"}}}
            ]}),
            "SCHEDULED [start 2026-05-02T10:00:00Z] {0@03, 1@02}",
        ),
    ] {
        assert_eq!(show(&create(start, &extra)), expected, "{start:?} {extra}");
    }
}

/// A campaign in `status` that starts at `start`.
fn in_status(status: CampaignStatus, start: &str) -> Campaign {
    let (campaign, _) = create(Some(start), &json!({})).unwrap();
    match status {
        CampaignStatus::Scheduled | CampaignStatus::PendingNextRun => campaign.with_status(status),
        CampaignStatus::Executing => campaign.begun(&["0".to_owned()]),
        CampaignStatus::Completed => campaign.begun(&["0".to_owned()]).settled(&BTreeSet::new()).unwrap(),
        CampaignStatus::Paused => update(&campaign, json!({"IsPaused": true}), now()).unwrap().0,
        CampaignStatus::Deleted => campaign.without_segment(),
        CampaignStatus::Invalid => campaign.unusable(),
    }
}

#[test]
fn updating() {
    use CampaignStatus::{Completed, Deleted, Executing, Invalid, Paused, Scheduled};
    let dimensions = json!({"EventType": {"Values": ["buy"]}});
    let event = json!({
        "StartTime": LATER, "Frequency": "EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": dimensions}
    });
    for (status, change, expected) in [
        (Scheduled, json!({"Name": "n"}), "SCHEDULED [] {0@02}"),
        (Scheduled, json!({"IsPaused": false}), "SCHEDULED [] {0@02}"),
        (Scheduled, json!({"IsPaused": true}), "PAUSED [unschedule] {0@02}"),
        (Scheduled, json!({"Schedule": {"StartTime": LATEST}}), "SCHEDULED [start 2026-05-03T10:00:00Z] {0@03}"),
        (Scheduled, json!({"Schedule": {"StartTime": "IMMEDIATE"}}), "EXECUTING [start 2026-05-01T10:00:00Z] {0@01}"),
        (Scheduled, json!({"Schedule": {"StartTime": LATER, "Frequency": "EVENT"}}), "!Schedule.EventFilter"),
        (Scheduled, json!({"Schedule": event}), "SCHEDULED [unschedule] {}"),
        (Scheduled, json!({"Schedule": {"StartTime": LATEST}, "IsPaused": true}), "PAUSED [unschedule] {0@03}"),
        (Executing, json!({"Name": "n"}), "EXECUTING [] {}"),
        (Executing, json!({"Schedule": {"StartTime": LATEST}}), "EXECUTING [] {}"),
        (Executing, json!({"IsPaused": true}), "PAUSED [pause] {}"),
        (Paused, json!({"IsPaused": false}), "SCHEDULED [start 2026-05-02T10:00:00Z] {0@02}"),
        (Paused, json!({"IsPaused": true, "Name": "n"}), "PAUSED [] {0@02}"),
        (Paused, json!({"Schedule": {"StartTime": LATEST}}), "PAUSED [] {0@03}"),
        (Completed, json!({"Name": "n"}), "!State"),
        (Completed, json!({"IsPaused": true}), "COMPLETED [] {}"),
        (Deleted, json!({"IsPaused": false}), "!State"),
        (Invalid, json!({"IsPaused": false}), "INVALID [] {}"),
        (Invalid, json!({"Name": "n"}), "SCHEDULED [start 2026-05-02T10:00:00Z] {0@02}"),
        (Invalid, json!({"Name": "n", "IsPaused": true}), "PAUSED [] {0@02}"),
    ] {
        let stored = in_status(status, LATER);
        assert_eq!(show(&update(&stored, change.clone(), now())), expected, "{status} {change}");
    }
}

#[test]
fn an_immediate_campaign_cannot_be_paused_while_it_runs() {
    let stored = in_status(CampaignStatus::Executing, "IMMEDIATE");
    let error = update(&stored, json!({"IsPaused": true}), now()).unwrap_err();
    assert_eq!(error.to_string(), "IsPaused: must not be true: a campaign with StartTime IMMEDIATE cannot be paused");
}

#[test]
fn resuming() {
    let after: Timestamp = "2026-05-02T11:00:00Z".parse().unwrap();
    // Paused while it ran: goes on.
    let running = in_status(CampaignStatus::Executing, LATER);
    let (paused, _) = update(&running, json!({"IsPaused": true}), now()).unwrap();
    assert_eq!(show(&update(&paused, json!({"IsPaused": false}), after)), "EXECUTING [resume] {}");
    // Paused before it ran, and its time passed: that run is not made up.
    let paused = in_status(CampaignStatus::Paused, LATER);
    assert_eq!(show(&update(&paused, json!({"IsPaused": false}), after)), "COMPLETED [unschedule] {}");
    // Created paused: starts when it is let go.
    let (paused, _) = create(Some("IMMEDIATE"), &json!({"IsPaused": true})).unwrap();
    assert_eq!(show(&update(&paused, json!({"IsPaused": false}), after)), "EXECUTING [start 2026-05-02T11:00:00Z] {0@02}");
    let (paused, _) = create(None, &json!({"IsPaused": true})).unwrap();
    assert_eq!(show(&update(&paused, json!({"IsPaused": false}), after)), "SCHEDULED [unschedule] {}");
    // Repaired after its time passed: stays as it is until it is given another time.
    let invalid = in_status(CampaignStatus::Invalid, LATER);
    assert_eq!(show(&update(&invalid, json!({"Name": "n"}), after)), "INVALID [] {}");
    assert_eq!(
        show(&update(&invalid, json!({"Schedule": {"StartTime": "IMMEDIATE"}}), after)),
        "EXECUTING [start 2026-05-02T11:00:00Z] {0@02}"
    );
}

#[test]
fn deleting() {
    let (campaign, effects) = on_delete(&in_status(CampaignStatus::Executing, LATER));
    assert_eq!(campaign.status(), CampaignStatus::Deleted);
    assert_eq!(effects, [Effect::UnscheduleStart, Effect::CancelRuns]);
}

#[test]
fn starts_that_are_stale_or_not_wanted() {
    let later = LATER.parse().unwrap();
    let scheduled = in_status(CampaignStatus::Scheduled, LATER);
    assert_eq!(scheduled.due(later), ["0"]);
    assert_eq!(scheduled.due(LATEST.parse().unwrap()), Vec::<String>::new());
    assert_eq!((scheduled.overdue(now()), scheduled.overdue(later)), (None, Some(later)));
    for status in [CampaignStatus::Paused, CampaignStatus::Executing, CampaignStatus::Invalid, CampaignStatus::Deleted] {
        let campaign = in_status(status, LATER);
        assert_eq!((campaign.due(later).len(), campaign.overdue(later)), (0, None), "{status}");
    }
}

#[test]
fn treatments_end_one_by_one() {
    let extra = json!({"AdditionalTreatments": [
        {"SizePercent": 5, "Schedule": {"StartTime": LATER}, "MessageConfiguration": {"EmailMessage": {"Body": "b"}}}
    ]});
    let (campaign, _) = create(Some(LATEST), &extra).unwrap();
    let states = |campaign: &Campaign| {
        let of = |state: &Option<CampaignState>| state.as_ref().and_then(|s| s.campaign_status).map(CampaignStatus::as_str);
        let additional = &campaign.doc.additional_treatments.as_ref().unwrap()[0];
        [of(&campaign.doc.state), of(&campaign.doc.default_state), of(&additional.state)].map(Option::unwrap)
    };
    assert_eq!(states(&campaign), ["SCHEDULED", "SCHEDULED", "SCHEDULED"]);
    assert_eq!(campaign.due(LATER.parse().unwrap()), ["1"]);
    let campaign = campaign.begun(&["1".to_owned()]);
    assert_eq!(states(&campaign), ["EXECUTING", "EXECUTING", "EXECUTING"]);
    assert_eq!(campaign.settled(&BTreeSet::from(["1".to_owned()])), None);
    let campaign = campaign.settled(&BTreeSet::new()).unwrap();
    assert_eq!(states(&campaign), ["EXECUTING", "EXECUTING", "COMPLETED"]);
    let renamed = update(&campaign, json!({"Name": "n"}), now()).unwrap().0;
    assert_eq!(states(&renamed), ["EXECUTING", "EXECUTING", "COMPLETED"]);
    let campaign = renamed.begun(&["0".to_owned()]);
    assert_eq!(states(&campaign), ["EXECUTING", "EXECUTING", "COMPLETED"]);
    let campaign = campaign.settled(&BTreeSet::new()).unwrap();
    assert_eq!(states(&campaign), ["COMPLETED", "COMPLETED", "COMPLETED"]);
    assert_eq!(campaign.settled(&BTreeSet::new()), None);
}

#[test]
fn a_paused_campaign_whose_last_run_ended_is_over() {
    let (paused, _) = update(&in_status(CampaignStatus::Executing, LATER), json!({"IsPaused": true}), now()).unwrap();
    assert_eq!(paused.settled(&BTreeSet::from(["0".to_owned()])), None);
    assert_eq!(paused.settled(&BTreeSet::new()).unwrap().status(), CampaignStatus::Completed);
    let waiting = in_status(CampaignStatus::Paused, LATER);
    assert_eq!(waiting.settled(&BTreeSet::new()), None);
}

#[test]
fn what_the_server_keeps_reads_back() {
    let (campaign, _) = create(Some(LATER), &json!({})).unwrap();
    let stored = serde_json::to_value(&campaign.server).unwrap();
    assert_eq!(stored, json!({"starts": {"0": "2026-05-02T10:00:00Z"}, "begun": false, "defaults": {}}));
    assert_eq!(serde_json::from_value::<CampaignServer>(stored).unwrap(), campaign.server);
}

#[test]
fn campaigns_that_apps_ask_for() {
    let schedule = |start: &str| json!({"Schedule": {"StartTime": start, "EndTime": LATEST, "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}}});
    let body = json!({"InAppMessage": {"Body": "b"}});
    let in_app = |start: &str| json!({"MessageConfiguration": body, "Schedule": schedule(start)["Schedule"]});
    let created = |start: &str| create(None, &in_app(start));
    assert_eq!(show(&created(LATER)), "SCHEDULED [start 2026-05-02T10:00:00Z] {}");
    assert_eq!(show(&created("IMMEDIATE")), "EXECUTING [start 2026-05-03T10:00:00Z] {}");
    assert_eq!(
        show(&create(None, &json!({"MessageConfiguration": {}, "Schedule": schedule("IMMEDIATE")["Schedule"]}))),
        "!MessageConfiguration.InAppMessage.Content"
    );
    let (waiting, _) = created(LATER).unwrap();
    let (shown, _) = created("IMMEDIATE").unwrap();
    let (paused, _) = update(&shown, json!({"IsPaused": true}), now()).unwrap();
    let (ordinary, _) = create(Some(LATER), &json!({})).unwrap();
    let running = ordinary.begun(&["0".to_owned()]);
    let after: Timestamp = "2026-05-03T11:00:00Z".parse().unwrap();
    for (stored, change, at, expected) in [
        (&waiting, json!({"Name": "n"}), now(), "SCHEDULED [] {}"),
        (&waiting, schedule("IMMEDIATE"), now(), "EXECUTING [start 2026-05-03T10:00:00Z] {}"),
        (&shown, json!({"IsPaused": true}), now(), "PAUSED [unschedule] {}"),
        (&shown, json!({"Name": "n"}), now(), "EXECUTING [] {}"),
        (&shown, schedule(LATER), now(), "SCHEDULED [start 2026-05-02T10:00:00Z] {}"),
        (&shown, json!({"Schedule": {"StartTime": LATER}}), now(), "SCHEDULED [start 2026-05-02T10:00:00Z] {0@02}"),
        (&paused, json!({"Name": "n"}), now(), "PAUSED [unschedule] {}"),
        (&paused, json!({"IsPaused": false}), now(), "EXECUTING [start 2026-05-03T10:00:00Z] {}"),
        (&paused, json!({"IsPaused": false}), after, "COMPLETED [unschedule] {}"),
        (&ordinary, in_app("IMMEDIATE"), now(), "EXECUTING [start 2026-05-03T10:00:00Z] {}"),
        (&running, in_app("IMMEDIATE"), now(), "!Schedule.Frequency"),
    ] {
        assert_eq!(show(&update(stored, change.clone(), at)), expected, "{} {change}", stored.status());
    }
}

//! Hours as a client writes them.

use serde_json::{Value, json};

use super::*;

fn open_refused(json: &Value) -> Option<String> {
    let hours: OpenHours = serde_json::from_value(json.clone()).unwrap();
    validate_open(&hours, &Limits::default()).err().map(|error| error.to_string())
}

fn closed_refused(json: &Value) -> Option<String> {
    let days: ClosedDays = serde_json::from_value(json.clone()).unwrap();
    validate_closed(&days, &Limits::default()).err().map(|error| error.to_string())
}

fn reviewed(quiet: Value, open: Value, closed: Value) -> Vec<String> {
    let (quiet, open, closed) = (
        serde_json::from_value::<Option<QuietTime>>(quiet).unwrap(),
        serde_json::from_value::<Option<OpenHours>>(open).unwrap(),
        serde_json::from_value::<Option<ClosedDays>>(closed).unwrap(),
    );
    let mut refusals = Refusals::default();
    review(quiet.as_ref(), Scheduled::Yes, open.as_ref(), closed.as_ref(), &mut refusals);
    refusals.into_lines()
}

fn hours(start: &str, end: &str) -> Value {
    json!({"EMAIL": {"MONDAY": [{"StartTime": start, "EndTime": end}]}})
}

#[test]
fn quiet_times() {
    for (json, refused) in [
        (json!({}), None),
        (json!({"Start": "22:00"}), None),
        (json!({"Start": "22:00", "End": "07:00"}), None),
        (json!({"Start": "25:00", "End": "07:00"}), Some("Start")),
        (json!({"End": "7"}), Some("End")),
    ] {
        let quiet: QuietTime = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(validate_quiet(&quiet).err().map(|error| error.field).as_deref(), refused, "{json}");
    }
}

#[test]
fn open_hours() {
    let rule = json!({"StartTime": "08:00", "EndTime": "09:00:30"});
    for (json, refused) in [
        (json!({"EMAIL": {"MONDAY": vec![rule.clone(); 4]}, "VOICE": {"SUNDAY": [{}]}}), None),
        (json!({"SMS": {"FRIDAY": vec![rule; 5]}}), Some("SMS.FRIDAY: must have at most 4 members")),
        (
            json!({"PUSH": {"MONDAY": [{}, {"EndTime": "25:00"}]}}),
            Some("PUSH.MONDAY[1].EndTime: must be a time of day as HH:MM or HH:MM:SS"),
        ),
    ] {
        assert_eq!(open_refused(&json).as_deref(), refused, "{json}");
    }
}

#[test]
fn closed_days() {
    let rule = json!({"Name": "n".repeat(150), "StartDateTime": "2026-12-24T00:00:00Z", "EndDateTime": "2026-12-26T00:00:00"});
    for (json, refused) in [
        (json!({"EMAIL": vec![rule.clone(); 20], "CUSTOM": [{}]}), None),
        (json!({"SMS": vec![rule; 21]}), Some("SMS: must have at most 20 members")),
        (json!({"SMS": [{"Name": "n".repeat(151)}]}), Some("SMS[0].Name: must be at most 150 characters")),
        (
            json!({"PUSH": [{"StartDateTime": "2026-12-24"}]}),
            Some("PUSH[0].StartDateTime: must be an ISO 8601 date and time such as 2026-12-24T00:00:00"),
        ),
    ] {
        assert_eq!(closed_refused(&json).as_deref(), refused, "{json}");
    }
}

#[test]
fn open_hours_and_quiet_time_may_touch() {
    for ((quiet_start, quiet_end), (start, end), good) in [
        (("20:00", "08:00"), ("08:00", "20:00"), true),
        (("20:00", "08:00"), ("07:59", "20:00"), false),
        (("20:00", "08:00"), ("08:00", "20:00:01"), false),
        (("12:00", "13:00"), ("08:00", "12:00"), true),
        (("12:00", "13:00"), ("13:00", "18:00"), true),
        (("12:00", "13:00"), ("08:00", "18:00"), false),
    ] {
        let found = reviewed(json!({"Start": quiet_start, "End": quiet_end}), hours(start, end), Value::Null);
        assert_eq!(found.is_empty(), good, "{quiet_start}-{quiet_end} {start}-{end}: {found:?}");
    }
}

#[test]
fn what_a_published_journey_must_say() {
    let quiet = json!({"Start": "22:00", "End": "07:00"});
    let closed = |start: &str, end: &str| json!({"SMS": [{"Name": "x", "StartDateTime": start, "EndDateTime": end}]});
    let christmas = closed("2026-12-24T00:00:00", "2026-12-31T00:00:00");
    assert_eq!(reviewed(quiet.clone(), hours("08:00", "18:00"), christmas), [""; 0]);
    for (found, expected) in [
        (reviewed(json!({"Start": "22:00"}), Value::Null, Value::Null), "QuietTime.End: must be given together with Start"),
        (reviewed(Value::Null, hours("08:00", "18:00"), Value::Null), "OpenHours: needs a QuietTime"),
        (
            reviewed(quiet.clone(), hours("18:00", "08:00"), Value::Null),
            "OpenHours.EMAIL.MONDAY[0]: must have an EndTime later than its StartTime",
        ),
        (
            reviewed(quiet.clone(), json!({"SMS": {"MONDAY": [{"StartTime": "08:00"}]}}), Value::Null),
            "OpenHours.SMS.MONDAY[0]: must have StartTime and EndTime",
        ),
        (
            reviewed(quiet.clone(), Value::Null, closed("2026-12-24T00:00:00", "2026-12-31T00:00:01")),
            "ClosedDays.SMS[0]: must span at most 7 days",
        ),
        (
            reviewed(quiet.clone(), Value::Null, closed("2026-12-24T00:00:00", "2026-12-24T00:00:00Z")),
            "ClosedDays.SMS[0]: must have an EndDateTime later than its StartDateTime",
        ),
        (
            reviewed(quiet, Value::Null, json!({"SMS": [{"Name": "x"}]})),
            "ClosedDays.SMS[0]: must have Name, StartDateTime and EndDateTime",
        ),
    ] {
        assert_eq!(found, [expected]);
    }
}

//! Journeys as their clients see them. What no request can make yet (SMS templates, imported segments, runs) is stored directly.

use serde_json::{Value, json};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::types::State;

use crate::story::{Answer, Story, ask};

/// Stores a record as somebody else would have.
pub(crate) async fn stored(story: &Story, scope: Scope, kind: Kind, id: &str, doc: Value) {
    let record = Record::new(scope, kind, id, doc, "2026-03-01T12:00:00Z".parse().unwrap());
    story.store.resources().create(&record).await.unwrap();
}

pub(crate) fn scope(app: &str) -> Scope {
    Scope::App(AppId::new(app.trim_start_matches("/v1/apps/")))
}

/// An app with all that the journey of [`welcome`] names; answers its path and the id of the segment.
async fn world(story: &mut Story) -> (String, String) {
    let app = story.app().await;
    for channel in ["EMAIL", "SMS"] {
        stored(story, scope(&app), Kind::Channel, channel, json!({"Platform": channel, "Enabled": true})).await;
    }
    for (kind, name) in [(Kind::TemplateEmail, "welcome"), (Kind::TemplateSms, "nudge")] {
        if story.store.resources().get(&Scope::Account, kind, name).await.unwrap().is_none() {
            stored(story, Scope::Account, kind, name, json!({"TemplateName": name})).await;
        }
    }
    let segment = story.ask("POST", &format!("{app}/segments"), r#"{"Name":"all"}"#).await;
    (app, segment.text("Id").to_owned())
}

fn welcome(segment: &str) -> Value {
    let open = json!({"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}});
    json!({
        "Name": "welcome", "LocalTime": false, "RefreshFrequency": "PT12H", "StartActivity": "mail1",
        "StartCondition": {"SegmentStartCondition": {"SegmentId": segment}},
        "Limits": {"DailyCap": 2, "EndpointReentryCap": 1},
        "Activities": {
            "mail1": {"EMAIL": {"TemplateName": "welcome", "MessageConfig": {"FromAddress": "a@example.com"}, "NextActivity": "split1"}},
            "split1": {"ConditionalSplit": {
                "Condition": {"Operator": "ANY", "Conditions": [{"EventCondition": {"MessageActivity": "mail1", "Dimensions": open}}]},
                "EvaluationWaitTime": {"WaitFor": "P2D"}, "TrueActivity": "hold1", "FalseActivity": "sms1"}},
            "sms1": {"SMS": {"TemplateName": "nudge", "MessageConfig": {"MessageType": "PROMOTIONAL"}, "NextActivity": "hold1"}},
            "hold1": {"Holdout": {"Percentage": 10}},
        },
    })
}

fn with(mut journey: Value, member: &str, value: Value) -> Value {
    journey[member] = value;
    journey
}

async fn create(story: &Story, app: &str, journey: &Value) -> Answer {
    story.ask("POST", &format!("{app}/journeys"), journey.to_string()).await
}

async fn set(story: &Story, path: &str, state: &str) -> String {
    let answer = story.ask("PUT", &format!("{path}/state"), json!({"State": state}).to_string()).await;
    if answer.status == 200 { answer.text("State").to_owned() } else { answer.refusal() }
}

#[tokio::test]
async fn saved_changed_published_and_seen() {
    let mut story = Story::begin().await;
    let (app, segment) = world(&mut story).await;
    let journeys = format!("{app}/journeys");
    let made = story.post(&journeys, json!({"Name": "draft", "LastModifiedDate": "never"})).await;
    let path = format!("{journeys}/{}", made.text("Id"));
    story.minutes_pass(1);
    story.put(&path, json!({"Name": "welcome", "StartActivity": "mail1"})).await;
    let activities = welcome(&segment)["Activities"].clone();
    let rest = json!({"StartCondition": {"SegmentStartCondition": {"SegmentId": segment}}, "Name": "welcome"});
    story.minutes_pass(1);
    story.put(&path, with(rest.clone(), "State", json!("ACTIVE"))).await;
    let published =
        story.ask("PUT", &path, with(with(rest, "Activities", activities), "State", json!("ACTIVE")).to_string()).await;
    assert_eq!(published.text("State"), "ACTIVE");
    assert_eq!(story.ask("GET", &path, "").await.body, published.body);
    assert_eq!(story.ask("GET", &journeys, "").await.body["Item"], json!([published.body]));
    story.put(&path, json!({"Name": "late"})).await;
    insta::assert_snapshot!(story.transcript(), @r###"
    > POST /v1/apps/<id 1>/journeys {"LastModifiedDate":"never","Name":"draft"}
    < 201
    {
      "ApplicationId": "<id 1>",
      "CreationDate": "2026-03-01T12:00:00.500Z",
      "Id": "<id 2>",
      "LastModifiedDate": "2026-03-01T12:00:00.500Z",
      "Name": "draft",
      "State": "DRAFT"
    }

    > PUT /v1/apps/<id 1>/journeys/<id 2> {"Name":"welcome","StartActivity":"mail1"}
    < 200
    {
      "ApplicationId": "<id 1>",
      "CreationDate": "2026-03-01T12:00:00.500Z",
      "Id": "<id 2>",
      "LastModifiedDate": "2026-03-01T12:01:00.500Z",
      "Name": "welcome",
      "StartActivity": "mail1",
      "State": "DRAFT"
    }

    > PUT /v1/apps/<id 1>/journeys/<id 2> {"Name":"welcome","StartCondition":{"SegmentStartCondition":{"SegmentId":"<id 3>"}},"State":"ACTIVE"}
    < 400 BadRequestException
    {
      "Message": "the journey cannot be published: Activities: must have 1 to 40 members; StartActivity: names mail1, which does not exist",
      "RequestID": "<uuid>"
    }

    > PUT /v1/apps/<id 1>/journeys/<id 2> {"Name":"late"}
    < 409 ConflictException
    {
      "Message": "State: a journey that is ACTIVE cannot be changed; only a DRAFT can",
      "RequestID": "<uuid>"
    }
    "###);
}

#[tokio::test]
async fn published_as_it_is_created() {
    let mut story = Story::begin().await;
    let (app, segment) = world(&mut story).await;
    let mut expected = with(welcome(&segment), "State", json!("ACTIVE"));
    let made = create(&story, &app, &expected).await;
    assert_eq!(made.status, 201, "{}", made.body);
    expected["ApplicationId"] = app.trim_start_matches("/v1/apps/").into();
    expected["Id"] = made.text("Id").into();
    for date in ["CreationDate", "LastModifiedDate"] {
        expected[date] = "2026-03-01T12:00:00.500Z".into();
    }
    assert_eq!(made.body, expected);
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let mut story = Story::begin().await;
    let (app, _) = world(&mut story).await;
    let journey = json!({
        "Name": "welcome", "State": "ACTIVE", "StartActivity": "a", "LocalTime": true,
        "StartCondition": {"EventStartCondition": {"SegmentId": "imported",
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["sign_up"]}}}}},
        "Schedule": {"StartTime": "2026-02-01T00:00:00Z"},
        "Activities": {
            "a": {"EMAIL": {"TemplateName": "gone", "NextActivity": "b"}},
            "b": {"EMAIL": {"TemplateName": "welcome", "TemplateVersion": "3", "NextActivity": "nowhere"}},
            "c": {"PUSH": {"TemplateName": "hey"}},
        },
    });
    stored(&story, scope(&app), Kind::Segment, "imported", json!({"Id": "imported", "SegmentType": "IMPORT"})).await;
    let answer = create(&story, &app, &journey).await;
    insta::assert_snapshot!(answer.refusal().replace("; ", ";\n"), @r###"
    400 the journey cannot be published: StartCondition.EventStartCondition.SegmentId: must be a dynamic segment that is not based on an import;
    LocalTime: must be false when an event starts the journey;
    activity b: NextActivity names nowhere, which does not exist;
    activity c: cannot be reached from StartActivity;
    Schedule.StartTime: must not be in the past;
    activity a: EMAIL template gone does not exist;
    activity b: template welcome has no version 3;
    activity c: PUSH template hey does not exist;
    activity c: the PUSH channel is not enabled
    "###);
    assert_eq!(story.ask("GET", &format!("{app}/journeys"), "").await.body, json!({"Item": []}));
}

#[tokio::test]
async fn states_follow_each_other() {
    let mut story = Story::begin().await;
    let (app, segment) = world(&mut story).await;
    let made = create(&story, &app, &welcome(&segment)).await;
    let path = format!("{app}/journeys/{}", made.text("Id"));
    assert_eq!(set(&story, &path, "PAUSED").await, "400 State: a journey that is DRAFT cannot become PAUSED");
    assert_eq!(set(&story, &path, "ACTIVE").await, "ACTIVE");
    assert_eq!(set(&story, &path, "ACTIVE").await, "400 State: a journey that is ACTIVE cannot become ACTIVE");
    assert_eq!(set(&story, &path, "CLOSED").await, "400 State: a journey that is ACTIVE cannot become CLOSED");
    let deleted = story.ask("DELETE", &path, "").await;
    assert_eq!(deleted.refusal(), "400 State: a journey that is ACTIVE cannot be deleted; cancel it first");
    assert_eq!(set(&story, &path, "PAUSED").await, "PAUSED");
    let edited = story.ask("PUT", &path, r#"{"Name":"other"}"#).await;
    assert_eq!(edited.refusal(), "409 State: a journey that is PAUSED cannot be changed; only a DRAFT can");
    story.minutes_pass(4);
    let early = "400 State: a PAUSED journey can become ACTIVE 5 minutes later, at 2026-03-01T12:05:00.500Z";
    assert_eq!(set(&story, &path, "ACTIVE").await, early);
    story.minutes_pass(1);
    assert_eq!(set(&story, &path, "ACTIVE").await, "ACTIVE");
    assert_eq!(set(&story, &path, "CANCELLED").await, "CANCELLED");
    for state in ["DRAFT", "ACTIVE", "PAUSED", "CANCELLED"] {
        let refused = format!("400 State: a journey that is CANCELLED cannot become {state}");
        assert_eq!(set(&story, &path, state).await, refused);
    }
    let deleted = story.ask("DELETE", &path, "").await;
    assert_eq!((deleted.status, deleted.text("State")), (200, "CANCELLED"));
    assert_eq!(story.ask("GET", &path, "").await.refusal(), "404 Resource not found");
    assert_eq!(set(&story, &path, "ACTIVE").await, "404 Resource not found");
}

#[tokio::test]
async fn what_the_engine_closed_can_be_cancelled_and_what_it_completed_deleted() {
    let mut story = Story::begin().await;
    let (app, segment) = world(&mut story).await;
    for (state, cancelled, deleted) in [(State::Closed, true, 400), (State::Completed, false, 200)] {
        let made = create(&story, &app, &with(welcome(&segment), "State", json!("ACTIVE"))).await;
        let resources = story.store.resources();
        let mut record = resources.get(&scope(&app), Kind::Journey, made.text("Id")).await.unwrap().unwrap();
        record.doc["State"] = state.as_str().into();
        resources.put_if(&record).await.unwrap();
        let path = format!("{app}/journeys/{}", made.text("Id"));
        assert_eq!(story.ask("DELETE", &path, "").await.status, deleted);
        if cancelled {
            assert_eq!(set(&story, &path, "CANCELLED").await, "CANCELLED");
        }
    }
}

#[tokio::test]
async fn quotas_hold_over_all_apps_and_deleted_apps_do_not_count() {
    let mut story = Story::with(Limits { active_journeys: 3, active_event_journeys: 1, ..Limits::default() }).await;
    let (first, segment) = world(&mut story).await;
    let (second, other) = world(&mut story).await;
    let filter = json!({"FilterType": "SYSTEM", "Dimensions": {"EventType": {"Values": ["_email.open"]}}});
    let start = json!({"EventStartCondition": {"EventFilter": filter}});
    let by_event = |segment| with(with(welcome(segment), "StartCondition", start.clone()), "RefreshFrequency", json!(""));
    let publish = async |app: &str, journey: Value| create(&story, app, &with(journey, "State", json!("ACTIVE"))).await;
    assert_eq!(publish(&first, by_event(&segment)).await.status, 201);
    let full = publish(&second, by_event(&other)).await.refusal();
    let cannot = "400 the journey cannot be published: State:";
    assert_eq!(full, format!("{cannot} at most 1 active event-triggered journeys per account; cancel one first"));
    let paused = publish(&second, welcome(&other)).await;
    let paused = format!("{second}/journeys/{}", paused.text("Id"));
    assert_eq!(set(&story, &paused, "PAUSED").await, "PAUSED");
    assert_eq!(publish(&first, welcome(&segment)).await.status, 201);
    let full = format!("{cannot} at most 3 active journeys per account; cancel one first");
    assert_eq!(publish(&first, welcome(&segment)).await.refusal(), full);
    let draft = create(&story, &first, &welcome(&segment)).await;
    let draft = format!("{first}/journeys/{}", draft.text("Id"));
    assert_eq!(set(&story, &draft, "ACTIVE").await, full);
    assert_eq!(set(&story, &paused, "CANCELLED").await, "CANCELLED");
    assert_eq!(set(&story, &draft, "ACTIVE").await, "ACTIVE");
    assert_eq!(publish(&second, welcome(&other)).await.refusal(), full);
    assert_eq!(story.ask("DELETE", &first, "").await.status, 200);
    assert_eq!(publish(&second, by_event(&other)).await.status, 201);
}

#[tokio::test]
async fn a_deleted_journey_has_no_place() {
    let mut story = Story::with(Limits { active_journeys: 1, ..Limits::default() }).await;
    let (app, segment) = world(&mut story).await;
    let active = with(welcome(&segment), "State", json!("ACTIVE"));
    let first = create(&story, &app, &active).await;
    let path = format!("{app}/journeys/{}", first.text("Id"));
    let resources = story.store.resources();
    let mut record = resources.get(&scope(&app), Kind::Journey, first.text("Id")).await.unwrap().unwrap();
    record.doc["State"] = "COMPLETED".into();
    resources.put_if(&record).await.unwrap();
    assert_eq!(create(&story, &app, &active).await.status, 400, "it was completed without giving its place back");
    assert_eq!(story.ask("DELETE", &path, "").await.status, 200);
    let second = create(&story, &app, &active).await;
    assert_eq!(second.status, 201);
    let path = format!("{app}/journeys/{}", second.text("Id"));
    assert_eq!(set(&story, &path, "CANCELLED").await, "CANCELLED");
    assert_eq!(create(&story, &app, &active).await.status, 201);
    assert_eq!(story.ask("DELETE", &path, "").await.status, 200);
    assert_eq!(create(&story, &app, &active).await.status, 400, "what was given back is not given back again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_publishes_at_the_same_moment_does_not_overshoot() {
    let mut story = Story::with(Limits { active_journeys: 2, ..Limits::default() }).await;
    let (app, segment) = world(&mut story).await;
    let body = with(welcome(&segment), "State", json!("ACTIVE")).to_string();
    let mut tasks = Vec::new();
    for _ in 0..6 {
        let (api, path, body) = (story.api.clone(), format!("{app}/journeys"), body.clone());
        tasks.push(tokio::spawn(async move { ask(&api, "POST", &path, body).await.status }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.sort_unstable();
    assert_eq!(answers, [201, 201, 400, 400, 400, 400]);
    let listed = story.ask("GET", &format!("{app}/journeys"), "").await;
    assert_eq!(listed.body["Item"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_apps_settings_are_defaults_as_they_were_and_are_not_echoed() {
    let mut story = Story::begin().await;
    let (app, segment) = world(&mut story).await;
    let settings = format!("{app}/settings");
    let quiet = json!({"Start": "22:00", "End": "07:00"});
    story.ask("PUT", &settings, json!({"QuietTime": quiet, "JourneyLimits": {"DailyCap": 3}}).to_string()).await;
    let hours = json!({"EMAIL": {"MONDAY": [{"StartTime": "08:00", "EndTime": "18:00"}]}});
    let journey = with(with(welcome(&segment), "OpenHours", hours), "SendingSchedule", json!(true));
    let made = create(&story, &app, &journey).await;
    assert_eq!(made.body.get("QuietTime"), None);
    story.ask("PUT", &settings, r#"{"QuietTime":{},"JourneyLimits":{}}"#).await;
    let record = story.store.resources().get(&scope(&app), Kind::Journey, made.text("Id")).await.unwrap().unwrap();
    assert_eq!(record.srv["defaults"], json!({"limits": {"DailyCap": 3}, "quiet_time": quiet}));
    let path = format!("{app}/journeys/{}", made.text("Id"));
    assert_eq!(set(&story, &path, "ACTIVE").await, "ACTIVE");
    let later = create(&story, &app, &with(journey, "State", json!("ACTIVE"))).await;
    assert_eq!(later.refusal(), "400 the journey cannot be published: OpenHours: needs a QuietTime");
}

#[tokio::test]
async fn journeys_are_listed_newest_first() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let mut names = Vec::new();
    for number in 0..5 {
        names.insert(0, json!(format!("j{number}")));
        create(&story, &app, &json!({"Name": format!("j{number}")})).await;
        story.minutes_pass(1);
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = story.ask("GET", &format!("{app}/journeys?page-size=2{after}"), "").await;
        seen.extend(page.body["Item"].as_array().unwrap().iter().map(|journey| journey["Name"].clone()));
        let Some(token) = page.body.get("NextToken") else { break };
        after = format!("&token={}", token.as_str().unwrap());
    }
    assert_eq!(seen, names);
}

//! Schedules are created, replaced and deleted, whoever was there first.

use serde_json::json;
use touchpoint_platform::aws::scheduler::EventBridgeScheduler;
use touchpoint_platform::config::SchedulerConfig;
use touchpoint_platform::ports::{PortError, ScheduledTask, Scheduler, When};

use crate::fake::{Answer, Fake, Seen, error, ok};

const CREATED: &str = r#"{"ScheduleArn":"arn:aws:scheduler:eu-west-1:123456789012:schedule/group/s"}"#;

async fn scheduler(answers: impl IntoIterator<Item = Answer>) -> (EventBridgeScheduler, Fake) {
    let fake = Fake::answering(answers).await;
    let config = SchedulerConfig {
        ingest_arn: "arn:aws:lambda:eu-west-1:123456789012:function:ingest".into(),
        group: "group".into(),
        role_arn: "arn:aws:iam::123456789012:role/invoke".into(),
        campaigns_arn: "arn:aws:lambda:eu-west-1:123456789012:function:campaigns".into(),
        jobs_arn: "arn:aws:lambda:eu-west-1:123456789012:function:jobs".into(),
    };
    (EventBridgeScheduler::new(&fake.sdk, config), fake)
}

fn start() -> ScheduledTask {
    ScheduledTask::StartCampaign { app: "a1".into(), campaign: "c1".into(), scheduled: "2999-01-02T03:04:05Z".parse().unwrap() }
}

async fn put(when: When, task: ScheduledTask, answers: impl IntoIterator<Item = Answer>) -> (Result<(), PortError>, Vec<Seen>) {
    let (scheduler, fake) = scheduler(answers).await;
    let result = scheduler.put("s", when, task).await;
    (result, fake.seen())
}

#[tokio::test]
async fn a_moment_becomes_a_schedule_that_deletes_itself() {
    let at = When::At("2999-01-02T03:04:05Z".parse().unwrap());
    let (result, seen) = put(at, start(), [ok(CREATED)]).await;
    assert!(result.is_ok());
    assert_eq!((seen[0].method.as_str(), seen[0].path.as_str()), ("POST", "/schedules/s"));
    let mut body = seen[0].body.clone();
    assert!(body.as_object_mut().unwrap().remove("ClientToken").is_some());
    assert_eq!(
        body,
        json!({
            "GroupName": "group",
            "ScheduleExpression": "at(2999-01-02T03:04:05)",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": "arn:aws:lambda:eu-west-1:123456789012:function:campaigns",
                "RoleArn": "arn:aws:iam::123456789012:role/invoke",
                "Input": r#"{"task":"start_campaign","app":"a1","campaign":"c1","scheduled":"2999-01-02T03:04:05Z"}"#,
                "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185},
            },
        })
    );
}

#[tokio::test]
async fn a_repeating_one_comes_each_minute_and_stays() {
    let (result, seen) = put(When::Repeatedly, ScheduledTask::PurgeApp { app: "a1".into() }, [ok(CREATED)]).await;
    assert!(result.is_ok());
    let body = &seen[0].body;
    assert_eq!(body["ScheduleExpression"], "rate(1 minute)");
    assert_eq!(body["ActionAfterCompletion"], "NONE");
    assert_eq!(body["Target"]["Arn"], "arn:aws:lambda:eu-west-1:123456789012:function:jobs");
    assert_eq!(body["Target"]["RetryPolicy"]["MaximumEventAgeInSeconds"], 60);
}

#[tokio::test]
async fn one_that_exists_is_replaced_even_if_it_fires_meanwhile() {
    let answers = [error(409, "ConflictException"), error(404, "ResourceNotFoundException"), ok(CREATED)];
    let (result, seen) = put(When::Repeatedly, start(), answers).await;
    assert!(result.is_ok());
    assert_eq!(seen.iter().map(|s| s.method.as_str()).collect::<Vec<_>>(), ["POST", "PUT", "POST"]);
}

#[tokio::test]
async fn what_the_scheduler_refuses_for_good_is_a_refusal() {
    for (answer, refused) in [
        (error(400, "ValidationException"), true),
        (error(402, "ServiceQuotaExceededException"), true),
        (error(403, "AccessDeniedException"), true),
        (error(404, "ResourceNotFoundException"), true),
    ] {
        let (result, _) = put(When::Repeatedly, start(), [answer]).await;
        assert_eq!(matches!(result, Err(PortError::Refused(_))), refused, "{result:?}");
    }
}

#[tokio::test]
async fn deleting_what_is_not_there_is_no_error() {
    for answer in [ok("{}"), error(404, "ResourceNotFoundException")] {
        let (scheduler, fake) = scheduler([answer]).await;
        assert!(scheduler.delete("s").await.is_ok());
        assert_eq!((fake.seen()[0].method.as_str(), fake.seen()[0].path.as_str()), ("DELETE", "/schedules/s"));
    }
}

//! Schedules on EventBridge Scheduler: each is one entry in this deployment's group, and calls one of its functions.

use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_scheduler::Client;
use aws_sdk_scheduler::config::Builder;
use aws_sdk_scheduler::config::timeout::TimeoutConfig;
use aws_sdk_scheduler::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_scheduler::types as api;
use jiff::{SignedDuration, Timestamp};

use crate::clock::{Clock, SystemClock};
use crate::config::SchedulerConfig;
use crate::ports::{PortError, ScheduledTask, Scheduler, Target, When};

/// A moment in the past is refused, so what is due now is asked for this far ahead: enough for clocks that disagree a little and
/// for the call itself. Scheduler fires within the minute that follows.
const SOONEST: SignedDuration = SignedDuration::from_secs(10);

/// How long, and how often, Scheduler tries to reach a function that does not take the task.
const MAX_EVENT_AGE_SECONDS: i32 = 24 * 60 * 60;
const MAX_RETRIES: i32 = 185;

/// A missed round of a repeating schedule is made good by the next: no use in delivering it late.
const MAX_ROUND_AGE_SECONDS: i32 = 60;

/// Times to go from "create" to "update" and back when another caller creates or deletes the same schedule in between.
const MAX_ROUNDS: usize = 4;

/// The schedule group of this deployment.
#[derive(Debug)]
pub struct EventBridgeScheduler {
    client: Client,
    config: SchedulerConfig,
    clock: Box<dyn Clock>,
}

impl EventBridgeScheduler {
    #[must_use]
    pub fn new(sdk: &SdkConfig, config: SchedulerConfig) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(Duration::from_secs(5))
            .operation_timeout(Duration::from_secs(15))
            .build();
        let client = Client::from_conf(Builder::from(sdk).timeout_config(timeouts).build());
        Self { client, config, clock: Box::new(SystemClock) }
    }

    /// What the schedule calls, and with what.
    fn target(&self, when: When, task: &ScheduledTask) -> Result<api::Target, PortError> {
        let arn = match task.target() {
            Target::Campaigns => &self.config.campaigns_arn,
            Target::Ingest => &self.config.ingest_arn,
            Target::Jobs => &self.config.jobs_arn,
        };
        let max_age = match when {
            When::At(_) => MAX_EVENT_AGE_SECONDS,
            When::Repeatedly => MAX_ROUND_AGE_SECONDS,
        };
        let input = serde_json::to_string(task).map_err(|error| PortError::Refused(error.to_string()))?;
        let retry = api::RetryPolicy::builder().maximum_event_age_in_seconds(max_age).maximum_retry_attempts(MAX_RETRIES).build();
        api::Target::builder().arn(arn).role_arn(&self.config.role_arn).input(input).retry_policy(retry).build().map_err(refused)
    }

    async fn create(&self, name: &str, schedule: &Schedule) -> Result<Put, PortError> {
        let answer = self
            .client
            .create_schedule()
            .name(name)
            .group_name(&self.config.group)
            .schedule_expression(&schedule.expression)
            .schedule_expression_timezone("UTC")
            .flexible_time_window(exact()?)
            .action_after_completion(schedule.after.clone())
            .target(schedule.target.clone())
            .send()
            .await;
        put_result(answer, "ConflictException")
    }

    async fn update(&self, name: &str, schedule: &Schedule) -> Result<Put, PortError> {
        let answer = self
            .client
            .update_schedule()
            .name(name)
            .group_name(&self.config.group)
            .schedule_expression(&schedule.expression)
            .schedule_expression_timezone("UTC")
            .flexible_time_window(exact()?)
            .action_after_completion(schedule.after.clone())
            .target(schedule.target.clone())
            .send()
            .await;
        put_result(answer, "ResourceNotFoundException")
    }
}

#[async_trait]
impl Scheduler for EventBridgeScheduler {
    async fn put(&self, name: &str, when: When, task: ScheduledTask) -> Result<(), PortError> {
        let schedule = Schedule {
            expression: expression(when, self.clock.now()),
            after: match when {
                When::At(_) => api::ActionAfterCompletion::Delete,
                When::Repeatedly => api::ActionAfterCompletion::None,
            },
            target: self.target(when, &task)?,
        };
        for _ in 0..MAX_ROUNDS {
            if self.create(name, &schedule).await? == Put::Done || self.update(name, &schedule).await? == Put::Done {
                return Ok(());
            }
        }
        Err(PortError::Unavailable("the schedule kept coming and going".into()))
    }

    async fn delete(&self, name: &str) -> Result<(), PortError> {
        let answer = self.client.delete_schedule().name(name).group_name(&self.config.group).send().await;
        match answer {
            Ok(_) => Ok(()),
            Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(()),
            Err(error) => Err(port_error(&error)),
        }
    }
}

/// A schedule as the API takes it.
struct Schedule {
    expression: String,
    after: api::ActionAfterCompletion,
    target: api::Target,
}

/// What became of a create or an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Put {
    Done,
    /// The schedule is there (create) or is not (update): take the other way.
    OtherWay,
}

/// `other_way` is the error code that means [`Put::OtherWay`].
fn put_result<T, E, R>(answer: Result<T, SdkError<E, R>>, other_way: &str) -> Result<Put, PortError>
where
    SdkError<E, R>: ProvideErrorMetadata,
{
    match answer {
        Ok(_) => Ok(Put::Done),
        Err(error) if error.code() == Some(other_way) => Ok(Put::OtherWay),
        Err(error) => Err(port_error(&error)),
    }
}

/// At the second, in UTC; never before the moment asked for, and never in the past.
fn expression(when: When, now: Timestamp) -> String {
    let at = match when {
        When::Repeatedly => return "rate(1 minute)".into(),
        When::At(at) => at,
    };
    let at = at.max(now.saturating_add(SOONEST).unwrap_or(at));
    let whole_seconds = at.as_second() + i64::from(at.subsec_nanosecond() > 0);
    let at = Timestamp::from_second(whole_seconds).unwrap_or(at);
    format!("at({})", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

fn exact() -> Result<api::FlexibleTimeWindow, PortError> {
    api::FlexibleTimeWindow::builder().mode(api::FlexibleTimeWindowMode::Off).build().map_err(refused)
}

#[expect(clippy::needless_pass_by_value, reason = "called as a function value by map_err")]
fn refused(error: BuildError) -> PortError {
    PortError::Refused(error.to_string())
}

fn port_error<E, R>(error: &SdkError<E, R>) -> PortError
where
    SdkError<E, R>: ProvideErrorMetadata,
{
    match error.code() {
        Some(code @ "ThrottlingException") => PortError::Throttled(code.into()),
        Some(code @ ("ValidationException" | "ResourceNotFoundException" | "ServiceQuotaExceededException")) => {
            PortError::Refused(code.into())
        }
        Some(code) if code.starts_with("AccessDenied") => PortError::Refused(code.into()),
        Some(code) => PortError::Unavailable(code.into()),
        None => PortError::Unavailable("no answer from the scheduler".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_never_early_and_never_in_the_past() {
        let now: Timestamp = "2026-03-01T12:00:00.5Z".parse().unwrap();
        for (at, expected) in [
            ("2026-03-01T12:30:00Z", "at(2026-03-01T12:30:00)"),
            ("2026-03-01T12:30:00.001Z", "at(2026-03-01T12:30:01)"),
            ("2026-03-01T14:30:00+01:00", "at(2026-03-01T13:30:00)"),
            ("2026-03-01T12:00:03Z", "at(2026-03-01T12:00:11)"),
            ("1999-01-01T00:00:00Z", "at(2026-03-01T12:00:11)"),
        ] {
            assert_eq!(expression(When::At(at.parse().unwrap()), now), expected, "{at}");
        }
        assert_eq!(expression(When::Repeatedly, now), "rate(1 minute)");
    }
}

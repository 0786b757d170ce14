//! What a function is told by its environment variables.
//!
//! [`Config::from_env`] reads them all and refuses what is malformed; whether one is needed is for the function that asks for it, so
//! that each function is given no more than it uses. Every error names the variable.

use std::collections::BTreeMap;
use std::fmt;

use touchpoint_domain::quotas::{QuotaError, Quotas};

/// The variable is absent, or it is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("environment variable {0} is not set")]
    Missing(&'static str),
    #[error("environment variable {variable} must be {expected}")]
    Invalid { variable: &'static str, expected: &'static str },
    #[error("the account is unknown: set ACCOUNT_ID, or give one of the function or role variables as a full ARN")]
    UnknownAccount,
    #[error("environment variable QUOTAS: {0}")]
    Quotas(#[from] QuotaError),
}

/// The variables that name the tables of this deployment.
const TABLES: [&str; 4] = ["TABLE_RESOURCES", "TABLE_ENDPOINTS", "TABLE_OUTBOX_EMAIL", "TABLE_METRICS"];

/// Where schedules are made, and what they call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchedulerConfig {
    /// Name of the schedule group.
    pub group: String,
    /// Role that EventBridge Scheduler assumes to invoke the functions.
    pub role_arn: String,
    pub campaigns_arn: String,
    pub ingest_arn: String,
    pub jobs_arn: String,
}

/// What every ARN that this deployment makes begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArnScope {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: String,
    pub region: String,
    /// Twelve digits.
    pub account: String,
}

/// The environment of a function, read once at its start.
#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    region: Option<String>,
    account: Option<String>,
    tables: BTreeMap<&'static str, String>,
    event_stream: Option<String>,
    schedule_group: Option<String>,
    schedule_role_arn: Option<String>,
    campaigns_function_arn: Option<String>,
    ingest_function_arn: Option<String>,
    jobs_function_arn: Option<String>,
    archive_bucket: Option<String>,
    secrets_key_id: Option<String>,
    lease_seconds: u32,
    run_budget_seconds: u32,
    activity_interval_seconds: u32,
    metrics_days: u32,
    quotas: Quotas,
}

/// Longest lease; a claimed window must not stay in the dark for longer than a Lambda invocation can last.
const MAX_SECONDS: u32 = 900;

/// Lease when `LEASE_SECONDS` is absent.
const DEFAULT_LEASE_SECONDS: u32 = 120;

/// Working time of one invocation when `RUN_BUDGET_SECONDS` is absent.
const DEFAULT_RUN_BUDGET_SECONDS: u32 = 240;

/// How far the activity of an endpoint must have moved on before it is written again, when `ACTIVITY_INTERVAL_SECONDS` is absent.
const DEFAULT_ACTIVITY_INTERVAL_SECONDS: u32 = 3600;
const MAX_ACTIVITY_INTERVAL_SECONDS: u32 = 86_400;

/// How long rollups are kept when `METRICS_DAYS` is absent (spec §2.10), and at most.
const DEFAULT_METRICS_DAYS: u32 = 90;
const MAX_METRICS_DAYS: u32 = 3650;

impl Config {
    /// Reads the environment of this process.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads the variables that `value_of` gives. An empty value is an absent one.
    pub fn read(value_of: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let text = |name: &'static str| value_of(name).filter(|value| !value.trim().is_empty());
        let account = text("ACCOUNT_ID");
        if account.as_ref().is_some_and(|id| !is_account(id)) {
            return Err(ConfigError::Invalid { variable: "ACCOUNT_ID", expected: "an account id of twelve digits" });
        }
        let arn = |name: &'static str| match text(name) {
            Some(value) if !value.starts_with("arn:") => Err(ConfigError::Invalid { variable: name, expected: "an ARN" }),
            value => Ok(value),
        };
        Ok(Self {
            region: text("AWS_REGION").or_else(|| text("AWS_DEFAULT_REGION")),
            account,
            tables: TABLES.into_iter().filter_map(|variable| Some((variable, text(variable)?))).collect(),
            event_stream: text("EVENT_STREAM"),
            schedule_group: text("SCHEDULE_GROUP"),
            schedule_role_arn: arn("SCHEDULE_ROLE_ARN")?,
            campaigns_function_arn: arn("CAMPAIGNS_FUNCTION_ARN")?,
            ingest_function_arn: arn("INGEST_FUNCTION_ARN")?,
            jobs_function_arn: arn("JOBS_FUNCTION_ARN")?,
            archive_bucket: text("ARCHIVE_BUCKET"),
            secrets_key_id: text("SECRETS_KEY_ID"),
            lease_seconds: seconds("LEASE_SECONDS", text("LEASE_SECONDS"), DEFAULT_LEASE_SECONDS)?,
            run_budget_seconds: seconds("RUN_BUDGET_SECONDS", text("RUN_BUDGET_SECONDS"), DEFAULT_RUN_BUDGET_SECONDS)?,
            activity_interval_seconds: number(
                "ACTIVITY_INTERVAL_SECONDS",
                text("ACTIVITY_INTERVAL_SECONDS"),
                DEFAULT_ACTIVITY_INTERVAL_SECONDS,
                (MAX_ACTIVITY_INTERVAL_SECONDS, "a whole number from 1 to 86400"),
            )?,
            metrics_days: number(
                "METRICS_DAYS",
                text("METRICS_DAYS"),
                DEFAULT_METRICS_DAYS,
                (MAX_METRICS_DAYS, "a whole number from 1 to 3650"),
            )?,
            quotas: text("QUOTAS").map_or_else(|| Ok(Quotas::default()), |json| Quotas::parse(&json))?,
        })
    }

    /// The name of the table that `variable` tells, one of `TABLE_RESOURCES`, `TABLE_ENDPOINTS`, `TABLE_OUTBOX_EMAIL`, `TABLE_METRICS`.
    pub fn table(&self, variable: &'static str) -> Result<String, ConfigError> {
        self.tables.get(variable).cloned().ok_or(ConfigError::Missing(variable))
    }

    /// Name of the Kinesis stream of events (`EVENT_STREAM`).
    pub fn event_stream(&self) -> Result<String, ConfigError> {
        needed(&self.event_stream, "EVENT_STREAM")
    }

    /// The KMS key that seals secrets (`SECRETS_KEY_ID`): an id, an ARN or an alias.
    pub fn secrets_key(&self) -> Result<String, ConfigError> {
        needed(&self.secrets_key_id, "SECRETS_KEY_ID")
    }

    /// Where schedules are made (`SCHEDULE_GROUP`, `SCHEDULE_ROLE_ARN`, `CAMPAIGNS_FUNCTION_ARN`, `INGEST_FUNCTION_ARN`,
    /// `JOBS_FUNCTION_ARN`).
    pub fn scheduler(&self) -> Result<SchedulerConfig, ConfigError> {
        Ok(SchedulerConfig {
            group: needed(&self.schedule_group, "SCHEDULE_GROUP")?,
            role_arn: needed(&self.schedule_role_arn, "SCHEDULE_ROLE_ARN")?,
            campaigns_arn: needed(&self.campaigns_function_arn, "CAMPAIGNS_FUNCTION_ARN")?,
            ingest_arn: needed(&self.ingest_function_arn, "INGEST_FUNCTION_ARN")?,
            jobs_arn: needed(&self.jobs_function_arn, "JOBS_FUNCTION_ARN")?,
        })
    }

    /// Partition, region (`AWS_REGION`) and account (`ACCOUNT_ID`, or else that of any ARN among the variables).
    pub fn arn_scope(&self) -> Result<ArnScope, ConfigError> {
        let region = needed(&self.region, "AWS_REGION")?;
        let arns = [&self.schedule_role_arn, &self.campaigns_function_arn, &self.jobs_function_arn];
        let from_arns = arns.into_iter().flatten().find_map(|arn| account_of(arn));
        let account = self.account.clone().or(from_arns).ok_or(ConfigError::UnknownAccount)?;
        Ok(ArnScope { partition: partition_of(&region).to_owned(), region, account })
    }

    /// How long a claimed window may stay unrecorded before it is in doubt (`LEASE_SECONDS`, 1 to 900, 120 by default), in ms.
    #[must_use]
    pub fn lease_ms(&self) -> i64 {
        i64::from(self.lease_seconds) * 1000
    }

    /// The bucket of the archive (`ARCHIVE_BUCKET`).
    pub fn archive_bucket(&self) -> Result<String, ConfigError> {
        needed(&self.archive_bucket, "ARCHIVE_BUCKET")
    }

    /// How far an endpoint's activity must have moved on before it is written again (`ACTIVITY_INTERVAL_SECONDS`, 1 to 86400, 3600
    /// by default).
    #[must_use]
    pub fn activity_interval(&self) -> std::time::Duration {
        std::time::Duration::from_secs(self.activity_interval_seconds.into())
    }

    /// How many days rollups are kept (`METRICS_DAYS`, 1 to 3650, 90 by default).
    #[must_use]
    pub fn metrics_days(&self) -> u32 {
        self.metrics_days
    }

    /// Quotas and request rates (`QUOTAS`, a JSON object; what it does not name keeps its default).
    #[must_use]
    pub fn quotas(&self) -> &Quotas {
        &self.quotas
    }

    /// How long one invocation works before it leaves the rest to the next (`RUN_BUDGET_SECONDS`, 1 to 900, 240 by default).
    #[must_use]
    pub fn run_budget(&self) -> std::time::Duration {
        std::time::Duration::from_secs(self.run_budget_seconds.into())
    }
}

/// Values of variables may be anybody's secret by mistake: only whether they are there is shown.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("region", &self.region).field("lease_seconds", &self.lease_seconds).finish_non_exhaustive()
    }
}

fn needed(value: &Option<String>, variable: &'static str) -> Result<String, ConfigError> {
    value.clone().ok_or(ConfigError::Missing(variable))
}

fn seconds(variable: &'static str, text: Option<String>, default: u32) -> Result<u32, ConfigError> {
    number(variable, text, default, (MAX_SECONDS, "a whole number from 1 to 900"))
}

fn number(
    variable: &'static str,
    text: Option<String>,
    default: u32,
    (most, expected): (u32, &'static str),
) -> Result<u32, ConfigError> {
    match text {
        None => Ok(default),
        Some(text) => match text.trim().parse() {
            Ok(number) if (1..=most).contains(&number) => Ok(number),
            Ok(_) | Err(_) => Err(ConfigError::Invalid { variable, expected }),
        },
    }
}

fn is_account(id: &str) -> bool {
    id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit())
}

/// The account of `arn:partition:service:region:account:…`.
fn account_of(arn: &str) -> Option<String> {
    arn.split(':').nth(4).filter(|account| is_account(account)).map(str::to_owned)
}

/// The partition that a region belongs to.
#[must_use]
pub fn partition_of(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn each_part_is_asked_for_by_whoever_needs_it() {
        let config = config(&[("EVENT_STREAM", "events"), ("TABLE_RESOURCES", "r"), ("TABLE_ENDPOINTS", " ")]).unwrap();
        assert_eq!(config.event_stream(), Ok("events".into()));
        assert_eq!(config.table("TABLE_RESOURCES"), Ok("r".into()));
        assert_eq!(config.table("TABLE_ENDPOINTS"), Err(ConfigError::Missing("TABLE_ENDPOINTS")));
        assert_eq!(config.secrets_key(), Err(ConfigError::Missing("SECRETS_KEY_ID")));
        assert_eq!(config.scheduler(), Err(ConfigError::Missing("SCHEDULE_GROUP")));
        assert_eq!(config.arn_scope(), Err(ConfigError::Missing("AWS_REGION")));
        assert_eq!(config.lease_ms(), 120_000);
    }

    #[test]
    fn the_account_is_given_or_found_in_an_arn() {
        let role = ("SCHEDULE_ROLE_ARN", "arn:aws-cn:iam::210987654321:role/r");
        let region = ("AWS_REGION", "cn-north-1");
        let scope = |variables: &[(&str, &str)]| config(variables).unwrap().arn_scope();
        let expected =
            |account: &str| ArnScope { partition: "aws-cn".into(), region: "cn-north-1".into(), account: account.into() };
        assert_eq!(scope(&[region, role]), Ok(expected("210987654321")));
        assert_eq!(scope(&[region, role, ("ACCOUNT_ID", "123456789012")]), Ok(expected("123456789012")));
        assert_eq!(scope(&[region]), Err(ConfigError::UnknownAccount));
    }

    #[test]
    fn quotas_have_defaults() {
        assert_eq!(config(&[]).unwrap().quotas(), &Quotas::default());
        let changed = config(&[("QUOTAS", r#"{"apps": 7, "rates": {"*": 300}}"#)]).unwrap();
        assert_eq!((changed.quotas().limits.apps, changed.quotas().rates.is_empty()), (7, false));
        let error = config(&[("QUOTAS", r#"{"app": 7}"#)]).unwrap_err().to_string();
        assert_eq!(error, "environment variable QUOTAS: app: not the name of a quota");
    }

    #[test]
    fn what_is_malformed_is_refused_by_name() {
        for (variable, value) in [
            ("ACCOUNT_ID", "12345"),
            ("SCHEDULE_ROLE_ARN", "role"),
            ("CAMPAIGNS_FUNCTION_ARN", "campaigns"),
            ("JOBS_FUNCTION_ARN", "jobs"),
            ("LEASE_SECONDS", "0"),
            ("LEASE_SECONDS", "901"),
            ("LEASE_SECONDS", "soon"),
        ] {
            let error = config(&[(variable, value)]).unwrap_err().to_string();
            assert!(error.starts_with(&format!("environment variable {variable} must be ")), "{error}");
        }
    }
}

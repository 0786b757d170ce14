//! Quotas as a deployer writes them: every member of [`Limits`] by its name, and request rates (spec §2).
//!
//! ```json
//! {"active_campaigns": 500, "endpoints_per_user": 30, "rates": {"PutEvents": 7000, "*": 300}}
//! ```

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::limits::Limits;
use crate::rate::Rates;

/// The member that holds request rates.
const RATES: &str = "rates";

/// Everything that is limited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotas {
    pub limits: Limits,
    pub rates: Rates,
}

/// What is wrong with quotas as they were written; it names the quota.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuotaError {
    #[error("must be a JSON object of quotas, such as {{\"active_campaigns\": 500}}")]
    NotAnObject,
    #[error("{0}: not the name of a quota")]
    Unknown(String),
    #[error("{0}: must be a whole number from 0")]
    NotANumber(String),
    #[error("rates: must be a JSON object of requests per second, such as {{\"PutEvents\": 7000, \"*\": 300}}")]
    RatesNotAnObject,
    #[error("rates.{0}: not the name of an operation, nor * for all others")]
    UnknownOperation(String),
    #[error("rates.{0}: must be a whole number of requests per second from 1 to {max}", max = crate::rate::MOST_PER_SECOND)]
    NotARate(String),
    #[error("{0}: must be written as name=value")]
    NotAnAssignment(String),
}

impl Quotas {
    /// The defaults, with what `json` says instead.
    pub fn parse(json: &str) -> Result<Self, QuotaError> {
        let given: Value = serde_json::from_str(json).map_err(|_| QuotaError::NotAnObject)?;
        let Value::Object(mut given) = given else { return Err(QuotaError::NotAnObject) };
        let rates = given.remove(RATES).map(rates).transpose()?.unwrap_or_default();
        Ok(Self { limits: limits(given)?, rates })
    }

    /// The defaults, with what each `name=value` says instead; `rates.PutEvents=7000` sets a rate. A later one replaces an earlier.
    pub fn assigned<'a>(assignments: impl IntoIterator<Item = &'a str>) -> Result<Self, QuotaError> {
        let (mut given, mut rated) = (Map::new(), Map::new());
        for assignment in assignments {
            let (name, value) = assignment.split_once('=').ok_or_else(|| QuotaError::NotAnAssignment(assignment.to_owned()))?;
            let number: Value = value.parse::<u64>().map_or(Value::Null, Value::from);
            match name.strip_prefix("rates.") {
                Some(operation) => rated.insert(operation.to_owned(), number),
                None => given.insert(name.to_owned(), number),
            };
        }
        Ok(Self { limits: limits(given)?, rates: rates(Value::Object(rated))? })
    }
}

/// The default of every quota by its name.
#[must_use]
pub fn defaults() -> BTreeMap<String, u64> {
    let Ok(Value::Object(all)) = serde_json::to_value(Limits::default()) else { return BTreeMap::new() };
    all.into_iter().filter_map(|(name, value)| Some((name, value.as_u64()?))).collect()
}

fn limits(given: Map<String, Value>) -> Result<Limits, QuotaError> {
    let known = defaults();
    for (name, value) in &given {
        if !known.contains_key(name) {
            return Err(QuotaError::Unknown(name.clone()));
        }
        if value.as_u64().is_none() {
            return Err(QuotaError::NotANumber(name.clone()));
        }
    }
    serde_json::from_value(Value::Object(given)).map_err(|_| QuotaError::NotAnObject)
}

fn rates(given: Value) -> Result<Rates, QuotaError> {
    let Value::Object(given) = given else { return Err(QuotaError::RatesNotAnObject) };
    let mut rates = Rates::default();
    for (name, value) in given {
        let per_second = value.as_u64().and_then(|number| u32::try_from(number).ok());
        let per_second = per_second.ok_or_else(|| QuotaError::NotARate(name.clone()))?;
        rates.set(&name, per_second)?;
    }
    Ok(rates)
}

#[cfg(test)]
mod tests {
    use touchpoint_wire::Operation;

    use super::*;

    #[test]
    fn what_is_not_said_keeps_its_default() {
        assert_eq!(Quotas::parse("{}"), Ok(Quotas::default()));
        let quotas = Quotas::parse(r#"{"active_campaigns": 7, "rates": {"PutEvents": 9}}"#).unwrap();
        assert_eq!(quotas.limits, Limits { active_campaigns: 7, ..Limits::default() });
        assert_eq!(quotas.rates.of(Operation::PutEvents), Some(9));
        assert_eq!(Quotas::assigned(["active_campaigns=1", "active_campaigns=7", "rates.PutEvents=9"]), Ok(quotas));
    }

    #[test]
    fn every_quota_can_be_set_by_its_name() {
        let names = defaults();
        assert!(names.len() > 60, "{}", names.len());
        for (name, default) in names {
            let set = Quotas::parse(&format!(r#"{{"{name}": {}}}"#, default + 1)).unwrap().limits;
            let said = serde_json::to_value(set).unwrap();
            assert_eq!(said[&name].as_u64(), Some(default + 1), "{name}");
        }
    }

    #[test]
    fn what_is_malformed_is_refused_by_name() {
        for (json, error) in [
            ("[]", r#"must be a JSON object of quotas, such as {"active_campaigns": 500}"#),
            ("", r#"must be a JSON object of quotas, such as {"active_campaigns": 500}"#),
            (r#"{"campaigns": 5}"#, "campaigns: not the name of a quota"),
            (r#"{"apps": "5"}"#, "apps: must be a whole number from 0"),
            (r#"{"apps": -1}"#, "apps: must be a whole number from 0"),
            (r#"{"apps": 1.5}"#, "apps: must be a whole number from 0"),
            (r#"{"apps": null}"#, "apps: must be a whole number from 0"),
            (r#"{"rates": 5}"#, r#"rates: must be a JSON object of requests per second, such as {"PutEvents": 7000, "*": 300}"#),
            (r#"{"rates": {"PutEvent": 5}}"#, "rates.PutEvent: not the name of an operation, nor * for all others"),
            (
                r#"{"rates": {"PutEvents": 0}}"#,
                "rates.PutEvents: must be a whole number of requests per second from 1 to 1000000",
            ),
            (r#"{"rates": {"*": "x"}}"#, "rates.*: must be a whole number of requests per second from 1 to 1000000"),
        ] {
            assert_eq!(Quotas::parse(json).unwrap_err().to_string(), error, "{json}");
        }
        for (assignment, error) in [
            ("apps", "apps: must be written as name=value"),
            ("apps=many", "apps: must be a whole number from 0"),
            ("campaigns=5", "campaigns: not the name of a quota"),
        ] {
            assert_eq!(Quotas::assigned([assignment]).unwrap_err().to_string(), error);
        }
    }
}

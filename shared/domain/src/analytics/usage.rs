//! Who used the app, day by day: active and new endpoints and users, sessions, sign-ins (spec §12.4).
//!
//! A month is the 30 days that end with the day. The sticky factor is the part of the month's endpoints that was active on the day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::numbers::{count, days, distinct, people, ratio, real, size, stats};
use super::sliding::{Unite, unions};
use super::table::{Table, Value};
use crate::metrics::{Distinct, Measure, Page};

/// Days of a month, the day itself included.
const MONTH: usize = 30;
/// How many days before the first are asked for.
pub const DAYS_BEFORE: i64 = 29;

const COLUMNS: &[&str] = &[
    "date",
    "daily_active_endpoints",
    "monthly_active_endpoints",
    "daily_active_users",
    "monthly_active_users",
    "sticky_factor",
    "new_endpoints",
    "new_users",
    "sessions",
    "sessions_per_endpoint",
    "sessions_per_user",
    "session_ms_average",
    "session_ms_min",
    "session_ms_max",
    "sign_ins",
    "sign_ups",
    "authentication_failures",
];

impl Unite for Distinct {
    fn unite(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.merge(other);
        both
    }
}

/// A row for each day, from pages that begin [`DAYS_BEFORE`] the first.
#[must_use]
pub fn usage(pages: &BTreeMap<Date, Page>, first: Date, last: Date) -> Table {
    let (endpoints, users) = (months(pages, Measure::Endpoints, first, last), months(pages, Measure::Users, first, last));
    let mut table = Table::new(COLUMNS);
    let monthly = endpoints.into_iter().zip(users);
    for ((day, page), (monthly_endpoints, monthly_users)) in days(pages, first, last).zip(monthly) {
        let (daily_endpoints, daily_users) = (people(page, Measure::Endpoints), people(page, Measure::Users));
        let total = |measure| count(page, measure, |_| true);
        let sessions = total(Measure::Sessions);
        let length = stats(page, Measure::SessionLength, |_| true);
        table.rows.push(vec![
            Value::Text(day.to_string()),
            Value::Whole(daily_endpoints),
            Value::Whole(monthly_endpoints),
            Value::Whole(daily_users),
            Value::Whole(monthly_users),
            ratio(real(daily_endpoints), monthly_endpoints).into(),
            Value::Whole(people(page, Measure::NewEndpoints)),
            Value::Whole(people(page, Measure::NewUsers)),
            Value::Whole(sessions),
            ratio(real(sessions), daily_endpoints).into(),
            ratio(real(sessions), daily_users).into(),
            length.and_then(|length| ratio(length.sum, length.count)).into(),
            length.map(|length| length.min).into(),
            length.map(|length| length.max).into(),
            Value::Whole(total(Measure::SignIns)),
            Value::Whole(total(Measure::SignUps)),
            Value::Whole(total(Measure::AuthFailures)),
        ]);
    }
    table
}

/// How many there were in the month that ends on each day.
fn months(pages: &BTreeMap<Date, Page>, measure: Measure, first: Date, last: Date) -> Vec<u64> {
    let begin = first.saturating_sub(jiff::Span::new().days(DAYS_BEFORE));
    let daily: Vec<Option<Distinct>> = days(pages, begin, last).map(|(_, page)| distinct(page, measure, |_| true)).collect();
    let unions = unions(&daily, MONTH);
    // The windows at the end are shorter: they begin on days of which the month is not over.
    let whole = (daily.len() + 1).saturating_sub(MONTH);
    unions.into_iter().take(whole).map(|members| members.map_or(0, |members| size(members.estimate()))).collect()
}

#[cfg(test)]
mod tests;

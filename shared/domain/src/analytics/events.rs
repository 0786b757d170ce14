//! Events of the app's own making and of its SDK: how many, by whom, with which attributes and metrics (spec §12.4).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::numbers::{count, days, distinct, people, ratio, real, size, stats};
use super::one_of;
use super::table::{Table, Value};
use crate::field::FieldError;
use crate::kpi::window::Window;
use crate::metrics::{Cell, Dimension, Distinct, Hours, Measure, Page, Series};

/// Types of events that need no registration, because they are the SDKs'.
pub const USUAL_TYPES: [&str; 8] = [
    "_monetization.purchase",
    "_session.pause",
    "_session.resume",
    "_session.start",
    "_session.stop",
    "_userauth.auth_fail",
    "_userauth.sign_in",
    "_userauth.sign_up",
];

/// What is asked of the events of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    ByDay(Which),
    ByHour(Which),
    /// How often each value of an attribute occurred.
    Values {
        attribute: String,
    },
    /// Statistics of a metric, by day.
    Metric {
        metric: String,
    },
}

/// Which events of the type are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    /// Those with this value of an attribute.
    With {
        attribute: String,
        value: String,
    },
}

/// The parameters of the report, as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    pub attribute: Option<String>,
    pub value: Option<String>,
    pub metric: Option<String>,
    pub by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Day,
    Hour,
}

impl Question {
    /// # Errors
    /// Names the parameter that does not go with the others.
    pub fn of(parameters: Parameters) -> Result<Self, FieldError> {
        let Parameters { attribute, value, metric, by } = parameters;
        let by = by.map(|by| one_of("by", &by, &[("day", By::Day), ("hour", By::Hour)])).transpose()?;
        let which = match (attribute, value, metric) {
            (None, None, None) => Which::All,
            (Some(attribute), Some(value), None) => Which::With { attribute, value },
            (Some(attribute), None, None) if by.is_none() => return Ok(Self::Values { attribute }),
            (Some(_), None, None) => return Err(FieldError::new("value", "required together with attribute and by")),
            (None, Some(_), _) => return Err(FieldError::new("attribute", "required together with value")),
            (Some(_), _, Some(_)) => return Err(FieldError::new("metric", "must not stand together with attribute")),
            (None, None, Some(metric)) if by != Some(By::Hour) => return Ok(Self::Metric { metric }),
            (None, None, Some(_)) => return Err(FieldError::new("by", "must be day together with metric")),
        };
        Ok(match by {
            Some(By::Day) | None => Self::ByDay(which),
            Some(By::Hour) => Self::ByHour(which),
        })
    }

    /// The rows for the events of one type, from its pages.
    #[must_use]
    pub fn answer(&self, pages: &BTreeMap<Date, Page>, window: &Window) -> Table {
        match self {
            Self::ByDay(which) => by_day(pages, window, which),
            Self::ByHour(which) => by_hour(pages, window, which),
            Self::Values { attribute } => values(pages, window, attribute),
            Self::Metric { metric } => metric_by_day(pages, window, metric),
        }
    }
}

/// A row for each type of events that occurred.
#[must_use]
pub fn by_type(types: &BTreeMap<String, BTreeMap<Date, Page>>) -> Table {
    let mut table = Table::new(&["event_type", "events", "endpoints", "sessions", "events_per_session"]);
    for (event_type, pages) in types {
        let events = pages.values().map(|page| count(Some(page), Measure::Events, |_| true)).fold(0, u64::saturating_add);
        let over_days = |measure| {
            let daily = pages.values().filter_map(|page| distinct(Some(page), measure, |_| true));
            daily.reduce(|one, other| united(one, &other)).map_or(0, |members| size(members.estimate()))
        };
        if events > 0 {
            let mut row = vec![Value::Text(event_type.clone())];
            row.extend(numbers(events, over_days(Measure::Endpoints), over_days(Measure::Sessions)));
            table.rows.push(row);
        }
    }
    table
}

fn united(one: Distinct, other: &Distinct) -> Distinct {
    let mut both = one;
    both.merge(other);
    both
}

fn numbers(events: u64, endpoints: u64, sessions: u64) -> [Value; 4] {
    [Value::Whole(events), Value::Whole(endpoints), Value::Whole(sessions), ratio(real(events), sessions).into()]
}

fn by_day(pages: &BTreeMap<Date, Page>, window: &Window, which: &Which) -> Table {
    let columns: &[&str] = match which {
        Which::All => &["date", "events", "endpoints", "sessions", "events_per_session"],
        Which::With { .. } => &["date", "events"],
    };
    let mut table = Table::new(columns);
    let (first, last) = window.days();
    for (day, page) in days(pages, first, last) {
        let events = hours(page, which).total();
        let mut row = vec![Value::Text(day.to_string())];
        match which {
            Which::All => row.extend(numbers(events, people(page, Measure::Endpoints), people(page, Measure::Sessions))),
            Which::With { .. } => row.push(Value::Whole(events)),
        }
        table.rows.push(row);
    }
    table
}

fn by_hour(pages: &BTreeMap<Date, Page>, window: &Window, which: &Which) -> Table {
    let mut table = Table::new(&["date", "hour", "events"]);
    let (first, last) = window.days();
    for (day, page) in days(pages, first, last) {
        let counts = hours(page, which);
        let (from, to) = window.hours(day).unwrap_or((0, 23));
        for hour in from..=to {
            let events = counts.0.get(&hour).copied().unwrap_or_default();
            table.rows.push(vec![Value::Text(day.to_string()), Value::Whole(u64::from(hour)), Value::Whole(events)]);
        }
    }
    table
}

fn hours(page: Option<&Page>, which: &Which) -> Hours {
    let measure = match which {
        Which::All => Measure::Events,
        Which::With { .. } => Measure::Values,
    };
    let is_wanted = |series: &Series| match which {
        Which::All => true,
        Which::With { attribute, value } => is_of(series, attribute) && series.dimension(Dimension::Value) == Some(value),
    };
    let mut all = Hours::default();
    for (_, cell) in page.into_iter().flat_map(|page| page.of(measure)).filter(|(series, _)| is_wanted(series)) {
        if let Cell::Count(hours) = cell {
            hours.0.iter().for_each(|(hour, count)| all.add(*hour, *count));
        }
    }
    all
}

fn is_of(series: &Series, attribute: &str) -> bool {
    series.dimension(Dimension::Attribute) == Some(attribute)
}

/// The most frequent first.
fn values(pages: &BTreeMap<Date, Page>, window: &Window, attribute: &str) -> Table {
    let (first, last) = window.days();
    let mut values: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, page) in days(pages, first, last) {
        for (series, cell) in page.into_iter().flat_map(|page| page.of(Measure::Values)) {
            if let (Some(value), Cell::Count(hours)) = (series.dimension(Dimension::Value), cell)
                && is_of(series, attribute)
            {
                let events = values.entry(value).or_default();
                *events = events.saturating_add(hours.total());
            }
        }
    }
    let mut counted: Vec<(&str, u64)> = values.into_iter().collect();
    counted.sort_by_key(|(value, events)| (Reverse(*events), *value));
    let rows = counted.into_iter().map(|(value, events)| vec![Value::chosen(value), Value::Whole(events)]);
    Table { columns: &["value", "events"], rows: rows.collect() }
}

fn metric_by_day(pages: &BTreeMap<Date, Page>, window: &Window, metric: &str) -> Table {
    let mut table = Table::new(&["date", "count", "sum", "min", "max", "average"]);
    let (first, last) = window.days();
    for (day, page) in days(pages, first, last) {
        let found = stats(page, Measure::Metric, |series| series.dimension(Dimension::Metric) == Some(metric));
        table.rows.push(vec![
            Value::Text(day.to_string()),
            Value::Whole(found.map_or(0, |found| found.count)),
            Value::Number(found.map_or(0.0, |found| found.sum)),
            found.map(|found| found.min).into(),
            found.map(|found| found.max).into(),
            found.and_then(|found| ratio(found.sum, found.count)).into(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests;

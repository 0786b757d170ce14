//! What was bought, day by day (spec §12.4).
//!
//! A day has a row for everything together, and one for each currency with what was paid in it: amounts in different currencies have no
//! sum. Active endpoints and paying users are counted over all currencies.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::numbers::{count, days, people, ratio, real, stats};
use super::table::{Table, Value};
use crate::metrics::{Cell, Dimension, Measure, Page, Stats};

const COLUMNS: &[&str] = &[
    "date",
    "currency",
    "revenue",
    "purchases",
    "units",
    "paying_users",
    "revenue_per_endpoint",
    "revenue_per_paying_user",
    "purchases_per_endpoint",
    "units_per_endpoint",
];

/// A row for each day, and one for each of its currencies behind it.
#[must_use]
pub fn revenue(pages: &BTreeMap<Date, Page>, first: Date, last: Date) -> Table {
    let mut table = Table::new(COLUMNS);
    for (day, page) in days(pages, first, last) {
        let (endpoints, payers) = (people(page, Measure::Endpoints), people(page, Measure::Payers));
        let purchases = count(page, Measure::Purchases, |_| true);
        let units = stats(page, Measure::Units, |_| true).map_or(0.0, |units| units.sum);
        table.rows.push(vec![
            Value::Text(day.to_string()),
            Value::None,
            Value::None,
            Value::Whole(purchases),
            Value::Number(units),
            Value::Whole(payers),
            Value::None,
            Value::None,
            ratio(real(purchases), endpoints).into(),
            ratio(units, endpoints).into(),
        ]);
        for (currency, Stats { sum, count: purchases, .. }) in paid(page) {
            table.rows.push(vec![
                Value::Text(day.to_string()),
                Value::chosen(currency),
                Value::Number(sum),
                Value::Whole(purchases),
                Value::None,
                Value::None,
                ratio(sum, endpoints).into(),
                ratio(sum, payers).into(),
                ratio(real(purchases), endpoints).into(),
                Value::None,
            ]);
        }
    }
    table
}

/// What was paid, by currency.
fn paid(page: Option<&Page>) -> BTreeMap<&str, Stats> {
    let mut by_currency = BTreeMap::new();
    for (series, cell) in page.into_iter().flat_map(|page| page.of(Measure::Revenue)) {
        if let (Some(currency), Cell::Stats(stats)) = (series.dimension(Dimension::Currency), cell) {
            by_currency.entry(currency).or_insert(Stats::NONE).merge(stats);
        }
    }
    by_currency
}

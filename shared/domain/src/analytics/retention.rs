//! Who came back: of those who opened the app on a day, how many opened it again within the following 7, 14 and 30 days (spec §12.4).
//!
//! A number is there when its days are over. One that still grows would look like people leaving.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::numbers::{cohort, days, ratio, real, size};
use super::sliding::{Unite, unions};
use super::table::{Table, Value};
use crate::metrics::{Cohort, Measure, Page};

/// Within how many days they come back.
const WITHIN: [usize; 3] = [7, 14, 30];
/// How many days behind the last are asked for.
pub const DAYS_AFTER: i64 = 30;

const COLUMNS: &[&str] = &["date", "openers", "day_7", "day_7_rate", "day_14", "day_14_rate", "day_30", "day_30_rate"];

impl Unite for Cohort {
    fn unite(&self, other: &Self) -> Self {
        self.union(other)
    }
}

/// A row for each day, from pages that end [`DAYS_AFTER`] the last; `today` is not over yet.
#[must_use]
pub fn retention(pages: &BTreeMap<Date, Page>, first: Date, last: Date, today: Date) -> Table {
    let end = last.saturating_add(Span::new().days(DAYS_AFTER));
    let openers: Vec<Option<Cohort>> = days(pages, first, end).map(|(_, page)| cohort(page, Measure::Openers)).collect();
    let later = openers.get(1..).unwrap_or_default();
    let windows = WITHIN.map(|width| unions(later, width));
    let mut table = Table::new(COLUMNS);
    for (index, (day, _)) in days(pages, first, last).enumerate() {
        let opened = openers.get(index).and_then(Option::as_ref);
        let number = opened.map_or(0, |opened| size(opened.estimate()));
        let mut row = vec![Value::Text(day.to_string()), Value::Whole(number)];
        for (width, unions) in WITHIN.iter().zip(&windows) {
            let is_over = i64::try_from(*width).is_ok_and(|width| day.saturating_add(Span::new().days(width)) < today);
            if !is_over {
                row.extend([Value::None, Value::None]);
                continue;
            }
            let back = match (opened, unions.get(index).and_then(Option::as_ref)) {
                (Some(opened), Some(later)) => size(opened.common(later)),
                (_, None) | (None, _) => 0,
            };
            row.extend([Value::Whole(back), ratio(real(back), number).into()]);
        }
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests;

//! What the active endpoints are: platform, version of the app, model, make, country, channel (spec §12.4).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::numbers::{days, size};
use super::table::{Table, Value};
use crate::metrics::{Cell, Dimension, Distinct, Measure, Page};

/// What endpoints can be told apart by, as it is asked for and as it is kept.
pub const TRAITS: [(&str, &str); 6] = [
    ("platform", "platform"),
    ("app_version", "app_version"),
    ("model", "model"),
    ("make", "make"),
    ("country", "country"),
    ("channel", "channel"),
];

const COLUMNS: &[&str] = &["value", "endpoints"];

/// A row for each value of the trait: how many endpoints had it while they were active, the most frequent first.
#[must_use]
pub fn demographics(pages: &BTreeMap<Date, Page>, first: Date, last: Date, asked: &str) -> Table {
    let mut values: BTreeMap<&str, Distinct> = BTreeMap::new();
    for (_, page) in days(pages, first, last) {
        for (series, cell) in page.into_iter().flat_map(|page| page.of(Measure::Demographic)) {
            if let (Some(value), Cell::Distinct(members)) = (series.dimension(Dimension::Value), cell)
                && series.dimension(Dimension::Trait) == Some(asked)
            {
                values.entry(value).or_default().merge(members);
            }
        }
    }
    let mut counted: Vec<(&str, u64)> = values.iter().map(|(value, members)| (*value, size(members.estimate()))).collect();
    counted.sort_by_key(|(value, endpoints)| (Reverse(*endpoints), *value));
    let rows = counted.into_iter().map(|(value, endpoints)| vec![Value::chosen(value), Value::Whole(endpoints)]);
    Table { columns: COLUMNS, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kpi::story::{Story, day, endpoint, ms};
    use crate::metrics::Subject;

    #[test]
    fn every_endpoint_counts_once_with_each_value_it_had() {
        let mut story = Story::default();
        for (at, id, platform, country) in [
            ("2026-03-01T10:00:00Z", "e1", "ios", "DE"),
            ("2026-03-02T10:00:00Z", "e1", "ios", "DE"),
            ("2026-03-02T10:00:00Z", "e2", "android", "DE"),
            ("2026-03-03T10:00:00Z", "e2", "ios", "FR"),
            ("2026-03-09T10:00:00Z", "e3", "tv", "US"),
        ] {
            let document = endpoint(&json!({"Demographic": {"Platform": platform}, "Location": {"Country": country}}));
            story.of_endpoint(id, Some(&document), &json!({"id": "x", "type": "x", "at": ms(at)}));
        }
        let pages = story.pages(&Subject::Usage);
        for (asked, expected) in [("platform", "ios 2, android 1"), ("country", "DE 2, FR 1"), ("make", "")] {
            let table = demographics(&pages, day("2026-03-01"), day("2026-03-03"), asked);
            let rows: Vec<_> = table.rows.iter().map(|row| Table::texts(row).join(" ")).collect();
            assert_eq!(rows.join(", "), expected, "{asked}");
        }
    }
}

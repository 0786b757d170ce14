//! When sessions begin, where the endpoint is: by weekday and hour (spec §12.4).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::numbers::days;
use super::table::{Table, Value};
use crate::metrics::{Cell, Dimension, Measure, Page};

const COLUMNS: &[&str] = &["weekday", "hour", "sessions"];

/// A row for each hour of a week, from Monday (1) to Sunday (7).
#[must_use]
pub fn heatmap(pages: &BTreeMap<Date, Page>, first: Date, last: Date) -> Table {
    let mut sessions: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, page) in days(pages, first, last) {
        for (series, cell) in page.into_iter().flat_map(|page| page.of(Measure::LocalSessions)) {
            if let (Some(when), Cell::Count(hours)) = (series.dimension(Dimension::When), cell) {
                let count = sessions.entry(when).or_default();
                *count = count.saturating_add(hours.total());
            }
        }
    }
    let mut table = Table::new(COLUMNS);
    for weekday in 1..=7_u64 {
        for hour in 0..24_u64 {
            let when = format!("{weekday}-{hour:02}");
            let count = sessions.get(when.as_str()).copied().unwrap_or_default();
            table.rows.push(vec![Value::Whole(weekday), Value::Whole(hour), Value::Whole(count)]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kpi::story::{Story, day, endpoint, ms};
    use crate::metrics::Subject;

    #[test]
    fn hours_are_those_of_the_endpoint() {
        let mut story = Story::default();
        let tokyo = endpoint(&json!({"Demographic": {"Timezone": "Asia/Tokyo"}}));
        let start = |at: &str| json!({"id": "x", "type": "_session.start", "at": ms(at)});
        // A Sunday evening in UTC is Monday morning in Tokyo.
        story.of_endpoint("e1", Some(&tokyo), &start("2026-03-01T22:30:00Z"));
        story.of_endpoint("e1", Some(&tokyo), &start("2026-03-08T22:31:00Z"));
        story.of_endpoint("e2", None, &start("2026-03-01T22:30:00Z"));
        let table = heatmap(&story.pages(&Subject::Usage), day("2026-03-01"), day("2026-03-08"));
        let hot: Vec<_> =
            table.rows.iter().filter(|row| row[2] != Value::Whole(0)).map(|row| Table::texts(row).join(" ")).collect();
        assert_eq!((table.rows.len(), hot), (168, vec!["1 7 2".to_owned(), "7 22 1".to_owned()]));
    }
}

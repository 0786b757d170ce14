use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::kpi::story::{Story, day};
use crate::metrics::Subject;

fn date(index: i64) -> Date {
    day("2026-02-01").saturating_add(Span::new().days(index))
}

fn opened(seen: &BTreeSet<(i64, u8)>) -> BTreeMap<Date, Page> {
    let mut story = Story::default();
    for (index, endpoint) in seen {
        story.reported("_session.start", &format!("{}T12:00:00Z", date(*index)), &format!("e{endpoint}"), json!({}));
    }
    story.pages(&Subject::Usage)
}

#[test]
fn who_comes_back_counts_once_and_windows_that_still_run_say_nothing() {
    let pages = opened(&BTreeSet::from([(0, 1), (0, 2), (0, 3), (0, 4), (1, 1), (2, 1), (7, 2), (8, 3), (14, 4), (15, 9)]));
    let table = retention(&pages, date(0), date(1), date(15));
    let rows: Vec<_> = table.rows.iter().map(|row| serde_json::Value::Object(table.object(row))).collect();
    assert_eq!(
        rows,
        [
            // Day 0: 1 and 2 within 7 days, all four within 14; 30 days are not over.
            json!({"date": "2026-02-01", "openers": 4, "day_7": 2, "day_7_rate": 0.5, "day_14": 4, "day_14_rate": 1.0}),
            // Of day 1 the 14th day is today.
            json!({"date": "2026-02-02", "openers": 1, "day_7": 1, "day_7_rate": 1.0}),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn as_counted_one_by_one(
        seen in proptest::collection::btree_set((0..60_i64, 0..12_u8), 0..150), last in 0..40_i64, today in 0..70_i64,
    ) {
        let seen: BTreeSet<(i64, u8)> = seen.into_iter().filter(|(day, _)| *day <= today).collect();
        let table = retention(&opened(&seen), date(0), date(last), date(today));
        prop_assert_eq!(table.rows.len(), usize::try_from(last).unwrap() + 1);
        let on = |from: i64, to: i64| -> BTreeSet<u8> {
            seen.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, endpoint)| *endpoint).collect()
        };
        for (row, index) in table.rows.iter().zip(0..) {
            let openers = on(index, index);
            prop_assert_eq!(&row[1], &Value::Whole(openers.len() as u64));
            for (place, width) in [(2, 7), (4, 14), (6, 30)] {
                let back = on(index + 1, index + width).intersection(&openers).count() as u64;
                let expected = if index + width < today { Value::Whole(back) } else { Value::None };
                prop_assert_eq!(&row[place], &expected, "day {} within {}", index, width);
            }
        }
    }
}

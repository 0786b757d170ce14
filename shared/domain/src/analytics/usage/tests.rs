use std::collections::BTreeSet;

use jiff::Span;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::kpi::story::{Story, day};
use crate::metrics::Subject;

#[test]
fn a_day_with_sessions_and_one_without() {
    let mut story = Story::default();
    story
        .reported("_session.start", "2026-02-10T09:00:00Z", "e9", json!({}))
        .reported("_session.start", "2026-03-01T09:00:00Z", "e1", json!({"session": {"id": "1", "start": 0}}))
        .reported("_session.stop", "2026-03-01T09:10:00Z", "e1", json!({"session": {"id": "1", "start": 0, "duration": 600_000}}))
        .reported("_session.start", "2026-03-01T10:00:00Z", "E1", json!({"session": {"id": "2", "start": 0}}))
        .reported("_session.stop", "2026-03-01T10:05:00Z", "e1", json!({"session": {"id": "2", "start": 0, "stop": 300_000}}))
        .reported("_session.start", "2026-03-01T11:00:00Z", "e2", json!({}))
        .reported("_userauth.sign_up", "2026-03-01T11:00:00Z", "e2", json!({}))
        .reported("_userauth.sign_in", "2026-03-01T11:01:00Z", "e2", json!({}))
        .reported("_userauth.auth_fail", "2026-03-01T11:02:00Z", "e3", json!({}));
    let table = usage(&story.pages(&Subject::Usage), day("2026-03-01"), day("2026-03-02"));
    let rows: Vec<_> = table.rows.iter().map(|row| serde_json::Value::Object(table.object(row))).collect();
    assert_eq!(
        rows,
        [
            json!({
                "date": "2026-03-01", "daily_active_endpoints": 3, "monthly_active_endpoints": 4, "daily_active_users": 0,
                "monthly_active_users": 0, "sticky_factor": 0.75, "new_endpoints": 0, "new_users": 0, "sessions": 3,
                "sessions_per_endpoint": 1.0, "session_ms_average": 450_000.0, "session_ms_min": 300_000.0,
                "session_ms_max": 600_000.0, "sign_ins": 1, "sign_ups": 1, "authentication_failures": 1,
            }),
            json!({
                "date": "2026-03-02", "daily_active_endpoints": 0, "monthly_active_endpoints": 4, "daily_active_users": 0,
                "monthly_active_users": 0, "sticky_factor": 0.0, "new_endpoints": 0, "new_users": 0, "sessions": 0, "sign_ins": 0,
                "sign_ups": 0, "authentication_failures": 0,
            }),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn months_as_counted_one_by_one(seen in proptest::collection::btree_set((0..50_i64, 0..30_u8), 0..60), length in 1..20_i64) {
        let begin = day("2026-02-01");
        let date = |index: i64| begin.saturating_add(Span::new().days(index));
        let mut story = Story::default();
        for (index, endpoint) in &seen {
            story.reported("x", &format!("{}T12:00:00Z", date(*index)), &format!("e{endpoint}"), json!({}));
        }
        let (first, last) = (30, 30 + length);
        let table = usage(&story.pages(&Subject::Usage), date(first), date(last));
        prop_assert_eq!(table.rows.len(), usize::try_from(length).unwrap() + 1);
        for (row, index) in table.rows.iter().zip(first..=last) {
            let within = |from: i64| seen.iter().filter(|(day, _)| (from..=index).contains(day)).map(|(_, e)| e).collect::<BTreeSet<_>>().len();
            prop_assert_eq!(&row[0], &Value::Text(date(index).to_string()));
            prop_assert_eq!(&row[1], &Value::Whole(within(index) as u64));
            prop_assert_eq!(&row[2], &Value::Whole(within(index - 29) as u64));
        }
    }
}

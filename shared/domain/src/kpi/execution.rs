//! Execution metrics of journeys: how many entered, left, waited, were sent a message (spec §12.3).
//!
//! They come from one page that covers all time. A key that was never counted is absent, as it is in the counters of Pinpoint's
//! activities; who asks takes it for 0.

use std::collections::BTreeMap;

use crate::metrics::{Cell, Dimension, Measure, Page};

const ENTERED: &str = "ENDPOINT_ENTERED";
const ACTIVE: &str = "ENDPOINT_ACTIVE";
const LEFT: &str = "ENDPOINT_LEFT";
/// Taken out of the journey before they had come to its end.
const REMOVED: &str = "CANCELLED";
/// What is counted of a journey itself and not of one of its activities.
const OF_JOURNEYS: [&str; 5] = [ENTERED, LEFT, REMOVED, "REENTRY_CAP_EXCEEDED", "ACTIVE_ENDPOINT_REJECTED"];

/// What the numbers are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope<'a> {
    /// One run; all of them otherwise.
    pub run: Option<&'a str>,
    /// One activity; the journey as a whole otherwise.
    pub activity: Option<&'a str>,
}

/// The numbers as they are answered: whole, as texts.
#[must_use]
pub fn metrics(page: &Page, scope: Scope<'_>) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (series, cell) in page.of(Measure::Execution) {
        let (Cell::Count(hours), Some(key)) = (cell, series.dimension(Dimension::Status)) else { continue };
        let is_of_run = scope.run.is_none_or(|run| series.dimension(Dimension::Run) == Some(run));
        let is_asked = match scope.activity {
            Some(activity) => series.dimension(Dimension::Activity) == Some(activity),
            None => OF_JOURNEYS.contains(&key),
        };
        if is_of_run && is_asked {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(hours.total());
        }
    }
    if scope.activity.is_none()
        && let Some(entered) = counts.get(ENTERED)
    {
        let gone = [LEFT, REMOVED].iter().filter_map(|key| counts.get(key)).fold(0, |sum: u64, count| sum.saturating_add(*count));
        counts.insert(ACTIVE, entered.saturating_sub(gone));
    }
    counts.into_iter().map(|(key, count)| (key.to_owned(), count.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Hours, Series};

    fn page(cells: &[(&str, &str, &str, u64)]) -> Page {
        let mut page = Page::default();
        for (activity, run, key, count) in cells {
            let mut series = Series::of(Measure::Execution);
            if !activity.is_empty() {
                series = series.with(Dimension::Activity, activity);
            }
            series = series.with(Dimension::Run, run).with(Dimension::Status, key);
            let mut hours = Hours::default();
            hours.add(0, *count);
            page.cells.insert(series, Cell::Count(hours));
        }
        page
    }

    fn told(page: &Page, run: Option<&str>, activity: Option<&str>) -> String {
        let metrics = metrics(page, Scope { run, activity });
        metrics.iter().map(|(key, count)| format!("{key}={count}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn of_journeys_runs_and_activities() {
        let page = page(&[
            ("", "r1", "ENDPOINT_ENTERED", 10),
            ("", "r1", "ENDPOINT_LEFT", 4),
            ("", "r1", "CANCELLED", 1),
            ("", "r2", "ENDPOINT_ENTERED", 5),
            ("", "r2", "REENTRY_CAP_EXCEEDED", 2),
            ("w", "r1", "WAIT_STARTED", 9),
            ("w", "r1", "WAIT_FINISHED", 7),
            ("w", "r2", "WAIT_STARTED", 3),
            ("m", "r1", "SUCCESS", 6),
        ]);
        for (run, activity, expected) in [
            (None, None, "CANCELLED=1 ENDPOINT_ACTIVE=10 ENDPOINT_ENTERED=15 ENDPOINT_LEFT=4 REENTRY_CAP_EXCEEDED=2"),
            (Some("r1"), None, "CANCELLED=1 ENDPOINT_ACTIVE=5 ENDPOINT_ENTERED=10 ENDPOINT_LEFT=4"),
            (Some("r2"), None, "ENDPOINT_ACTIVE=5 ENDPOINT_ENTERED=5 REENTRY_CAP_EXCEEDED=2"),
            (Some("r3"), None, ""),
            (None, Some("w"), "WAIT_FINISHED=7 WAIT_STARTED=12"),
            (Some("r2"), Some("w"), "WAIT_STARTED=3"),
            (None, Some("m"), "SUCCESS=6"),
            (None, Some("n"), ""),
        ] {
            assert_eq!(told(&page, run, activity), expected, "{run:?} {activity:?}");
        }
    }

    #[test]
    fn nobody_is_less_than_none() {
        let page = page(&[("", "r", "ENDPOINT_ENTERED", 1), ("", "r", "ENDPOINT_LEFT", 2)]);
        assert_eq!(told(&page, None, None), "ENDPOINT_ACTIVE=0 ENDPOINT_ENTERED=1 ENDPOINT_LEFT=2");
        assert_eq!(told(&Page::default(), None, None), "");
    }
}

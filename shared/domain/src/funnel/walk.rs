//! How far one endpoint came.

use super::steps::Fits;

/// An event that may complete steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at_ms: i64,
    /// Orders events of one millisecond.
    pub(super) id: u64,
    pub(super) fits: Fits,
}

/// How many of `steps` were completed, one after the other, within the time.
///
/// For each step it is enough to remember the latest beginning of a try that came so far: whatever an earlier one can still do, that one
/// can do too.
pub(super) fn completed(mut marks: Vec<Mark>, steps: usize, within_ms: Option<i64>) -> usize {
    marks.sort_unstable_by_key(|mark| (mark.at_ms, mark.id));
    let mut begun: Vec<Option<i64>> = vec![None; steps];
    let mut best = 0;
    for mark in marks {
        // The last step first, so that one event completes one step of a try.
        for step in (0..steps).rev().filter(|step| mark.fits.has(*step)) {
            let beginning = match step.checked_sub(1) {
                None => Some(mark.at_ms),
                Some(before) => begun.get(before).copied().flatten(),
            };
            let in_time = |begin: &i64| within_ms.is_none_or(|within| mark.at_ms.saturating_sub(*begin) <= within);
            if let (Some(beginning), Some(place)) = (beginning.filter(in_time), begun.get_mut(step)) {
                *place = (*place).max(Some(beginning));
                best = best.max(step + 1);
            }
        }
    }
    best
}

//! What a run reports: counts by reason, and the activity that shows them (spec §4.5, §6.10).

use std::collections::BTreeMap;

use touchpoint_wire::types::ActivityResponse;

use crate::outcome::Reason;

/// How many endpoints ended in which way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Reason, u64>);

impl Counts {
    pub fn add(&mut self, reason: Reason, count: u64) {
        if count > 0 {
            *self.0.entry(reason).or_default() += count;
        }
    }

    pub fn add_all(&mut self, other: &Self) {
        other.iter().for_each(|(reason, count)| self.add(reason, count));
    }

    #[must_use]
    pub fn get(&self, reason: Reason) -> u64 {
        self.0.get(&reason).copied().unwrap_or(0)
    }

    /// The reasons that occurred.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, u64)> {
        self.0.iter().map(|(reason, count)| (*reason, *count))
    }

    /// All endpoints that were looked at.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// The counts of outcomes written as letters, one per endpoint; letters that mean nothing are not counted.
    #[must_use]
    pub fn of_letters(letters: &str) -> Self {
        letters.chars().filter_map(Reason::from_letter).collect()
    }

    /// By letter, for compact storage.
    #[must_use]
    pub fn to_letters(&self) -> BTreeMap<char, u64> {
        self.iter().map(|(reason, count)| (reason.letter(), count)).collect()
    }

    /// What [`Self::to_letters`] gave.
    #[must_use]
    pub fn from_letters(letters: &BTreeMap<char, u64>) -> Self {
        let mut counts = Self::default();
        for (letter, count) in letters {
            if let Some(reason) = Reason::from_letter(*letter) {
                counts.add(reason, *count);
            }
        }
        counts
    }
}

impl FromIterator<Reason> for Counts {
    fn from_iter<I: IntoIterator<Item = Reason>>(reasons: I) -> Self {
        let mut counts = Self::default();
        reasons.into_iter().for_each(|reason| counts.add(reason, 1));
        counts
    }
}

/// Whether a message was handed to the channel for this endpoint, or tried to.
#[must_use]
pub const fn is_attempt(reason: Reason) -> bool {
    match reason {
        Reason::Sent
        | Reason::RenderingFailure
        | Reason::FailurePermanent
        | Reason::FailureTransient
        | Reason::Throttled
        | Reason::InDoubt => true,
        Reason::FilteredOutBySegment
        | Reason::OptOut
        | Reason::Inactive
        | Reason::MissingChannel
        | Reason::MissingAddress
        | Reason::ChannelMismatch
        | Reason::DuplicateAddress
        | Reason::OtherTreatment
        | Reason::Holdout
        | Reason::QuietTime
        | Reason::DailyCap
        | Reason::CampaignCap
        | Reason::Expired
        | Reason::Stopped
        | Reason::Gone => false,
    }
}

/// Writes the counts into an activity: endpoints attempted and succeeded, and one metric per reason that occurred.
pub fn report(activity: &mut ActivityResponse, counts: &Counts) {
    let attempts = counts.iter().filter(|(reason, _)| is_attempt(*reason)).map(|(_, count)| count).sum();
    activity.total_endpoint_count = Some(saturated(attempts));
    activity.successful_endpoint_count = Some(saturated(counts.get(Reason::Sent)));
    let mut metrics = BTreeMap::<&str, u64>::from([("ENDPOINT_PRODUCED", counts.total())]);
    for (reason, count) in counts.iter() {
        *metrics.entry(reason.counter()).or_default() += count;
    }
    activity.execution_metrics = Some(metrics.into_iter().map(|(name, count)| (name.to_owned(), count.to_string())).collect());
}

fn saturated(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_adds_up() {
        let mut counts = Counts::of_letters("SSSOUXWRHHTF?");
        counts.add(Reason::FilteredOutBySegment, 9);
        let mut activity = ActivityResponse::default();
        report(&mut activity, &counts);
        assert_eq!((activity.total_endpoint_count, activity.successful_endpoint_count), (Some(7), Some(3)));
        let metrics: Vec<String> =
            activity.execution_metrics.unwrap().into_iter().map(|(name, count)| format!("{name}={count}")).collect();
        assert_eq!(
            metrics,
            [
                "ENDPOINT_OPT_OUT=1",
                "ENDPOINT_PRODUCED=21",
                "FAILURE_PERMANENT=1",
                "FILTERED_OUT_BY_SEGMENT=10",
                "RENDERING_FAILURE=1",
                "SUCCESS=3",
                "THROTTLED=1",
                "TREATMENT_HOLDOUT=3",
                "UNKNOWN=1",
            ]
        );
    }

    #[test]
    fn letters_read_back() {
        let counts = Counts::of_letters("SSOFF");
        assert_eq!(Counts::from_letters(&counts.to_letters()), counts);
        assert_eq!((counts.total(), counts.get(Reason::Sent), counts.get(Reason::Gone)), (5, 2, 0));
    }

    #[test]
    fn a_run_that_could_not_start_reports_zeros() {
        let mut activity = ActivityResponse::default();
        report(&mut activity, &Counts::default());
        assert_eq!((activity.total_endpoint_count, activity.successful_endpoint_count), (Some(0), Some(0)));
        assert_eq!(activity.execution_metrics, Some(BTreeMap::from([("ENDPOINT_PRODUCED".to_owned(), "0".to_owned())])));
    }
}

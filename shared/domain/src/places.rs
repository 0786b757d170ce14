//! Small quotas whose holders matter (spec §2.2, §2.4, §2.5), held under any number of writers at once.
//!
//! Each quota has as many places as it allows. Whoever counts towards it takes one, in the write that makes it active, and gives it
//! back in the write that ends, pauses or removes it; a place can be held once. So no count has to be kept that could be wrong, and
//! none is read that could be old; and who holds the places is known, which is how the active ones are found.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::hash::fnv1a64;
use crate::ids::AppId;
use crate::limits::Limits;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quota {
    /// Active campaigns of the account.
    Campaigns,
    /// Those of an app that wait for events.
    EventCampaigns,
    /// Those of an app that show messages in it.
    InAppCampaigns,
    /// Active journeys of the account.
    Journeys,
    /// Those of the account that events start.
    EventJourneys,
    /// Import jobs of the account that are not finished.
    ImportJobs,
}

/// The places that somebody holds, each in another quota.
pub type Places = BTreeMap<Quota, u32>;

/// Who holds a place: a campaign, a journey or a job.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    pub app: AppId,
    pub id: String,
}

impl Holder {
    /// The holder called `id`, in `app`.
    #[must_use]
    pub fn new(app: impl Into<String>, id: impl Into<String>) -> Self {
        Self { app: AppId::new(app), id: id.into() }
    }
}

impl Quota {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Campaigns, Self::EventCampaigns, Self::InAppCampaigns, Self::Journeys, Self::EventJourneys, Self::ImportJobs];

    /// A name that ids can hold.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Campaigns => "campaigns",
            Self::EventCampaigns => "event-campaigns",
            Self::InAppCampaigns => "in-app-campaigns",
            Self::Journeys => "journeys",
            Self::EventJourneys => "event-journeys",
            Self::ImportJobs => "import-jobs",
        }
    }

    /// How many places it has.
    #[must_use]
    pub fn places(self, limits: &Limits) -> usize {
        match self {
            Self::Campaigns => limits.active_campaigns,
            Self::EventCampaigns => limits.event_campaigns,
            Self::InAppCampaigns => limits.in_app_campaigns,
            Self::Journeys => limits.active_journeys,
            Self::EventJourneys => limits.active_event_journeys,
            Self::ImportJobs => limits.active_import_jobs,
        }
    }

    /// What a client is told when all of them are taken.
    #[must_use]
    pub fn refusal(self, limits: &Limits) -> String {
        let most = self.places(limits);
        let by_frequency = |frequency| {
            format!(
                "Schedule.Frequency: at most {most} active campaigns per app may be {frequency}; end, pause or delete one first"
            )
        };
        match self {
            Self::Campaigns => format!("active campaigns: at most {most} per account; end, pause or delete one first"),
            Self::EventCampaigns => by_frequency("EVENT"),
            Self::InAppCampaigns => by_frequency("IN_APP_EVENT"),
            Self::Journeys => format!("at most {most} active journeys per account; cancel one first"),
            Self::EventJourneys => format!("at most {most} active event-triggered journeys per account; cancel one first"),
            Self::ImportJobs => {
                format!("import jobs: at most {most} per account that are not finished; wait for one to end")
            }
        }
    }
}

/// What remembers the places that it holds, and so can give them back.
pub trait Placed: Sized {
    fn holder(&self) -> Holder;

    /// The quotas that it counts towards as it is now.
    fn counts_towards(&self) -> BTreeSet<Quota>;

    fn places(&self) -> &Places;

    fn places_mut(&mut self) -> &mut Places;

    /// The same without the places that it no longer needs, and those places.
    #[must_use]
    fn giving_back(mut self) -> (Self, Places) {
        let needed = self.counts_towards();
        let given = self.places_mut().extract_if(.., |quota, _| !needed.contains(quota)).collect();
        (self, given)
    }

    /// The quotas in which it has no place and needs one.
    #[must_use]
    fn lacking(&self) -> Vec<Quota> {
        self.counts_towards().into_iter().filter(|quota| !self.places().contains_key(quota)).collect()
    }
}

/// A free place out of `most`, or `None` when as many are taken. `holder` says where to begin, so that those that are created at the
/// same time rarely want the same one.
#[must_use]
pub fn free_place(taken: &BTreeSet<u32>, most: usize, holder: &str) -> Option<u32> {
    if taken.len() >= most {
        return None;
    }
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let first = u32::try_from(fnv1a64(holder.as_bytes()) % u64::from(most)).unwrap_or(0);
    (first..most).chain(0..first).find(|place| !taken.contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_places_as_the_quota_says() {
        let mut taken = BTreeSet::new();
        for count in 0..7 {
            let place = free_place(&taken, 7, &format!("holder {count}")).unwrap();
            assert!(place < 7 && taken.insert(place));
        }
        assert_eq!(free_place(&taken, 7, "one more"), None);
        assert_eq!(free_place(&taken, 0, "nobody"), None);
        // The quota was lowered: whoever has a place keeps it, and counts.
        assert_eq!(free_place(&BTreeSet::from([5, 6]), 2, "h"), None);
        assert!(free_place(&BTreeSet::from([5, 6]), 3, "h").is_some_and(|place| place < 3));
    }

    #[test]
    fn each_quota_has_a_name_a_number_and_a_refusal_of_its_own() {
        let limits = Limits::default();
        let numbers = Quota::ALL.map(|quota| quota.places(&limits));
        assert_eq!(numbers, [200, 25, 25, 50, 20, 10]);
        let mut refusals = BTreeSet::new();
        for (quota, number) in Quota::ALL.into_iter().zip(numbers) {
            let refusal = quota.refusal(&limits);
            assert!(refusal.contains(&format!("at most {number} ")), "{refusal}");
            assert!(refusals.insert(refusal));
            assert_eq!(serde_json::to_value(quota).unwrap(), quota.name(), "as it is stored with a campaign and in its record");
        }
    }
}

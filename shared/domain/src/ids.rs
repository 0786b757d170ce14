//! Typed identifiers, so that a campaign's id cannot stand where an app's is wanted.

use serde::{Deserialize, Serialize};

use crate::hash::{fnv1a64, fnv1a64_from};

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is; what is not a known id is simply not found.
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

id_types! {
    /// An app (a Pinpoint project): 32 lower-case hex digits.
    AppId
    /// A campaign: 32 lower-case hex digits.
    CampaignId
    /// A segment: 32 lower-case hex digits.
    SegmentId
    /// One execution of one treatment of a campaign; Pinpoint calls it an activity. 32 lower-case hex digits.
    RunId
    /// A journey: 32 lower-case hex digits.
    JourneyId
    /// A user id, as the caller chose it; case-sensitive (spec §1.4).
    UserId
}

/// The key of an endpoint: its id in lower case, because ids compare without case (spec §1.4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EndpointKey(String);

impl EndpointKey {
    /// The key of the endpoint called `id`.
    #[must_use]
    pub fn of(id: &str) -> Self {
        Self(id.to_lowercase())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EndpointKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Shards per app. Fixed: a run's checkpoints and every stored key depend on it.
pub const SHARDS: u8 = 32;

/// The shard (`0..SHARDS`) that holds an endpoint.
#[must_use]
pub fn shard_of(key: &EndpointKey) -> u8 {
    (fnv1a64(key.as_str().as_bytes()) % u64::from(SHARDS)) as u8
}

/// The cohort (0-99) of an endpoint: reproducible, so that it survives delete and re-create (spec §3.7).
#[must_use]
pub fn cohort_of(app: &AppId, key: &EndpointKey) -> u8 {
    let state = fnv1a64_from(fnv1a64(app.as_str().as_bytes()), b":");
    (fnv1a64_from(state, key.as_str().as_bytes()) % 100) as u8
}

/// The id of the run of `treatment` that was due at `scheduled`: starting the same run twice is one run.
#[must_use]
pub fn run_id(campaign: &CampaignId, treatment: &str, scheduled: jiff::Timestamp) -> RunId {
    let text = format!("{campaign}/{treatment}/{}", scheduled.as_millisecond());
    let high = fnv1a64(text.as_bytes());
    let low = fnv1a64_from(high, text.as_bytes());
    RunId::new(format!("{high:016x}{low:016x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoint_keys_ignore_case_and_spread_over_all_shards() {
        assert_eq!(EndpointKey::of("User-1"), EndpointKey::of("uSER-1"));
        let mut seen = [0_u32; SHARDS as usize];
        for i in 0..3_200 {
            seen[usize::from(shard_of(&EndpointKey::of(&format!("user-{i:06}-email"))))] += 1;
        }
        assert!(seen.iter().all(|&n| (50..=170).contains(&n)), "{seen:?}");
    }

    #[test]
    fn a_cohort_depends_on_app_and_endpoint_only() {
        let (app, other) = (AppId::new("a".repeat(32)), AppId::new("b".repeat(32)));
        let key = EndpointKey::of("E1");
        assert_eq!(cohort_of(&app, &key), (fnv1a64(format!("{app}:e1").as_bytes()) % 100) as u8);
        assert_ne!(cohort_of(&app, &key), cohort_of(&other, &key));
    }

    #[test]
    fn a_run_has_one_id() {
        let start = jiff::Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        let campaign = CampaignId::new("c".repeat(32));
        assert_eq!(run_id(&campaign, "0", start), run_id(&campaign, "0", start));
        assert_ne!(run_id(&campaign, "0", start), run_id(&campaign, "1", start));
        assert_eq!(run_id(&campaign, "0", start).as_str().len(), 32);
    }
}

//! Which journeys count against the account's quotas: ACTIVE, PAUSED and CLOSED ones (spec §2.5).
//!
//! A journey is entered by name rather than counted, so that entering or leaving twice changes nothing and what a deleted app
//! left behind can be told apart. The roster changes in the same transaction as the journey's state.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{AppId, JourneyId};
use crate::limits::Limits;

/// What makes people enter a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Trigger {
    Segment,
    Event,
}

/// The journeys of all apps that count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// By app, then by journey.
    #[serde(default)]
    apps: BTreeMap<String, BTreeMap<String, Trigger>>,
}

impl Roster {
    /// Enters a journey that has room, or says of which journeys there are too many.
    ///
    /// # Errors
    /// The quota in words.
    pub fn enter(&mut self, app: &AppId, journey: &JourneyId, trigger: Trigger, limits: &Limits) -> Result<(), String> {
        self.leave(app, journey);
        self.room(trigger, limits)?;
        self.apps.entry(app.to_string()).or_default().insert(journey.to_string(), trigger);
        Ok(())
    }

    /// Takes a journey off; one that is not there is no error.
    pub fn leave(&mut self, app: &AppId, journey: &JourneyId) {
        if let Some(journeys) = self.apps.get_mut(app.as_str()) {
            journeys.remove(journey.as_str());
        }
        self.apps.retain(|_, journeys| !journeys.is_empty());
    }

    /// Whether one more journey may be entered.
    ///
    /// # Errors
    /// The quota in words.
    pub fn room(&self, trigger: Trigger, limits: &Limits) -> Result<(), String> {
        if self.count(None) >= limits.active_journeys {
            return Err(format!("at most {} active journeys per account; cancel one first", limits.active_journeys));
        }
        if trigger == Trigger::Event && self.count(Some(Trigger::Event)) >= limits.active_event_journeys {
            let most = limits.active_event_journeys;
            return Err(format!("at most {most} active event-triggered journeys per account; cancel one first"));
        }
        Ok(())
    }

    /// The apps that have journeys here.
    #[must_use]
    pub fn apps(&self) -> BTreeSet<AppId> {
        self.apps.keys().map(AppId::new).collect()
    }

    /// Takes all journeys of an app off.
    pub fn forget(&mut self, app: &AppId) {
        self.apps.remove(app.as_str());
    }

    fn count(&self, trigger: Option<Trigger>) -> usize {
        let all = self.apps.values().flat_map(BTreeMap::values);
        all.filter(|one| trigger.is_none_or(|trigger| trigger == **one)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_and_twenty() {
        let (limits, mut roster) = (Limits::default(), Roster::default());
        let enter = |roster: &mut Roster, app: &str, journey: usize, trigger| {
            roster.enter(&AppId::new(app), &JourneyId::new(journey.to_string()), trigger, &limits)
        };
        for n in 0..20 {
            assert_eq!(enter(&mut roster, "a", n, Trigger::Event), Ok(()));
        }
        let full = Err("at most 20 active event-triggered journeys per account; cancel one first".to_owned());
        assert_eq!(enter(&mut roster, "b", 99, Trigger::Event), full);
        assert_eq!(enter(&mut roster, "a", 19, Trigger::Event), Ok(()), "it is there already");
        for n in 20..50 {
            assert_eq!(enter(&mut roster, "b", n, Trigger::Segment), Ok(()));
        }
        let full = Err("at most 50 active journeys per account; cancel one first".to_owned());
        assert_eq!(enter(&mut roster, "b", 99, Trigger::Segment), full);
        roster.leave(&AppId::new("b"), &JourneyId::new("49"));
        roster.leave(&AppId::new("b"), &JourneyId::new("49"));
        assert_eq!(enter(&mut roster, "b", 99, Trigger::Segment), Ok(()));
        assert_eq!(roster.apps().into_iter().collect::<Vec<_>>(), [AppId::new("a"), AppId::new("b")]);
        roster.forget(&AppId::new("b"));
        assert_eq!(roster.count(None), 20);
        let json = serde_json::to_string(&roster).unwrap();
        assert_eq!(serde_json::from_str::<Roster>(&json).unwrap(), roster);
    }
}

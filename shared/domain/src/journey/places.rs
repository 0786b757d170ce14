//! The quotas of active journeys (spec §2.5): which of them a journey counts towards.

use std::collections::BTreeSet;

use touchpoint_wire::types::{JourneyResponse, State};

use super::review::{Trigger, trigger};
use super::state::Journey;
use crate::places::{Holder, Placed, Places, Quota};

/// The quotas that `journey` counts towards from its publication to its end.
#[must_use]
pub fn quotas(journey: &JourneyResponse) -> BTreeSet<Quota> {
    match trigger(journey) {
        Trigger::Segment => [Quota::Journeys].into(),
        Trigger::Event => [Quota::Journeys, Quota::EventJourneys].into(),
    }
}

impl Placed for Journey {
    fn holder(&self) -> Holder {
        Holder::new(self.doc.application_id.as_str(), self.doc.id.as_str())
    }

    fn counts_towards(&self) -> BTreeSet<Quota> {
        match self.state() {
            State::Active | State::Paused | State::Closed => quotas(&self.doc),
            State::Draft | State::Completed | State::Cancelled => BTreeSet::new(),
        }
    }

    fn places(&self) -> &Places {
        &self.server.places
    }

    fn places_mut(&mut self) -> &mut Places {
        &mut self.server.places
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::journey::state::JourneyServer;

    fn journey(state: State, start: &str) -> Journey {
        let condition = match start {
            "event" => json!({"EventFilter": {"FilterType": "SYSTEM", "Dimensions": {}}}),
            _ => json!({"SegmentId": "s"}),
        };
        let member = if start == "event" { "EventStartCondition" } else { "SegmentStartCondition" };
        let doc = json!({"ApplicationId": "a", "Id": "j", "Name": "n", "State": state, "StartCondition": {member: condition}});
        Journey { doc: serde_json::from_value(doc).unwrap(), server: JourneyServer::default() }
    }

    #[test]
    fn who_counts() {
        for state in State::ALL {
            let counts = match state {
                State::Active | State::Paused | State::Closed => true,
                State::Draft | State::Completed | State::Cancelled => false,
            };
            let expected = |quotas: &[Quota]| if counts { quotas.to_vec() } else { Vec::new() };
            assert_eq!(journey(*state, "segment").lacking(), expected(&[Quota::Journeys]), "{state}");
            assert_eq!(journey(*state, "event").lacking(), expected(&[Quota::Journeys, Quota::EventJourneys]), "{state}");
        }
    }
}

//! The stored journey: what a client wrote, merged, plus what only the server sets (spec §11.1).

use jiff::Timestamp;
use touchpoint_wire::types::{JourneyResponse, State, WriteJourneyRequest};

use crate::ids::{AppId, JourneyId};
use crate::time::wire_date;

/// What the server knows of a new journey and the client does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub app: AppId,
    pub id: JourneyId,
    pub created: Timestamp,
}

/// A new draft that says what `written` says. Its dates are the server's, whatever the request holds.
#[must_use]
pub fn document(written: WriteJourneyRequest, identity: &Identity) -> JourneyResponse {
    let empty = JourneyResponse {
        application_id: identity.app.to_string(),
        id: identity.id.to_string(),
        creation_date: Some(wire_date(identity.created)),
        state: Some(State::Draft),
        ..JourneyResponse::default()
    };
    merged(&empty, written, identity.created)
}

/// `stored` after `update`: members of `update` replace whole, absent ones stay, as for campaigns. The state is not touched.
#[must_use]
pub fn merged(stored: &JourneyResponse, update: WriteJourneyRequest, modified: Timestamp) -> JourneyResponse {
    let stored = stored.clone();
    JourneyResponse {
        activities: update.activities.or(stored.activities),
        application_id: stored.application_id,
        closed_days: update.closed_days.or(stored.closed_days),
        creation_date: stored.creation_date,
        id: stored.id,
        journey_channel_settings: update.journey_channel_settings.or(stored.journey_channel_settings),
        last_modified_date: Some(wire_date(modified)),
        limits: update.limits.or(stored.limits),
        local_time: update.local_time.or(stored.local_time),
        name: update.name,
        open_hours: update.open_hours.or(stored.open_hours),
        quiet_time: update.quiet_time.or(stored.quiet_time),
        refresh_frequency: update.refresh_frequency.or(stored.refresh_frequency),
        refresh_on_segment_update: update.refresh_on_segment_update.or(stored.refresh_on_segment_update),
        schedule: update.schedule.or(stored.schedule),
        sending_schedule: update.sending_schedule.or(stored.sending_schedule),
        start_activity: update.start_activity.or(stored.start_activity),
        start_condition: update.start_condition.or(stored.start_condition),
        state: stored.state,
        timezone_estimation_methods: update.timezone_estimation_methods.or(stored.timezone_estimation_methods),
        wait_for_quiet_time: update.wait_for_quiet_time.or(stored.wait_for_quiet_time),
        tags: stored.tags,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_update_replaces_what_it_names_and_keeps_the_rest() {
        let identity =
            Identity { app: AppId::new("a1"), id: JourneyId::new("j1"), created: "2026-01-01T00:00:00Z".parse().unwrap() };
        let read = |json| serde_json::from_value::<WriteJourneyRequest>(json).unwrap();
        let stored = document(
            read(json!({
                "Name": "welcome", "CreationDate": "1999-01-01", "LastModifiedDate": "1999-01-01", "State": "DRAFT",
                "Limits": {"DailyCap": 1, "TotalCap": 5}, "Activities": {"a": {"Wait": {}}}, "StartActivity": "a"
            })),
            &identity,
        );
        let update = read(json!({"Name": "hello", "Limits": {"DailyCap": 2}, "Activities": {}, "LastModifiedDate": "1999"}));
        let after = merged(&stored, update, "2026-02-01T00:00:00Z".parse().unwrap());
        assert_eq!(
            serde_json::to_value(after).unwrap(),
            json!({
                "ApplicationId": "a1", "Id": "j1", "Name": "hello", "State": "DRAFT",
                "CreationDate": "2026-01-01T00:00:00.000Z", "LastModifiedDate": "2026-02-01T00:00:00.000Z",
                "Limits": {"DailyCap": 2}, "Activities": {}, "StartActivity": "a"
            })
        );
    }
}

//! Every state that a client may ask for, in every state that a journey may be in.

use serde_json::json;

use super::super::references::{Facts, SegmentKind};
use super::*;
use crate::limits::Limits;
use crate::places::{Placed as _, Quota};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn journey(state: State) -> Journey {
    let doc = json!({
        "ApplicationId": "a", "Id": "j", "Name": "n", "State": state, "StartActivity": "w", "RefreshFrequency": "PT12H",
        "StartCondition": {"SegmentStartCondition": {"SegmentId": "s"}},
        "Activities": {"w": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}},
    });
    Journey { doc: serde_json::from_value(doc).unwrap(), server: JourneyServer::default() }
}

#[test]
fn transitions() {
    let mut table = String::new();
    for from in State::ALL {
        let row: Vec<String> = State::ALL
            .iter()
            .map(|to| Transition::of(*from, *to).map_or("-".to_owned(), |transition| format!("{to} by {transition:?}")))
            .filter(|cell| cell != "-")
            .collect();
        table.push_str(&format!("{from}: {}\n", row.join(", ")));
    }
    insta::assert_snapshot!(table, @r"
    DRAFT: ACTIVE by Publish
    ACTIVE: CANCELLED by Cancel, PAUSED by Pause
    COMPLETED: 
    CANCELLED: 
    CLOSED: CANCELLED by Cancel
    PAUSED: ACTIVE by Resume, CANCELLED by Cancel
    ");
    let refused = Transition::of(State::Draft, State::Paused).unwrap_err();
    assert_eq!(refused.to_string(), "State: a journey that is DRAFT cannot become PAUSED");
}

#[test]
fn drafts_and_ends_may_be_deleted() {
    let deleted: Vec<_> = State::ALL.iter().filter(|state| journey(**state).may_be_deleted().is_ok()).collect();
    assert_eq!(deleted, [&State::Draft, &State::Completed, &State::Cancelled]);
}

#[test]
fn a_request_saves_or_publishes() {
    let asked: Vec<_> = State::ALL.iter().map(|state| asks_to_publish(Some(*state)).ok()).collect();
    assert_eq!(asked, [Some(false), Some(true), None, None, None, None]);
    assert_eq!(asks_to_publish(None), Ok(false));
}

#[test]
fn a_pause_lasts_five_minutes_and_needs_a_refresh() {
    let paused = journey(State::Active).pause(at("2026-05-01T10:00:00Z")).unwrap();
    assert_eq!(paused.state(), State::Paused);
    assert_eq!(
        paused.clone().resume(at("2026-05-01T10:04:59Z")).unwrap_err().to_string(),
        "State: a PAUSED journey can become ACTIVE 5 minutes later, at 2026-05-01T10:05:00.000Z"
    );
    let resumed = paused.resume(at("2026-05-01T10:05:00Z")).unwrap();
    assert_eq!((resumed.state(), resumed.server.paused), (State::Active, None));
    assert_eq!(resumed.doc.last_modified_date.as_deref(), Some("2026-05-01T10:05:00.000Z"));
    for frequency in [None, Some(String::new())] {
        let mut never = journey(State::Active);
        never.doc.refresh_frequency = frequency;
        let refused = never.pause(at("2026-05-01T10:00:00Z")).unwrap_err();
        assert_eq!(refused.to_string(), "State: only a journey with a RefreshFrequency can be PAUSED");
    }
}

#[test]
fn a_published_journey_has_places_and_a_cancelled_one_gives_them_back() {
    let now = at("2026-05-01T10:00:00Z");
    let facts = Facts { segments: [("s".to_owned(), SegmentKind::Dynamic)].into(), ..Facts::default() };
    let quotas = Limits { active_journeys: 1, ..Limits::default() };
    let circumstances = Circumstances { facts: &facts, defaults: &Defaults::default(), quotas: &quotas, now };
    assert_eq!(
        journey(State::Draft).publish(&Places::new(), &circumstances).unwrap_err().to_string(),
        "the journey cannot be published: State: at most 1 active journeys per account; cancel one first"
    );
    let free = Places::from([(Quota::Journeys, 7), (Quota::EventJourneys, 2)]);
    let active = journey(State::Draft).publish(&free, &circumstances).unwrap();
    assert_eq!((active.state(), active.server.published), (State::Active, Some(now)));
    assert_eq!(active.server.places, [(Quota::Journeys, 7)].into(), "no event starts it");
    assert_eq!(active.clone().giving_back(), (active.clone(), Places::new()));
    let (cancelled, given) = active.cancel(now).giving_back();
    assert_eq!((cancelled.state(), cancelled.server.cancelled), (State::Cancelled, Some(now)));
    assert_eq!((cancelled.server.places, given), (Places::new(), [(Quota::Journeys, 7)].into()));
}

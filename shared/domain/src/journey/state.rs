//! The state machine of a journey (spec §11.7): which state a client may ask for, and what that makes of it.
//!
//! ```text
//!  DRAFT ──review──▶ ACTIVE ◀──5 min──▶ PAUSED
//!                      │ │                 │
//!            (engine)  ▼ └──▶ CANCELLED ◀──┤
//!                    CLOSED ───────────────┘
//!                      ▼ (engine)
//!                   COMPLETED
//! ```

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{JourneyResponse, State};

use super::limits::Defaults;
use super::places::quotas;
use super::refusals::{Refusals, Subject};
use super::review::{Circumstances, review};
use super::text::filled;
use crate::field::FieldError;
use crate::places::Places;
use crate::time::wire_date;

/// How long a journey stays paused at least.
const SHORTEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// A journey: its document, and what the server keeps beside it and never returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    pub doc: JourneyResponse,
    pub server: JourneyServer,
}

/// What the server keeps with a journey.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JourneyServer {
    #[serde(default)]
    pub defaults: Defaults,
    /// When it was published. It stays what it was through a pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When it was paused, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Timestamp>,
    /// Its places in the quotas that it counts towards.
    #[serde(default, skip_serializing_if = "Places::is_empty")]
    pub places: Places,
}

/// Why a journey does not change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A field of the request, or a state that does not follow.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// Only drafts are edited.
    #[error("State: a journey that is {0} cannot be changed; only a DRAFT can")]
    NotEditable(State),
    /// It is not fit to be published; every fault is named.
    #[error("the journey cannot be published: {0}")]
    Unfit(Refusals),
}

/// What a client asks of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    Publish,
    Pause,
    Resume,
    Cancel,
}

impl Transition {
    /// How `from` becomes `to`.
    ///
    /// # Errors
    /// When a client cannot make it so.
    pub fn of(from: State, to: State) -> Result<Self, FieldError> {
        match (from, to) {
            (State::Draft, State::Active) => Ok(Self::Publish),
            (State::Active, State::Paused) => Ok(Self::Pause),
            (State::Paused, State::Active) => Ok(Self::Resume),
            (State::Active | State::Paused | State::Closed, State::Cancelled) => Ok(Self::Cancel),
            (
                State::Draft | State::Active | State::Paused | State::Closed | State::Completed | State::Cancelled,
                State::Draft | State::Active | State::Paused | State::Closed | State::Completed | State::Cancelled,
            ) => Err(FieldError::new("State", format!("a journey that is {from} cannot become {to}"))),
        }
    }
}

/// Whether a request asks that the journey be published as it is saved.
///
/// # Errors
/// When it asks for any other state than DRAFT and ACTIVE.
pub fn asks_to_publish(state: Option<State>) -> Result<bool, FieldError> {
    match state {
        None | Some(State::Draft) => Ok(false),
        Some(State::Active) => Ok(true),
        Some(State::Paused | State::Closed | State::Completed | State::Cancelled) => {
            Err(FieldError::new("State", "must be DRAFT or ACTIVE; other states are set by UpdateJourneyState"))
        }
    }
}

impl Journey {
    #[must_use]
    pub fn state(&self) -> State {
        self.doc.state.unwrap_or(State::Draft)
    }

    /// Publishes a draft that is fit for it, with the places that are `free` for it in the quotas that it will count towards.
    ///
    /// # Errors
    /// [`Refused::Unfit`] with all faults.
    pub fn publish(mut self, free: &Places, circumstances: &Circumstances<'_>) -> Result<Self, Refused> {
        let mut refusals = review(&self.doc, circumstances);
        for quota in quotas(&self.doc) {
            match free.get(&quota) {
                Some(place) => drop(self.server.places.insert(quota, *place)),
                None => refusals.add(Subject::Member("State"), quota.refusal(circumstances.quotas)),
            }
        }
        refusals.outcome().map_err(Refused::Unfit)?;
        self.server.published = Some(circumstances.now);
        Ok(self.in_state(State::Active, circumstances.now))
    }

    /// Pauses an active journey.
    ///
    /// # Errors
    /// When it is never refreshed: nothing of it could be paused.
    pub fn pause(mut self, now: Timestamp) -> Result<Self, FieldError> {
        if filled(self.doc.refresh_frequency.as_ref()).is_none() {
            return Err(FieldError::new("State", "only a journey with a RefreshFrequency can be PAUSED"));
        }
        self.server.paused = Some(now);
        Ok(self.in_state(State::Paused, now))
    }

    /// Takes a paused journey up again.
    ///
    /// # Errors
    /// Within five minutes after it was paused.
    pub fn resume(mut self, now: Timestamp) -> Result<Self, FieldError> {
        let earliest = self.server.paused.and_then(|paused| paused.saturating_add(SHORTEST_PAUSE).ok());
        if let Some(earliest) = earliest.filter(|earliest| now < *earliest) {
            let rule = format!("a PAUSED journey can become ACTIVE 5 minutes later, at {}", wire_date(earliest));
            return Err(FieldError::new("State", rule));
        }
        self.server.paused = None;
        Ok(self.in_state(State::Active, now))
    }

    /// Ends a journey for good. It has its places until it gives them back.
    #[must_use]
    pub fn cancel(mut self, now: Timestamp) -> Self {
        self.server.cancelled = Some(now);
        self.server.paused = None;
        self.in_state(State::Cancelled, now)
    }

    /// Whether it may be deleted.
    ///
    /// # Errors
    /// While somebody may be in it.
    pub fn may_be_deleted(&self) -> Result<(), FieldError> {
        match self.state() {
            State::Draft | State::Completed | State::Cancelled => Ok(()),
            state @ (State::Active | State::Paused | State::Closed) => {
                Err(FieldError::new("State", format!("a journey that is {state} cannot be deleted; cancel it first")))
            }
        }
    }

    fn in_state(mut self, state: State, now: Timestamp) -> Self {
        self.doc.state = Some(state);
        self.doc.last_modified_date = Some(wire_date(now));
        self
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;

//! The two writes of a journey, whole: merge and check. What the API calls before it stores a draft or publishes it.

use jiff::Timestamp;
use touchpoint_wire::types::{State, WriteJourneyRequest};

use super::document::{Identity, document, merged};
use super::limits::Defaults;
use super::state::{Journey, JourneyServer, Refused};
use super::validate::validate;
use crate::limits::Limits;

/// A new draft from a request; `defaults` are the app's settings as they are now.
pub fn create(
    request: WriteJourneyRequest,
    identity: &Identity,
    defaults: Defaults,
    quotas: &Limits,
) -> Result<Journey, Refused> {
    let doc = document(request, identity);
    validate(&doc, quotas)?;
    Ok(Journey { doc, server: JourneyServer { defaults, ..JourneyServer::default() } })
}

/// A stored draft after a request.
pub fn update(stored: Journey, request: WriteJourneyRequest, quotas: &Limits, now: Timestamp) -> Result<Journey, Refused> {
    match stored.state() {
        State::Draft => {}
        state @ (State::Active | State::Paused | State::Closed | State::Completed | State::Cancelled) => {
            return Err(Refused::NotEditable(state));
        }
    }
    let doc = merged(&stored.doc, request, now);
    validate(&doc, quotas)?;
    Ok(Journey { doc, server: stored.server })
}

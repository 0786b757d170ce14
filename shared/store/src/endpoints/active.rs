//! When endpoints were last active (spec §4.4), moved on by what they report.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::write::{Change, ItemKey};
use touchpoint_domain::ids::AppId;

use super::load::Loaded;
use super::put::Plan;
use super::{Endpoints, StoredEndpoint};
use crate::StoreError;
use crate::backoff::MAX_ATTEMPTS;

/// Whether `at` is so much later than what is stored that it is worth a write.
#[must_use]
pub fn is_due(document: &EndpointDocument, at: Timestamp, interval: SignedDuration) -> bool {
    let stored = document.last_active.and_then(|stored| Timestamp::from_millisecond(stored).ok());
    stored.is_none_or(|stored| at.duration_since(stored) > interval)
}

impl Endpoints<'_> {
    /// Moves the endpoint's last activity on to `at`, if it is more than `interval` earlier, and nothing else of it. `stored` is the
    /// endpoint as it was read, not necessarily of late; the answer is the document as it is then, `None` if the endpoint is gone.
    ///
    /// [`StoreError::Throttled`] when others keep writing the endpoint.
    pub async fn touch(
        &self,
        app: &AppId,
        stored: StoredEndpoint,
        at: Timestamp,
        interval: SignedDuration,
    ) -> Result<Option<EndpointDocument>, StoreError> {
        let mut current = stored;
        for attempt in 1..=MAX_ATTEMPTS {
            let mut document = current.document()?;
            if !is_due(&document, at, interval) {
                return Ok(Some(document));
            }
            document.last_active = Some(at.as_millisecond());
            let mut loaded = Loaded::default();
            loaded.revisions.insert(ItemKey::Endpoint(current.key.clone()), current.rev);
            let change = Change::Endpoint(current.key.clone(), Some(Box::new(document.clone())));
            match self.carry_out(app, &Plan::new(Arc::new(loaded), vec![change], Vec::new())).await {
                Ok(()) => return Ok(Some(document)),
                Err(StoreError::Conflict) => self.store.jitter.sleep(attempt).await,
                Err(error) => return Err(error),
            }
            match self.get(app, &current.key).await? {
                Some(fresh) => current = fresh,
                None => return Ok(None),
            }
        }
        Err(StoreError::Throttled)
    }
}

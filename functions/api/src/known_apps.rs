//! Apps that were there a moment ago.
//!
//! Events come in far more often than apps are deleted, and what reads them drops those of an app that is gone. So for events
//! alone it is enough that the app was there within the last minute; that an app is *not* there is never remembered, so that a new
//! one takes events at once.

use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use lru::LruCache;
use touchpoint_domain::ids::AppId;

/// How long an app counts as being there.
const FRESH: SignedDuration = SignedDuration::from_secs(60);
/// Apps that are remembered.
const APPS: usize = 1024;

/// Which apps were found, and when.
#[derive(Debug)]
pub(crate) struct KnownApps(Mutex<LruCache<AppId, Timestamp>>);

impl Default for KnownApps {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(NonZeroUsize::new(APPS).unwrap_or(NonZeroUsize::MIN))))
    }
}

impl KnownApps {
    pub(crate) fn has(&self, app: &AppId, now: Timestamp) -> bool {
        // A clock that was set back says nothing about age.
        let is_fresh = |age: SignedDuration| age >= SignedDuration::ZERO && age < FRESH;
        self.apps().get(app).is_some_and(|found| is_fresh(now.duration_since(*found)))
    }

    pub(crate) fn found(&self, app: &AppId, now: Timestamp) {
        self.apps().put(app.clone(), now);
    }

    /// The app is gone: this process, at least, knows it at once.
    pub(crate) fn forget(&self, app: &AppId) {
        self.apps().pop(app);
    }

    /// A panic elsewhere leaves a cache that is whole: each change is one call.
    fn apps(&self) -> MutexGuard<'_, LruCache<AppId, Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_known_for_a_minute() {
        let (apps, app) = (KnownApps::default(), AppId::new("a"));
        let found: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let after = |seconds| found.checked_add(SignedDuration::from_secs(seconds)).unwrap();
        assert!(!apps.has(&app, found));
        apps.found(&app, found);
        let known = [-1, 0, 59, 60].map(|seconds| apps.has(&app, after(seconds)));
        assert_eq!(known, [false, true, true, false]);
        apps.forget(&app);
        assert!(!apps.has(&app, found));
    }
}

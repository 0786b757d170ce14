//! Keys that were looked up a moment ago, so that a busy key costs a read and a decryption a minute rather than one with every
//! request, and a flood of unknown ids one read each.
//!
//! Bounded in number and in time. No lock is held while anything is waited for.

use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use lru::LruCache;

use super::AccessKey;

/// How long a key that was found is believed in. What was changed elsewhere, a key that is disabled or deleted above all, takes
/// at most this long to be known to a function that is warm.
const FOUND_FOR: SignedDuration = SignedDuration::from_secs(60);
/// How long an id that nobody has is believed not to be there: short, because a key may be made any moment.
const UNKNOWN_FOR: SignedDuration = SignedDuration::from_secs(5);
/// Each of the two kinds has its own room, so that a flood of unknown ids drives out no key that is in use.
const ROOM: NonZeroUsize = NonZeroUsize::new(1_000).unwrap();

/// A key, and the moment from which it is no longer valid, if there is one.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) key: AccessKey,
    pub(super) expires: Option<Timestamp>,
}

/// What was looked up, and when.
#[derive(Debug)]
pub(super) struct KeyCache {
    found: Mutex<LruCache<String, (Timestamp, Known)>>,
    unknown: Mutex<LruCache<String, Timestamp>>,
}

impl Default for KeyCache {
    fn default() -> Self {
        Self { found: Mutex::new(LruCache::new(ROOM)), unknown: Mutex::new(LruCache::new(ROOM)) }
    }
}

impl KeyCache {
    /// What is known of `id` at the moment: nothing, that it is no key's (`Some(None)`), or its key.
    pub(super) fn get(&self, id: &str, now: Timestamp) -> Option<Option<Known>> {
        if let Some((at, known)) = lock(&self.found).get(id)
            && is_fresh(*at, now, FOUND_FOR)
        {
            return Some(Some(known.clone()));
        }
        let is_unknown = lock(&self.unknown).get(id).is_some_and(|at| is_fresh(*at, now, UNKNOWN_FOR));
        is_unknown.then_some(None)
    }

    /// Remembers what a look-up that was begun at `now` brought.
    pub(super) fn put(&self, id: &str, known: Option<&Known>, now: Timestamp) {
        match known {
            Some(known) => {
                lock(&self.unknown).pop(id);
                lock(&self.found).put(id.to_owned(), (now, known.clone()));
            }
            None => {
                lock(&self.found).pop(id);
                lock(&self.unknown).put(id.to_owned(), now);
            }
        }
    }

    /// Forgets a key that has just been changed here.
    pub(super) fn forget(&self, id: &str) {
        lock(&self.found).pop(id);
        lock(&self.unknown).pop(id);
    }
}

/// A clock that was set back makes nothing fresh for longer than it should be.
fn is_fresh(at: Timestamp, now: Timestamp, limit: SignedDuration) -> bool {
    let age = now.duration_since(at);
    age >= SignedDuration::ZERO && age < limit
}

/// A panic elsewhere leaves a cache that is whole: each change is one call.
fn lock<T>(cache: &Mutex<T>) -> MutexGuard<'_, T> {
    cache.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use touchpoint_domain::access::{Grant, Role};
    use zeroize::Zeroizing;

    use super::*;
    use crate::access::KeyStatus;

    fn known(id: &str) -> Known {
        let (secret, grant) = (Zeroizing::new("secret".to_owned()), Grant::unlimited(Role::Admin));
        Known { key: AccessKey { id: id.to_owned(), secret, status: KeyStatus::Active, grant }, expires: None }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    /// `?`: nothing is known; `-`: it is no key's; `+`: it is a key's.
    fn glance(cache: &KeyCache, id: &str, seconds: i64) -> char {
        match cache.get(id, at(seconds)) {
            None => '?',
            Some(None) => '-',
            Some(Some(_)) => '+',
        }
    }

    #[test]
    fn what_is_known_grows_old() {
        let cache = KeyCache::default();
        cache.put("a", Some(&known("a")), at(0));
        cache.put("b", None, at(0));
        let seen = |id| [0, 4, 5, 59, 60, -1].map(|seconds| glance(&cache, id, seconds)).iter().collect::<String>();
        assert_eq!(seen("a"), "++++??");
        assert_eq!(seen("b"), "--????");
        assert_eq!(seen("c"), "??????");
        cache.forget("a");
        assert_eq!(seen("a"), "??????");
    }

    #[test]
    fn the_last_look_counts() {
        let cache = KeyCache::default();
        cache.put("a", None, at(0));
        cache.put("a", Some(&known("a")), at(1));
        assert_eq!(glance(&cache, "a", 2), '+');
        cache.put("a", None, at(3));
        assert_eq!(glance(&cache, "a", 4), '-');
    }

    #[test]
    fn a_flood_of_unknown_ids_stays_small_and_drives_out_no_key() {
        let cache = KeyCache::default();
        cache.put("a", Some(&known("a")), at(0));
        for n in 0..3_000 {
            cache.put(&n.to_string(), None, at(0));
        }
        assert_eq!(lock(&cache.unknown).len(), ROOM.get());
        assert_eq!(glance(&cache, "a", 1), '+');
        assert_eq!((glance(&cache, "2999", 1), glance(&cache, "0", 1)), ('-', '?'));
    }
}

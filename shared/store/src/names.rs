//! Names that an app has used: those of its endpoints' attributes, and those of its events. Each is one record, read seldom
//! because it is remembered.
//!
//! A usual write brings names that are known, and must cost nothing more for that. So what was read is good for [`FRESH`]: for so
//! long a name that another process removed may still be captured, and no longer. Whether there is room for a new name is always
//! decided on a fresh read, and written on the condition that it is still so.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use lru::LruCache;
use serde::Serialize;
use serde::de::DeserializeOwned;
use touchpoint_domain::endpoint::names::AttributeNames;
use touchpoint_domain::event::app::EventNames;
use touchpoint_domain::ids::AppId;

use crate::resources::{Change, Kind, Record, Scope};
use crate::{Store, StoreError};

/// How long names may be used without being read again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);
/// Apps whose names are remembered.
const APPS: usize = 256;

/// Names that are kept for an app.
pub trait Names: Clone + Default + Serialize + DeserializeOwned {
    /// The id of their one record in an app.
    const ID: &'static str;
}

impl Names for AttributeNames {
    const ID: &'static str = "names";
}

impl Names for EventNames {
    const ID: &'static str = "events";
}

/// Names of one sort, of all apps.
#[derive(Clone, Copy, Debug)]
pub struct NameRegistry<'a, T> {
    store: &'a Store,
    cache: &'a NameCache<T>,
}

impl Store {
    /// Which names the attributes of an app's endpoints have.
    #[must_use]
    pub fn attribute_names(&self) -> NameRegistry<'_, AttributeNames> {
        NameRegistry { store: self, cache: &self.names.attributes }
    }

    /// Which names an app's events have.
    #[must_use]
    pub fn event_names(&self) -> NameRegistry<'_, EventNames> {
        NameRegistry { store: self, cache: &self.names.events }
    }
}

/// The names of an app as they were read.
#[derive(Clone, Debug)]
pub struct Registered<T> {
    pub names: Arc<T>,
    /// Revision and creation of the stored record; `None` when there is none yet.
    stored: Option<(u64, Timestamp)>,
}

/// What a process remembers of all names.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    attributes: NameCache<AttributeNames>,
    events: NameCache<EventNames>,
}

/// Names of apps and when they were read.
#[derive(Debug)]
struct NameCache<T>(Mutex<LruCache<AppId, (Registered<T>, Timestamp)>>);

impl<T> Default for NameCache<T> {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(NonZeroUsize::new(APPS).unwrap_or(NonZeroUsize::MIN))))
    }
}

impl<T> NameCache<T> {
    /// A panic elsewhere leaves a cache that is whole: each change is one call.
    fn apps(&self) -> MutexGuard<'_, LruCache<AppId, (Registered<T>, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Names> NameRegistry<'_, T> {
    /// The names as they were a short while ago at the most, if they are remembered: good for what needs no new ones.
    #[must_use]
    pub fn recent(&self, app: &AppId, now: Timestamp) -> Option<Arc<T>> {
        let mut apps = self.cache.apps();
        let (registered, read_at) = apps.get(app)?;
        // A clock that was set back says nothing about age.
        let age = now.duration_since(*read_at);
        (age >= SignedDuration::ZERO && age < FRESH).then(|| Arc::clone(&registered.names))
    }

    /// The names as they are now.
    pub async fn read(&self, app: &AppId, now: Timestamp) -> Result<Registered<T>, StoreError> {
        let record = self.store.resources().get(&Scope::App(app.clone()), Kind::AttributeNames, T::ID).await?;
        let registered = match record {
            Some(record) => {
                let (rev, created) = (record.rev, record.created);
                let names = T::deserialize(record.doc).map_err(|error| StoreError::corrupt(format!("names of {app}"), error))?;
                Registered { names: Arc::new(names), stored: Some((rev, created)) }
            }
            None => Registered { names: Arc::new(T::default()), stored: None },
        };
        self.cache.apps().put(app.clone(), (registered.clone(), now));
        Ok(registered)
    }

    /// Stores `names` in the place of those that were `read`; [`StoreError::Conflict`] when somebody else changed them since.
    pub async fn replace(&self, app: &AppId, read: &Registered<T>, names: T, now: Timestamp) -> Result<(), StoreError> {
        // Until it is known how this ends nobody may rely on what was read.
        self.cache.apps().pop(app);
        let doc = serde_json::to_value(&names).map_err(|error| StoreError::corrupt(format!("names of {app}"), error))?;
        let (rev, created) = read.stored.unwrap_or((0, now));
        let record = Record { rev, ..Record::new(Scope::App(app.clone()), Kind::AttributeNames, T::ID, doc, created) };
        let change = if read.stored.is_some() { Change::Replace(record) } else { Change::Create(record) };
        self.store.resources().commit(vec![change]).await?;
        let registered = Registered { names: Arc::new(names), stored: Some((rev + 1, created)) };
        self.cache.apps().put(app.clone(), (registered, now));
        Ok(())
    }
}

//! The attribute names that a write of endpoints brings: left out, known, or registered before the endpoints are stored.

use jiff::Timestamp;
use touchpoint_domain::endpoint::names::AttributeNames;
use touchpoint_domain::endpoint::patch::EndpointPatch;
use touchpoint_domain::endpoint::write::Operation;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;

use super::{ApplyError, Endpoints};
use crate::StoreError;
use crate::names::Registered;

/// Names that a write brings, on top of those that were read.
#[derive(Debug)]
pub(super) struct Addition {
    read: Registered<AttributeNames>,
    names: AttributeNames,
}

impl Endpoints<'_> {
    /// Takes the names out of `operations` that the app no longer captures; answers the new ones, which must be registered
    /// before the operations are carried out.
    pub(super) async fn admit(
        &self,
        app: &AppId,
        operations: &mut [Operation],
        now: Timestamp,
        limits: &Limits,
    ) -> Result<Option<Addition>, ApplyError> {
        if patches(operations).all(|patch| patch.names().next().is_none()) {
            return Ok(None);
        }
        let registry = self.store.attribute_names();
        if let Some(recent) = registry.recent(app, now)
            && let Ok(None) = recent.admit(patches(operations), limits)
        {
            return Ok(None);
        }
        let read = registry.read(app, now).await?;
        let names = read.names.admit(patches(operations), limits)?;
        Ok(names.map(|names| Addition { read, names }))
    }

    /// Registers new names; [`StoreError::Conflict`] when somebody else changed the app's names since.
    pub(super) async fn register(&self, app: &AppId, addition: Addition, now: Timestamp) -> Result<(), StoreError> {
        self.store.attribute_names().replace(app, &addition.read, addition.names, now).await
    }
}

fn patches(operations: &mut [Operation]) -> impl Iterator<Item = &mut EndpointPatch> {
    operations.iter_mut().filter_map(|operation| match operation {
        Operation::Write(patch) => Some(patch.as_mut()),
        Operation::Delete(_) | Operation::DeleteOf(..) => None,
    })
}

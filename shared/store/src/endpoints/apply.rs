//! Creating and updating endpoints: read, fold, store; again with a fresh read when another writer was faster.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::endpoint::write::{Change, Component, Context, ItemKey, Operation, Stop, fold, likely_items};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;

use super::load::Loaded;
use super::put::Plan;
use super::{ApplyError, Endpoints};
use crate::StoreError;
use crate::backoff::MAX_ATTEMPTS;
use crate::batch::MAX_ACTIONS;

/// Independent parts of one batch that are stored at a time.
const CONCURRENT_PARTS: usize = 16;

/// Reads of one fold, each of all items known to be needed by then. The longest chain there is (endpoint, user, siblings,
/// address of the evicted one, who shares that) has five.
const MAX_READS: usize = 16;

/// Operations that are stored together.
struct Part {
    operations: Vec<Operation>,
    /// What they come to; `None` when that must be found out anew.
    plan: Option<Plan>,
    /// From 1.
    attempt: u32,
}

impl Part {
    fn new(operations: Vec<Operation>) -> Self {
        Self { operations, plan: None, attempt: 1 }
    }
}

impl Endpoints<'_> {
    /// Creates or updates endpoints, one after the other in the order given (spec §3.9). All of them are checked before any is
    /// written; writes that have nothing to do with each other are stored independently.
    ///
    /// Attribute names that are new to the app are registered first, and those that it no longer captures are left out.
    ///
    /// [`StoreError::Throttled`] when others keep writing the same items.
    pub async fn apply(
        &self,
        app: &AppId,
        writes: Vec<EndpointWrite>,
        now: Timestamp,
        limits: &Limits,
    ) -> Result<(), ApplyError> {
        let patches: Result<Vec<_>, _> = writes.into_iter().map(|write| write.parse(limits)).collect();
        let mut operations: Vec<_> = patches?.into_iter().map(|patch| Operation::Write(Box::new(patch))).collect();
        let context = Context { app, now, limits };
        for attempt in 1..=MAX_ATTEMPTS {
            let addition = self.admit(app, &mut operations, now, limits).await?;
            let folded = self.fold(context, &operations, Loaded::default()).await?;
            match addition {
                None => return self.store_folded(context, operations, folded).await.map(drop),
                Some(addition) => match self.register(app, addition, now).await {
                    Ok(()) => return self.store_folded(context, operations, folded).await.map(drop),
                    // Others brought or removed names: what this write may keep has to be found out anew.
                    Err(StoreError::Conflict) => self.store.jitter.sleep(attempt).await,
                    Err(error) => return Err(error.into()),
                },
            }
        }
        Err(StoreError::Throttled.into())
    }

    /// Carries out operations; the endpoints that were deleted, in the order of their operations as far as these depend on
    /// each other.
    pub(super) async fn run(
        &self,
        context: Context<'_>,
        operations: Vec<Operation>,
    ) -> Result<Vec<EndpointDocument>, ApplyError> {
        let folded = self.fold(context, &operations, Loaded::default()).await?;
        self.store_folded(context, operations, folded).await
    }

    /// Stores what operations came to.
    async fn store_folded(
        &self,
        context: Context<'_>,
        operations: Vec<Operation>,
        (loaded, components): (Loaded, Vec<Component>),
    ) -> Result<Vec<EndpointDocument>, ApplyError> {
        let loaded = Arc::new(loaded);
        let mut operations: Vec<_> = operations.into_iter().map(Some).collect();
        let mut parts = Vec::with_capacity(components.len());
        for component in components.into_iter().filter(|component| !component.changes.is_empty()) {
            let own = component.operations.iter().filter_map(|index| operations.get_mut(*index)?.take()).collect();
            let plan = Plan::new(Arc::clone(&loaded), component.changes, component.deleted);
            parts.push(self.store_part(context, Part { plan: Some(plan), ..Part::new(own) }));
        }
        // Every part is brought to its end, so that a failure of one does not leave another under way.
        let ended: Vec<_> = stream::iter(parts).buffered(CONCURRENT_PARTS).collect().await;
        let deleted: Result<Vec<Vec<_>>, _> = ended.into_iter().collect();
        Ok(deleted?.into_iter().flatten().collect())
    }

    /// Stores a part; in pieces, one after the other, if it is too large for one transaction.
    async fn store_part(&self, context: Context<'_>, part: Part) -> Result<Vec<EndpointDocument>, ApplyError> {
        let mut deleted = Vec::new();
        let mut waiting = vec![part];
        while let Some(Part { mut operations, plan, attempt }) = waiting.pop() {
            let plan = match plan {
                Some(plan) => plan,
                None => self.plan(context, &operations, Loaded::default()).await?,
            };
            if plan.changes.len() > MAX_ACTIONS && operations.len() > 1 {
                let later = operations.split_off(operations.len() / 2);
                waiting.extend([Part::new(later), Part::new(operations)]);
                continue;
            }
            match self.carry_out(context.app, &plan).await {
                Ok(()) => deleted.extend(plan.deleted),
                Err(StoreError::Conflict) if attempt < MAX_ATTEMPTS => {
                    self.store.jitter.sleep(attempt).await;
                    let mut fresh = Loaded::default();
                    let items = plan.changes.iter().map(Change::item).collect();
                    self.load(context.app, items, &mut fresh).await?;
                    if plan.is_done_in(&fresh) {
                        deleted.extend(plan.deleted);
                    } else {
                        let plan = Some(self.plan(context, &operations, fresh).await?);
                        waiting.push(Part { operations, plan, attempt: attempt + 1 });
                    }
                }
                Err(StoreError::Conflict) => return Err(StoreError::Throttled.into()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(deleted)
    }

    /// One plan for all of `operations`.
    async fn plan(&self, context: Context<'_>, operations: &[Operation], loaded: Loaded) -> Result<Plan, ApplyError> {
        let (loaded, components) = self.fold(context, operations, loaded).await?;
        let (mut changes, mut deleted) = (Vec::new(), Vec::new());
        for component in components {
            changes.extend(component.changes);
            deleted.extend(component.deleted);
        }
        Ok(Plan::new(Arc::new(loaded), changes, deleted))
    }

    /// Folds operations, reading what that takes beside what is in `loaded`.
    async fn fold(
        &self,
        context: Context<'_>,
        operations: &[Operation],
        mut loaded: Loaded,
    ) -> Result<(Loaded, Vec<Component>), ApplyError> {
        let likely = operations.iter().flat_map(likely_items);
        let mut wanted: BTreeSet<ItemKey> = likely.filter(|item| !loaded.contains(item)).collect();
        for _ in 0..MAX_READS {
            self.load(context.app, wanted, &mut loaded).await?;
            match fold(&loaded.stored, operations, context) {
                Ok(components) => return Ok((loaded, components)),
                Err(Stop::Refused(refusal)) => return Err(refusal.into()),
                Err(Stop::Read(missing)) => wanted = missing,
            }
        }
        Err(StoreError::corrupt("endpoints", "a write needs ever more of them").into())
    }
}

//! Compiled plans, kept while they are used: a plan never changes, and reading and compiling it for each chunk would cost more than
//! sending the chunk.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use touchpoint_domain::campaign::plan::{CompiledRun, PlanError};
use touchpoint_domain::ids::{AppId, RunId};

use crate::{Store, StoreError};

/// A plan that cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PlanUnavailable {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It compiled when the run started: the program has changed, or the item.
    #[error("the plan of run {run} cannot be carried out: {error}")]
    Broken { run: RunId, error: PlanError },
}

/// The most recently used plans.
#[derive(Debug)]
pub struct PlanCache {
    plans: Mutex<LruCache<RunId, Arc<CompiledRun>>>,
}

impl PlanCache {
    /// A cache of at most `plans` plans.
    #[must_use]
    pub fn new(plans: NonZeroUsize) -> Self {
        Self { plans: Mutex::new(LruCache::new(plans)) }
    }

    /// The plan of a run; `None` once its app is gone.
    pub async fn get(&self, store: &Store, app: &AppId, run: &RunId) -> Result<Option<Arc<CompiledRun>>, PlanUnavailable> {
        if let Some(plan) = self.plans().get(run) {
            return Ok(Some(Arc::clone(plan)));
        }
        let Some(plan) = store.runs().plan(app, run).await? else {
            return Ok(None);
        };
        let compiled = CompiledRun::compile(plan).map_err(|error| PlanUnavailable::Broken { run: run.clone(), error })?;
        let compiled = Arc::new(compiled);
        self.plans().put(run.clone(), Arc::clone(&compiled));
        Ok(Some(compiled))
    }

    /// A panic elsewhere leaves a cache that is whole: each change is one call.
    fn plans(&self) -> std::sync::MutexGuard<'_, LruCache<RunId, Arc<CompiledRun>>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

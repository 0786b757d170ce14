//! Runs of campaigns: the activity that clients see, the plan that a run works from, and how far each shard has come.
//!
//! | Item (table Resources) | Key | Written by |
//! |---|---|---|
//! | activity | `activity#<campaign>.<run>` | the start and the end of the run; who pauses, resumes or cancels it |
//! | plan | `plan#<run>` | the start |
//! | shard | `run#<run>#<shard>` | the planner, chunk by chunk; the sender, when a chunk is finished |

mod activity;
mod cache;
mod shard;

use touchpoint_domain::campaign::plan::RunPlan;
use touchpoint_domain::campaign::run::RunKey;
use touchpoint_domain::ids::{AppId, RunId};

pub use self::activity::StoredRun;
pub use self::cache::{PlanCache, PlanUnavailable};
pub(crate) use self::shard::count_chunk;
use crate::resources::{Kind, Scope};
use crate::{Store, StoreError};

/// The runs of all campaigns.
#[derive(Clone, Copy, Debug)]
pub struct Runs<'a> {
    store: &'a Store,
}

impl Store {
    /// Runs: activities, plans, shards.
    #[must_use]
    pub fn runs(&self) -> Runs<'_> {
        Runs { store: self }
    }
}

impl Runs<'_> {
    /// What a run works from; `None` once its app is gone.
    pub async fn plan(&self, app: &AppId, run: &RunId) -> Result<Option<RunPlan>, StoreError> {
        let Some(record) = self.store.resources().get(&Scope::App(app.clone()), Kind::Plan, run.as_str()).await? else {
            return Ok(None);
        };
        serde_json::from_value(record.doc).map(Some).map_err(|error| StoreError::corrupt(format!("plan {run}"), error))
    }
}

/// The id of a run's activity among the resources of its app.
fn activity_id(key: &RunKey) -> String {
    format!("{}.{}", key.campaign, key.run)
}

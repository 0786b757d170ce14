//! Activities: one per run, listed by campaign, newest first.

use jiff::Timestamp;
use serde_json::Value;
use touchpoint_domain::campaign::plan::RunPlan;
use touchpoint_domain::campaign::run::{Control, Run, RunKey};
use touchpoint_domain::campaign::shard::counts;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_wire::types::ActivityResponse;

use super::{Runs, activity_id};
use crate::StoreError;
use crate::page::{Page, Paged};
use crate::resources::{Change, Kind, Order, Record, Scope};

/// Activities read by one call when all that are under way are looked for.
const ACTIVITIES_PER_PAGE: usize = 100;

/// A run as it was read, to be changed only if nobody else has changed it meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRun {
    pub run: Run,
    record: Record,
}

impl StoredRun {
    fn read(record: Record) -> Result<Self, StoreError> {
        let corrupt = |error: serde_json::Error| StoreError::corrupt(format!("activity {}", record.id), error);
        let activity = serde_json::from_value(record.doc.clone()).map_err(corrupt)?;
        let server = serde_json::from_value(record.srv.clone()).map_err(corrupt)?;
        Ok(Self { run: Run { activity, server }, record })
    }

    /// The write that makes it `run`.
    pub fn replaced_by(self, run: &Run) -> Result<Change, StoreError> {
        let (doc, srv) = documents(run)?;
        Ok(Change::Replace(Record { doc, srv, ..self.record }))
    }
}

impl Runs<'_> {
    /// A run as it is now; `None` once its app is gone.
    pub async fn get(&self, key: &RunKey) -> Result<Option<StoredRun>, StoreError> {
        let scope = Scope::App(key.app.clone());
        let record = self.store.resources().get(&scope, Kind::Activity, &activity_id(key)).await?;
        record.map(StoredRun::read).transpose()
    }

    /// The writes that create a run, with its plan unless it failed to start; to be committed with the campaign's own change.
    pub fn creation(&self, run: &Run, plan: Option<&RunPlan>, now: Timestamp) -> Result<Vec<Change>, StoreError> {
        let key = run.key();
        let scope = Scope::App(key.app.clone());
        let (doc, srv) = documents(run)?;
        let activity = Record { srv, ..Record::new(scope.clone(), Kind::Activity, activity_id(&key), doc, now) };
        let mut changes = vec![Change::Create(activity)];
        if let Some(plan) = plan {
            let doc = serde_json::to_value(plan).map_err(|error| StoreError::corrupt("plan", error))?;
            changes.push(Change::Create(Record::new(scope, Kind::Plan, plan.run.as_str(), doc, now)));
        }
        Ok(changes)
    }

    /// The runs of a campaign, newest first.
    pub async fn list(&self, app: &AppId, campaign: &CampaignId, page: Page) -> Result<Paged<StoredRun>, StoreError> {
        let order = Order::NewestFirstOf(campaign.as_str());
        let records = self.store.resources().list(&Scope::App(app.clone()), Kind::Activity, order, page).await?;
        let items = records.items.into_iter().map(StoredRun::read).collect::<Result<_, _>>()?;
        Ok(Paged { items, next: records.next })
    }

    /// The runs of a campaign that are not over: running, paused, or cancelled and not yet counted.
    pub async fn running(&self, app: &AppId, campaign: &CampaignId) -> Result<Vec<StoredRun>, StoreError> {
        let (mut running, mut page) = (Vec::new(), Page::first(ACTIVITIES_PER_PAGE));
        loop {
            let runs = self.list(app, campaign, page).await?;
            running.extend(runs.items.into_iter().filter(|stored| !stored.run.is_over()));
            match runs.next {
                Some(next) => page = Page::after(ACTIVITIES_PER_PAGE, Some(next)),
                None => return Ok(running),
            }
        }
    }

    /// A campaign's activities as clients see them, newest first; those under way with their counts so far.
    pub async fn activities(
        &self,
        app: &AppId,
        campaign: &CampaignId,
        page: Page,
    ) -> Result<Paged<ActivityResponse>, StoreError> {
        let runs = self.list(app, campaign, page).await?;
        let mut items = Vec::with_capacity(runs.items.len());
        for stored in runs.items {
            items.push(if stored.run.is_over() {
                stored.run.activity
            } else {
                let key = stored.run.key();
                stored.run.live(&counts(&self.shards(&key.app, &key.run).await?))
            });
        }
        Ok(Paged { items, next: runs.next })
    }

    /// The writes that put all runs of a campaign that are under way under `control`; to be committed with the campaign's change.
    pub async fn control_changes(
        &self,
        app: &AppId,
        campaign: &CampaignId,
        control: Control,
        now: Timestamp,
    ) -> Result<Vec<Change>, StoreError> {
        let running = self.running(app, campaign).await?;
        let controlled = running.into_iter().filter_map(|stored| Some((stored.run.controlled(control, now)?, stored)));
        controlled.map(|(run, stored)| stored.replaced_by(&run)).collect()
    }

    /// Puts all runs of a campaign that are under way under `control`.
    pub async fn set_control(
        &self,
        app: &AppId,
        campaign: &CampaignId,
        control: Control,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let changes = self.control_changes(app, campaign, control, now).await?;
        if changes.is_empty() { Ok(()) } else { self.store.resources().commit(changes).await }
    }
}

fn documents(run: &Run) -> Result<(Value, Value), StoreError> {
    let value = |value: serde_json::Result<Value>| value.map_err(|error| StoreError::corrupt("activity", error));
    Ok((value(serde_json::to_value(&run.activity))?, value(serde_json::to_value(run.server))?))
}

//! A campaign is due: what a run needs is frozen, and the run begins.

use jiff::Timestamp;
use tokio::time::Instant;
use touchpoint_domain::campaign::plan::RunPlan;
use touchpoint_domain::campaign::run::{Run, RunKey};
use touchpoint_domain::campaign::schedule::{later_start_name, watch_name};
use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::ids::{AppId, CampaignId, run_id};
use touchpoint_platform::ports::{ScheduledTask, When};
use touchpoint_store::places::released;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::{Store, StoreError};

use crate::resolve::{Resolution, resolve};
use crate::{Campaigns, CampaignsError, advance};

/// Tries to start a campaign that others change at the same time.
const ATTEMPTS: u32 = 5;

/// A campaign as it was read.
pub(crate) struct StoredCampaign {
    pub(crate) campaign: Campaign,
    record: Record,
}

impl StoredCampaign {
    /// The campaign's head; `None` if it was deleted.
    pub(crate) async fn load(store: &Store, app: &AppId, campaign: &CampaignId) -> Result<Option<Self>, StoreError> {
        let Some(record) = store.resources().get(&Scope::App(app.clone()), Kind::Campaign, campaign.as_str()).await? else {
            return Ok(None);
        };
        let corrupt =
            |error: serde_json::Error| StoreError::Corrupt { what: format!("campaign {campaign}"), reason: error.to_string() };
        let doc = serde_json::from_value(record.doc.clone()).map_err(corrupt)?;
        let server = serde_json::from_value::<Option<_>>(record.srv.clone()).map_err(corrupt)?.unwrap_or_default();
        Ok(Some(Self { campaign: Campaign { doc, server }, record }))
    }

    /// The writes that make it `campaign`, if nobody has changed it meanwhile, and give back what it no longer counts towards.
    pub(crate) fn replaced_by(&self, campaign: &Campaign) -> Result<Vec<Change>, StoreError> {
        let (campaign, mut changes) = released(campaign.clone());
        let value = |value: serde_json::Result<serde_json::Value>| {
            value.map_err(|error| StoreError::Corrupt { what: format!("campaign {}", self.record.id), reason: error.to_string() })
        };
        let (doc, srv) = (value(serde_json::to_value(&campaign.doc))?, value(serde_json::to_value(&campaign.server))?);
        changes.push(Change::Replace(Record { doc, srv, ..self.record.clone() }));
        Ok(changes)
    }
}

/// Makes the runs that are due at `scheduled`, and advances them. Does nothing if there are none (any more).
pub(crate) async fn start(
    campaigns: &Campaigns,
    app: &AppId,
    campaign: &CampaignId,
    scheduled: Timestamp,
    until: Instant,
) -> Result<(), CampaignsError> {
    if !advance::app_exists(campaigns, app).await? {
        tracing::info!(%app, %campaign, "not started: its app was deleted");
        return Ok(());
    }
    for _ in 0..ATTEMPTS {
        let Some(stored) = StoredCampaign::load(&campaigns.store, app, campaign).await? else {
            tracing::info!(%app, %campaign, "not started: the campaign was deleted");
            return Ok(());
        };
        if stored.campaign.is_in_app() {
            match turn(campaigns, &stored).await {
                Err(CampaignsError::Store(StoreError::Conflict)) => continue,
                turned => return turned,
            }
        }
        let due = stored.campaign.due(scheduled);
        if due.is_empty() {
            tracing::info!(%app, %campaign, status = %stored.campaign.status(), "nothing to start");
            // An earlier delivery may have made the runs and died.
            return advance::advance_all(campaigns, app, campaign, until).await;
        }
        let started = match resolve(campaigns, &stored.campaign, &due, scheduled).await? {
            Resolution::Plans(plans) => begin(campaigns, &stored, &due, plans).await,
            Resolution::SegmentGone => give_up(campaigns, &stored, &stored.campaign.without_segment(), &[], scheduled).await,
            Resolution::Unusable(reason) => {
                tracing::warn!(%app, %campaign, reason, "a campaign could not start");
                give_up(campaigns, &stored, &stored.campaign.unusable(), &due, scheduled).await
            }
        };
        match started {
            Ok(()) => return advance::advance_all(campaigns, app, campaign, until).await,
            Err(CampaignsError::Store(StoreError::Conflict)) => {}
            Err(CampaignsError::Store(StoreError::TooLarge { what, bytes })) => {
                tracing::warn!(%app, %campaign, what, bytes, "a campaign could not start: its plan is too large");
                match give_up(campaigns, &stored, &stored.campaign.unusable(), &due, scheduled).await {
                    Err(CampaignsError::Store(StoreError::Conflict)) => {}
                    given_up => return given_up,
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(CampaignsError::Contended(campaign.clone()))
}

/// The clock's turn of a campaign that apps ask for: nothing is sent, only its state follows.
async fn turn(campaigns: &Campaigns, stored: &StoredCampaign) -> Result<(), CampaignsError> {
    let now = campaigns.clock.now();
    let campaign = &stored.campaign;
    if let Some(turned) = campaign.turned(now) {
        campaigns.store.resources().commit(stored.replaced_by(&turned)?).await?;
        tracing::info!(campaign = campaign.doc.id, status = %turned.status(), "an in-app campaign's state changed");
    }
    if let Some(next) = campaign.next_turn(now) {
        let (app, id) = (campaign.doc.application_id.clone(), campaign.doc.id.clone());
        let name = later_start_name(&CampaignId::new(id.as_str()), next);
        let task = ScheduledTask::StartCampaign { app, campaign: id, scheduled: next };
        campaigns.scheduler.put(&name, When::At(next), task).await?;
    }
    Ok(())
}

/// Stores the runs and the campaign's new state together. The watch is set before, so that it is there whatever happens after.
async fn begin(
    campaigns: &Campaigns,
    stored: &StoredCampaign,
    due: &[String],
    plans: Vec<RunPlan>,
) -> Result<(), CampaignsError> {
    let begun = stored.campaign.begun(due);
    let doc = &begun.doc;
    let (app, campaign) = (doc.application_id.clone(), doc.id.clone());
    let id = CampaignId::new(campaign.as_str());
    let watch = ScheduledTask::WatchCampaign { app: app.clone(), campaign: campaign.clone() };
    campaigns.scheduler.put(&watch_name(&id), When::Repeatedly, watch).await?;
    let now = campaigns.clock.now();
    let mut changes = stored.replaced_by(&begun)?;
    for plan in &plans {
        changes.extend(campaigns.store.runs().creation(&Run::started(plan, now), Some(plan), now)?);
    }
    campaigns.store.resources().commit(changes).await?;
    tracing::info!(app, campaign, treatments = due.len(), "a campaign starts");
    if let Some(next) = begun.next_start() {
        let task = ScheduledTask::StartCampaign { app, campaign, scheduled: next };
        campaigns.scheduler.put(&later_start_name(&id, next), When::At(next), task).await?;
    }
    Ok(())
}

/// Stores that the campaign cannot start, with an activity for each of `failed` that says so.
async fn give_up(
    campaigns: &Campaigns,
    stored: &StoredCampaign,
    after: &Campaign,
    failed: &[String],
    scheduled: Timestamp,
) -> Result<(), CampaignsError> {
    let now = campaigns.clock.now();
    let (app, campaign) = (AppId::new(after.doc.application_id.as_str()), CampaignId::new(after.doc.id.as_str()));
    let mut changes = stored.replaced_by(after)?;
    for treatment in failed {
        let run = run_id(&campaign, treatment, scheduled);
        let key = RunKey { app: app.clone(), campaign: campaign.clone(), run };
        changes.extend(campaigns.store.runs().creation(&Run::failed(&key, treatment, scheduled, now), None, now)?);
    }
    Ok(campaigns.store.resources().commit(changes).await?)
}

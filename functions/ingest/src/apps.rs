//! What has to be known of an app: that it exists, and what waits for its events. Remembered for a minute, so that an app without
//! anything that waits costs a few small reads a minute.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::places::Quota;
use touchpoint_domain::trigger::{Trigger, Triggers, campaign_triggers, journey_trigger};
use touchpoint_platform::ports::Waiting;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::types::{CampaignResponse, JourneyResponse};

use crate::Ingest;

/// How long an app is taken for what it was. A deleted app's data is removed no sooner than that.
const REMEMBERED: SignedDuration = SignedDuration::from_secs(60);
/// Apps that are remembered; with more of them, those that were looked up longest ago are forgotten.
const MOST: usize = 1_000;

/// What waits in an app.
pub(crate) type InApp = Arc<Triggers<Waiting>>;

/// The apps that were looked up of late. `None`: there is no such app.
#[derive(Debug, Default)]
pub(crate) struct Apps(Mutex<HashMap<AppId, (Timestamp, Option<InApp>)>>);

impl Apps {
    /// What waits in the app; `None` if it does not exist, or exists no more.
    pub(crate) async fn get(&self, ingest: &Ingest, app: &AppId) -> Result<Option<InApp>, StoreError> {
        let now = ingest.clock.now();
        if let Some(known) = self.recent(app, now) {
            return Ok(known);
        }
        let scope = Scope::Account;
        let found = ingest.store.resources().get(&scope, Kind::App, app.as_str()).await?;
        let known = match found {
            Some(_) => Some(Arc::new(Triggers::new(waiting(ingest, app).await?))),
            None => None,
        };
        self.remember(app, now, known.clone());
        Ok(known)
    }

    fn recent(&self, app: &AppId, now: Timestamp) -> Option<Option<InApp>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, in_app) = known.get(app)?;
        (now.duration_since(*since) < REMEMBERED).then(|| in_app.clone())
    }

    fn remember(&self, app: &AppId, now: Timestamp, in_app: Option<InApp>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, (since, _)| now.duration_since(*since) < REMEMBERED);
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(app.clone(), (now, in_app));
    }
}

/// Everything that waits for events of the app, by what has a place in the quotas: only that can.
async fn waiting(ingest: &Ingest, app: &AppId) -> Result<Vec<(Waiting, Trigger)>, StoreError> {
    let limits = &ingest.options.limits;
    let mut waiting = Vec::new();
    for record in holders(ingest, app, Quota::EventCampaigns, Kind::Campaign).await? {
        let triggers = CampaignResponse::deserialize(&record.doc).map_err(|error| error.to_string());
        match triggers.and_then(|campaign| campaign_triggers(&campaign, limits).map_err(|error| error.to_string())) {
            Ok(triggers) => waiting.extend(triggers.into_iter().map(|trigger| (Waiting::Campaign(record.id.clone()), trigger))),
            Err(error) => tracing::error!(%app, campaign = record.id, error, "a campaign cannot wait for events"),
        }
    }
    for record in holders(ingest, app, Quota::EventJourneys, Kind::Journey).await? {
        let trigger = JourneyResponse::deserialize(&record.doc).map_err(|error| error.to_string());
        match trigger.and_then(|journey| journey_trigger(&journey, limits).map_err(|error| error.to_string())) {
            Ok(trigger) => waiting.extend(trigger.map(|trigger| (Waiting::Journey(record.id.clone()), trigger))),
            Err(error) => tracing::error!(%app, journey = record.id, error, "a journey cannot wait for events"),
        }
    }
    Ok(waiting)
}

async fn holders(ingest: &Ingest, app: &AppId, quota: Quota, kind: Kind) -> Result<Vec<Record>, StoreError> {
    let mut ids = ingest.store.places().held_by(quota, app).await?;
    ids.sort_unstable();
    ids.dedup();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    ingest.store.resources().many(&Scope::App(app.clone()), kind, &ids).await
}

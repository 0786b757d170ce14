//! Places in the quotas of active campaigns (`touchpoint_domain::campaign::places`): a record for each that is taken.
//!
//! A place is taken and given back in the transaction that changes its campaign, on the condition that it is free, or is held by
//! that campaign: so a quota holds however many write at the same time. The places of an app's own quotas are at the same time the
//! list of its active campaigns of that sort ([`Places::holders`]).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::campaign::places::{Quota, free_place};
use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::hash::fnv1a64;
use touchpoint_domain::ids::{AppId, CampaignId};

use crate::resources::{Change, Kind, Order, Record, Scope};
use crate::{Page, Store, StoreError};

/// Places read by one call.
const READ_AT_A_TIME: usize = 500;

const APP: &str = "app";
const CAMPAIGN: &str = "campaign";

/// The places of all quotas.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    store: &'a Store,
}

impl Store {
    /// Places in the quotas of active campaigns.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places { store: self }
    }
}

/// A campaign that holds a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    pub app: AppId,
    pub campaign: CampaignId,
    /// The place's number, from 0.
    pub place: u32,
}

impl Places<'_> {
    /// A place of `quota` for the campaign, out of `most`; `None` when as many are taken. It is not taken yet: see [`taking`].
    pub async fn free(&self, quota: Quota, most: usize, app: &AppId, campaign: &CampaignId) -> Result<Option<u32>, StoreError> {
        let taken: BTreeSet<u32> = self.holders(quota, app).await?.into_iter().map(|holder| holder.place).collect();
        Ok(free_place(&taken, most, campaign.as_str()))
    }

    /// Who has a place of `quota`: that of the account, or that of `app`.
    pub async fn holders(&self, quota: Quota, app: &AppId) -> Result<Vec<Holder>, StoreError> {
        let (scope, prefix) = (scope(quota, app), prefix(quota));
        let (mut holders, mut after) = (Vec::new(), None);
        loop {
            let page = Page { size: READ_AT_A_TIME, after };
            let places = self.store.resources().list(&scope, Kind::Place, Order::ByIdFrom(&prefix), page).await?;
            for record in &places.items {
                holders.push(holder(record, &prefix)?);
            }
            after = places.next;
            if after.is_none() {
                return Ok(holders);
            }
        }
    }

    /// Gives back what the campaigns of an app held in the account's quota. Only for an app whose campaigns are gone: one that is
    /// there gives its place back itself.
    pub(crate) async fn free_all_of(&self, app: &AppId) -> Result<(), StoreError> {
        for holder in self.holders(Quota::Campaigns, app).await? {
            if holder.app == *app {
                let change = giving_back(app, &holder.campaign, Quota::Campaigns, holder.place);
                match self.store.resources().commit(vec![change]).await {
                    // Another purge of the same app was faster.
                    Ok(()) | Err(StoreError::Conflict) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

/// The write that takes a place, if it is free.
#[must_use]
pub fn taking(app: &AppId, campaign: &CampaignId, quota: Quota, place: u32, now: Timestamp) -> Change {
    let doc = json!({ APP: app.as_str(), CAMPAIGN: campaign.as_str() });
    let record = Record::new(scope(quota, app), Kind::Place, id(quota, place), doc, now);
    Change::Take(Record { rev: lock(app, campaign), ..record })
}

/// The write that gives a place back, if the campaign has it.
#[must_use]
pub fn giving_back(app: &AppId, campaign: &CampaignId, quota: Quota, place: u32) -> Change {
    Change::Delete { scope: scope(quota, app), kind: Kind::Place, id: id(quota, place), rev: lock(app, campaign) }
}

/// The campaign without the places that it no longer needs, and the writes that give them back, to be committed together with the
/// campaign itself.
#[must_use]
pub fn released(campaign: Campaign) -> (Campaign, Vec<Change>) {
    let (campaign, given) = campaign.giving_back();
    let (app, id) = (AppId::new(campaign.doc.application_id.as_str()), CampaignId::new(campaign.doc.id.as_str()));
    let changes = given.into_iter().map(|(quota, place)| giving_back(&app, &id, quota, place)).collect();
    (campaign, changes)
}

fn scope(quota: Quota, app: &AppId) -> Scope {
    match quota {
        Quota::Campaigns => Scope::Account,
        Quota::EventCampaigns | Quota::InAppCampaigns => Scope::App(app.clone()),
    }
}

fn prefix(quota: Quota) -> String {
    format!("{}.", quota.name())
}

fn id(quota: Quota, place: u32) -> String {
    format!("{}{place:010}", prefix(quota))
}

/// The `rev` of a place says who has it, so that nobody gives back what another has taken meanwhile.
fn lock(app: &AppId, campaign: &CampaignId) -> u64 {
    fnv1a64(format!("{app}.{campaign}").as_bytes())
}

fn holder(record: &Record, prefix: &str) -> Result<Holder, StoreError> {
    let text = |name: &str| record.doc.get(name).and_then(Value::as_str);
    let place = record.id.strip_prefix(prefix).and_then(|number| number.parse().ok());
    match (text(APP), text(CAMPAIGN), place) {
        (Some(app), Some(campaign), Some(place)) => {
            Ok(Holder { app: AppId::new(app), campaign: CampaignId::new(campaign), place })
        }
        _ => Err(StoreError::corrupt(format!("place {}", record.id), "it does not say who has it")),
    }
}

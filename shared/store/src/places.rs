//! Places in small quotas whose holders matter (`touchpoint_domain::places`): a record for each that is taken.
//!
//! A place is taken and given back in the transaction that changes its holder, on the condition that it is free, or is held by just
//! that one: so a quota holds however many write at the same time, writers do not wait for each other unless they want the same
//! place, and nothing is given back twice. The places taken are at the same time the list of what is active
//! ([`Places::holders`]): the in-app campaigns of an app, or what has to end with its app. All of a quota's records are read
//! for that, which is why large quotas of which only the number matters have a [`tally`](crate::tally) instead.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use touchpoint_domain::hash::fnv1a64;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::places::{Holder, Placed, Quota, free_place};

use crate::resources::{Change, Kind, Order, Record, Scope};
use crate::{Page, Store, StoreError};

/// Places read by one call.
const READ_AT_A_TIME: usize = 500;

const APP: &str = "app";
const HOLDER: &str = "holder";

/// The places of all quotas.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    store: &'a Store,
}

impl Store {
    /// Places in small quotas.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places { store: self }
    }
}

/// A place that is taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The place's number, from 0.
    pub place: u32,
    pub by: Holder,
}

impl Places<'_> {
    /// A place of `quota` for `holder`, out of `most`; `None` when as many are taken. It is not taken yet: see [`taking`].
    pub async fn free(&self, quota: Quota, most: usize, holder: &Holder) -> Result<Option<u32>, StoreError> {
        let taken: BTreeSet<u32> = self.holders(quota, &holder.app).await?.into_iter().map(|taken| taken.place).collect();
        Ok(free_place(&taken, most, &holder.id))
    }

    /// Who has a place of `quota`: of the whole account if it is the account's, and otherwise of `app`.
    pub async fn holders(&self, quota: Quota, app: &AppId) -> Result<Vec<Taken>, StoreError> {
        let (scope, prefix) = (scope(quota, app), prefix(quota));
        let (mut holders, mut after) = (Vec::new(), None);
        loop {
            let page = Page { size: READ_AT_A_TIME, after };
            let places = self.store.resources().list(&scope, Kind::Place, Order::ByIdFrom(&prefix), page).await?;
            for record in &places.items {
                holders.push(taken(record, &prefix)?);
            }
            after = places.next;
            if after.is_none() {
                return Ok(holders);
            }
        }
    }

    /// The ids of those of `app` that have a place of `quota`.
    pub async fn held_by(&self, quota: Quota, app: &AppId) -> Result<Vec<String>, StoreError> {
        let holders = self.holders(quota, app).await?;
        Ok(holders.into_iter().filter(|taken| taken.by.app == *app).map(|taken| taken.by.id).collect())
    }

    /// Gives back the place of a holder that is over, or gone, and cannot do so itself.
    pub async fn reclaim(&self, quota: Quota, taken: &Taken) -> Result<(), StoreError> {
        match self.store.resources().commit(vec![giving_back(&taken.by, quota, taken.place)]).await {
            // Somebody else was faster.
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gives back what an app held in the account's quotas. Only for an app that is purged: what is still there gives its place
    /// back itself.
    pub(crate) async fn reclaim_all_of(&self, app: &AppId) -> Result<(), StoreError> {
        for quota in Quota::ALL.into_iter().filter(|quota| scope(*quota, app) == Scope::Account) {
            for taken in self.holders(quota, app).await? {
                if taken.by.app == *app {
                    self.reclaim(quota, &taken).await?;
                }
            }
        }
        Ok(())
    }
}

/// The write that takes a place, if it is free.
#[must_use]
pub fn taking(holder: &Holder, quota: Quota, place: u32, now: Timestamp) -> Change {
    let doc = json!({ APP: holder.app.as_str(), HOLDER: holder.id });
    let record = Record::new(scope(quota, &holder.app), Kind::Place, id(quota, place), doc, now);
    Change::Take(Record { rev: lock(holder), ..record })
}

/// The write that gives a place back, if `holder` has it.
fn giving_back(holder: &Holder, quota: Quota, place: u32) -> Change {
    Change::Delete { scope: scope(quota, &holder.app), kind: Kind::Place, id: id(quota, place), rev: lock(holder) }
}

/// The campaign or journey without the places that it no longer needs, and the writes that give them back, to be committed together
/// with it.
#[must_use]
pub fn released<T: Placed>(placed: T) -> (T, Vec<Change>) {
    let holder = placed.holder();
    let (placed, given) = placed.giving_back();
    (placed, given.into_iter().map(|(quota, place)| giving_back(&holder, quota, place)).collect())
}

fn scope(quota: Quota, app: &AppId) -> Scope {
    match quota {
        Quota::Campaigns | Quota::Journeys | Quota::EventJourneys | Quota::ImportJobs => Scope::Account,
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
fn lock(holder: &Holder) -> u64 {
    fnv1a64(format!("{}.{}", holder.app, holder.id).as_bytes())
}

fn taken(record: &Record, prefix: &str) -> Result<Taken, StoreError> {
    let text = |name: &str| record.doc.get(name).and_then(Value::as_str);
    let place = record.id.strip_prefix(prefix).and_then(|number| number.parse().ok());
    match (text(APP), text(HOLDER), place) {
        (Some(app), Some(holder), Some(place)) => Ok(Taken { place, by: Holder::new(app, holder) }),
        _ => Err(StoreError::corrupt(format!("place {}", record.id), "it does not say who has it")),
    }
}

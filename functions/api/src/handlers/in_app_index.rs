//! Which campaigns of an app are asked for by apps: one record per app, so that `GetInAppMessages` need not read through all campaigns.
//!
//! It changes in the same transaction as a campaign does. Ids that are left behind by campaigns that ended are dropped when the next one
//! is noted.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::parse_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::types::CampaignStatus;

use crate::call::Call;
use crate::error::ApiError;
use crate::{Api, stored};

/// The one record of an app.
const ID: &str = "campaigns";
/// Ended ones included; beyond that the oldest ids are those of campaigns long over, or somebody pauses thousands.
const MOST: usize = 1_000;

/// Ids of campaigns, each with the moment in epoch milliseconds after which it is certain to be over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
struct Index {
    campaigns: BTreeMap<String, Option<i64>>,
}

/// The ids of the campaigns that may be shown at `now`.
pub(crate) async fn ids(api: &Api, app: &AppId, now: Timestamp) -> Result<Vec<String>, ApiError> {
    let Some(record) = find(api, app).await? else { return Ok(Vec::new()) };
    let index: Index = stored::document(&record)?;
    Ok(index.campaigns.into_iter().filter(|(_, end)| !is_over(*end, now)).map(|(id, _)| id).collect())
}

/// The write that notes or forgets `campaign`; none when there is nothing to change.
pub(crate) async fn changes(
    api: &Api,
    call: &Call,
    app: &AppId,
    campaign: &Campaign,
    was_in_app: bool,
) -> Result<Vec<Change>, ApiError> {
    let is_in_app = campaign.is_in_app() && campaign.status() != CampaignStatus::Deleted;
    if !is_in_app && !was_in_app {
        return Ok(Vec::new());
    }
    let record = find(api, app).await?;
    let old: Index = record.as_ref().map(stored::document).transpose()?.unwrap_or_default();
    let mut index = old.clone();
    index.campaigns.retain(|_, end| !is_over(*end, call.now));
    index.campaigns.remove(&campaign.doc.id);
    if is_in_app {
        if index.campaigns.len() >= MOST {
            return Err(ApiError::bad_request(format!("at most {MOST} in-app campaigns per app: delete one first")));
        }
        index.campaigns.insert(campaign.doc.id.clone(), end(campaign));
    }
    if index == old {
        return Ok(Vec::new());
    }
    let doc = stored::value(&index)?;
    Ok(vec![match record {
        Some(record) => Change::Replace(Record { doc, ..record }),
        None => Change::Create(Record::new(Scope::App(app.clone()), Kind::InAppCampaigns, ID, doc, call.now)),
    }])
}

async fn find(api: &Api, app: &AppId) -> Result<Option<Record>, ApiError> {
    Ok(api.store.resources().get(&Scope::App(app.clone()), Kind::InAppCampaigns, ID).await?)
}

/// When the campaign's last schedule ends; `None` if one does not.
fn end(campaign: &Campaign) -> Option<i64> {
    let doc = &campaign.doc;
    let own = doc.additional_treatments.iter().flatten().filter_map(|treatment| treatment.schedule.as_ref());
    let ends = doc.schedule.as_ref().into_iter().chain(own).map(|schedule| parse_date(schedule.end_time.as_deref()?).ok());
    ends.collect::<Option<Vec<_>>>()?.into_iter().max().map(Timestamp::as_millisecond)
}

fn is_over(end_ms: Option<i64>, now: Timestamp) -> bool {
    end_ms.is_some_and(|end_ms| end_ms <= now.as_millisecond())
}

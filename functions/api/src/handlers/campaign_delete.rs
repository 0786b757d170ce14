//! Deleting campaigns: one, or those that send while their app is deleted (spec §1.9, §6.4).

use touchpoint_domain::campaign::state::on_delete;
use touchpoint_domain::ids::{AppId, CampaignId};
use touchpoint_domain::places::Quota;
use touchpoint_store::places::released;
use touchpoint_store::resources::Record;
use touchpoint_wire::input::DeleteCampaignInput;
use touchpoint_wire::types::CampaignResponse;

use super::campaign_effects::{run_changes, schedule};
use super::campaigns::campaign;
use super::versioned::Versioned;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;

/// `DeleteCampaign`: answers the campaign as DELETED, after which it is gone; its runs end where they stand.
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteCampaignInput) -> Result<Reply, ApiError> {
    Reply::of(&delete_one(api, call, &AppId::new(input.application_id), &CampaignId::new(input.campaign_id)).await?)
}

async fn delete_one(api: &Api, call: &Call, app: &AppId, id: &CampaignId) -> Result<CampaignResponse, ApiError> {
    until_won(|| async {
        let head = Versioned::campaign(app, id.as_str()).head(api).await?;
        let (deleted, effects) = on_delete(&campaign(&head)?);
        // The runs are told first: if this is cut short, the campaign is still there and the call can be repeated.
        let changes = run_changes(api, call, app, id, &effects).await?;
        if !changes.is_empty() {
            api.store.resources().commit(changes).await?;
        }
        schedule(api, call, app, id, &effects).await?;
        remove(api, &head).await?;
        Ok(deleted.doc)
    })
    .await
}

/// Removes a campaign with its versions, and gives back its places in the quotas.
pub(super) async fn remove(api: &Api, head: &Record) -> Result<(), ApiError> {
    let (_, places) = released(on_delete(&campaign(head)?).0);
    let Record { scope, kind, id, rev, .. } = head;
    Ok(api.store.resources().delete_with_versions_and(scope, *kind, id, *rev, places).await?)
}

/// Deletes the active campaigns of `app`: nobody gets mail from an app that is gone, and their places in the quotas are free at once. There
/// are no more of them than the quota allows. The others go with the rest of the app's data.
pub(super) async fn delete_active(api: &Api, call: &Call, app: &AppId) -> Result<(), ApiError> {
    for id in api.store.places().held_by(Quota::Campaigns, app).await? {
        match delete_one(api, call, app, &CampaignId::new(id)).await {
            Err(error) if !error.is_not_found() => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

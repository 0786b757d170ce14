//! Deleting journeys: one, or those that are active while their app is deleted (spec §1.9, §11.7).

use touchpoint_domain::ids::AppId;
use touchpoint_domain::journey::state::Journey;
use touchpoint_domain::places::Quota;
use touchpoint_store::places::released;
use touchpoint_store::resources::Record;
use touchpoint_wire::input::DeleteJourneyInput;

use super::journeys::{head, journey};
use crate::Api;
use crate::call::Call;
use crate::deletion::delete_head_and;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;

/// `DeleteJourney`: answers what it was. Records of its runs stay until the app goes; nobody sees them without the journey.
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteJourneyInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    until_won(|| async {
        let head = head(api, &app, &input.journey_id).await?;
        let journey = journey(&head)?;
        journey.may_be_deleted()?;
        remove(api, &head, journey).await?;
        Reply::of(&head.doc)
    })
    .await
}

/// Deletes the active journeys of `app`: nobody goes on in an app that is gone, and their places in the quotas are free at once. There are
/// no more of them than the quota allows. The others go with the rest of the app's data.
pub(super) async fn delete_active(api: &Api, call: &Call, app: &AppId) -> Result<(), ApiError> {
    for id in api.store.places().held_by(Quota::Journeys, app).await? {
        let deleted = until_won(|| async {
            let head = head(api, app, &id).await?;
            remove(api, &head, journey(&head)?.cancel(call.now)).await
        });
        match deleted.await {
            Err(error) if !error.is_not_found() => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Removes a journey, and gives back the places that it needs no more now that it is over.
async fn remove(api: &Api, head: &Record, ended: Journey) -> Result<(), ApiError> {
    delete_head_and(&api.store, head, released(ended).1).await
}

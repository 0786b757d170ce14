//! What a report of events says of its endpoint, settled in the way of every write of endpoints (spec §9.1).
//!
//! Of an endpoint of which nothing is said nothing is read or written here: who reads the stream creates it when there is none.

use touchpoint_domain::endpoint::patch::{Activity, EndpointWrite};
use touchpoint_domain::event::app::{EndpointPart, Entry};
use touchpoint_domain::ids::AppId;
use touchpoint_store::endpoints::ApplyError;

use super::events::{Refusals, log};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;

/// Writes what the entries say of endpoints; answers what was not taken.
pub(super) async fn settle(api: &Api, call: &Call, app: &AppId, entries: &[Entry<'_>]) -> Refusals {
    let mut refusals = Refusals::new();
    let mut writes = Vec::new();
    for entry in entries {
        match &entry.endpoint {
            Ok(EndpointPart::Empty) => {}
            Ok(EndpointPart::Given(request)) => {
                let write = EndpointWrite::single(entry.id.as_ref(), request.as_ref().clone(), &call.request_id);
                writes.push(EndpointWrite { activity: Activity::Within(api.activity_interval), ..write });
            }
            Err(refusal) => {
                refusals.insert(entry.id.to_string(), refusal.clone().into());
            }
        }
    }
    if !writes.is_empty() {
        refusals.extend(apply(api, call, app, writes).await);
    }
    refusals
}

/// Writes all at once, or one by one where one of them is refused; answers the refusals.
async fn apply(api: &Api, call: &Call, app: &AppId, writes: Vec<EndpointWrite>) -> Refusals {
    let (endpoints, limits) = (api.store.endpoints(), &api.config.limits);
    if writes.len() > 1 {
        match endpoints.apply(app, writes.clone(), call.now, limits).await {
            Ok(()) => return Refusals::new(),
            Err(ApplyError::Refused(_)) => {}
            Err(ApplyError::Store(error)) => {
                let error = ApiError::from(error);
                log(call, &error, "endpoints of reported events could not be written");
                return writes.into_iter().map(|write| (write.id, error.clone())).collect();
            }
        }
    }
    let mut refusals = Refusals::new();
    for write in writes {
        let id = write.id.clone();
        if let Err(error) = endpoints.apply(app, vec![write], call.now, limits).await.map_err(ApiError::from) {
            log(call, &error, "an endpoint of reported events could not be written");
            refusals.insert(id, error);
        }
    }
    refusals
}

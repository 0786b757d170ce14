//! What a report of events says of its endpoint, settled in the way of every write of endpoints (spec §9.1).

use std::collections::HashMap;

use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::event::app::{EndpointPart, Report};
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_store::Consistency;
use touchpoint_store::endpoints::ApplyError;
use touchpoint_wire::types::EndpointRequest;

use super::events::log;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;

/// What became of the endpoints of a request.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Why parts were not taken, by the endpoint's id in the caller's spelling.
    pub(super) refusals: HashMap<String, ApiError>,
    /// The endpoints as they are stored now, as far as events were reported of them.
    pub(super) stored: HashMap<EndpointKey, EndpointDocument>,
}

/// Writes what the reports say of endpoints. An endpoint of which nothing is said is created when there is none, so that its
/// events have an owner, and otherwise left as it is.
pub(super) async fn settle(api: &Api, call: &Call, app: &AppId, reports: &[Report]) -> Result<Settled, ApiError> {
    let silent = reports.iter().filter(|report| report.endpoint == Ok(EndpointPart::Empty));
    let mut stored = documents(api, app, silent.map(|report| report.key.clone()).collect()).await?;
    let mut refusals = HashMap::new();
    let mut writes = Vec::new();
    for report in reports {
        let request = match &report.endpoint {
            Ok(EndpointPart::Given(request)) => request.as_ref().clone(),
            Ok(EndpointPart::Empty) if stored.contains_key(&report.key) => continue,
            Ok(EndpointPart::Empty) => EndpointRequest::default(),
            Err(refusal) => {
                refusals.insert(report.id.clone(), refusal.clone().into());
                continue;
            }
        };
        writes.push(EndpointWrite::single(&report.id, request, &call.request_id));
    }
    let written: Vec<EndpointKey> = writes.iter().map(|write| EndpointKey::of(&write.id)).collect();
    refusals.extend(apply(api, call, app, writes).await);
    let with_events =
        |key: &EndpointKey| reports.iter().any(|report| report.key == *key && report.events.values().any(Result::is_ok));
    stored.extend(documents(api, app, written.into_iter().filter(with_events).collect()).await?);
    Ok(Settled { refusals, stored })
}

/// Writes all at once, or one by one where one of them is refused; answers the refusals.
async fn apply(api: &Api, call: &Call, app: &AppId, writes: Vec<EndpointWrite>) -> HashMap<String, ApiError> {
    let (endpoints, limits) = (api.store.endpoints(), &api.config.limits);
    if writes.len() > 1 {
        match endpoints.apply(app, writes.clone(), call.now, limits).await {
            Ok(()) => return HashMap::new(),
            Err(ApplyError::Refused(_)) => {}
            Err(ApplyError::Store(error)) => {
                let error = ApiError::from(error);
                log(call, &error, "endpoints of reported events could not be written");
                return writes.into_iter().map(|write| (write.id, error.clone())).collect();
            }
        }
    }
    let mut refusals = HashMap::new();
    for write in writes {
        let id = write.id.clone();
        if let Err(error) = endpoints.apply(app, vec![write], call.now, limits).await.map_err(ApiError::from) {
            log(call, &error, "an endpoint of reported events could not be written");
            refusals.insert(id, error);
        }
    }
    refusals
}

async fn documents(api: &Api, app: &AppId, keys: Vec<EndpointKey>) -> Result<HashMap<EndpointKey, EndpointDocument>, ApiError> {
    let found = api.store.endpoints().many(app, &keys, Consistency::Strong).await?;
    let mut documents = HashMap::with_capacity(found.len());
    for endpoint in found {
        let document = endpoint.document()?;
        documents.insert(endpoint.key, document);
    }
    Ok(documents)
}

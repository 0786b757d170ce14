//! Endpoints and the users behind them (spec §3.2).

use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};
use touchpoint_store::endpoints::ApplyError;
use touchpoint_wire::input::{
    DeleteEndpointInput, DeleteUserEndpointsInput, GetEndpointInput, GetUserEndpointsInput, UpdateEndpointInput,
    UpdateEndpointsBatchInput,
};
use touchpoint_wire::types::{EndpointResponse, EndpointsResponse, MessageBody};

use super::apps;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetEndpoint`
pub(crate) async fn get(api: &Api, input: GetEndpointInput) -> Result<Reply, ApiError> {
    let (app, key) = (AppId::new(input.application_id), EndpointKey::of(&input.endpoint_id));
    let found = async { Ok(api.store.endpoints().get(&app, &key).await?) };
    let (_, found) = tokio::try_join!(apps::require(api, &app), found)?;
    let endpoint = found.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&endpoint.document()?.to_response(&app))
}

/// `UpdateEndpoint`: creates the endpoint or merges into it.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateEndpointInput) -> Result<Reply, ApiError> {
    let write = EndpointWrite::single(input.endpoint_id, input.endpoint_request, call.request_id.as_str());
    apply(api, call, &AppId::new(input.application_id), vec![write]).await
}

/// `UpdateEndpointsBatch`: all of them, or none if one of them is refused.
pub(crate) async fn update_batch(api: &Api, call: &Call, input: UpdateEndpointsBatchInput) -> Result<Reply, ApiError> {
    let writes = EndpointWrite::batch(input.endpoint_batch_request, &call.request_id, &api.config.limits)?;
    apply(api, call, &AppId::new(input.application_id), writes).await
}

async fn apply(api: &Api, call: &Call, app: &AppId, writes: Vec<EndpointWrite>) -> Result<Reply, ApiError> {
    apps::require(api, app).await?;
    api.store.endpoints().apply(app, writes, call.now, &api.config.limits).await?;
    let (message, request_id) = (Some("Accepted".to_owned()), Some(call.request_id.clone()));
    Reply::of(&MessageBody { message, request_id })
}

/// `DeleteEndpoint`: answers what was deleted.
pub(crate) async fn delete(api: &Api, input: DeleteEndpointInput) -> Result<Reply, ApiError> {
    let (app, key) = (AppId::new(input.application_id), EndpointKey::of(&input.endpoint_id));
    apps::require(api, &app).await?;
    let deleted = api.store.endpoints().delete(&app, &key).await?.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&deleted.to_response(&app))
}

/// `GetUserEndpoints`
pub(crate) async fn of_user(api: &Api, input: GetUserEndpointsInput) -> Result<Reply, ApiError> {
    let (app, user) = (AppId::new(input.application_id), UserId::new(input.user_id));
    apps::require(api, &app).await?;
    answer(&app, &api.store.endpoints().of_user(&app, &user).await?)
}

/// `DeleteUserEndpoints`: answers what was deleted.
pub(crate) async fn delete_of_user(api: &Api, input: DeleteUserEndpointsInput) -> Result<Reply, ApiError> {
    let (app, user) = (AppId::new(input.application_id), UserId::new(input.user_id));
    apps::require(api, &app).await?;
    answer(&app, &api.store.endpoints().delete_user(&app, &user).await?)
}

/// The endpoints of a user, who exists only as long as there are any.
fn answer(app: &AppId, endpoints: &[EndpointDocument]) -> Result<Reply, ApiError> {
    if endpoints.is_empty() {
        return Err(ApiError::resource_not_found());
    }
    let item: Vec<EndpointResponse> = endpoints.iter().map(|endpoint| endpoint.to_response(app)).collect();
    Reply::of(&EndpointsResponse { item })
}

impl From<ApplyError> for ApiError {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Refused(refusal) => Self::bad_request(refusal.to_string()),
            ApplyError::Store(error) => error.into(),
        }
    }
}

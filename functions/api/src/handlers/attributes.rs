//! Names of attributes that an app no longer captures (spec §3.9).

use touchpoint_domain::endpoint::names::AttributeKind;
use touchpoint_domain::ids::AppId;
use touchpoint_wire::input::RemoveAttributesInput;
use touchpoint_wire::types::AttributesResource;

use super::apps;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;

/// `RemoveAttributes`: frees the names that the patterns stand for, and captures them no more. Endpoints keep the values that
/// they have. Answers the names that are left; without patterns, all there are.
pub(crate) async fn remove(api: &Api, call: &Call, input: RemoveAttributesInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let kind = AttributeKind::parse(&input.attribute_type)?;
    let patterns = input.update_attributes_request.blacklist.unwrap_or_default();
    until_won(|| async {
        let registry = api.store.attribute_names();
        let read = registry.read(&app, call.now).await?;
        let left = read.names.without(kind, &patterns, &api.config.limits)?;
        let answer = AttributesResource {
            application_id: app.to_string(),
            attribute_type: kind.to_string(),
            attributes: Some(left.of(kind).map(str::to_owned).collect()),
        };
        if left != *read.names {
            registry.replace(&app, &read, left, call.now).await?;
        }
        Reply::of(&answer)
    })
    .await
}

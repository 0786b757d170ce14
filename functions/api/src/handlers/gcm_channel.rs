//! The FCM channel of an app, which the API calls GCM (spec §13.2).

use touchpoint_domain::channel::{Credentials, GcmCredentials, given};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{DeleteGcmChannelInput, GetGcmChannelInput, UpdateGcmChannelInput};
use touchpoint_wire::types::GCMChannelResponse;

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetGcmChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetGcmChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Gcm).await
}

/// `UpdateGcmChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateGcmChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = input.gcm_channel_request;
    let credentials = GcmCredentials::of(&request)?;
    let method = given(request.default_authentication_method.as_ref()).unwrap_or(credentials.method.as_str());
    let own = GCMChannelResponse {
        default_authentication_method: Some(method.to_owned()),
        has_fcm_service_credentials: Some(credentials.service_json.is_some()),
        ..GCMChannelResponse::default()
    };
    let credentials = Some(Credentials::Gcm(credentials));
    let configured = Configured { enabled: request.enabled, credentials, own };
    channel::put(api, call, &app, Channel::Gcm, configured).await
}

/// `DeleteGcmChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteGcmChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Gcm).await
}

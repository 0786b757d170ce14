//! The ADM channel of an app (spec §13.2).

use touchpoint_domain::channel::{AdmCredentials, Credentials};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{DeleteAdmChannelInput, GetAdmChannelInput, UpdateAdmChannelInput};
use touchpoint_wire::types::ADMChannelResponse;

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetAdmChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetAdmChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Adm).await
}

/// `UpdateAdmChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateAdmChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = input.adm_channel_request;
    let credentials = Some(Credentials::Adm(AdmCredentials::of(&request)?));
    let configured = Configured { enabled: request.enabled, credentials, own: ADMChannelResponse::default() };
    channel::put(api, call, &app, Channel::Adm, configured).await
}

/// `DeleteAdmChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteAdmChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Adm).await
}

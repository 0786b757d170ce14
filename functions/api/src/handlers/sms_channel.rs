//! The SMS channel of an app (spec §13.2).

use touchpoint_domain::channel::{check_sms, given};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{DeleteSmsChannelInput, GetSmsChannelInput, UpdateSmsChannelInput};
use touchpoint_wire::types::SMSChannelResponse;

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetSmsChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetSmsChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Sms).await
}

/// `UpdateSmsChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateSmsChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = input.sms_channel_request;
    check_sms(&request)?;
    let own = SMSChannelResponse {
        sender_id: given(request.sender_id.as_ref()).map(str::to_owned),
        short_code: given(request.short_code.as_ref()).map(str::to_owned),
        ..SMSChannelResponse::default()
    };
    let configured = Configured { enabled: request.enabled, credentials: None, own };
    channel::put(api, call, &app, Channel::Sms, configured).await
}

/// `DeleteSmsChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteSmsChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Sms).await
}

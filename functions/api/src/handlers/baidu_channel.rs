//! The Baidu channel of an app (spec §13.2).

use touchpoint_domain::channel::{BaiduCredentials, Credentials};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_wire::input::{DeleteBaiduChannelInput, GetBaiduChannelInput, UpdateBaiduChannelInput};
use touchpoint_wire::types::BaiduChannelResponse;

use super::channel::{self, Configured};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `GetBaiduChannel`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetBaiduChannelInput) -> Result<Reply, ApiError> {
    channel::get(api, input.application_id, Channel::Baidu).await
}

/// `UpdateBaiduChannel`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateBaiduChannelInput) -> Result<Reply, ApiError> {
    let app = channel::app(api, input.application_id).await?;
    let request = input.baidu_channel_request;
    let credentials = BaiduCredentials::of(&request)?;
    let own = BaiduChannelResponse { credential: credentials.api_key.clone(), ..BaiduChannelResponse::default() };
    let credentials = Some(Credentials::Baidu(credentials));
    let configured = Configured { enabled: request.enabled, credentials, own };
    channel::put(api, call, &app, Channel::Baidu, configured).await
}

/// `DeleteBaiduChannel`
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteBaiduChannelInput) -> Result<Reply, ApiError> {
    channel::delete(api, input.application_id, Channel::Baidu).await
}

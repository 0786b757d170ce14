//! All channels of an app at once (spec §13.1).

use std::collections::BTreeMap;

use touchpoint_domain::ids::AppId;
use touchpoint_store::Page;
use touchpoint_store::resources::{Kind, Order, Scope};
use touchpoint_wire::input::GetChannelsInput;
use touchpoint_wire::types::{ChannelResponse, ChannelsResponse};

use super::apps;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::{Api, stored};

/// More than there are channels: an app has at most one of each.
const ALL: usize = 20;

/// `GetChannels`: every channel that is configured, also the disabled ones, by its type (`EMAIL`).
pub(crate) async fn list(api: &Api, input: GetChannelsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let records = api.store.resources().list(&Scope::App(app), Kind::Channel, Order::ById, Page::first(ALL)).await?;
    let channels: Result<BTreeMap<String, ChannelResponse>, ApiError> =
        records.items.iter().map(|record| Ok((record.id.clone(), stored::document(record)?))).collect();
    Reply::of(&ChannelsResponse { channels: channels? })
}

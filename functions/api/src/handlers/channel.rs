//! What all channels of an app have in common (spec §13.1): each PUT is the whole of it, and a deleted one is forgotten.

use serde::Serialize;
use serde_json::Value;
use touchpoint_domain::channel::Credentials;
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::types::ChannelResponse;

use super::apps;
use crate::call::Call;
use crate::credentials::seal;
use crate::deletion::delete_head;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored};

/// What a PUT makes of a channel.
pub(crate) struct Configured<T> {
    /// Absent is enabled, also when the channel was disabled before.
    pub(crate) enabled: Option<bool>,
    pub(crate) credentials: Option<Credentials>,
    /// The answer's members that no other channel has; those that all have are filled in.
    pub(crate) own: T,
}

/// The app that a channel is asked for.
///
/// # Errors
/// 404 when there is none.
pub(crate) async fn app(api: &Api, application_id: String) -> Result<AppId, ApiError> {
    let app = AppId::new(application_id);
    apps::require(api, &app).await?;
    Ok(app)
}

/// `Get…Channel`
pub(crate) async fn get(api: &Api, application_id: String, channel: Channel) -> Result<Reply, ApiError> {
    let app = app(api, application_id).await?;
    let record = find(api, &app, channel).await?.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&record.doc)
}

/// `Update…Channel`: creates the channel, or replaces it whole; nothing of the old one is kept but its age.
pub(crate) async fn put<T: Serialize>(
    api: &Api,
    call: &Call,
    app: &AppId,
    channel: Channel,
    configured: Configured<T>,
) -> Result<Reply, ApiError> {
    let Configured { enabled, credentials, own } = configured;
    let srv = match &credentials {
        Some(credentials) => seal(&*api.ports.vault, app, channel, credentials).await?,
        None => Value::Null,
    };
    let new = New { app, channel, enabled: enabled.unwrap_or(true), own: stored::value(&own)?, srv };
    until_won(|| put_once(api, call, &new)).await
}

/// What is about to be stored, but for what follows from the channel before it.
struct New<'a> {
    app: &'a AppId,
    channel: Channel,
    enabled: bool,
    own: Value,
    srv: Value,
}

async fn put_once(api: &Api, call: &Call, new: &New<'_>) -> Result<Reply, ApiError> {
    let record = find(api, new.app, new.channel).await?;
    let old: Option<ChannelResponse> = record.as_ref().map(stored::document).transpose()?;
    let doc = document(new, old, wire_date(call.now))?;
    let reply = Reply::of(&doc)?;
    let srv = new.srv.clone();
    let write = match record {
        Some(record) => Change::Replace(Record { doc, srv, ..record }),
        None => {
            let scope = Scope::App(new.app.clone());
            let record = Record::new(scope, Kind::Channel, new.channel.as_str(), doc, call.now);
            Change::Create(Record { srv, ..record })
        }
    };
    api.store.resources().commit(vec![write]).await?;
    Ok(reply)
}

/// The channel's own members, and over them those that all channels have.
fn document(new: &New<'_>, old: Option<ChannelResponse>, now: String) -> Result<Value, ApiError> {
    let (created, version) = match old {
        Some(old) => (old.creation_date, old.version.unwrap_or_default()),
        None => (Some(now.clone()), 0),
    };
    let common = ChannelResponse {
        application_id: Some(new.app.to_string()),
        creation_date: created,
        enabled: Some(new.enabled),
        // No channel is stored without what it needs.
        has_credential: Some(true),
        id: Some(new.channel.as_str().to_ascii_lowercase()),
        is_archived: Some(false),
        last_modified_by: None,
        last_modified_date: Some(now),
        version: Some(version.saturating_add(1)),
    };
    let (Value::Object(mut document), Value::Object(common)) = (new.own.clone(), stored::value(&common)?) else {
        return Err(ApiError::internal("a channel is not an object"));
    };
    document.extend(common);
    document.insert("Platform".to_owned(), new.channel.as_str().into());
    Ok(Value::Object(document))
}

/// `Delete…Channel`: forgets the channel and its credentials, and answers what it was.
pub(crate) async fn delete(api: &Api, application_id: String, channel: Channel) -> Result<Reply, ApiError> {
    let app = app(api, application_id).await?;
    until_won(|| delete_once(api, &app, channel)).await
}

async fn delete_once(api: &Api, app: &AppId, channel: Channel) -> Result<Reply, ApiError> {
    let record = find(api, app, channel).await?.ok_or_else(ApiError::resource_not_found)?;
    delete_head(&api.store, &record).await?;
    Reply::of(&record.doc)
}

async fn find(api: &Api, app: &AppId, channel: Channel) -> Result<Option<Record>, ApiError> {
    Ok(api.store.resources().get(&Scope::App(app.clone()), Kind::Channel, channel.as_str()).await?)
}

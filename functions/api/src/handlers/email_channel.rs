//! The email channel of an app: whom messages come from, and the SES identity that vouches for it (spec §13.1, §13.2).

use touchpoint_domain::email::sender_is_plausible;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{DeleteEmailChannelInput, GetEmailChannelInput, UpdateEmailChannelInput};
use touchpoint_wire::types::{EmailChannelRequest, EmailChannelResponse};

use super::apps;
use crate::call::Call;
use crate::deletion::delete_head;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::validate::name;
use crate::{Api, stored};

/// The type of the channel, under which it is stored.
const TYPE: &str = "EMAIL";
/// The id that is answered: the name in lower case.
const ID: &str = "email";
/// The longest ARN or name of a configuration set, in characters.
const ARN_CHARS: usize = 2048;

/// `GetEmailChannel`
pub(crate) async fn get(api: &Api, input: GetEmailChannelInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let record = find(api, &app).await?.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&record.doc)
}

/// `UpdateEmailChannel`: creates the channel, or replaces it whole; nothing of the old one is kept but its age.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateEmailChannelInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    check(&input.email_channel_request)?;
    until_won(|| update_once(api, call, &app, &input.email_channel_request)).await
}

async fn update_once(api: &Api, call: &Call, app: &AppId, request: &EmailChannelRequest) -> Result<Reply, ApiError> {
    let record = find(api, app).await?;
    let old: Option<EmailChannelResponse> = record.as_ref().map(stored::document).transpose()?;
    let channel = channel(app, request, old, wire_date(call.now));
    let doc = stored::value(&channel)?;
    let write = match record {
        Some(record) => Change::Replace(Record { doc, ..record }),
        None => Change::Create(Record::new(Scope::App(app.clone()), Kind::Channel, TYPE, doc, call.now)),
    };
    api.store.resources().commit(vec![write]).await?;
    Reply::of(&channel)
}

/// `DeleteEmailChannel`: forgets the channel and answers what it was.
pub(crate) async fn delete(api: &Api, input: DeleteEmailChannelInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    until_won(|| delete_once(api, &app)).await
}

async fn delete_once(api: &Api, app: &AppId) -> Result<Reply, ApiError> {
    let record = find(api, app).await?.ok_or_else(ApiError::resource_not_found)?;
    delete_head(&api.store, &record).await?;
    Reply::of(&record.doc)
}

async fn find(api: &Api, app: &AppId) -> Result<Option<Record>, ApiError> {
    Ok(api.store.resources().get(&Scope::App(app.clone()), Kind::Channel, TYPE).await?)
}

fn channel(app: &AppId, request: &EmailChannelRequest, old: Option<EmailChannelResponse>, now: String) -> EmailChannelResponse {
    let (created, version) = match old {
        Some(old) => (old.creation_date, old.version.unwrap_or_default()),
        None => (Some(now.clone()), 0),
    };
    EmailChannelResponse {
        application_id: Some(app.to_string()),
        configuration_set: request.configuration_set.clone(),
        creation_date: created,
        enabled: Some(request.enabled.unwrap_or(true)),
        from_address: Some(request.from_address.clone()),
        has_credential: Some(true),
        id: Some(ID.to_owned()),
        identity: Some(request.identity.clone()),
        is_archived: Some(false),
        last_modified_by: None,
        last_modified_date: Some(now),
        messages_per_second: None,
        orchestration_sending_role_arn: request.orchestration_sending_role_arn.clone(),
        platform: TYPE.to_owned(),
        role_arn: request.role_arn.clone(),
        version: Some(version.saturating_add(1)),
    }
}

fn check(request: &EmailChannelRequest) -> Result<(), FieldError> {
    // Whether the identity covers the address is for SES to say.
    if !sender_is_plausible(&request.from_address) {
        let rule = "must be an address such as news@example.com or Name <news@example.com>";
        return Err(FieldError::new("FromAddress", rule));
    }
    name("Identity", &request.identity, ARN_CHARS)?;
    if !is_arn(&request.identity, "ses", "identity/") {
        return Err(FieldError::new("Identity", "must be the ARN of an SES identity: arn:aws:ses:…:…:identity/…"));
    }
    if let Some(set) = &request.configuration_set {
        name("ConfigurationSet", set, ARN_CHARS)?;
    }
    check_role("RoleArn", request.role_arn.as_deref())?;
    check_role("OrchestrationSendingRoleArn", request.orchestration_sending_role_arn.as_deref())
}

fn check_role(field: &str, arn: Option<&str>) -> Result<(), FieldError> {
    match arn {
        Some(arn) if !is_arn(arn, "iam", "role/") || arn.chars().count() > ARN_CHARS => {
            Err(FieldError::new(field, "must be the ARN of a role: arn:aws:iam::…:role/…"))
        }
        Some(_) | None => Ok(()),
    }
}

fn is_arn(text: &str, service: &str, resource: &str) -> bool {
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    match fields.as_slice() {
        ["arn", _, of, _, _, named] => {
            *of == service && named.len() > resource.len() && named.starts_with(resource) && !text.contains(' ')
        }
        _ => false,
    }
}

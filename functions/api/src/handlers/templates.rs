//! What is the same for message templates of every type: lists, versions, which one is active (spec §7.5).

use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{ListTemplateVersionsInput, ListTemplatesInput, UpdateTemplateActiveVersionInput};
use touchpoint_wire::types::{TemplateResponse, TemplateVersionResponse, TemplateVersionsResponse, TemplatesResponse};

use super::template_record::{Head, Versions, accepted, version_number};
use super::template_type::{TYPES, kind_of, template_type};
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, validate};

/// `ListTemplates`, by name in ascending order; templates of several types with the same name by the name of the type.
pub(crate) async fn list(api: &Api, input: ListTemplatesInput) -> Result<Reply, ApiError> {
    let page = page(&api.config.limits, List::Templates, input.page_size.as_deref(), input.next_token.as_deref())?;
    let types = match input.template_type.as_deref() {
        None => TYPES.to_vec(),
        Some(text) => vec![template_type("template-type", text)?],
    };
    let prefix = input.prefix.as_deref().unwrap_or_default();
    if !prefix.is_empty() && validate::template_name("prefix", prefix).is_err() {
        // No name begins like that, and keys of the database may not be as long as anything.
        return Reply::of(&TemplatesResponse { item: Vec::new(), next_token: None });
    }
    let kinds: Vec<Kind> = types.into_iter().map(kind_of).collect();
    let templates = api.store.resources().list_merged(&Scope::Account, &kinds, prefix, page).await?;
    let items: Result<Vec<TemplateResponse>, ApiError> = templates.items.iter().map(summary).collect();
    Reply::of(&TemplatesResponse { item: items?, next_token: templates.next })
}

/// A template as it stands in lists, which leave out what is long.
fn summary(record: &Record) -> Result<TemplateResponse, ApiError> {
    let template: TemplateResponse = stored::document(record)?;
    Ok(TemplateResponse { arn: None, default_substitutions: None, template_description: None, tags: None, ..template })
}

/// `ListTemplateVersions`, newest first.
pub(crate) async fn versions(api: &Api, call: &Call, input: ListTemplateVersionsInput) -> Result<Reply, ApiError> {
    let page = page(&api.config.limits, List::Templates, input.page_size.as_deref(), input.next_token.as_deref())?;
    let kind = kind_of(template_type("template-type", &input.template_type)?);
    let head = Head::load(api, kind, &input.template_name).await?;
    let versions = api.store.resources().versions(&head.record.scope, kind, &head.record.id, page).await?;
    let items: Result<Vec<TemplateVersionResponse>, ApiError> = versions.items.iter().map(version).collect();
    Reply::of(&TemplateVersionsResponse {
        item: items?,
        message: None,
        next_token: versions.next,
        request_id: Some(call.request_id.clone()),
    })
}

/// One version; its age is its own, not the template's.
fn version(record: &Record) -> Result<TemplateVersionResponse, ApiError> {
    let version: TemplateVersionResponse = stored::document(record)?;
    Ok(TemplateVersionResponse { creation_date: wire_date(record.created), ..version })
}

/// `UpdateTemplateActiveVersion`: `latest` means the one that is the latest now.
pub(crate) async fn activate(api: &Api, call: &Call, input: UpdateTemplateActiveVersionInput) -> Result<Reply, ApiError> {
    let kind = kind_of(template_type("template-type", &input.template_type)?);
    let text = input.template_active_version_request.version;
    let wanted = match text.as_deref() {
        None => return Err(ApiError::bad_request("Version: required; the number of a version, or latest")),
        Some("latest") => Wanted::Latest,
        Some(text) => Wanted::Number(version_number("Version", text)?),
    };
    until_won(|| activate_once(api, kind, &input.template_name, wanted)).await?;
    accepted(call)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Latest,
    Number(u32),
}

async fn activate_once(api: &Api, kind: Kind, name: &str, wanted: Wanted) -> Result<(), ApiError> {
    let head = Head::load(api, kind, name).await?;
    let active = match wanted {
        Wanted::Latest => head.versions.latest,
        Wanted::Number(version) => version,
    };
    let content = head.version(api, active).await?.doc;
    let versions = Versions { active, ..head.versions };
    let changes = vec![Change::Replace(head.activating(&content, versions)?)];
    Ok(api.store.resources().commit(changes).await?)
}

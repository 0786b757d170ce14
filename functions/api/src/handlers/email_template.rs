//! Email templates: create, read, overwrite or add a version, delete (spec §7.1, §7.5).

use jiff::Timestamp;
use touchpoint_domain::email::validate_template;
use touchpoint_domain::time::wire_date;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{
    CreateEmailTemplateInput, DeleteEmailTemplateInput, GetEmailTemplateInput, UpdateEmailTemplateInput,
};
use touchpoint_wire::types::{CreateTemplateMessageBody, EmailTemplateRequest, EmailTemplateResponse, TemplateType};

use super::template_delete::{delete_template, delete_version};
use super::template_record::{Head, Versions, accepted, version_number, with_tags};
use crate::arn::Named;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, tags, validate};

const KIND: Kind = Kind::TemplateEmail;

/// `CreateEmailTemplate`: version 1, active at once.
pub(crate) async fn create(api: &Api, call: &Call, input: CreateEmailTemplateInput) -> Result<Reply, ApiError> {
    let (name, mut request) = (input.template_name, input.email_template_request);
    let limits = &api.config.limits;
    validate::template_name("template-name", &name)?;
    validate_template(&request, limits)?;
    let tags = request.tags.take().filter(|tags| !tags.is_empty());
    tags::check(tags.as_ref().unwrap_or(&tags::Tags::new()), limits)?;
    let date = wire_date(call.now);
    let template = response(api, &name, request, 1, date.clone(), date);
    let arn = template.arn.clone();
    let content = stored::value(&template)?;
    let versions = Versions { active: 1, latest: 1, highest: 1, count: 1 };
    let doc = with_tags(&content, tags)?;
    let first = record(&name, content, call.now).as_version(1);
    let head = Record { srv: stored::value(&versions)?, ..record(&name, doc, call.now) };
    match api.store.resources().commit(vec![Change::Create(head), Change::CreateVersion(first)]).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => return Err(ApiError::conflict(format!("template-name: {name} exists already"))),
        Err(error) => return Err(error.into()),
    }
    let (message, request_id) = (Some("Created".to_owned()), Some(call.request_id.clone()));
    Reply::of(&CreateTemplateMessageBody { arn, message, request_id })
}

/// `GetEmailTemplate`: the active version, or the one that is asked for.
pub(crate) async fn get(api: &Api, input: GetEmailTemplateInput) -> Result<Reply, ApiError> {
    let version = input.version.map(|version| version_number("version", &version)).transpose()?;
    let head = Head::load(api, KIND, &input.template_name).await?;
    match version {
        None => Reply::of(&head.record.doc),
        Some(version) => Reply::of(&with_tags(&head.version(api, version).await?.doc, head.tags()?)?),
    }
}

/// `UpdateEmailTemplate`: overwrites the latest version, or adds one. `tags` in the body are ignored.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateEmailTemplateInput) -> Result<Reply, ApiError> {
    let UpdateEmailTemplateInput { create_new_version, email_template_request: request, template_name, version } = input;
    let version = version.map(|version| version_number("version", &version)).transpose()?;
    let adds = create_new_version.unwrap_or(false);
    if adds && version.is_some() {
        return Err(ApiError::bad_request("version: must be absent when create-new-version is true"));
    }
    validate_template(&request, &api.config.limits)?;
    let request = EmailTemplateRequest { tags: None, ..request };
    until_won(|| async {
        let head = Head::load(api, KIND, &template_name).await?;
        let changes =
            if adds { added(api, call, head, &request)? } else { overwritten(api, call, head, &request, version).await? };
        api.store.resources().commit(changes).await?;
        accepted(call)
    })
    .await
}

/// A new version above all that ever were; the active one stays.
fn added(api: &Api, call: &Call, head: Head, request: &EmailTemplateRequest) -> Result<Vec<Change>, ApiError> {
    let most = api.config.limits.template_versions;
    let Versions { active, highest, count, .. } = head.versions;
    if usize::try_from(count).is_ok_and(|count| count >= most) {
        return Err(ApiError::bad_request(format!("versions: at most {most} per template; delete one first")));
    }
    let version = highest.saturating_add(1);
    let versions = Versions { active, latest: version, highest: version, count: count.saturating_add(1) };
    let content = content(api, call, &head, request, version)?;
    let name = head.record.id.clone();
    let record = record(&name, content, call.now).as_version(version);
    Ok(vec![Change::CreateVersion(record), Change::Replace(head.with_versions(versions)?)])
}

/// The latest version with other content, which is what is sent from now on if it is the active one.
async fn overwritten(
    api: &Api,
    call: &Call,
    head: Head,
    request: &EmailTemplateRequest,
    expected: Option<u32>,
) -> Result<Vec<Change>, ApiError> {
    let versions = head.versions;
    if expected.is_some_and(|expected| expected != versions.latest) {
        return Err(ApiError::bad_request(format!("version: must be the latest one, {}", versions.latest)));
    }
    let old = head.version(api, versions.latest).await?;
    let content = content(api, call, &head, request, versions.latest)?;
    let head =
        if versions.active == versions.latest { head.activating(&content, versions)? } else { head.with_versions(versions)? };
    Ok(vec![Change::Replace(Record { doc: content, ..old }), Change::Replace(head)])
}

/// `DeleteEmailTemplate`: the whole template, or one version of it.
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteEmailTemplateInput) -> Result<Reply, ApiError> {
    let name = input.template_name;
    match input.version {
        None => delete_template(api, KIND, &name).await?,
        Some(version) => delete_version(api, KIND, &name, version_number("version", &version)?).await?,
    }
    accepted(call)
}

/// The document of `version`, as old as the template.
fn content(
    api: &Api,
    call: &Call,
    head: &Head,
    request: &EmailTemplateRequest,
    version: u32,
) -> Result<serde_json::Value, ApiError> {
    let (created, modified) = (wire_date(head.record.created), wire_date(call.now));
    stored::value(&response(api, &head.record.id, request.clone(), version, created, modified))
}

fn response(
    api: &Api,
    name: &str,
    request: EmailTemplateRequest,
    version: u32,
    created: String,
    modified: String,
) -> EmailTemplateResponse {
    EmailTemplateResponse {
        arn: Some(api.config.arn(&Named::Template(name.to_owned(), TemplateType::Email))),
        creation_date: created,
        default_substitutions: request.default_substitutions,
        headers: request.headers,
        html_part: request.html_part,
        last_modified_date: modified,
        recommender_id: request.recommender_id,
        subject: request.subject,
        template_description: request.template_description,
        template_name: name.to_owned(),
        template_type: TemplateType::Email,
        text_part: request.text_part,
        version: Some(version.to_string()),
        tags: None,
    }
}

/// A record that nobody has written yet.
fn record(name: &str, doc: serde_json::Value, created: Timestamp) -> Record {
    Record::new(Scope::Account, KIND, name, doc, created)
}
